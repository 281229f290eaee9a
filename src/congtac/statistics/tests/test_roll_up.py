"""A receiver adds up what came: who is missing is shown, every total opens to its parts."""

import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from congtac.kernel.actor import Actor
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries import rolling_up as queries
from congtac.statistics.tests.begun import DAY, open_half_year
from congtac.statistics.tests.sent import LATER, gave

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


@pytest.fixture
def half(cast: Cast) -> tuple[Period, FormVersion]:
    """Ninh Thuận and Khánh Hòa accepted, Cà Mau sent, Hà Nội returned, 59 others nothing."""
    period, form = open_half_year(cast)
    gave(form, period, "ninh-thuan.stp", {"c1": "5", "c2": "3", "c3": "2", "c4": "-"})
    gave(form, period, "khanh-hoa.stp", {"c1": "7", "c2": "7", "c3": "-", "c4": "… hỏng máy"})
    gave(form, period, "ca-mau.stp", {"c1": "1", "c2": "-", "c3": "1", "c4": "-"}, "sent")
    gave(form, period, "ha-noi.stp", {"c1": "100", "c2": "50", "c3": "50"}, "returned")
    return period, form


def sums(half: tuple[Period, FormVersion], **changes: object) -> tuple[list[str], int]:
    period, form = half
    sought = queries.Sought(form, period, "btp", date(2024, 7, 10), **changes)  # type: ignore[arg-type]  # values of the test
    found = queries.roll_up(sought)
    [line] = queries.drawn_lines(found)
    return [it.added.kept for it in line.cells], found.taken


def test_what_was_sent_adds_up_and_what_was_returned_is_missing(
    half: tuple[Period, FormVersion],
) -> None:
    assert sums(half) == (["13", "10", "3", "-"], 3)
    assert sums(half, standing="nhan") == (["12", "10", "2", "-"], 2)


def test_who_is_missing_is_shown(half: tuple[Period, FormVersion]) -> None:
    period, form = half
    found = queries.roll_up(queries.Sought(form, period, "btp", date(2024, 7, 10)))
    assert (len(found.given), found.taken) == (63, 3)
    states = {it.unit.key: it.state for it in found.missing}
    assert states["ha-noi.stp"] == "returned"
    assert states["lao-cai.stp"] == "none"
    line = found.lines[0]
    assert found.adder.tally(found.parts, line, "c4").uncollected == {"khanh-hoa.stp"}


def test_the_sum_of_a_past_day_comes_out_as_it_was_then(half: tuple[Period, FormVersion]) -> None:
    period, form = half
    then = queries.Sought(form, period, "btp", date(2024, 6, 20))
    found = queries.roll_up(then)
    assert {it.state for it in found.given if it.grid} == {"sent"}
    assert found.adder.tally(found.parts, found.lines[0], "c1").kept == "113"
    before = queries.roll_up(queries.Sought(form, period, "btp", date(2024, 6, 17)))
    assert before.taken == 0


def test_the_page_draws_the_form_and_every_total_opens(
    half: tuple[Period, FormVersion], client_of: ClientOf
) -> None:
    client = client_of("ha")
    period, form = half
    address = f"{reverse('statistics:roll-up')}?ky={period.pk}&bieu={form.pk}"
    page = client.get(address).content.decode()
    assert '<strong class="tnum">3/63</strong>' in page
    assert "60 đơn vị chưa có số liệu" in page
    part = client.get(f"{reverse('statistics:total')}?ky={period.pk}&dong=1&o=c1").content.decode()
    assert ">13 <span" in part
    asked = Submission.objects.get(unit__key="ninh-thuan.stp")
    assert reverse("statistics:revision", args=[asked.pk, 1]) in part


def test_what_cannot_be_is_said_and_unknown_cells_are_not_there(
    half: tuple[Period, FormVersion], client_of: ClientOf
) -> None:
    client = client_of("ha")
    page = client.get(reverse("statistics:roll-up"), {"ngay": "31/31/2024"}).content.decode()
    assert "không phải là một ngày" in page
    assert client.get(reverse("statistics:total"), {"dong": "1", "o": "c9"}).status_code == 404
    assert client.get(reverse("statistics:total"), {"dong": "x", "o": "c1"}).status_code == 404


def test_another_so_adds_up_nothing_of_the_ministry(
    half: tuple[Period, FormVersion], client_of: ClientOf
) -> None:
    for member in ("lan", "hoa"):
        page = client_of(member).get(reverse("statistics:roll-up"))
        assert page.status_code == 200
        assert "Không có biểu nào để tổng hợp" in page.content.decode()
        assert client_of(member).get(reverse("statistics:roll-up-sheet")).status_code == 404


def test_the_queries_do_not_grow_with_the_units(
    half: tuple[Period, FormVersion], client_of: ClientOf
) -> None:
    client, (period, form) = client_of("ha"), half
    client.get(reverse("statistics:roll-up"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("statistics:roll-up"))
    for key in ("lao-cai.stp", "yen-bai.stp", "dak-lak.stp", "lam-dong.stp"):
        gave(form, period, key, {"c1": "5"})
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("statistics:roll-up"))
    assert len(many) == len(few) < 30


def test_the_workbook_holds_figures_as_numbers(
    half: tuple[Period, FormVersion], client_of: ClientOf
) -> None:
    answer = client_of("ha").get(reverse("statistics:roll-up-sheet"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Tổng hợp", "Theo đơn vị", "Chưa có số liệu"]
    whole = book.get_sheet_by_name("Tổng hợp").to_python()
    assert whole[-1][1:] == [13, 10, 3, "-"]
    assert len(book.get_sheet_by_name("Chưa có số liệu").to_python()) == 61


def test_communes_are_added_up_by_so_at_the_ministry(cast: Cast) -> None:
    period, form = open_half_year(
        cast, level="xã", reporter_vi="UBND cấp xã", receiver_vi="Sở Tư pháp"
    )
    units = list(
        queries.units_asked(queries.Sought(form, period, "btp", DAY)),
    )
    here = [it for it in units if it.key.startswith("ninh-thuan.")]
    assert here, "the province that is loaded in depth"
    for unit in here[:3]:
        gave(form, period, unit.key, {"c1": "2"})
    whole = queries.roll_up(queries.Sought(form, period, "btp", LATER))
    [row] = [it for it in queries.by_unit(whole, whole.lines[0], form.form.numbers) if it.taken]
    assert (row.territory, row.count, row.taken) == ("ninh-thuan", len(here), 3)
    assert row.cells[0].kept == "6"
    own = queries.roll_up(queries.Sought(form, period, "ninh-thuan.stp", LATER))
    assert own.adder.tally(own.parts, own.lines[0], "c1").kept == "6"
    assert {it.unit.key for it in own.given} == {it.key for it in here}
