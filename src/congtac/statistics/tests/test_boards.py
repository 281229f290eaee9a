"""Boards of a period, errors most frequent, reminders and letters: docs/rules/statistics-boards."""

import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congtac.documents.rules.letters import Letter
from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.models import Unit
from congtac.statistics.models import FindingCount, FormUrging, Period, Reminder, Submission
from congtac.statistics.queries import boards, errors, urging
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules import boards as rules
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.services.reminders import remind
from congtac.statistics.services.urging import urge
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    as_keeper,
    let_ha_keep,
    let_minh_sign,
    made_form,
    open_half_year,
)
from vanban import read

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
OnDay = Callable[[date], None]
LATE = date(2024, 6, 28)  # three days after the last day
GOOD = {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}
OWN, OTHER = "ninh-thuan.stp", "an-giang.stp"


def grid(**cells: str) -> Grid:
    return Grid((), {("1", column): value for column, value in {**GOOD, **cells}.items()})


@pytest.fixture
def period(cast: Cast) -> Period:
    """The six months of 2024 with one form of every Sở; Minh may sign."""
    let_minh_sign()
    return open_half_year(cast)[0]


@pytest.fixture
def begun(cast: Cast, period: Period) -> Submission:
    form = queries.owed_by(OWN, period, DAY)[0].form
    return services.begin(cast["lan"], form, period, day=DAY)


def sent(cast: Cast, asked: Submission, day: date = DAY) -> Submission:
    services.write(cast["lan"], asked, grid(), seen=asked.revisions_count, day=day)
    services.submit(cast["lan"], asked, day=day)
    services.check(cast["minh"], asked, day=day)
    services.sign(cast["minh"], asked, day=day)
    services.send(cast["lan"], asked, day=day)
    return asked


def shown(actor: Actor, period: Period, day: date = LATE, **sought: str) -> boards.Board:
    return boards.board(actor, period, day, boards.Sought(**sought))


def letter(**changes: str) -> Letter:
    said = {"subject": "đôn đốc", "text": "Đề nghị gửi./.", **changes}
    return Letter(issuer="Bộ Tư pháp", addressees=("A",), recipients=(), day=LATE, **said)


def test_the_ministry_sees_all_a_unit_its_own_line_and_rank_a_stranger_nothing(
    cast: Cast, period: Period, begun: Submission
) -> None:
    sent(cast, begun)
    board = shown(cast["ha"], period)
    assert len(board.rows) == 63
    assert (board.whole.sent, board.whole.overdue, board.whole.percent) == (1, 62, 2)
    assert sum(board.counts.values()) == 63
    own = shown(cast["lan"], period)
    assert [row.unit.key for row in own.rows] == [OWN]
    assert own.rows[0].cells[0] is not None
    assert own.rows[0].cells[0].stood.place == rules.IN_TIME
    assert own.rank == (1, 63)
    assert shown(cast["hoa"], period).rows == ()


def test_a_board_is_of_any_day_and_is_narrowed_and_ordered(
    cast: Cast, period: Period, begun: Submission
) -> None:
    sent(cast, begun, date(2024, 6, 20))
    ha = cast["ha"]
    assert shown(ha, period, date(2024, 6, 19)).whole.sent == 0
    assert shown(ha, period, date(2024, 6, 20)).whole.sent == 1
    assert [it.unit.key for it in shown(ha, period, place=rules.IN_TIME).rows] == [OWN]
    assert [it.unit.key for it in shown(ha, period, words="ninh thuan").rows] == [OWN]
    assert [it.unit.key for it in shown(ha, period, province="ninh-thuan").rows] == [OWN]
    assert shown(ha, period, form="99/X").rows == ()
    assert shown(ha, period, order=boards.BY_LATE).rows[-1].unit.key == OWN
    assert shown(ha, period, order=boards.BY_SHARE).rows[-1].unit.key == OWN
    names = [it.unit.sort_key for it in shown(ha, period).rows]
    assert names == sorted(names)


def test_the_boards_stand_on_their_screens_and_leave_as_excel(
    cast: Cast, period: Period, begun: Submission, client_of: Enter, on_day: OnDay
) -> None:
    on_day(LATE)
    sent(cast, begun)
    ha, lan, hoa = client_of("ha"), client_of("lan"), client_of("hoa")
    page = ha.get("/thong-ke/bang/").content.decode()
    assert "Đã gửi 1 trên 63 biểu" in page
    assert f'href="/thong-ke/bieu/{begun.pk}/" title="Gửi đúng hạn"' in page
    assert "Quá hạn, chưa gửi, 3 ngày" in page
    assert "xếp thứ 1 trên 63 đơn vị" in lan.get("/thong-ke/bang/").content.decode()
    assert "không gửi và không nhận biểu nào" in hoa.get("/thong-ke/bang/").content.decode()
    assert ha.get("/thong-ke/bang/?ngay=32/1/2024").status_code == 422
    answer = ha.get("/thong-ke/bang/xuat-excel/?tinh=ninh-thuan")
    [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(sheet)
    listed = rows.to_python()
    assert "6 tháng" in str(listed[0][0])
    assert listed[3][:4] == ["Sở Tư pháp Ninh Thuận", "Gửi đúng hạn", 1.0, 1.0]
    assert client_of("lan").get(f"/thong-ke/bang/don-vi/{OWN}/").status_code == 200
    assert "100%" in ha.get(f"/thong-ke/bang/don-vi/{OWN}/").content.decode()
    assert lan.get(f"/thong-ke/bang/don-vi/{OTHER}/").status_code == 403
    assert hoa.get(f"/thong-ke/bang/don-vi/{OWN}/").status_code == 403


def test_the_board_takes_the_same_queries_however_large(
    cast: Cast, begun: Submission, client_of: Enter, on_day: OnDay
) -> None:
    on_day(LATE)
    let_ha_keep()
    ha = client_of("ha")

    def asked(address: str) -> int:
        ha.get(address)
        with CaptureQueriesContext(connection) as seen:
            ha.get(address)
        return len(seen)

    addresses = ("/thong-ke/bang/", f"/thong-ke/bang/{begun.period_id}/don-doc/", "/thong-ke/loi/")
    before = [asked(it) for it in addresses]
    load_forms(SYSTEM, [made_form(code=f"{it}/BTP/VD") for it in range(70, 76)], day=DAY)
    for unit in Unit.objects.filter(key__endswith=".stp")[:9]:
        made, _ = Submission.objects.get_or_create(
            form=begun.form,
            period=begun.period,
            unit=unit,
            defaults={"receiver": begun.receiver, "begun_on": DAY, "unit_name": unit.name},
        )
        FindingCount.objects.create(
            submission=made, key="k", rule="c1 = c2", kind="relation", severity="blocking",
            sentence="Sai", first_revision=1, last_revision=1,
        )  # fmt: skip
    assert [asked(it) for it in addresses] == before


def test_errors_are_kept_with_each_saving_and_stay_when_they_are_mended(
    cast: Cast, begun: Submission
) -> None:
    services.write(cast["lan"], begun, grid(c2="60", c4=""), seen=0, day=DAY)
    [found] = FindingCount.objects.all()
    assert (found.rule, found.severity) == ("c1 = c2 + c3", "blocking"), "an empty cell isn't one"
    assert errors.league(cast["ha"], errors.Sought()) == [], "what wasn't sent stays inside"
    [own] = errors.league(cast["lan"], errors.Sought())
    assert (own.units, own.submissions, own.standing) == (1, 1, 1)
    assert errors.league(cast["hoa"], errors.Sought()) == []
    sent(cast, begun)
    [mended] = errors.league(cast["ha"], errors.Sought())
    assert (mended.units, mended.standing) == (1, 0)
    why = services.Returning("Soát lại", {("1", "c2"): "Quá cao"}, date(2024, 7, 15))
    services.give_back(as_keeper(cast), begun, why, day=LATE)
    both = errors.league(cast["ha"], errors.Sought(form=CODE, words="ninh thuan"))
    assert {it.severity for it in both} == {"blocking", errors.REMARKED}
    assert errors.league(cast["ha"], errors.Sought(words="cà mau")) == []
    services.write(cast["lan"], begun, grid(c2="61", c3="50"), seen=2, day=LATE)
    found.refresh_from_db()
    assert (found.first_revision, found.last_revision) == (1, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingCount.objects.filter(pk=found.pk).update(last_revision=0)


def test_the_league_leads_to_the_forms_that_have_the_error(
    cast: Cast, begun: Submission, client_of: Enter, on_day: OnDay
) -> None:
    on_day(DAY)
    services.write(cast["lan"], begun, grid(c2="60"), seen=0, day=DAY)
    lan, hoa = client_of("lan"), client_of("hoa")
    page = lan.get("/thong-ke/loi/").content.decode()
    assert "c1 = c2 + c3" in page
    key = FindingCount.objects.get().key
    address = f"/thong-ke/loi/bieu/?loi={key}&bieu={CODE}"
    assert "còn sai" in lan.get(address).content.decode()
    assert hoa.get(address).status_code == 404
    answer = lan.get("/thong-ke/loi/xuat-excel/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.get_sheet_by_index(0).to_python()[3][2] == "c1 = c2 + c3"
    services.write(cast["lan"], begun, grid(), seen=1, day=DAY)
    assert "đã sửa" in lan.get(address).content.decode()


def test_the_clock_reminds_each_unit_once_a_stage_and_not_who_has_sent(
    cast: Cast, begun: Submission
) -> None:
    sent(cast, begun)
    assert remind(date(2024, 6, 10)) == 0, "no stage is reached"
    assert remind(date(2024, 6, 17)) == 62
    assert remind(date(2024, 6, 18)) == 0, "not each day again"
    assert remind(date(2024, 6, 22)) == 62
    assert remind(date(2024, 6, 26)) == 62
    assert Reminder.objects.filter(unit__key=OWN).count() == 0
    stages = Reminder.objects.filter(unit__key=OTHER).values_list("stage", flat=True)
    assert list(stages) == [10, 3, -1]
    assert Line.objects.filter(act="statistics.reminders.told").count() == 3
    one = Reminder.objects.filter(unit__key=OTHER).latest("pk")
    one.pk, one._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_a_reminder_is_one_notice_for_all_forms_of_a_stage(cast: Cast, begun: Submission) -> None:
    load_forms(SYSTEM, [made_form(code="91/BTP/VD")], day=DAY)
    remind(date(2024, 6, 17))
    [told] = Notice.objects.filter(kind="statistics.reminder", person__username="lan")
    assert "2 biểu thống kê" in told.subject
    assert "25/06/2024" in told.subject
    assert "90/BTP/VD, 91/BTP/VD" in told.text


def test_an_urging_is_kept_told_and_counted(cast: Cast, begun: Submission) -> None:
    keeper = as_keeper(cast)
    made = urge(keeper, begun.period, [OWN, OTHER], letter(), day=LATE)
    assert {(it.unit.key, it.days_late) for it in made.urged.all()} == {(OWN, 3), (OTHER, 3)}
    assert Notice.objects.filter(kind="statistics.urged", person__username="lan").exists()
    assert Line.objects.filter(act="statistics.forms.urged").count() == 1
    with pytest.raises(TypeError):
        made.save()
    again = urge(keeper, begun.period, [OWN], letter(), day=date(2024, 7, 1))
    rows = urging.rows("btp", begun.period, date(2024, 7, 1))
    [own] = [it for it in rows if it.unit.key == OWN]
    assert (own.urged.count, own.urged.last) == (2, again.recorded_on)


def test_only_the_receiver_urges_and_only_who_has_not_sent(cast: Cast, begun: Submission) -> None:
    keeper = as_keeper(cast)
    for name in ("ha", "lan", "hoa"):
        with pytest.raises((Refused, Problem)):
            urge(cast[name], begun.period, [OTHER], letter(), day=LATE)
    with pytest.raises(Problem, match="STA-481"):
        urge(keeper, begun.period, [OTHER], letter(text=" "), day=LATE)
    sent(cast, begun)
    for units in ([OWN], [], [OWN, OTHER], ["ninh-thuan.stc"]):
        with pytest.raises(Problem, match="STA-480"):
            urge(keeper, begun.period, units, letter(), day=LATE)
    assert not FormUrging.objects.exists()


def test_a_letter_is_drafted_changed_and_taken_as_word(
    cast: Cast, begun: Submission, client_of: Enter, on_day: OnDay
) -> None:
    on_day(LATE)
    let_ha_keep()
    remind(date(2024, 6, 26))
    ha, lan = client_of("ha"), client_of("lan")
    base = f"/thong-ke/bang/{begun.period_id}/don-doc/"
    assert "1 lần, gần nhất 26/06/2024" in ha.get(base).content.decode()
    drafted = ha.get(f"{base}soan/?don_vi={OWN}").content.decode()
    assert "Sở Tư pháp Ninh Thuận quá hạn 3 ngày biểu 90/BTP/VD." in drafted
    said = {"don_vi": OWN, "day": "28/6/2024", "subject": "đôn đốc gửi biểu", "text": "Gửi./.",
            "addressees": "Sở Tư pháp Ninh Thuận"}  # fmt: skip
    assert ha.post(f"{base}soan/", {**said, "text": ""}).status_code == 422
    assert not FormUrging.objects.exists()
    answer = ha.post(f"{base}soan/", said)
    made = FormUrging.objects.get()
    assert answer["Location"] == f"/thong-ke/don-doc/{made.pk}/"
    word = ha.get(f"/thong-ke/don-doc/{made.pk}/word/")
    assert "đôn đốc gửi biểu" in (read(word.content).metadata.title or "")
    assert "Mọi đơn vị đã gửi đủ" in lan.get(base).content.decode(), "her Sở receives nothing"
    assert lan.get(f"/thong-ke/don-doc/{made.pk}/").status_code == 404
    assert client_of("hoa").get(f"/thong-ke/don-doc/{made.pk}/word/").status_code == 404
    assert ha.get(f"{base}soan/").status_code == 302
