"""Indicators are defined in versions, computed from what was sent, judged, shown, exported."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import python_calamine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.data_files import rows as rows_of_units
from congtac.statistics.models import Indicator, IndicatorVersion, Period, Submission
from congtac.statistics.queries import indicator_pages as pages
from congtac.statistics.queries import indicators as queries
from congtac.statistics.rules import tiles
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.services import indicators as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.services.indicators import Aim, Meant
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep, open_half_year
from congtac.statistics.tests.sending import accept, send_figures

Cast = Mapping[str, Actor]
MEANT = Meant(
    name="Tỷ lệ hồ sơ trẻ em",
    definition="Hồ sơ của trẻ em trên tổng số hồ sơ.",
    numerator="[90/BTP/VD].c4",
    denominator="[90/BTP/VD].c1",
    per=100,
    unit="%",
    source="Biểu 90/BTP/VD",
    since=date(2020, 1, 1),
    breakdowns=(("Nam", "[90/BTP/VD].c2"),),
)
COUNT = replace(MEANT, name="Số hồ sơ", numerator="[90/BTP/VD].c1", denominator="", unit="hồ sơ")


@pytest.fixture
def period(cast: Cast) -> Period:
    return open_half_year(cast)[0]


def computed(made: IndicatorVersion, period: Period, actor: Actor) -> queries.Result:
    sheets = queries.Sheets.of([made], [period], actor)
    found = queries.result(made, sheets, period, None)
    assert found is not None
    return found


def test_an_indicator_is_computed_from_what_was_sent(cast: Cast, period: Period) -> None:
    made = services.add_indicator(as_keeper(cast), "ho-so-tre-em", MEANT, day=DAY)
    before = computed(made, period, cast["ha"])
    assert before.whole.value is None
    assert len(before.without) == 63
    send_figures(cast, period, {"c1": "120", "c2": "70", "c3": "50", "c4": "30"})
    found = computed(made, period, cast["ha"])
    assert (found.whole.value, found.counted, found.is_whole) == (Decimal(25), 1, False)
    assert pages.judged(made, found.whole, None, period).value == "25"


def test_figures_that_were_not_accepted_are_seen_by_their_unit_and_the_ministry_alone(
    cast: Cast, period: Period
) -> None:
    made = services.add_indicator(as_keeper(cast), "ho-so", COUNT, day=DAY)
    asked = send_figures(cast, period, {"c1": "120", "c2": "70", "c3": "50", "c4": "-"})
    counted = {name: computed(made, period, cast[name]).counted for name in ("lan", "ha", "hoa")}
    assert counted == {"lan": 1, "ha": 1, "hoa": 0}
    accept(cast, asked)
    assert computed(made, period, cast["hoa"]).whole.value == 120


def test_a_new_version_ends_the_one_before_and_both_stay(cast: Cast, period: Period) -> None:
    keeper = as_keeper(cast)
    first = services.add_indicator(keeper, "ho-so", COUNT, day=DAY)
    again = replace(COUNT, numerator="[90/BTP/VD].c2", since=date(2024, 7, 1))
    services.add_version(keeper, first, again, day=DAY)
    versions = queries.versions(first.indicator)
    assert [(it.ordinal, it.until) for it in versions] == [(2, None), (1, date(2024, 7, 1))]
    holding = queries.version_on(versions, period.last_day)
    assert holding is not None
    assert holding.ordinal == 1
    with pytest.raises(Problem, match="STA-457"):
        services.add_version(keeper, first, again, day=DAY)
    with pytest.raises(Problem, match="STA-456"):
        services.add_version(keeper, versions[0], again, day=DAY)
    with pytest.raises(Problem, match="STA-455"):
        services.add_indicator(keeper, "ho-so", COUNT, day=DAY)
    with pytest.raises(Problem, match="STA-450"):
        services.add_indicator(keeper, "khac", replace(COUNT, unit=" "), day=DAY)
    acts = Line.objects.filter(act="statistics.indicator.defined")
    assert acts.count() == 2


def test_the_database_keeps_one_version_going_on(cast: Cast, period: Period) -> None:
    first = services.add_indicator(as_keeper(cast), "ho-so", COUNT, day=DAY)
    with pytest.raises(TypeError):
        first.save()
    first.pk, first.ordinal, first._state.adding = None, 2, True
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_target_is_judged_and_one_set_before_stays(cast: Cast, period: Period) -> None:
    keeper = as_keeper(cast)
    ratio = services.add_indicator(keeper, "ho-so-tre-em", MEANT, day=DAY)
    count = services.add_indicator(keeper, "ho-so", COUNT, day=DAY)
    for value in ("90", "25"):
        services.set_target(keeper, ratio, Aim(2024, ">=", Decimal(value), "KH 1"), day=DAY)
    services.set_target(keeper, count, Aim(2024, ">=", Decimal(480), "KH 1"), day=DAY)
    with pytest.raises(Problem, match="STA-458"):
        services.set_target(keeper, count, Aim(2024, ">=", Decimal(1), " "), day=DAY)
    send_figures(cast, period, {"c1": "120", "c2": "70", "c3": "50", "c4": "30"})
    found = computed(ratio, period, cast["ha"])
    aims = queries.targets(ratio.indicator, 2024)
    [line] = [it for it in pages.unit_lines(ratio, found, aims, "") if it.row.value is not None]
    assert (line.judged.verdict, line.judged.name) == ("met", "Đạt")
    whole = pages.judged(ratio, found.whole, aims[""], period, is_whole=found.is_whole)
    assert whole.name == "Chưa đủ số liệu"
    assert len(queries.all_targets(ratio.indicator)) == 2
    aim = queries.targets(count.indicator, 2024)[""]
    part = pages.judged(count, computed(count, period, cast["ha"]).whole, aim, period)
    assert (part.verdict, part.share) == ("", "đạt 25% chỉ tiêu cả năm")


def test_only_the_keepers_say_what_an_indicator_means(cast: Cast, period: Period) -> None:
    made = services.add_indicator(as_keeper(cast), "ho-so", COUNT, day=DAY)
    for actor in cast.values():
        with pytest.raises(Refused):
            services.add_indicator(actor, "khac", COUNT, day=DAY)
        with pytest.raises(Refused):
            services.add_version(actor, made, COUNT, day=DAY)
        with pytest.raises(Refused):
            services.set_target(actor, made, Aim(2024, ">=", Decimal(1), "KH"), day=DAY)
        with pytest.raises(Refused):
            services.load_indicators(actor, day=DAY)


def test_indicators_come_with_the_site_once_and_each_formula_fits_its_form(cast: Cast) -> None:
    open_half_year(cast)
    assert services.load_indicators(SYSTEM, day=DAY) == 0  # their forms aren't there
    load_forms(SYSTEM, built_in_forms(), day=DAY)
    assert services.load_indicators(SYSTEM, day=DAY, with_targets=True) == 9
    assert services.load_indicators(SYSTEM, day=DAY) == 0
    assert Indicator.objects.count() == 9


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 3, 1), date(2025, 7, 1)])
def test_the_map_shows_every_province_once_and_the_islands_beside_theirs(day: date) -> None:
    shown = tiles.tiles_on(day)
    own = [it.key for it in shown if not it.is_islands]
    living = {
        it["key"]
        for it in rows_of_units("provinces.csv")
        if (it["since"] or "") <= str(day) and str(day) < (it["until"] or "9999")
    }
    assert (len(own), set(own)) == (len(living), living)
    assert len(own) == (34 if day >= date(2025, 7, 1) else 63)
    assert len({(it.column, it.row) for it in shown}) == len(shown)
    islands = {it.label: it for it in shown if it.is_islands}
    places = {it.key: it for it in shown if not it.is_islands}
    for label, start in (("Hoàng|Sa", "da-nang"), ("Trường|Sa", "khanh-hoa")):
        tile = islands[label]
        assert tile.key.startswith(start)
        assert tile.row == places[tile.key].row
        assert tile.column > places[tile.key].column


def test_shades_are_fifths_and_equal_values_share_one() -> None:
    values = {str(at): Decimal(at) for at in range(10)} | {"again": Decimal(9)}
    shades = tiles.shaded(values)
    assert (shades["0"], shades["9"], shades["again"]) == (1, 5, 5)
    assert [it[0] for it in tiles.edges(values)] == [1, 2, 3, 4, 5]


def test_indicators_are_found_seen_traced_and_taken_out(
    cast: Cast,
    period: Period,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    services.add_indicator(as_keeper(cast), "ho-so-tre-em", MEANT, day=DAY)
    asked = send_figures(cast, period, {"c1": "120", "c2": "70", "c3": "50", "c4": "30"})
    lan, hoa = client_of("lan"), client_of("hoa")
    listed = lan.get("/thong-ke/chi-tieu/?q=ho+so").content.decode()
    assert "Tỷ lệ hồ sơ trẻ em" in listed
    assert "Tỷ lệ hồ sơ" not in lan.get("/thong-ke/chi-tieu/?q=nuoi").content.decode()
    page = lan.get("/thong-ke/chi-tieu/ho-so-tre-em/?q=ninh+thuan").content.decode()
    assert "Hoàng" in page
    assert "style=" not in page.split("<main")[1]
    address = f"/thong-ke/chi-tieu/ho-so-tre-em/cach-tinh/{period.pk}/ninh-thuan.stp/"
    traced = lan.get(address).content.decode()
    assert "30 / 120" in traced
    assert f"/thong-ke/bieu/{asked.pk}/" in traced
    assert f"/thong-ke/bieu/{asked.pk}/" not in hoa.get(address).content.decode()
    data = lan.get("/thong-ke/chi-tieu/ho-so-tre-em/xuat-excel/?q=ninh+thuan").content
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[-1][1:6] == ["Sở Tư pháp Ninh Thuận", 25, "%", 30, 120]
    text = lan.get("/thong-ke/chi-tieu/ho-so-tre-em/xuat-csv/").content.decode("utf-8-sig")
    assert len(text.splitlines()) == 64
    assert lan.get("/thong-ke/chi-tieu/khong-co/").status_code == 404


def test_an_indicator_is_defined_and_its_target_set_on_the_screens(
    cast: Cast,
    period: Period,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    let_ha_keep()
    ha, lan = client_of("ha"), client_of("lan")
    said = {
        "code": "ho-so",
        "name": "Số hồ sơ",
        "definition": "Tổng số hồ sơ.",
        "numerator": "[90/BTP/VD].c9",
        "per": "1",
        "unit": "hồ sơ",
        "breakdowns": "Nam = [90/BTP/VD].c2",
        "source": "Biểu 90",
        "direction": "up",
        "since": "01/01/2024",
    }
    assert lan.post("/thong-ke/chi-tieu/them/", said).status_code == 403
    refused = ha.post("/thong-ke/chi-tieu/them/", said)
    assert refused.status_code == 422
    assert "Biểu không có cột số liệu này" in refused.content.decode()
    assert "Tổng số hồ sơ." in refused.content.decode()
    ha.post("/thong-ke/chi-tieu/them/", {**said, "numerator": "[90/BTP/VD].c1"})
    made = IndicatorVersion.objects.get()
    assert made.breakdowns == [["Nam", "[90/BTP/VD].c2"]]
    wrong = ha.post("/thong-ke/chi-tieu/them/", {**said, "breakdowns": "Nam"})
    assert wrong.status_code == 422
    aim = {"year": "2024", "comparison": ">=", "value": "1.000", "basis": "KH 1"}
    assert ha.post("/thong-ke/chi-tieu/ho-so/muc/", {**aim, "value": "x"}).status_code == 422
    ha.post("/thong-ke/chi-tieu/ho-so/muc/", aim)
    assert made.indicator.targets.get().value == 1000
    changed = {**said, "numerator": "[90/BTP/VD].c2", "since": "01/07/2024"}
    ha.post("/thong-ke/chi-tieu/ho-so/dinh-nghia/", changed)
    assert made.indicator.versions.count() == 2
    assert "Các bản" in lan.get("/thong-ke/chi-tieu/ho-so/").content.decode()


def test_the_list_takes_the_same_queries_however_long(
    cast: Cast, period: Period, client_of: Callable[[str], Client]
) -> None:
    keeper = as_keeper(cast)
    services.add_indicator(keeper, "mot", MEANT, day=DAY)
    send_figures(cast, period, {"c1": "120", "c2": "70", "c3": "50", "c4": "30"})
    lan = client_of("lan")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            lan.get("/thong-ke/chi-tieu/")
        return len(seen)

    asked()
    one = asked()
    for number in range(8):
        meant = replace(COUNT, name=f"Chỉ tiêu {number}")
        services.add_indicator(keeper, f"them-{number}", meant, day=DAY)
    assert asked() == one
    assert Submission.objects.count() == 1
