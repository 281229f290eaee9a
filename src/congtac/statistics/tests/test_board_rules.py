"""The tables of docs/rules/statistics-boards.md: cells, sums, ranks, stages, the letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.numbers import parse_date
from congtac.statistics.rules import boards as rules
from congtac.statistics.rules import letters, reminders
from congtac.statistics.rules.boards import Stood, Sum
from congtac.statistics.tests.tables import table

PAGE = "statistics-boards.md"
PLACES = {
    "in time": rules.IN_TIME,
    "late": rules.LATE,
    "overdue": rules.OVERDUE,
    "awaited": rules.AWAITED,
    "returned": rules.RETURNED,
}
STAGES = reminders.Stages((10, 3), (1, 10))


def day_of(text: str) -> date | None:
    return None if text == "–" else parse_date(text)


@pytest.mark.parametrize("row", table(PAGE, "last day | first sent | returned now"))
def test_a_cell_stands_at_its_place(row: list[str]) -> None:
    due, sent, returned, day, place, days = row
    stood = rules.stood_on(
        due_on=day_of(due),
        sent_on=day_of(sent),
        is_returned=returned == "yes",
        day=parse_date(day),
    )
    assert stood == Stood(PLACES[place], int(days))


@pytest.mark.parametrize("row", table(PAGE, "in time | late | overdue"))
def test_sums_are_counted_and_the_share_rounded(row: list[str]) -> None:
    counts, (owed, sent, share) = [int(it) for it in row[:4]], row[4:]
    kinds = (Stood(rules.IN_TIME), Stood(rules.LATE, 2), Stood(rules.OVERDUE, 3))
    every = [Stood(rules.AWAITED)] * counts[3]
    every += [it for it, count in zip(kinds, counts, strict=False) for _ in range(count)]
    found = rules.sum_of(every)
    assert (found.owed, found.sent) == (int(owed), int(sent))
    assert found.percent == (None if share == "–" else int(share))


@given(st.lists(st.builds(Stood, st.sampled_from(tuple(rules.PLACES)), st.integers(0, 40))))
def test_the_parts_of_a_sum_never_exceed_it(every: list[Stood]) -> None:
    found = rules.sum_of(every)
    assert 0 <= found.in_time <= found.sent <= found.judged <= found.owed == len(every)
    assert found.percent is None or 0 <= found.percent <= 100


def test_every_place_has_a_sign_of_its_own_beside_its_colour() -> None:
    assert set(rules.SIGNS) == set(rules.COLOURS) == set(rules.PLACES)
    assert len(set(rules.SIGNS.values())) == len(rules.SIGNS)
    assert (Stood(rules.LATE, 2).sign, Stood(rules.LATE, 2).words) == ("+2", "Gửi muộn, 2 ngày")


def test_equal_shares_share_a_rank() -> None:
    shares = {"a": 100, "b": 80, "c": 80, "d": 50, "e": None}
    assert [rules.rank_of(shares, it) for it in "abcde"] == [(1, 4), (2, 4), (2, 4), (4, 4), None]
    assert Sum().percent is None


@pytest.mark.parametrize("row", table(PAGE, "last day | day | stage"))
def test_each_stage_is_reached_on_its_day(row: list[str]) -> None:
    due, day, said = row
    stage = reminders.stage_on(STAGES, due_on=parse_date(due), day=parse_date(day))
    count = None if said == "–" else int(said.split()[0])
    assert stage == (-count if count and "after" in said else count)


def test_the_letter_lists_forms_by_days_and_names_all_units_at_once_where_they_are_many() -> None:
    urged = [
        letters.UrgedUnit("Sở Tư pháp A", (("24/BTP/TGPL", 3), ("19/BTP/LLTP", 0))),
        letters.UrgedUnit("Sở Tư pháp B", (("24/BTP/TGPL", 3), ("19/BTP/LLTP", 3))),
    ]
    matter = letters.Matter("Bộ Tư pháp", "6 tháng đầu năm 2024", "Thông tư 03/2019/TT-BTP")
    text = letters.text_of(matter, urged, day=date(2024, 6, 28), send_by=date(2024, 7, 5))
    lines = text.splitlines()
    one = "- Sở Tư pháp A quá hạn 3 ngày biểu 24/BTP/TGPL, chưa đến hạn biểu 19/BTP/LLTP;"
    assert lines[1] == one
    assert lines[2] == "- Sở Tư pháp B quá hạn 3 ngày biểu 24/BTP/TGPL, 19/BTP/LLTP."
    assert "2 biểu" in lines[0]
    assert lines[-1].endswith("./.")
    assert letters.addressees_of(urged) == ("Sở Tư pháp A", "Sở Tư pháp B")
    assert len(letters.addressees_of(urged * 7)) == 1
    assert letters.subject_of(matter.period).endswith("6 tháng đầu năm 2024")
