"""A figure put into a report keeps its link; when the source changes the report is flagged."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.ground.lineage.queries import below
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.programmes.models import Report, ReportSection
from congtac.programmes.queries import figures as queries
from congtac.programmes.services import figures as services
from congtac.programmes.services.reports import report_reference
from congtac.programmes.tests.reported import issued, report_of
from congtac.statistics.models import IndicatorVersion, Period, Quotation, Submission
from congtac.statistics.queries import quoting
from congtac.statistics.rules.corrections import Mending
from congtac.statistics.services import corrections
from congtac.statistics.services.indicators import add_indicator
from congtac.statistics.services.quoting import Place, drop, quote
from congtac.statistics.tests.begun import DAY, as_keeper, open_half_year
from congtac.statistics.tests.sending import WOMEN, accept, send_again, send_figures

Cast = Mapping[str, Actor]
SENT = {"c1": "1234", "c2": "734", "c3": "500", "c4": "-"}
AGAIN = {"c1": "1240", "c2": "740", "c3": "500", "c4": "-"}
UNIT = "ninh-thuan.stp"


@pytest.fixture
def period(cast: Cast) -> Period:
    return open_half_year(cast)[0]


@pytest.fixture
def asked(cast: Cast, period: Period) -> Submission:
    """The form of Lan's Sở, sent."""
    return send_figures(cast, period, SENT)


@pytest.fixture
def section(cast: Cast) -> ReportSection:
    return section_of(report_of(issued(cast)))


def section_of(report: Report) -> ReportSection:
    return ReportSection.objects.select_related("report__unit").filter(report=report)[0]


def put_in(
    cast: Cast, section: ReportSection, period: Period, key: str, *, behind: int | None = None
) -> Quotation:
    made = list(IndicatorVersion.objects.select_related("indicator"))
    found = next(it for it in quoting.choices(UNIT, period, "", made) if it.key.endswith(key))
    section.refresh_from_db()
    what = services.Inserted(found, "", section.version, behind)
    return services.insert(cast["lan"], section, what, day=DAY)


def test_a_figure_keeps_its_link_to_cell_and_revision(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    made = put_in(cast, section, period, ":1:c1")
    sentence = section.sentences.get()
    assert sentence.words == "1.234 hồ sơ."
    assert "bản 1" in sentence.derivation
    [cell] = made.cells.all()
    assert (cell.submission, cell.row, cell.column, cell.revision) == (asked, "1", "c1", 1)
    assert (made.value, made.place) == ("1234", str(sentence.pk))
    [link] = below(report_reference(section.report)).filter(relation="quoted")
    assert (link.lower_kind, link.lower_key, link.lower_revision) == (
        "submission",
        str(asked.pk),
        "1",
    )
    assert Line.objects.filter(act="statistics.figure.quoted").count() == 1


def test_a_figure_goes_behind_a_sentence_that_is_there(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    put_in(cast, section, period, ":1:c1")
    first = section.sentences.get()
    put_in(cast, section, period, ":1:c4", behind=first.pk)
    first.refresh_from_db()
    assert first.words == "1.234 hồ sơ, 0 hồ sơ."
    assert [it.is_lost for it in queries.figures_of(section.report)] == [False, False]


def test_when_the_source_changes_every_report_that_quotes_it_is_flagged(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    add_indicator(as_keeper(cast), "nu", WOMEN, day=DAY)
    other = section_of(report_of(issued(cast, title="Báo cáo chuyên đề")))
    changing = [put_in(cast, section, period, ":1:c1"), put_in(cast, other, period, "ct:nu")]
    steady = put_in(cast, section, period, ":1:c3")
    send_again(cast, asked, AGAIN)
    for it in (*changing, steady):
        it.refresh_from_db()
    assert [(it.value, it.now_value, it.now_revision) for it in changing] == [
        ("1234", "1240", 2),
        ("40.5186", "40.3226", 2),
    ]
    assert not steady.is_changed
    flagged = queries.changed_in([section.report, other.report])
    assert flagged == {section.report.pk: 1, other.report.pk: 1}
    told = Notice.objects.filter(kind="statistics.quoted", person__username="minh")
    assert told.count() == 2
    assert "1.234 thành 1.240 ở bản 2" in told.earliest("pk").text


def test_a_correction_flags_the_reports_that_quote_the_cell(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    made = put_in(cast, section, period, ":1:c1")
    accept(cast, asked)
    cells = [Mending("1", "c1", "1234", "1240", "Sót 6"), Mending("1", "c2", "734", "740", "Sót 6")]
    asking = corrections.ask(cast["lan"], asked, cells, day=DAY)
    corrections.check(cast["minh"], asking, day=DAY)
    corrections.sign(cast["minh"], asking, day=DAY)
    corrections.accept(as_keeper(cast), asking, day=DAY)
    made.refresh_from_db()
    assert (made.now_value, made.now_revision, made.changed_on) == ("1240", 2, DAY)


def test_the_flag_goes_when_the_old_figure_comes_back(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    made = put_in(cast, section, period, ":1:c1")
    send_again(cast, asked, AGAIN)
    send_again(cast, asked, SENT)
    made.refresh_from_db()
    assert (made.is_changed, made.now_value) == (False, "")


def test_a_source_that_isnt_collected_any_more_is_flagged_too(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    made = put_in(cast, section, period, ":1:c4")
    assert made.value == "-"
    send_again(cast, asked, {**SENT, "c4": "0"})
    made.refresh_from_db()
    assert not made.is_changed
    assert quoting.is_same("-", "0")
    assert not quoting.is_same("1234", "")


def test_a_quotation_is_dropped_by_an_act_and_stays_on_record(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    first, second = (put_in(cast, section, period, key) for key in (":1:c1", ":1:c2"))
    report = section.report
    services.drop(cast["lan"], report, first, day=DAY)
    assert below(report_reference(report)).filter(relation="quoted").count() == 1
    services.drop(cast["minh"], report, second, day=DAY)
    assert not below(report_reference(report)).filter(relation="quoted").exists()
    assert Quotation.objects.filter(dropped_on=DAY).count() == 2
    with pytest.raises(Problem, match="STA-461"):
        drop(cast["lan"], first, day=DAY)
    assert queries.figures_of(report) == []


def test_only_the_unit_puts_figures_in_and_drops_them(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    made = put_in(cast, section, period, ":1:c1")
    found = quoting.choices(UNIT, period, "", [])[0]
    for name in ("hoa", "ha", "an"):
        what = services.Inserted(found, "", section.version + 1)
        with pytest.raises(Refused):
            services.insert(cast[name], section, what, day=DAY)
        with pytest.raises(Refused):
            services.drop(cast[name], section.report, made, day=DAY)


def test_what_was_not_sent_or_isnt_there_is_not_quoted(cast: Cast, period: Period) -> None:
    assert quoting.periods_sent(UNIT) == []
    assert quoting.choices(UNIT, period, "", []) == []
    section = section_of(report_of(issued(cast)))
    empty = quoting.Choice("o:1", "x", "x", "", "", "x", ())
    with pytest.raises(Problem, match="STA-460"):
        quote(cast["lan"], Place(report_reference(section.report), UNIT), empty, day=DAY)


def test_the_database_keeps_marks_and_drops_whole(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    made = put_in(cast, section, period, ":1:c1")
    for wrong in ({"changed_on": DAY}, {"dropped_on": DAY}, {"wording": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Quotation.objects.filter(pk=made.pk).update(**wrong)
    with pytest.raises(TypeError):
        made.cells.get().save()


def test_a_figure_is_chosen_put_in_flagged_and_dropped_on_the_screens(
    cast: Cast,
    asked: Submission,
    section: ReportSection,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    period = asked.period
    lan, hoa = client_of("lan"), client_of("hoa")
    address = f"/nhiem-vu/bao-cao/muc/{section.pk}/so-lieu/"
    assert hoa.get(address).status_code == 403
    page = lan.get(f"{address}?q=tong+so").content.decode()
    assert "1.234 hồ sơ" in page
    assert "734 hồ sơ" not in page
    wrong = lan.post(address, {"ky": period.pk, "so": "o:9", "ban": "0"})
    assert wrong.status_code == 422
    stale = lan.post(address, {"ky": period.pk, "so": f"o:{asked.pk}:1:c1", "ban": "7"})
    assert stale.status_code == 422
    lan.post(address, {"ky": period.pk, "so": f"o:{asked.pk}:1:c1", "ban": section.version})
    report = f"/nhiem-vu/bao-cao/{section.report_id}/"
    assert "Nguồn hiện nay: 1.234, không đổi." in lan.get(report).content.decode()
    send_again(cast, asked, AGAIN)
    shown = lan.get(report).content.decode()
    assert "Nguồn đã đổi từ 1.234 thành 1.240 ở bản 2" in shown
    assert "Số liệu dẫn đã đổi" in lan.get("/nhiem-vu/bao-cao/").content.decode()
    assert "Số liệu trích dẫn đã đổi" in lan.get("/").content.decode()
    made = Quotation.objects.get()
    gone = f"{report}so-lieu/{made.pk}/bo/"
    assert hoa.post(gone).status_code == 403
    lan.post(gone)
    assert "Số liệu trích dẫn" not in lan.get(report).content.decode()


def test_the_page_takes_the_same_queries_however_much_is_quoted(
    cast: Cast,
    period: Period,
    asked: Submission,
    section: ReportSection,
    client_of: Callable[[str], Client],
) -> None:
    lan = client_of("lan")
    accept(cast, asked)

    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.figures_of(section.report)
        return len(seen)

    put_in(cast, section, period, ":1:c1")
    one = counted()
    for key in (":1:c2", ":1:c3", ":1:c4"):
        put_in(cast, section, period, key)
    assert counted() == one
    assert lan.get(f"/nhiem-vu/bao-cao/{section.report_id}/").status_code == 200


def test_the_new_figure_is_taken_with_old_and_new_shown(
    cast: Cast,
    asked: Submission,
    section: ReportSection,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    old = put_in(cast, section, asked.period, ":1:c1")
    report, lan = f"/nhiem-vu/bao-cao/{section.report_id}/", client_of("lan")
    address = f"{report}so-lieu/{old.pk}/so-moi/"
    assert lan.get(address).status_code == 302  # nothing has changed yet
    send_again(cast, asked, AGAIN)
    assert "đã đổi ở nguồn" in lan.get(f"/nhiem-vu/bao-cao/muc/{section.pk}/").content.decode()
    assert "Lấy số mới" in lan.get(report).content.decode()
    page = lan.get(address).content.decode()
    assert "<del>1.234 hồ sơ.</del>" in page
    assert "<ins>1.240 hồ sơ.</ins>" in page
    assert client_of("hoa").post(address).status_code == 403
    assert lan.post(address, {"ban": "0"}).status_code == 422  # somebody else wrote meanwhile
    section.refresh_from_db()
    lan.post(address, {"ban": section.version})
    assert section.sentences.get().words == "1.240 hồ sơ."
    [new] = Quotation.objects.filter(dropped_on=None)
    assert (new.value, new.is_changed, new.cells.get().revision) == ("1240", False, 2)
    old.refresh_from_db()
    assert old.dropped_on == DAY
    assert len(below(report_reference(section.report)).filter(relation="quoted")) >= 1
    assert "Nguồn hiện nay: 1.240, không đổi." in lan.get(report).content.decode()


def test_a_sentence_that_says_something_else_is_left_to_the_writer(
    cast: Cast,
    asked: Submission,
    section: ReportSection,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    made = put_in(cast, section, asked.period, ":1:c1")
    section.sentences.update(words="Kết quả tốt.")
    send_again(cast, asked, AGAIN)
    address = f"/nhiem-vu/bao-cao/{section.report_id}/so-lieu/{made.pk}/so-moi/"
    page = client_of("lan").post(address, {"ban": section.version})
    assert page.status_code == 422
    assert "không còn con số cũ đúng một lần" in page.content.decode()
    assert section.sentences.get().words == "Kết quả tốt."


def test_a_ratio_is_still_found_in_its_sentence(
    cast: Cast, period: Period, asked: Submission, section: ReportSection
) -> None:
    add_indicator(as_keeper(cast), "nu", WOMEN, day=DAY)
    put_in(cast, section, period, "ct:nu")
    assert section.sentences.get().words == "40,5%."
    assert [it.is_lost for it in queries.figures_of(section.report)] == [False]
