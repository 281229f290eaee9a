"""A narrative text is held against what its unit sent, on the screen."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from django.test import Client

from congtac.documents.models import Document, Reading
from congtac.ground.files.services import store
from congtac.kernel.actor import SYSTEM, Actor
from congtac.statistics.models import FormVersion, Revision
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import calendars
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import DAY, as_keeper, kind_of, made_form, open_half_year
from congtac.statistics.tests.sending import send_figures
from congtac.statistics.tests.sent import gave

Cast = Mapping[str, Actor]
OFFICE = "Phòng Công chứng số 1"
ADDRESS = "/thong-ke/doi-chieu/"
TEXT = (
    "Báo cáo 6 tháng đầu năm 2024.\n"
    "Sở đã tiếp nhận 1.240 hồ sơ nuôi con nuôi, trong đó 500 hồ sơ của nữ. Tổ chức 3 cuộc họp."
)


def test_figures_that_differ_from_what_was_sent_are_listed(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(DAY)
    period = open_half_year(cast)[0]
    asked = send_figures(cast, period, {"c1": "1234", "c2": "734", "c3": "500", "c4": "-"})
    lan = client_of("lan")
    given = {"unit": asked.unit_id, "period": period.pk, "text": TEXT}
    page = lan.post(ADDRESS, given)
    checked = page.context["checked"]
    found = {it.judged.figure.written: it.judged.verdict for it in checked.lines}
    assert found == {"1.240": "differs", "500": "equal", "3": "unmatched"}
    shown = page.content.decode()
    assert "1.234 hồ sơ" in shown
    assert "Con số khác với biểu đã gửi" in shown
    assert "Không đối chiếu được" in shown
    assert "<mark>1.240</mark>" in shown
    assert "Tổ chức 3 cuộc họp." in shown  # nothing typed is lost
    empty = lan.post(ADDRESS, {**given, "text": " "})
    assert empty.status_code == 422
    foreign = client_of("hoa").post(ADDRESS, given)
    assert foreign.status_code == 422
    assert "1.234" not in foreign.content.decode()
    assert client_of("ha").post(ADDRESS, given).context["checked"].wrong


def test_growth_and_rows_named_in_the_text_are_judged_by_what_was_sent(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(date(2025, 1, 3))
    form = confirmed(cast)
    periods = [
        calendars.open_period(as_keeper(cast), kind_of("tt-03-2019", "h1"), year, day=DAY)
        for year in (2023, 2024)
    ]
    for period, (whole, office) in zip(periods, (("1000", "100"), ("1129", "120")), strict=True):
        asked = gave(form, period, "ninh-thuan.stp", {"Tổng số.c1": whole})
        grid = Grid((("<tổ chức>", OFFICE),), {("Tổng số", "c1"): whole, (OFFICE, "c1"): office})
        Revision.objects.filter(submission=asked).update(cells=grid.text())
    text = (
        "Báo cáo 6 tháng đầu năm 2024.\nSố việc công chứng là 1.129 việc, tăng 13,9% so với cùng "
        "kỳ năm 2023. Phòng Công chứng số 1 công chứng 125 việc, tăng 20% so với cùng kỳ năm 2023."
    )
    given = {"unit": asked.unit_id, "period": periods[1].pk, "text": text}
    page = client_of("lan").post(ADDRESS, given)
    found = {it.judged.figure.written: it.judged.verdict for it in page.context["checked"].lines}
    assert found == {"1.129": "equal", "13,9%": "differs", "125": "differs", "20%": "equal"}
    shown = page.content.decode()
    for words in ("Tăng 12,9% so với cùng kỳ năm 2023", "1.129 việc", "1.000 việc", "120 việc"):
        assert words in shown


def confirmed(cast: Cast) -> FormVersion:
    """A form with a row that reporters name."""
    calendars.load_calendars(SYSTEM)
    columns = [{"code": "c1", "label_vi": "Số việc công chứng", "unit": "việc"}]
    rows = ["Tổng số", "<tổ chức>"]
    made = made_form(columns=columns, rows=rows, relation_details=[])
    load_forms(SYSTEM, [made], day=date(2023, 1, 4))
    return FormVersion.objects.get()


def test_a_document_of_the_shelf_is_read_and_checked(
    cast: Cast, client_of: Callable[[str], Client]
) -> None:
    period = open_half_year(cast)[0]
    asked = send_figures(cast, period, {"c1": "1234", "c2": "734", "c3": "500", "c4": "-"})
    document = shelved(cast["lan"])
    lan = client_of("lan")
    assert "Báo cáo nửa năm" in lan.get(ADDRESS).content.decode()
    given = {"unit": asked.unit_id, "period": period.pk, "document": document.pk}
    assert len(lan.post(ADDRESS, given).context["checked"].wrong) == 1
    assert client_of("hoa").post(ADDRESS, given).status_code == 422


def shelved(lan: Actor) -> Document:
    """A report of Lan's Sở that was read, as the shelf keeps it."""
    file, at = store(lan, "bao-cao.txt", TEXT.encode()), datetime(2024, 6, 3, tzinfo=UTC)
    document = Document(file=file, name="bao-cao.txt", state="read", unit=lan.unit)
    document.unit_name, document.added_by, document.added_by_name = lan.unit_name, lan.person, "Lan"
    document.added_at, document.title = at, "Báo cáo nửa năm"
    document.save()
    Reading.objects.create(
        document=document, revision=1, text=TEXT, content={}, digest="x", made_at=at
    )
    return document
