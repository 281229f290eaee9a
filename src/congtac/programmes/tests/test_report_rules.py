"""Rules of reports: the tables of docs/rules/reports.md."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.accounts.rules.signing import KT, TL, Power
from congtac.ground.calendars.queries import next_workday
from congtac.ground.calendars.services import load_special_days
from congtac.kernel.actor import SYSTEM
from congtac.kernel.numbers import parse_date
from congtac.kernel.periods import Period
from congtac.programmes.rules import reports, requests
from congtac.programmes.rules.drafting import OF_TASK, Drafted, Source, There, redraft

PAGE = Path(__file__).parents[4] / "docs" / "rules" / "reports.md"


def table(header: str) -> list[list[str]]:
    """The rows of the table of the page that begins with this header."""
    text = PAGE.read_text(encoding="utf-8")
    body = text[text.index(header) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in body]


@pytest.mark.parametrize("row", table("| period | counted from"))
def test_regular_periods_add_up_from_january(row: list[str]) -> None:
    code, start, last, after = row
    period = Period.parse(code)
    assert (period.start, period.last_day) == (parse_date(start), parse_date(last))
    assert requests.period_after(period).code == after
    assert requests.is_regular(code)


@pytest.mark.parametrize("row", table("| a day of"))
def test_the_days_of_the_next_period_lie_as_many_months_later(row: list[str]) -> None:
    was, day, after, then = row
    found = requests.same_day_in(Period.parse(after), day=parse_date(day), was=Period.parse(was))
    assert found == parse_date(then)


@pytest.mark.django_db
def test_a_last_day_on_a_day_off_is_the_next_working_day() -> None:
    load_special_days(SYSTEM)
    for asked, _, counts in table("| asked for | it is"):
        assert next_workday(parse_date(asked)) == parse_date(counts)


@pytest.mark.parametrize("row", table("| post | leader"))
def test_the_head_signs_and_others_by_a_power(row: list[str]) -> None:
    post, leader, power_words, outcome = row
    kind, _, principal = power_words.partition(". ")
    power = Power(kind, principal, post, date(2024, 1, 1)) if kind in (KT, TL) else None
    found = reports.signs_as(post=post, is_leader=leader == "yes", power=power)
    expected = None if "PRG-115" in outcome else tuple(outcome.split(" / "))
    assert found == expected


@pytest.mark.parametrize("row", table("| last day | sent first"))
def test_a_report_is_late_to_the_day(row: list[str]) -> None:
    due, sent, day, words = row
    sent_on = None if sent == "not" else parse_date(sent)
    found = reports.standing_of(due_on=parse_date(due), sent_on=sent_on, day=parse_date(day))
    days = re.search(r"\d+", words)
    kinds = {"in time": "in_time", "late": "late", "overdue": "overdue", "awaited": "awaited"}
    kind = next(kinds[it] for it in kinds if words.startswith(it))
    assert found == reports.Standing(kind, int(days[0]) if days else 0)


def test_a_last_day_that_was_missed_stays_missed_when_it_is_moved() -> None:
    dues = [(date(2024, 6, 1), date(2024, 6, 17)), (date(2024, 6, 20), date(2024, 6, 25))]
    assert reports.missed_before(dues, sent_on=None) == [(date(2024, 6, 17), 3)]
    assert reports.missed_before(dues, sent_on=date(2024, 6, 24)) == [(date(2024, 6, 17), 3)]
    assert reports.missed_before(dues, sent_on=date(2024, 6, 16)) == []
    early = [(date(2024, 6, 1), date(2024, 6, 17)), (date(2024, 6, 10), date(2024, 6, 25))]
    assert reports.missed_before(early, sent_on=None) == []


@pytest.mark.parametrize("row", table("| state | words | who has it"))
def test_every_state_has_its_words(row: list[str]) -> None:
    state, words, _ = row
    assert reports.REPORT_NAMES[state] == words
    assert state in reports.REPORT_COLOURS


def test_an_act_is_allowed_from_the_states_of_the_table_only() -> None:
    acts = {
        re.split(r"[ ,]", act)[0]: (before.split("; "), after)
        for act, _, before, after, _ in table("| act | who | from")
    }
    for act, (before, after) in acts.items():
        allowed = {it.strip() for group in before for it in group.split(",")}
        if allowed == {"all but accepted"}:
            allowed = set(reports.OPEN)
        for state in reports.REPORT_STATES:
            code = reports.objection_to_report(act, state=state, words="Lý do")
            assert (code is None) == (state in allowed), (act, state)
        if after in reports.REPORT_STATES:
            state = next(iter(sorted(allowed)))
            assert reports.state_after(act, state=state, goes_through=False) == after


def test_what_says_no_says_why() -> None:
    for act in reports.WITH_REASON:
        state = reports.FROM[act][0]
        assert reports.objection_to_report(act, state=state, words=" ") == "PRG-022"


@pytest.mark.parametrize("row", table("| section | who writes"))
def test_a_section_goes_from_hand_to_hand(row: list[str]) -> None:
    names = {"sent": "sent", "returned": "returned", "taken back": "free"}
    state, writer, after = row
    targets = {names.get(it, it) for it in after.split(", ")}
    found = {
        reports.SECTION_TO[act] for act, before in reports.SECTION_FROM.items() if state in before
    }
    assert found == targets
    may_write = reports.objection_to_writing(state=state, is_theirs=True) is None
    assert may_write == (writer != "nobody")
    others = reports.objection_to_writing(state=state, is_theirs=False) is None
    assert others == (writer.startswith("anyone"))


A, B, C = "Đã ban hành kế hoạch.", "Đã ban hành và triển khai kế hoạch.", "Câu của người viết."


def made(words: str, key: str = "task:1") -> Drafted:
    return Drafted(words, Source(OF_TASK, key, 1))


def test_drafting_again_adds_renews_and_shows_beside() -> None:
    assert redraft([], [made(A)]).added == (made(A),)
    assert redraft([There("task:1", A, A)], [made(B)]).renewed == (made(B),)
    touched = There("task:1", C, A, is_touched=True)
    again = redraft([touched], [made(A)])
    assert (again.added, again.renewed, again.beside) == ((), (), ())
    assert redraft([touched], [made(B)]).beside == (made(B),)
    assert redraft([There("task:1", A, A)], []).sourceless == ("task:1",)
    assert redraft([There("", C, "")], []).sourceless == ()


KEYS = st.sampled_from([f"task:{n}" for n in range(6)])


@given(
    there=st.lists(st.builds(There, KEYS, st.text(), st.text(), st.booleans()), max_size=6),
    fresh=st.lists(
        st.builds(made, st.text(), KEYS), max_size=6, unique_by=lambda it: it.source.key
    ),
)
def test_drafting_again_never_takes_away_what_a_person_wrote(
    there: list[There], fresh: list[Drafted]
) -> None:
    by_key = {it.key: it for it in there}
    found = redraft(by_key.values(), fresh)
    touched = {it.key for it in by_key.values() if it.is_touched}
    assert not touched & {it.source.key for it in (*found.added, *found.renewed)}
    told = {it.source.key for it in (*found.added, *found.renewed)} | set(found.sourceless)
    assert {it.source.key for it in fresh} | set(by_key) == told | touched


@pytest.mark.parametrize(
    ("cut_off", "due_on", "code"),
    [
        (date(2024, 6, 10), date(2024, 6, 17), None),
        (date(2024, 7, 1), date(2024, 7, 9), "PRG-101"),
        (date(2023, 12, 31), date(2024, 7, 9), "PRG-101"),
        (date(2024, 6, 10), date(2024, 6, 9), "PRG-102"),
    ],
)
def test_days_fit_together(cut_off: date, due_on: date, code: str | None) -> None:
    period = Period.parse("2024-H1")
    found = requests.objection_to_days(
        period=period, since=period.start, cut_off=cut_off, due_on=due_on
    )
    assert found == code


def test_an_outline_has_headings_and_its_tables_columns() -> None:
    assert requests.objection_to_outline(requests.USUAL_OUTLINE) is None
    assert requests.objection_to_outline([]) == "PRG-103"
    assert requests.objection_to_outline([requests.Outlined(" ")]) == "PRG-103"
    bare = requests.Outlined("Phụ lục", requests.ANNEX)
    assert requests.objection_to_outline([bare]) == "PRG-104"
