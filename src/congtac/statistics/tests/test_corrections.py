"""A form that was accepted is corrected: asked, checked, signed, decided; nothing is lost."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.statistics.models import CorrectedCell, Correction, Submission
from congtac.statistics.queries import corrections as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules.corrections import Mending
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import corrections as services
from congtac.statistics.services import submissions
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep
from congtac.statistics.tests.inside import GOOD, accepted, begun, checked, grid, sent

Cast = Mapping[str, Actor]
LATER = date(2024, 9, 2)
MEND = (
    Mending("1", "c2", "70", "71", "Nhập nhầm một hồ sơ"),
    Mending("1", "c3", "50", "49", "Nhập nhầm một hồ sơ"),
)


@pytest.fixture
def asked(cast: Cast) -> Submission:
    return accepted(cast, begun(cast))


def sent_correction(cast: Cast, asked: Submission) -> Correction:
    made = services.ask(cast["lan"], asked, MEND, day=LATER)
    services.check(cast["minh"], made, day=LATER)
    services.sign(cast["minh"], made, day=LATER)
    return made


def test_an_accepted_correction_keeps_the_old_value_the_new_one_and_the_reason(
    cast: Cast, asked: Submission
) -> None:
    made = sent_correction(cast, asked)
    assert Notice.objects.filter(person__username="ha", subject__contains="đính chính").exists()
    services.accept(as_keeper(cast), made, day=LATER)
    asked.refresh_from_db()
    assert (asked.state, asked.sent_revision, asked.revisions_count) == ("accepted", 2, 2)
    old, new = (Grid.read(it.cells).cells for it in asked.revisions.all())
    assert (old[("1", "c2")], new[("1", "c2")], new[("1", "c3")]) == ("70", "71", "49")
    kept = [(it.before, it.after, it.reason) for it in made.cells.all()]
    assert kept == [(it.before, it.after, it.reason) for it in MEND]
    assert (made.asked_by, made.checked_by, made.signed_by) == ("lan", "minh", "minh")
    assert made.capacity == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC SỞ"]
    assert asked.lines.get(act="correct").words == "Nhập nhầm một hồ sơ"
    acts = Line.objects.filter(act__startswith="statistics.correction.")
    assert sorted(acts.values_list("act", flat=True)) == [
        f"statistics.correction.{it}" for it in ("accept", "ask", "check", "sign")
    ]
    with pytest.raises(Problem, match="STA-340"):
        services.accept(as_keeper(cast), made, day=LATER)


def test_what_changed_since_it_was_signed_is_shown_cell_by_cell(
    cast: Cast, asked: Submission
) -> None:
    assert queries.since_signed(asked, 1) == (1, [])
    services.accept(as_keeper(cast), sent_correction(cast, asked), day=LATER)
    signed, changed = queries.since_signed(asked, 2)
    assert signed == 1
    said = [(it.before, it.after, it.difference.by.person_name) for it in changed]
    assert said == [("70", "71", cast["lan"].name), ("50", "49", cast["lan"].name)]


def test_a_returned_form_shows_what_changed_since_it_was_signed(cast: Cast) -> None:
    asked = sent(cast, begun(cast))
    submissions.give_back(as_keeper(cast), asked, submissions.Returning("Soát lại"), day=DAY)
    submissions.write(cast["minh"], asked, grid(c4="3"), seen=1, day=DAY)
    _signed, changed = queries.since_signed(asked, 2)
    assert [(it.before, it.after, it.difference.by.ordinal) for it in changed] == [("-", "3", 2)]
    checked(cast, asked, grid(c4="4"))
    submissions.sign(cast["minh"], asked, day=DAY)
    assert queries.since_signed(asked, 3) == (3, []), "signed again"


def test_figures_that_would_be_wrong_are_refused_with_the_finding(
    cast: Cast, asked: Submission
) -> None:
    with pytest.raises(Problem, match="120") as refused:
        services.ask(cast["lan"], asked, MEND[:1], day=LATER)
    assert refused.value.code == "STA-399"
    stale = Mending("1", "c2", "69", "71", "x")
    with pytest.raises(Problem, match="STA-340"):
        services.ask(cast["lan"], asked, [stale, MEND[1]], day=LATER)
    services.ask(cast["lan"], asked, MEND, day=LATER)
    with pytest.raises(Problem, match="STA-398"):
        services.ask(cast["minh"], asked, MEND, day=LATER)


def test_who_asks_checks_signs_and_decides(cast: Cast, asked: Submission) -> None:
    lan, minh, keeper = cast["lan"], cast["minh"], as_keeper(cast)
    for name in ("hoa", "ha"):
        with pytest.raises(Refused):
            services.ask(cast[name], asked, MEND, day=LATER)
    made = services.ask(lan, asked, MEND, day=LATER)
    with pytest.raises(Refused, match="không tự kiểm tra"):
        services.check(lan, made, day=LATER)
    services.check(minh, made, day=LATER)
    with pytest.raises(Refused):
        services.sign(lan, made, day=LATER)
    with pytest.raises(Problem, match="STA-340"):
        services.accept(keeper, made, day=LATER)
    services.sign(minh, made, day=LATER)
    for name in ("lan", "minh", "hoa"):
        with pytest.raises(Refused):
            services.accept(cast[name], made, day=LATER)
    with pytest.raises(Problem, match="STA-342"):
        services.refuse(keeper, made, words=" ", day=LATER)
    services.refuse(keeper, made, words="Chưa đủ căn cứ", day=LATER)
    assert (made.state, made.words, asked.revisions_count) == ("refused", "Chưa đủ căn cứ", 1)
    again = services.ask(minh, asked, MEND, day=LATER)
    services.drop(lan, again, words="Rà lại", day=LATER)
    assert [it.state for it in asked.corrections.all()] == ["refused", "dropped"]


def test_only_an_accepted_form_is_corrected(cast: Cast) -> None:
    asked = sent(cast, begun(cast))
    with pytest.raises(Problem, match="STA-340"):
        services.ask(cast["lan"], asked, MEND, day=DAY)


def test_the_database_holds_a_correction_to_its_way(cast: Cast, asked: Submission) -> None:
    made = sent_correction(cast, asked)
    one = Correction.objects.filter(pk=made.pk)
    for wrong in ({"checked_by": "lan"}, {"signed_by": "lan"}, {"state": "accepted"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            one.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectedCell.objects.create(
            correction=made, row="1", column="c1", before="5", after="5", reason="x"
        )
    with pytest.raises(TypeError):
        made.cells.first().delete()  # type: ignore[union-attr]  # there are two


def test_it_is_asked_and_decided_on_the_screens(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(LATER)
    let_ha_keep()
    lan, minh, ha = client_of("lan"), client_of("minh"), client_of("ha")
    one = f"/thong-ke/bieu/{asked.pk}/"
    typed = {"ban": "1", "1.c1": "120", "1.c2": "71", "1.c3": "50", "1.c4": "-"}
    typed["ly-do"] = "Nhập nhầm"
    wrong = lan.post(f"{one}dinh-chinh/", typed)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "sai quan hệ" in page
    assert 'value="71"' in page
    assert lan.post(f"{one}dinh-chinh/", {**typed, "1.c2": "(1)"}).status_code == 422
    lan.post(f"{one}dinh-chinh/", {**typed, "1.c3": "49"})
    made = Correction.objects.get()
    own = f"/thong-ke/dinh-chinh/{made.pk}/"
    assert ha.get(own).status_code == 404, "it isn't signed yet"
    assert client_of("hoa").get(own).status_code == 403
    minh.post(own, {"viec": "dat"})
    minh.post(own, {"viec": "ky"})
    assert "đề nghị đính chính" in ha.get("/").content.decode()
    assert own in ha.get("/thong-ke/gui-den/").content.decode()
    ha.post(own, {"viec": "nhan"})
    for browser in (lan, ha):
        page = browser.get(one).content.decode()
        assert "Đính chính lần 1" in page
        assert "Thay đổi từ khi ký (bản 1)" in page
        assert browser.get(f"{one}ban/1/").status_code == 200, "superseded, and readable"
        assert "Nhập nhầm" in browser.get(f"{one}ban/2/").content.decode()
        assert "70 thành 71 (Nhập nhầm)" in browser.get(f"{one}in/").content.decode()
    grid_now = submission_queries.grid_of(submission_queries.revision(Submission.objects.get()))
    assert grid_now.cells[("1", "c2")] == "71"


def test_the_page_takes_the_same_queries_however_many_corrections(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(LATER)
    lan = client_of("lan")

    def counted() -> int:
        lan.get(f"/thong-ke/bieu/{asked.pk}/")
        with CaptureQueriesContext(connection) as seen:
            lan.get(f"/thong-ke/bieu/{asked.pk}/")
        return len(seen)

    services.accept(as_keeper(cast), sent_correction(cast, asked), day=LATER)
    before = counted()
    back = tuple(Mending("1", it.column, it.after, it.before, "Đúng ra là thế") for it in MEND)
    made = services.ask(cast["lan"], asked, back, day=LATER)
    services.drop(cast["lan"], made, words="Thôi", day=LATER)
    assert counted() == before


SLOT = "Tên xã…"


@pytest.fixture
def with_rows(cast: Cast) -> Submission:
    """A form with a slot that two communes fill, taken by the Ministry; one cell is empty."""
    rows = ["Tổng số", SLOT]
    asked = begun(cast, rows=rows, relation_details=[{"expr": "c1 = c2 + c3"}])
    named = ("Tổng số", "Xã An", "Xã Bình")
    cells = {(row, column): kept for row in named for column, kept in GOOD.items()}
    sheet = Grid(((SLOT, "Xã An"), (SLOT, "Xã Bình")), cells)
    submissions.write(cast["lan"], asked, sheet, seen=0, day=DAY)
    submissions.submit(cast["lan"], asked, day=DAY)
    submissions.check(cast["minh"], asked, day=DAY)
    submissions.sign(cast["minh"], asked, day=DAY)
    submissions.send(cast["lan"], asked, day=DAY)
    submissions.accept(as_keeper(cast), asked, day=DAY)
    return asked


def page_of(asked: Submission) -> dict[str, str]:
    """What the page of a correction sends untouched."""
    data = {f"Tổng số.{column}": kept for column, kept in GOOD.items()} | {"ban": "1"}
    for at, name in enumerate(("Xã An", "Xã Bình"), start=1):
        data |= {f"+{at}": name, f"+{at}.slot": SLOT, f"+{at}.goc": name}
        data |= {f"+{at}.{column}": kept for column, kept in GOOD.items()}
    return data


def typed_anew(asked: Submission) -> dict[str, str]:
    """One commune bears another name, one goes, one comes."""
    cam = {"+3": "Xã Cam", "+3.slot": SLOT, "+3.c1": "9", "+3.c2": "4", "+3.c3": "5"}
    return page_of(asked) | {"+1": "Phường An", "+2.bo": "on"} | cam | {"+3.c4": "-"}


def test_what_changes_is_shown_with_its_rows_before_it_is_asked_for(
    with_rows: Submission, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(LATER)
    lan, address = client_of("lan"), f"/thong-ke/bieu/{with_rows.pk}/dinh-chinh/"
    opened = lan.get(address).content.decode()
    assert opened.count('name="+1.goc" value="Xã An"') == 1
    assert opened.count("Bỏ dòng") == 2
    typed = typed_anew(with_rows)
    more = lan.post(address, {**typed, "them": SLOT}).content.decode()
    assert 'value="Phường An"' in more
    assert more.count(f'data-slot="{SLOT}"') == 15, "two that stay, three and ten blank ones"
    looked = lan.post(address, {**typed, "xem": "1"}).content.decode()
    for words in ("Khác với số đã gửi: 7", "bỏ dòng cùng 4 ô số liệu", 'name="giu.1"'):
        assert words in looked
    refused = lan.post(address, {**typed, "lap": "1"})
    assert refused.status_code == 422
    assert "Ghi lý do đính chính" in refused.content.decode()
    assert not Correction.objects.exists()


def test_rows_are_added_named_anew_and_taken_out_with_their_cells(
    cast: Cast,
    with_rows: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(LATER)
    lan, one = client_of("lan"), f"/thong-ke/bieu/{with_rows.pk}/"
    reasons = {"ly-do": "Sắp xếp lại", "ly-do.+3.c1": "Xã báo bổ sung"}
    answer = lan.post(f"{one}dinh-chinh/", typed_anew(with_rows) | reasons)
    assert answer.status_code == 302
    made = Correction.objects.get()
    services.check(cast["minh"], made, day=LATER)
    services.sign(cast["minh"], made, day=LATER)
    services.accept(as_keeper(cast), made, day=LATER)
    with_rows.refresh_from_db()
    after = submission_queries.grid_of(submission_queries.revision(with_rows))
    assert after.rows == ((SLOT, "Phường An"), (SLOT, "Xã Cam"))
    assert after.cells["Phường An", "c1"] == GOOD["c1"]
    assert not [row for row, _column in after.cells if row == "Xã Bình"]
    said = {(it.row, it.column): (it.before, it.after, it.reason) for it in made.cells.all()}
    assert said["Xã An", "#0"] == ("Xã An", "Phường An", "Sắp xếp lại")
    assert said["Xã Bình", "c1"] == (GOOD["c1"], "", "Sắp xếp lại")
    assert said["Xã Cam", "c1"] == ("", "9", "Xã báo bổ sung")
    assert "Tên dòng" in lan.get(one).content.decode()
    _signed, changed = queries.since_signed(with_rows, 2)
    assert ("Xã Cam", "Tên dòng", "–", "Xã Cam") in [
        (it.row, it.column, it.before, it.after) for it in changed
    ]


def test_a_page_that_is_older_than_the_figures_corrects_nothing(
    cast: Cast,
    with_rows: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(LATER)
    address = f"/thong-ke/bieu/{with_rows.pk}/dinh-chinh/"
    typed = page_of(with_rows) | {"Tổng số.c4": "3", "ly-do": "x", "ban": "0"}
    answer = client_of("lan").post(address, typed)
    assert answer.status_code == 422
    assert client_of("lan").post(address, page_of(with_rows)).status_code == 422, "nothing differs"
    assert not Correction.objects.exists()
    wrong = [Mending("Xã Zét", "c4", "", "5", "x")]
    with pytest.raises(Problem, match=r"STA-510.*Xã Zét"):
        services.ask(cast["lan"], with_rows, wrong, day=LATER)
