"""A form is filled in, checked, signed, sent, returned with remarks, mended, accepted."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.models import Unit
from congtac.statistics.models import Revision, Submission
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.services.calendars import open_period
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    as_keeper,
    let_ha_keep,
    let_minh_sign,
    made_form,
    open_half_year,
)

Cast = Mapping[str, Actor]
DUE = date(2024, 6, 25)
AFTER = date(2024, 7, 10)
GOOD = {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}


def grid(**cells: str) -> Grid:
    return Grid((), {("1", column): value for column, value in {**GOOD, **cells}.items()})


@pytest.fixture
def begun(cast: Cast) -> Submission:
    """The six months of 2024 at Lan's Sở, begun; Minh may sign."""
    period, version = open_half_year(cast)
    let_minh_sign()
    return services.begin(cast["lan"], version, period, day=DAY)


def told(asked: Submission) -> list[finding_queries.Told]:
    return finding_queries.findings_of(asked, queries.grid_of(queries.revision(asked)))


def signed(cast: Cast, asked: Submission, day: date = DAY) -> Submission:
    if not asked.revisions_count:
        services.write(cast["lan"], asked, grid(), seen=0, day=day)
    services.submit(cast["lan"], asked, day=day)
    services.check(cast["minh"], asked, day=day)
    services.sign(cast["minh"], asked, day=day)
    return asked


def test_it_goes_up_and_away_and_every_hand_is_named(cast: Cast, begun: Submission) -> None:
    services.send(cast["lan"], signed(cast, begun), day=DAY)
    names = (begun.filled_by, begun.checked_by, begun.signed_by)
    assert names == ("lan", "minh", "minh")
    assert (begun.state, begun.sent_revision, begun.first_sent_on) == ("sent", 1, DAY)
    assert begun.capacity == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC SỞ"]
    services.accept(as_keeper(cast), begun, day=AFTER)
    assert (begun.state, begun.accepted_on) == ("accepted", AFTER)
    acts = list(begun.lines.values_list("act", flat=True))
    assert acts == ["begin", "write", "submit", "check", "sign", "send", "accept"]
    assert Line.objects.filter(act__startswith="statistics.submission.").count() == len(acts)
    assert Notice.objects.filter(person__username="lan", subject__contains="tiếp nhận").exists()
    with pytest.raises(Problem, match="STA-340"):
        services.accept(as_keeper(cast), begun, day=AFTER)


def test_a_returned_form_keeps_what_was_sent_and_says_what_at_which_cell(
    cast: Cast, begun: Submission
) -> None:
    services.send(cast["lan"], signed(cast, begun), day=DAY)
    why = services.Returning("Soát lại", {("1", "c2"): "Quá cao"}, date(2024, 7, 15))
    services.give_back(as_keeper(cast), begun, why, day=AFTER)
    assert [(it.row, it.column, it.words) for it in begun.remarks.all()] == [("1", "c2", "Quá cao")]
    services.write(cast["lan"], begun, grid(c2="60", c3="60"), seen=1, day=AFTER)
    assert begun.state == "returned"
    services.send(cast["lan"], signed(cast, begun, AFTER), day=AFTER)
    assert (begun.sent_revision, begun.first_sent_on) == (2, DAY)
    first, second = begun.revisions.all()
    assert Grid.read(first.cells).cells[("1", "c2")] == "70"
    assert Grid.read(second.cells).cells[("1", "c2")] == "60"
    assert first.digest != second.digest
    with pytest.raises(TypeError):
        first.save()
    with pytest.raises(TypeError):
        first.delete()


def test_what_is_wrong_is_saved_and_told_but_does_not_go_up(cast: Cast, begun: Submission) -> None:
    services.write(cast["lan"], begun, grid(c2="60", c4=""), seen=0, day=DAY)
    assert begun.blocking_count == 2
    with pytest.raises(Problem, match="STA-344"):
        services.submit(cast["lan"], begun, day=DAY)
    assert {it.finding.kind for it in told(begun)} == {"relation", "missing"}
    assert any("120" in it.finding.message and "110" in it.finding.message for it in told(begun))


def test_an_empty_form_does_not_go_up(cast: Cast, begun: Submission) -> None:
    with pytest.raises(Problem, match="STA-344"):
        services.submit(cast["lan"], begun, day=DAY)


def test_a_breach_that_asks_for_a_note_waits_for_one(cast: Cast, begun: Submission) -> None:
    services.write(cast["lan"], begun, grid(c4="150"), seen=0, day=DAY)
    [finding] = told(begun)
    assert begun.explain_count == 1
    with pytest.raises(Problem, match="STA-345"):
        services.submit(cast["lan"], begun, day=DAY)
    with pytest.raises(Problem, match="STA-350"):
        services.explain(cast["lan"], begun, [services.Note(finding.key, "work", " ")], day=DAY)
    with pytest.raises(Problem, match="STA-351"):
        services.explain(cast["lan"], begun, [services.Note("x", "work", "vì")], day=DAY)
    note = services.Note(finding.key, "work", "Tồn từ kỳ trước")
    services.explain(cast["lan"], begun, [note], day=DAY)
    assert begun.explain_count == 0
    services.write(cast["lan"], begun, grid(c4="160"), seen=1, day=DAY)
    assert begun.explain_count == 1, "other numbers ask for another note"
    services.explain(cast["lan"], begun, [services.Note(finding.key, "law", "x")], day=DAY)
    services.submit(cast["lan"], begun, day=DAY)
    assert begun.explanations.count() == 2


def test_a_great_change_against_the_same_period_asks_for_a_note(
    cast: Cast, begun: Submission
) -> None:
    before = open_period(as_keeper(cast), begun.period.kind, 2023, day=DAY)
    earlier = services.begin(cast["lan"], begun.form, before, day=date(2023, 6, 10))
    services.write(cast["lan"], earlier, grid(c1="90", c2="40"), seen=0, day=date(2023, 6, 10))
    services.send(cast["lan"], signed(cast, earlier, date(2023, 6, 10)), day=date(2023, 6, 10))
    services.write(cast["lan"], begun, grid(), seen=0, day=DAY)
    assert {it.finding.columns for it in told(begun)} == {("c1",), ("c2",)}
    assert all(it.is_unexplained for it in told(begun))


def test_nobody_checks_or_signs_alone_and_strangers_stay_out(cast: Cast, begun: Submission) -> None:
    services.write(cast["lan"], begun, grid(), seen=0, day=DAY)
    services.submit(cast["lan"], begun, day=DAY)
    with pytest.raises(Refused, match="không tự kiểm tra"):
        services.check(cast["lan"], begun, day=DAY)
    with pytest.raises(Refused):
        services.check(cast["hoa"], begun, day=DAY)
    services.check(cast["minh"], begun, day=DAY)
    with pytest.raises(Refused):
        services.sign(cast["lan"], begun, day=DAY)
    services.sign(cast["minh"], begun, day=DAY)
    with pytest.raises(Refused):
        services.send(cast["hoa"], begun, day=DAY)
    services.redo(cast["minh"], begun, words="Sai số", day=DAY)
    assert (begun.state, begun.revisions_count) == ("draft", 1)
    services.send(cast["lan"], signed(cast, begun), day=DAY)
    for name in ("lan", "minh", "hoa", "ha", "an"):
        with pytest.raises(Refused):
            services.accept(cast[name], begun, day=DAY)
    with pytest.raises(Problem, match="STA-348"):
        services.begin(cast["hoa"], begun.form, begun.period, day=DAY)


def test_a_closed_period_opens_only_by_an_exception_with_an_end(
    cast: Cast, begun: Submission
) -> None:
    services.write(cast["lan"], begun, grid(), seen=0, day=DUE)
    with pytest.raises(Problem, match="STA-341"):
        services.write(cast["lan"], begun, grid(c4="1"), seen=1, day=date(2024, 6, 26))
    keeper = as_keeper(cast)
    with pytest.raises(Problem, match="STA-346"):
        services.open_again(keeper, begun, until=DUE, reason="Mất điện", day=DUE)
    with pytest.raises(Problem, match="STA-342"):
        services.open_again(keeper, begun, until=AFTER, reason=" ", day=date(2024, 7, 1))
    with pytest.raises(Refused):
        services.open_again(cast["minh"], begun, until=AFTER, reason="Tự mở", day=AFTER)
    services.open_again(keeper, begun, until=AFTER, reason="Mất điện", day=date(2024, 7, 1))
    services.send(cast["lan"], signed(cast, begun, AFTER), day=AFTER)
    owed = queries.owed(begun, AFTER)
    assert (owed.late, owed.standing) == (15, "gửi muộn 15 ngày")
    why = services.Returning("Sai", until=date(2024, 7, 12))
    services.give_back(keeper, begun, why, day=AFTER)
    with pytest.raises(Problem, match="STA-341"):
        services.write(cast["lan"], begun, grid(c4="1"), seen=1, day=date(2024, 7, 13))


def test_two_people_in_one_form_lose_nothing(cast: Cast, begun: Submission) -> None:
    services.write(cast["lan"], begun, grid(), seen=0, day=DAY)
    services.write(cast["minh"], begun, grid(c4="5"), seen=1, day=DAY)
    both = services.write(cast["lan"], begun, grid(c2="71", c3="49"), seen=1, day=DAY)
    assert both.grid.cells == grid(c2="71", c3="49", c4="5").cells
    clash = services.write(cast["minh"], begun, grid(c2="99"), seen=1, day=DAY)
    assert clash.revision is None
    assert [(it.column, it.before, it.after) for it in clash.clashes] == [("c2", "71", "99")]
    assert begun.revisions_count == 3
    again = services.write(cast["lan"], begun, both.grid, seen=3, day=DAY)
    assert again.revision is None, "nothing changed, nothing saved"


def test_the_database_keeps_a_form_from_being_sent_by_one_hand(
    cast: Cast, begun: Submission
) -> None:
    services.send(cast["lan"], signed(cast, begun), day=DAY)
    mine = Submission.objects.filter(pk=begun.pk)
    for wrong in ({"checked_by": "lan"}, {"signed_by": "lan"}, {"blocking_count": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            form=begun.form,
            period=begun.period,
            unit=begun.unit,
            receiver=begun.receiver,
            begun_on=DAY,
        )


def test_who_owes_what_is_known_of_every_unit(cast: Cast, begun: Submission) -> None:
    every = queries.owed_to("btp", begun.period, DAY)
    assert len(every) == 63
    assert {it.state for it in every} == {"none", "draft"}
    [mine] = queries.owed_by("ninh-thuan.stp", begun.period, DAY)
    assert (mine.due_on, mine.submission) == (DUE, begun)
    assert queries.owed_by("ninh-thuan.stc", begun.period, DAY) == []


def test_it_is_filled_in_sent_and_returned_on_the_screens(
    cast: Cast,
    begun: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    let_ha_keep()
    lan, minh, ha = client_of("lan"), client_of("minh"), client_of("ha")
    one = f"/thong-ke/bieu/{begun.pk}/"
    assert CODE in lan.get("/thong-ke/").content.decode()
    typed = {"1.c1": "1.200", "1.c2": "700", "1.c3": "(5)", "1.c4": "-", "ban": "0"}
    refused = lan.post(f"{one}nhap/", typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert 'value="(5)"' in page
    assert 'value="1.200"' in page
    wrong = lan.post(f"{one}nhap/", {**typed, "1.c3": "400"}, follow=True).content.decode()
    assert "1.100" in wrong
    assert "Cột 1" in lan.get(f"{one}trinh/").content.decode()
    lan.post(f"{one}nhap/", {**typed, "1.c3": "500", "ban": "1", "xem-lai": "1"})
    lan.post(f"{one}trinh/")
    minh.post(f"{one}viec/", {"viec": "dat"})
    assert "Ký biểu" in minh.get(one).content.decode()
    minh.post(f"{one}viec/", {"viec": "ky"})
    assert "Bộ Tư pháp" in lan.get(f"{one}gui/").content.decode()
    assert client_of("hoa").get(one).status_code == 403
    lan.post(f"{one}gui/")
    paper = ha.get(f"{one}in/").content.decode()
    assert Revision.objects.get(submission=begun, ordinal=2).digest in paper
    assert ha.get(f"{one}ban/1/").status_code == 404, "drafts stay inside the unit"
    listed = ha.get("/thong-ke/gui-den/?tinh_trang=cho").content.decode()
    assert "Ninh Thuận" in listed
    told = {"words": "Soát lại", "until": "1/7/2024", "cell1": "o-1-c2", "said1": "Cao quá"}
    ha.post(f"{one}tra-lai/", told)
    assert "Cao quá" in lan.get(f"{one}nhap/").content.decode()
    assert lan.get(f"{one}ban/2/").status_code == 200
    begun.refresh_from_db()
    assert begun.state == "returned"


def test_a_note_is_written_on_its_page(
    cast: Cast,
    begun: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    services.write(cast["lan"], begun, grid(c4="150"), seen=0, day=DAY)
    [finding] = told(begun)
    address, lan = f"/thong-ke/bieu/{begun.pk}/thuyet-minh/", client_of("lan")
    half = {f"{finding.key}-cause": "work", f"{finding.key}-words": ""}
    assert lan.post(address, half).status_code == 422
    lan.post(address, {**half, f"{finding.key}-words": "Tồn từ kỳ trước"})
    begun.refresh_from_db()
    assert begun.explain_count == 0


def test_the_lists_take_the_same_queries_however_long(
    cast: Cast,
    begun: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    lan, ha = client_of("lan"), client_of("ha")

    def asked(browser: Client, address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            browser.get(address)
        return len(seen)

    mine, received = asked(lan, "/thong-ke/"), asked(ha, "/thong-ke/gui-den/")
    load_forms(SYSTEM, [made_form(code=f"{it}/BTP/VD") for it in range(70, 76)], day=DAY)
    for unit in Unit.objects.filter(key__endswith=".stp")[:9]:
        Submission.objects.get_or_create(
            form=begun.form,
            period=begun.period,
            unit=unit,
            defaults={"receiver": begun.receiver, "begun_on": DAY, "unit_name": unit.name},
        )
    assert asked(lan, "/thong-ke/") == mine
    assert asked(ha, "/thong-ke/gui-den/") == received
