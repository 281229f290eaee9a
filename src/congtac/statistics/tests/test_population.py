"""The people of provinces are dated rows; over the mergers they add up, and no one is divided."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Unit
from congtac.statistics.models import Population
from congtac.statistics.queries.population import Register, heads, newest
from congtac.statistics.rules.population import Counted, people_of
from congtac.statistics.services import calendars
from congtac.statistics.services.indicators import Meant, add_indicator
from congtac.statistics.services.population import Told, keep_population, load_population
from congtac.statistics.tests.begun import DAY, as_keeper, kind_of, let_ha_keep, open_half_year
from congtac.statistics.tests.sending import send_figures
from congtac.statistics.tests.tables import table

Cast = Mapping[str, Actor]
RATE = Meant(
    name="Hồ sơ trên 100.000 dân",
    definition="Số hồ sơ trên dân số.",
    numerator="[90/BTP/VD].c1",
    denominator="[Dân số].c1",
    per=100_000,
    unit="hồ sơ",
    source="Biểu 90; dân số",
    since=date(2020, 1, 1),
)


def counted(said: str) -> dict[tuple[str, int], Counted]:
    """ "a 2023 5" is 5 people of a in 2023."""
    rows = [it.split() for it in said.split(";") if it.strip()]
    return {
        (key, int(year)): Counted(key, int(year), int(people), "x", False)
        for key, year, people in rows
    }


@pytest.mark.parametrize("row", table("statistics-indicators.md", "kept"))
def test_the_people_of_a_province(row: list[str]) -> None:
    heirs = {it.partition(">")[0]: it.partition(">")[2].split("+") for it in row[1].split()}
    found = people_of(row[2], int(row[3]), counted(row[0]), lambda _year: heirs)
    assert (f"{found.total} of {found.year}" if found else "") == row[4]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 10**7)), min_size=1, max_size=12))
def test_nobody_is_lost_when_provinces_merge(said: list[tuple[int, int]]) -> None:
    """However provinces merge, the people of the new ones are as many as of the old ones."""
    kept = {
        (f"u{at}", 2024): Counted(f"u{at}", 2024, people, "x", True)
        for at, (_into, people) in enumerate(said)
    }
    heirs = {f"u{at}": {f"t{into}"} for at, (into, _people) in enumerate(said)}
    targets = {it for some in heirs.values() for it in some}
    found = [people_of(it, 2025, kept, lambda _year: heirs) for it in targets]
    assert sum(it.total for it in found if it) == sum(people for _into, people in said)


@pytest.fixture
def loaded(cast: Cast) -> None:
    load_population(SYSTEM, day=DAY)


def test_the_numbers_that_come_with_the_site_are_marked_and_loaded_once(loaded: None) -> None:
    assert Population.objects.count() == 63
    assert not Population.objects.filter(is_confirmed=True).exists()
    assert load_population(SYSTEM, day=DAY) == 0
    assert 100_000_000 < sum(it.people for it in newest([2023])) < 101_000_000


def test_a_later_number_holds_and_the_one_before_stays(cast: Cast, loaded: None) -> None:
    unit = Unit.objects.get(key="ninh-thuan")
    keep_population(as_keeper(cast), unit, Told(600_000, 2023, "Niên giám", True), day=DAY)
    assert Population.objects.filter(unit=unit, year=2023).count() == 2
    [held] = [it for it in newest([2023]) if it.unit_id == unit.pk]
    assert (held.people, held.is_confirmed) == (600_000, True)
    for wrong, code in ((Told(0, 2023, "x"), "STA-537"), (Told(5, 2023, " "), "STA-538")):
        with pytest.raises(Problem, match=code):
            keep_population(as_keeper(cast), unit, wrong, day=DAY)
    for name in ("lan", "minh", "hoa"):
        with pytest.raises(Refused):
            keep_population(cast[name], unit, Told(5, 2023, "x"), day=DAY)


def test_after_the_mergers_predecessors_are_added_up(cast: Cast, loaded: None) -> None:
    calendars.load_calendars(SYSTEM)
    kind = kind_of("tt-03-2019", "year")
    period = calendars.open_period(as_keeper(cast), kind, 2025, day=date(2026, 1, 5))
    kept = {it.unit.key: it.people for it in newest([2023])}
    found = Register([period]).of("khanh-hoa-2025.stp", period)
    assert found is not None
    assert found.total == kept["khanh-hoa"] + kept["ninh-thuan"]
    assert (found.year, found.is_confirmed) == (2023, False)
    assert heads(["ha-noi.stp", "nobody.stp"], period) == {"ha-noi.stp": kept["ha-noi"]}


def test_an_indicator_per_100_000_people_is_counted_and_traced(
    cast: Cast,
    loaded: None,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    let_ha_keep()
    period = open_half_year(cast)[0]
    add_indicator(as_keeper(cast), "tren-dan", RATE, day=DAY)
    send_figures(cast, period, {"c1": "1234", "c2": "734", "c3": "500", "c4": "-"})
    ha = client_of("ha")
    page = ha.get(f"/thong-ke/chi-tieu/tren-dan/?ky={period.pk}").content.decode()
    assert "205,3" in page  # 1.234 of 601.200
    assert "chưa được đối chiếu với nguồn" in page
    traced = f"/thong-ke/chi-tieu/tren-dan/cach-tinh/{period.pk}/ninh-thuan.stp/"
    shown = ha.get(traced).content.decode()
    for words in ("601.200", "số của năm 2023", "chưa đối chiếu với nguồn"):
        assert words in shown


def test_people_are_looked_up_and_kept_on_the_screens(
    cast: Cast, loaded: None, client_of: Callable[[str], Client]
) -> None:
    let_ha_keep()
    ha, lan = client_of("ha"), client_of("lan")
    assert "601.200" in lan.get("/thong-ke/so-dan/").content.decode()
    given = {"province": "ninh-thuan", "year": "2024", "people": "603.5x", "source": "Niên giám"}
    assert ha.post("/thong-ke/so-dan/ghi/", given).status_code == 422
    ha.post("/thong-ke/so-dan/ghi/", {**given, "people": "603.500", "is_confirmed": "on"})
    assert "603.500" in ha.get("/thong-ke/so-dan/?nam=2024").content.decode()
    assert lan.post("/thong-ke/so-dan/ghi/", given).status_code == 403
    assert lan.post("/thong-ke/so-dan/nap/").status_code == 403
