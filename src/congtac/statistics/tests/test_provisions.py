"""Causes, days of reminders and norms are dated rows that their keeper carries on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import Cause, Norm, Period, ReminderRule, Submission
from congtac.statistics.queries import explanations as notes
from congtac.statistics.queries import provisions as queries
from congtac.statistics.queries.submissions import days_to_mend
from congtac.statistics.rules.provisions import MEND_DAYS, THRESHOLD
from congtac.statistics.services import provisions as services
from congtac.statistics.services import submissions
from congtac.statistics.services.calendars import load_calendars, open_period
from congtac.statistics.services.provisions import From, Meant
from congtac.statistics.services.reminders import remind
from congtac.statistics.tests.begun import DAY, as_keeper, kind_of, let_ha_keep
from congtac.statistics.tests.inside import begun, grid, told_of
from congtac.statistics.tests.test_explanations import PDF, explained

Cast = Mapping[str, Actor]
PAPER = "Công văn 1234/BTP-KHTC ngày 15/05/2024"
NEW = Meant("Thiên tai, dịch bệnh", date(2024, 1, 1), PAPER, 7)
PAGE = "/thong-ke/danh-muc/"


@pytest.fixture
def keeper(cast: Cast) -> Actor:
    load_calendars(SYSTEM)
    return as_keeper(cast)


@pytest.fixture
def asked(cast: Cast) -> Submission:
    """The six months of 2024 with more children than all: a note is due."""
    made = begun(cast)
    submissions.write(cast["lan"], made, grid(c4="150"), seen=0, day=DAY)
    return made


def cause(key: str) -> Cause:
    found = queries.last_cause(key)
    assert found is not None
    return found


def offered(period: Period) -> list[str]:
    return [it.key for it in queries.offered(period)]


def note(asked: Submission, key: str, *files: tuple[str, bytes]) -> submissions.Note:
    return submissions.Note(told_of(asked).key, key, "Tồn từ kỳ trước", *files)


def test_a_cause_is_added_and_stands_in_the_log(keeper: Actor) -> None:
    made = services.add_cause(keeper, "thien-tai", NEW, day=DAY)
    assert (made.name, made.basis, made.is_own) == (NEW.name, PAPER, False)
    assert PAPER in bytes(Line.objects.get(act="statistics.cause.added").body).decode()
    with pytest.raises(Problem, match="STA-501"):
        services.add_cause(keeper, "thien-tai", NEW, day=DAY)
    for meant in (replace(NEW, basis=" "), replace(NEW, name="")):
        with pytest.raises(Problem, match="STA-502"):
            services.add_cause(keeper, "khac", meant, day=DAY)
    assert Cause.objects.filter(key="thien-tai").count() == 1


def test_what_came_with_the_site_says_that_no_paper_stands_behind_it(keeper: Actor) -> None:
    assert all(it.is_own and it.basis == "Đi kèm phần mềm" for it in Cause.objects.all())
    assert Norm.objects.filter(key=THRESHOLD, is_own=False).get().basis.endswith("lĩnh vực 15")
    assert load_calendars(SYSTEM) == 0


def test_nobody_but_the_keepers_changes_anything(cast: Cast, keeper: Actor) -> None:
    given = From(DAY, PAPER)
    for name in ("lan", "minh", "hoa", "ha"):
        actor = cast[name]
        for act in (
            lambda who: services.add_cause(who, "x", NEW, day=DAY),
            lambda who: services.change_cause(who, cause("law"), NEW, day=DAY),
            lambda who: services.end_cause(who, cause("law"), last_day=DAY, why="x"),
            lambda who: services.change_reminders(who, "commune", ([5], [1]), given, day=DAY),
            lambda who: services.change_norm(who, MEND_DAYS, 5, given, day=DAY),
        ):
            with pytest.raises(Refused, match="mốc nhắc và định mức"):
                act(actor)
    assert not Cause.objects.filter(ordinal__gt=1).exists()


def test_a_note_keeps_the_name_of_its_day(cast: Cast, asked: Submission) -> None:
    keeper, lan = as_keeper(cast), cast["lan"]
    submissions.explain(lan, asked, [note(asked, "work")], day=DAY)
    meant = Meant("Khối lượng việc thay đổi", date(2024, 6, 30), PAPER, 2)
    services.change_cause(keeper, cause("work"), meant, day=DAY)
    assert asked.explanations.get().cause_name == "Khối lượng công việc thay đổi thực tế"
    submissions.explain(lan, asked, [note(asked, "work")], day=DAY)
    names = [it.cause.name for it in asked.explanations.all()]
    assert names == ["Khối lượng công việc thay đổi thực tế", "Khối lượng việc thay đổi"]
    assert {it.cause.key for it in asked.explanations.all()} == {"work"}
    with pytest.raises(ProtectedError):
        Cause.objects.filter(key="work").delete()


def test_a_cause_that_ended_is_not_offered_but_stays_where_it_was_named(
    cast: Cast, asked: Submission
) -> None:
    keeper = as_keeper(cast)
    before = open_period(keeper, asked.period.kind, 2023, day=date(2023, 5, 20))
    earlier = submissions.begin(cast["lan"], asked.form, before, day=date(2023, 6, 10))
    explained(cast, earlier, date(2023, 6, 10))
    services.end_cause(keeper, cause("work"), last_day=date(2023, 12, 31), why=PAPER)
    assert "work" in offered(before)
    assert "work" not in offered(asked.period)
    with pytest.raises(Problem, match="STA-500"):
        submissions.explain(cast["lan"], asked, [note(asked, "work")], day=DAY)
    assert not asked.explanations.exists()
    [again] = notes.again(asked, queries.offered(asked.period)).values()
    assert (again.note.cause.key, again.is_offered) == ("work", False)
    found = notes.facts(cast["lan"], notes.Sought())
    [shown] = queries.shown_causes([it.cause for it in found], DAY)
    assert (shown.key, shown.last_day) == ("work", date(2023, 12, 31))
    assert notes.counted(found, notes.FORM, ["work"])[0].counts == (1,)
    assert PAPER in bytes(Line.objects.get(act="statistics.cause.ended").body).decode()


def test_an_end_is_refused_without_reason_before_its_time_or_twice(keeper: Actor) -> None:
    with pytest.raises(Problem, match="STA-505"):
        services.end_cause(keeper, cause("law"), last_day=DAY, why=" ")
    made = services.add_cause(keeper, "thien-tai", NEW, day=DAY)
    with pytest.raises(Problem, match="STA-506"):
        services.end_cause(keeper, made, last_day=date(2023, 12, 31), why=PAPER)
    services.end_cause(keeper, made, last_day=DAY, why=PAPER)
    with pytest.raises(Problem, match="STA-504"):
        services.end_cause(keeper, made, last_day=DAY, why=PAPER)


def test_a_cause_that_ended_may_come_back(keeper: Actor) -> None:
    services.end_cause(keeper, cause("law"), last_day=DAY, why=PAPER)
    early = Meant("Pháp luật", DAY, PAPER)
    with pytest.raises(Problem, match="STA-503"):
        services.change_cause(keeper, cause("law"), early, day=DAY)
    back = replace(early, since=DAY + timedelta(days=1))
    services.change_cause(keeper, cause("law"), back, day=DAY)
    assert cause("law").until is None


def test_two_keepers_at_once_make_one_row(keeper: Actor) -> None:
    last = cause("law")
    services.change_cause(keeper, last, replace(NEW, since=DAY), day=DAY)
    later = replace(NEW, since=DAY + timedelta(days=3))
    with pytest.raises(Problem, match="STA-504"):
        services.change_cause(keeper, last, later, day=DAY)
    assert [it.ordinal for it in Cause.objects.filter(key="law").order_by("ordinal")] == [1, 2]


def test_a_cause_that_always_asks_for_evidence_waits_for_it(cast: Cast, asked: Submission) -> None:
    keeper, lan = as_keeper(cast), cast["lan"]
    services.add_cause(keeper, "thien-tai", replace(NEW, asks_evidence=True), day=DAY)
    with pytest.raises(Problem, match="STA-507: Nguyên nhân “Thiên tai, dịch bệnh” phải kèm"):
        submissions.explain(lan, asked, [note(asked, "thien-tai")], day=DAY)
    whole = note(asked, "thien-tai", ("a.pdf", PDF))
    submissions.explain(lan, asked, [whole], day=DAY)
    submissions.explain(lan, asked, [note(asked, "thien-tai")], day=DAY)
    assert [it.file is not None for it in asked.explanations.all()] == [True, True]


def test_a_cause_of_one_regime_is_offered_only_there(keeper: Actor) -> None:
    ours, theirs = kind_of("tt-03-2019", "h1"), kind_of("thanh-tra", "h1")
    meant = replace(NEW, regime=theirs.regime)
    services.add_cause(keeper, "thien-tai", meant, day=DAY)
    here, there = (open_period(keeper, it, 2024, day=DAY) for it in (ours, theirs))
    assert "thien-tai" not in offered(here)
    assert offered(there)[-1] == "thien-tai"


def test_the_database_keeps_two_rows_of_a_key_apart(keeper: Actor) -> None:
    row = {"basis": "x", "made_by_name": "x"}
    for make in (
        lambda: Cause.objects.create(
            key="law", ordinal=2, name="x", since=DAY, until=date(2025, 1, 1), **row
        ),
        lambda: ReminderRule.objects.create(
            key="commune", ordinal=2, since=date(2018, 1, 1), until=date(2019, 5, 6), **row
        ),
        lambda: Norm.objects.filter(key=THRESHOLD, ordinal=1).update(until=date(2024, 3, 1)),
        lambda: Norm.objects.create(key=MEND_DAYS, ordinal=1, value=3, **row),
        lambda: Norm.objects.create(key="other", value=3, **row),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
    with pytest.raises(TypeError):
        cause("law").save()


def test_the_database_knows_the_cause_of_every_note(cast: Cast, asked: Submission) -> None:
    submissions.explain(cast["lan"], asked, [note(asked, "work")], day=DAY)

    @transaction.atomic
    def go_astray() -> None:
        asked.explanations.update(cause=10**6)
        connection.check_constraints()

    with pytest.raises(IntegrityError):
        go_astray()
    assert asked.explanations.get().cause.key == "work"


def test_reminders_follow_the_days_that_hold(cast: Cast, asked: Submission) -> None:
    keeper = as_keeper(cast)
    given = From(date(2024, 6, 19), PAPER)
    services.change_reminders(keeper, "department", ([5], []), given, day=DAY)
    old, new = (queries.stages_on(it)["department"] for it in (DAY, given.since))
    assert (old.before, new.before, new.after) == ((10, 3), (5,), ())
    assert remind(date(2024, 6, 19)) == 0, "ten days before isn't a stage any more"
    assert remind(date(2024, 6, 20)) > 0
    assert remind(date(2024, 6, 26)) == 0, "nothing after the last day"
    assert PAPER in bytes(Line.objects.get(act="statistics.reminders.changed").body).decode()


def test_days_and_norms_begin_today_at_the_earliest(keeper: Actor) -> None:
    early = From(DAY - timedelta(days=1), PAPER)
    with pytest.raises(Problem, match="STA-509"):
        services.change_reminders(keeper, "commune", ([5], [1]), early, day=DAY)
    with pytest.raises(Problem, match="STA-509"):
        services.change_norm(keeper, MEND_DAYS, 5, early, day=DAY)
    with pytest.raises(Problem, match="STA-508"):
        services.change_reminders(keeper, "commune", ([46], [1]), From(DAY, PAPER), day=DAY)
    with pytest.raises(Problem, match="STA-502"):
        services.change_norm(keeper, MEND_DAYS, 5, From(DAY, " "), day=DAY)
    assert not ReminderRule.objects.filter(ordinal__gt=1).exists()


def test_the_days_to_mend_are_a_norm(keeper: Actor) -> None:
    assert days_to_mend(DAY) == date(2024, 6, 24)
    services.change_norm(keeper, MEND_DAYS, 3, From(DAY, PAPER), day=DAY)
    assert days_to_mend(DAY) == date(2024, 6, 20)
    assert days_to_mend(DAY - timedelta(days=3)) == date(2024, 6, 21), "before it, as before"
    services.change_norm(keeper, MEND_DAYS, 4, From(DAY + timedelta(days=1), PAPER), day=DAY)
    with pytest.raises(Problem, match="STA-503"):
        services.change_norm(keeper, MEND_DAYS, 5, From(DAY, PAPER), day=DAY)


def test_the_keeper_changes_them_on_the_screens(
    keeper: Actor, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    let_ha_keep()
    ha = client_of("ha")
    said = {"key": "thien-tai", "name": "Thiên tai", "position": "7", "since": "01/07/2024"}
    refused = ha.post(f"{PAGE}nguyen-nhan/them/", said)
    assert refused.status_code == 422
    assert "01/07/2024" in refused.content.decode(), "what was typed stays"
    page = ha.post(f"{PAGE}nguyen-nhan/them/", {**said, "basis": PAPER}, follow=True)
    assert {"Thiên tai", "Sắp dùng", PAPER} <= set(_found(page.content.decode()))
    new = {"name": "Bão lũ", "position": "7", "since": "01/01/2025", "basis": PAPER}
    page = ha.post(f"{PAGE}nguyen-nhan/thien-tai/sua/", new, follow=True)
    assert "Bão lũ" in page.content.decode()
    early = ha.post(f"{PAGE}nguyen-nhan/thien-tai/sua/", {**new, "since": "01/08/2024"})
    assert early.status_code == 422
    ended = {"last_day": "31/12/2025", "why": PAPER}
    ha.post(f"{PAGE}nguyen-nhan/thien-tai/thoi/", ended)
    assert cause("thien-tai").last_day == date(2025, 12, 31)
    days = {"before": "7, 2", "after": "một", "since": "17/06/2024", "basis": PAPER}
    assert ha.post(f"{PAGE}moc-nhac/commune/", days).status_code == 422
    ha.post(f"{PAGE}moc-nhac/commune/", {**days, "after": "3"})
    assert queries.stages_on(DAY)["commune"].after == (3,)
    ha.post(f"{PAGE}dinh-muc/threshold/", {"value": "25", "since": "17/06/2024", "basis": PAPER})
    assert queries.norm_on(THRESHOLD, DAY) == 25
    assert 'value="25"' in ha.get("/thong-ke/bieu-mau/soan/").content.decode()
    for_others(client_of("lan"))


def _found(page: str) -> list[str]:
    return [it for it in ("Thiên tai", "Sắp dùng", PAPER) if it in page]


def for_others(lan: Client) -> None:
    page = lan.get(PAGE).content.decode()
    assert "Bão lũ" in page
    assert "nguyen-nhan/them" not in page
    for address in ("nguyen-nhan/them/", "moc-nhac/commune/", "dinh-muc/threshold/"):
        assert lan.get(f"{PAGE}{address}").status_code == 403


def test_a_note_is_offered_the_causes_in_force_on_the_screen(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    services.add_cause(as_keeper(cast), "thien-tai", replace(NEW, asks_evidence=True), day=DAY)
    services.end_cause(as_keeper(cast), cause("law"), last_day=date(2024, 5, 31), why=PAPER)
    address, key = f"/thong-ke/bieu/{asked.pk}/thuyet-minh/", told_of(asked).key
    page = client_of("lan").get(address).content.decode()
    assert "Thiên tai, dịch bệnh (phải kèm tài liệu minh chứng)" in page
    assert "Thay đổi của pháp luật" not in page
    typed = {f"{key}-cause": "law", f"{key}-words": "Luật mới"}
    refused = client_of("lan").post(address, typed)
    assert refused.status_code == 422
    assert "không dùng cho kỳ này" in refused.content.decode()
    assert "Luật mới" in refused.content.decode()


def test_the_list_takes_the_same_queries_however_long(
    keeper: Actor, client_of: Callable[[str], Client]
) -> None:
    browser = client_of("lan")

    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(PAGE)
        return len(seen)

    counted()
    before = counted()
    for number in range(5):
        regime = kind_of("thanh-tra", "h1").regime
        meant = replace(NEW, regime=regime)
        services.add_cause(keeper, f"c{number}", meant, day=DAY)
    services.change_cause(keeper, cause("law"), replace(NEW, since=DAY), day=DAY)
    assert counted() == before
