"""A series runs over the mergers: sums add, what can't be restated is said, codes mix nothing."""

import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Cluster, ClusterMember, Unit
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics.models import FormVersion, Period
from congtac.statistics.queries import series as queries
from congtac.statistics.queries.series_parts import chart_of, parts_of
from congtac.statistics.services import calendars
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import as_keeper, kind_of, made_form
from congtac.statistics.tests.sent import gave

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
NOW = date(2026, 8, 3)
OLD, NEW = "ngay-2025-06-30", "ngay-2026-08-03"
CODES = ("15", "24", "44", "52", "80", "82", "91")
COLUMNS = [
    {"code": "c1", "label_vi": "Số việc đã giải quyết", "unit": "việc"},
    {"code": "c2", "label_vi": "Số việc tiếp nhận", "unit": "việc"},
    {"code": "c3", "label_vi": "Tỷ lệ giải quyết", "unit": "%"},
    {"code": "c4", "label_vi": "Tuổi bình quân", "unit": "tuổi"},
]
RELATION = {"expr": "c3 = 100 * c1 / c2", "severity": "error"}


@pytest.fixture
def years(cast: Cast) -> dict[int, Period]:
    """The full years 2023 to 2025 of one form that every Sở owes."""
    calendars.load_calendars(SYSTEM)
    form = made_form(columns=COLUMNS, relation_details=[RELATION])
    load_forms(SYSTEM, [form], day=date(2024, 1, 2))
    kind = kind_of("tt-03-2019", "year")
    keeper = as_keeper(cast)
    return {
        year: calendars.open_period(keeper, kind, year, day=date(2026, 1, 5))
        for year in (2023, 2024, 2025)
    }


def series(
    years: Mapping[int, Period], column: str, on: str, unit: str = MINISTRY_KEY
) -> queries.Series:
    form = FormVersion.objects.get()
    wanted = form.form.column(column)
    assert wanted is not None
    return queries.series(
        queries.Sought(
            form=form,
            row=form.form.rows[0],
            column=wanted,
            kind="year",
            first=min(years),
            last=max(years),
            on=on,
            standing="gui",
            unit=unit,
            day=NOW,
        )
    )


def of(found: queries.Series, name: str) -> list[str]:
    [line] = [it for it in found.lines if it.name == name]
    return [it.said or it.shown for it in line.cells]


def all_gave(years: Mapping[int, Period], year: int, unit_key: str, *figures: str) -> None:
    cells = {f"c{at}": kept for at, kept in enumerate(figures, start=1)}
    gave(FormVersion.objects.get(), years[year], unit_key, cells)


@pytest.fixture
def merged(years: dict[int, Period]) -> dict[int, Period]:
    """Khánh Hòa and Ninh Thuận in 2023 and 2024, the new Khánh Hòa in 2025."""
    for year, more in ((2023, 0), (2024, 10)):
        all_gave(years, year, "khanh-hoa.stp", str(30 + more), "40", "75", "40")
        all_gave(years, year, "ninh-thuan.stp", str(10 + more), "60", "16.67", "50")
    all_gave(years, 2025, "khanh-hoa-2025.stp", "90", "100", "90", "45")
    return years


def test_predecessors_are_added_up_and_growth_is_told(merged: dict[int, Period]) -> None:
    found = series(merged, "c1", NEW)
    assert of(found, "Sở Tư pháp Khánh Hòa") == ["40", "60", "90"]
    [line] = [it for it in found.lines if it.name == "Sở Tư pháp Khánh Hòa"]
    assert [it.growth_words for it in line.cells] == ["", "+50,0%", "+50,0%"]


def test_shares_are_computed_again_and_means_are_refused(merged: dict[int, Period]) -> None:
    assert of(series(merged, "c3", NEW), "Sở Tư pháp Khánh Hòa") == ["40", "60", "90"]
    said = "không quy đổi được"
    assert of(series(merged, "c4", NEW), "Sở Tư pháp Khánh Hòa") == [said, said, "45"]


def test_what_was_merged_is_not_divided_but_shown_for_all_it_came_from(
    merged: dict[int, Period],
) -> None:
    found = series(merged, "c1", OLD)
    assert of(found, "Sở Tư pháp Ninh Thuận") == ["10", "20", "không tách được"]
    assert of(found, "Sở Tư pháp Khánh Hòa") == ["30", "40", "không tách được"]
    assert of(found, "Sở Tư pháp Khánh Hòa + Sở Tư pháp Ninh Thuận") == ["40", "60", "90"]


def test_totals_are_the_same_on_the_units_of_any_day(merged: dict[int, Period]) -> None:
    for on in (OLD, NEW, "ngay-2024-06-03"):
        assert of(series(merged, "c1", on), "Tổng cộng") == ["40", "60", "90"]
    assert of(series(merged, "c1", "ca-nuoc"), "Cả nước") == ["40", "60", "90"]


def test_who_is_missing_is_said_and_nothing_is_compared(merged: dict[int, Period]) -> None:
    [line] = [it for it in series(merged, "c1", "ca-nuoc").lines if it.name == "Cả nước"]
    assert [len(it.lacking) for it in line.cells] == [61, 61, 33]
    assert not any(it.growth for it in line.cells)


def test_the_seven_codes_that_name_two_provinces_mix_nothing_up(years: dict[int, Period]) -> None:
    """Each old bearer of a code has its own figure; so has the new one, and they never meet."""
    provinces = {it.key: it for it in Unit.objects.filter(kind="province", code__in=CODES)}
    old = [it for it in provinces.values() if it.until]
    new = [it for it in provinces.values() if it.since]
    assert (len(old), len(new)) == (7, 7)
    for at, it in enumerate(old):
        all_gave(years, 2024, f"{it.key}.stp", str(2**at), "1", "1", "1")
    for at, it in enumerate(new):
        all_gave(years, 2025, f"{it.key}.stp", str(1000 + at), "1", "1", "1")
    found = series(years, "c1", NEW)
    names = dict(Unit.objects.values_list("key", "name"))
    for at, it in enumerate(new):
        came_from = Unit.objects.filter(passed_to__successor__key=f"{it.key}.stp")
        keys = set(came_from.values_list("key", flat=True))
        expected = sum(2**no for no, one in enumerate(old) if f"{one.key}.stp" in keys)
        shown = of(found, names[f"{it.key}.stp"])
        assert shown[1] == (str(expected) if expected else "chưa có số liệu"), it.key
        assert shown[2] == f"1.{at:03d}"
    assert of(found, "Tổng cộng")[1] == "127"


def test_a_series_stands_on_the_clusters_of_a_year(merged: dict[int, Period]) -> None:
    def cluster(name: str, *keys: str) -> None:
        units = [Unit.objects.get(key=it) for it in keys]
        made = Cluster.objects.create(year=2024, name=name, head=units[0], basis="QĐ 1")
        ClusterMember.objects.bulk_create(
            ClusterMember(cluster=made, unit=it, year=2024) for it in units
        )

    cluster("Cụm Nam Trung Bộ", "khanh-hoa.stp", "phu-yen.stp")
    cluster("Cụm Đông Nam Bộ", "ninh-thuan.stp")
    found = series(merged, "c1", "cum-2024")
    assert of(found, "Cụm Đông Nam Bộ") == ["10", "20", "không tách được"]
    assert of(found, "Cụm Nam Trung Bộ") == ["30", "40", "không tách được"]
    assert of(found, "Cụm Nam Trung Bộ + Cụm Đông Nam Bộ")[2] == "90"


def test_unlike_windows_are_not_compared(merged: dict[int, Period], cast: Cast) -> None:
    half = calendars.open_period(
        as_keeper(cast), kind_of("tt-03-2019", "h1"), 2024, day=date(2024, 6, 1)
    )
    assert half.window.is_like(merged[2024].window) is False
    found = series(merged, "c1", NEW)
    assert [it.code for it in found.periods] == ["2023", "2024", "2025"]


def test_the_heir_sees_its_own_and_those_it_took_over_and_a_stranger_nothing(
    merged: dict[int, Period],
) -> None:
    own = series(merged, "c1", NEW, unit="khanh-hoa-2025.stp")
    assert [it.name for it in own.lines] == ["Sở Tư pháp Khánh Hòa"]
    assert of(own, "Sở Tư pháp Khánh Hòa") == ["40", "60", "90"]
    other = series(merged, "c1", NEW, unit="ha-noi.stp")
    assert of(other, "Sở Tư pháp Hà Nội") == ["chưa có số liệu"] * 3
    assert not series(merged, "c1", NEW, unit="btp.vtccb").lines


def test_the_page_and_its_files(merged: dict[int, Period], client_of: ClientOf) -> None:
    client = client_of("ha")
    asked = {"cot": "c1", "loai": "year", "don_vi": "ca-nuoc"}
    page = client.get(reverse("statistics:series"), asked).content.decode()
    assert "2/63 đơn vị" in page
    assert ">60<" in page
    book = client.get(reverse("statistics:series-sheet"), asked).content
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    rows = sheets.get_sheet_by_index(0).to_python()
    assert rows[-1][1:] == [40, 60, 90]
    change = sheets.get_sheet_by_name("Tăng, giảm").to_python()[-1]
    assert change == ["Cả nước", "", *["chưa so được: năm trước thiếu đơn vị"] * 2]
    parts = sheets.get_sheet_by_name("Nguồn số liệu").to_python()
    assert ["Cả nước", "Năm 2024 chính thức", "Sở Tư pháp Ninh Thuận", 20, "90/BTP/VD", 1] in [
        it[:6] for it in parts
    ]
    text = client.get(reverse("statistics:series-text"), asked).content.decode("utf-8-sig")
    last = text.splitlines()[-1].split(",")
    assert last[:4] == ["Cả nước", "40", "60", "90"]
    assert last[-3:] == ["2/63", "2/63", "1/34"]


def test_strangers_see_no_figures_of_others(merged: dict[int, Period], client_of: ClientOf) -> None:
    page = client_of("hoa").get(reverse("statistics:series"), {"don_vi": "ca-nuoc"})
    assert page.status_code == 200
    assert ">60<" not in page.content.decode()


def test_the_queries_do_not_grow_with_the_units(
    merged: dict[int, Period], client_of: ClientOf
) -> None:
    client = client_of("ha")
    client.get(reverse("statistics:series"), {"loai": "year"})
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("statistics:series"), {"loai": "year"})
    for key in ("lao-cai.stp", "yen-bai.stp", "dak-lak.stp"):
        all_gave(merged, 2024, key, "5", "6", "7", "8")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("statistics:series"), {"loai": "year"})
    assert len(many) == len(few) < 40


def line_of(found: queries.Series, name: str) -> queries.SeriesLine:
    [line] = [it for it in found.lines if it.name == name]
    return line


def test_shares_grow_in_percentage_points(merged: dict[int, Period]) -> None:
    line = line_of(series(merged, "c3", NEW), "Sở Tư pháp Khánh Hòa")
    points = ["", "tăng 20 điểm phần trăm", "tăng 30 điểm phần trăm"]
    assert [it.growth_words for it in line.cells] == points


def test_why_a_figure_is_not_compared_is_said(merged: dict[int, Period]) -> None:
    whole = line_of(series(merged, "c1", OLD), "Tổng cộng")
    assert [it.why for it in whole.cells] == ["", "lacked", "lacked"]
    [alone] = [it for it in series(merged, "c1", OLD).lines if it.name == "Sở Tư pháp Ninh Thuận"]
    assert [it.why for it in alone.cells] == ["", "", ""]  # the last can't be divided
    all_gave(merged, 2025, "ha-noi.stp", "5", "6", "7", "8")
    lone = line_of(series(merged, "c1", NEW), "Sở Tư pháp Hà Nội")
    assert lone.cells[2].why_words == "chưa so được: năm trước không có số liệu"


def test_a_figure_says_which_units_and_revisions_it_is_made_of(merged: dict[int, Period]) -> None:
    found = series(merged, "c3", NEW)
    asked = parts_of(found, "khanh-hoa-2025.stp", str(merged[2024].pk))
    assert asked is not None
    assert asked.cell.shown == "60"
    told = [(it.given.unit.key, it.shown, it.given.ordinal) for it in asked.rows]
    assert told == [("khanh-hoa.stp", "75", 1), ("ninh-thuan.stp", "16,67", 1)]
    assert {it.ended_on for it in asked.rows} == {date(2025, 6, 30)}
    assert [(it.column.code, it.added.kept) for it in asked.behind] == [("c1", "60"), ("c2", "100")]
    assert asked.before is not None
    assert asked.before.shown == "40"
    refused = parts_of(series(merged, "c1", OLD), "ninh-thuan.stp", str(merged[2025].pk))
    assert refused is not None
    assert [it.given.unit.key for it in refused.rows] == ["khanh-hoa-2025.stp"]
    assert parts_of(found, "nobody", str(merged[2024].pk)) is None
    assert parts_of(found, "khanh-hoa-2025.stp", "x") is None


def test_the_parts_of_every_sum_come_to_the_sum(merged: dict[int, Period]) -> None:
    found = series(merged, "c1", NEW)
    for line in found.lines:
        for period, cell in zip(found.periods, line.cells, strict=True):
            asked = parts_of(found, line.key, str(period.pk))
            assert asked is not None
            assert cell.added is None or sum(it.tally.total for it in asked.rows) == (
                cell.added.tally.total
            )


def test_the_chart_joins_only_figures_from_which_nobody_is_missing(
    merged: dict[int, Period],
) -> None:
    whole = chart_of(series(merged, "c1", "ca-nuoc"), "")
    assert whole is not None
    assert whole.has_partial
    assert whole.line.stretches == ()
    assert [it.is_whole for it in whole.line.points] == [False] * 3
    own = chart_of(series(merged, "c1", NEW), "khanh-hoa-2025.stp")
    assert own is not None
    assert [it.shown for it in own.line.points] == ["40", "60", "90"]
    assert len(own.line.stretches) == 1


def test_a_figure_opens_to_its_parts_on_the_page(
    merged: dict[int, Period], client_of: ClientOf
) -> None:
    client = client_of("ha")
    asked = {"cot": "c3", "loai": "year", "don_vi": NEW, "ve": "khanh-hoa-2025.stp"}
    page = client.get(reverse("statistics:series"), asked).content.decode()
    assert "tăng 20 điểm phần trăm" in page
    assert "<svg" in page
    assert "hang=khanh-hoa-2025.stp" in page
    asked |= {"hang": "khanh-hoa-2025.stp", "ky": str(merged[2024].pk)}
    page = client.get(reverse("statistics:series-cell"), asked).content.decode()
    for words in ("16,67", "90/BTP/VD, bản 1", "Năm 2023 chính thức", "Tỷ lệ tính lại từ tổng"):
        assert words in page
    assert client.get(reverse("statistics:series-cell"), {**asked, "ky": "0"}).status_code == 404
    assert client_of("hoa").get(reverse("statistics:series-cell"), asked).status_code == 404
