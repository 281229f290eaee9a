"""A Sở's form is made of the forms of the units below, once it was looked at."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.queries import members
from congtac.statistics.models import FormVersion, Submission
from congtac.statistics.queries.sources import draft_of
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import calendars
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    as_keeper,
    kind_of,
    made_form,
    open_half_year,
)
from congtac.statistics.tests.sent import gave
from congtac.statistics.tests.tables import table

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
BELOW = "90a/BTP/VD"
SOURCES = [{"form": BELOW, "columns": {"c1": ["c1"], "c2": ["c2", "c4"]}}]


@pytest.fixture
def begun(cast: Cast, on_day: Callable[[date], None]) -> Submission:
    """Lan's form, made of what two communes sent; the others sent nothing."""
    on_day(date(2024, 6, 20))
    period, form = open_half_year(cast, sources=SOURCES)
    said = {"reporter_vi": "UBND cấp xã", "receiver_vi": "Sở Tư pháp", "level": "xã"}
    load_forms(SYSTEM, [made_form(code=BELOW, **said)], day=DAY)
    below = FormVersion.objects.get(code=BELOW)
    assert below.reporters is not None
    units = list(members(below.reporters, near="ninh-thuan.stp", day=DAY)[:2])
    for unit, c1 in zip(units, ("5", "7"), strict=True):
        gave(below, period, unit.key, {"c1": c1, "c2": "1", "c3": "4", "c4": "-"}, "sent")
    return services.begin(cast["lan"], form, period, day=DAY)


def test_figures_from_below_are_shown_then_put_into_the_form(
    begun: Submission, client_of: ClientOf
) -> None:
    client = client_of("lan")
    assert begun.form.code == CODE
    address = reverse("statistics:draft-from-below", args=[begun.pk])
    assert address in client.get(reverse("statistics:roll-up")).content.decode()
    page = client.get(address).content.decode()
    assert "2/" in page
    assert '<strong class="tnum">2</strong> ô sẽ đổi' in page
    assert client.post(address).status_code == 302
    begun.refresh_from_db()
    assert dict(grid_of(revision(begun)).cells) == {("1", "c1"): "12", ("1", "c2"): "2"}
    assert "Không có ô nào phải đổi" in client.get(address).content.decode()


def test_what_was_typed_elsewhere_stays(cast: Cast, begun: Submission, client_of: ClientOf) -> None:
    typed = Grid((), {("1", "c1"): "1", ("1", "c3"): "9"})
    services.write(cast["lan"], begun, typed, seen=0, day=DAY)
    client_of("lan").post(reverse("statistics:draft-from-below", args=[begun.pk]))
    begun.refresh_from_db()
    cells = grid_of(revision(begun)).cells
    assert (cells["1", "c1"], cells["1", "c3"]) == ("12", "9")
    assert begun.revisions_count == 2


def test_colleagues_may_and_strangers_may_not(begun: Submission, client_of: ClientOf) -> None:
    address = reverse("statistics:draft-from-below", args=[begun.pk])
    assert client_of("minh").get(address).status_code == 200
    for member in ("hoa", "ha"):
        assert client_of(member).get(address).status_code == 403
        assert client_of(member).post(address).status_code == 403
    begun.refresh_from_db()
    assert begun.revisions_count == 0


def test_a_form_that_is_shut_takes_nothing(
    begun: Submission, client_of: ClientOf, on_day: Callable[[date], None]
) -> None:
    on_day(date(2024, 7, 10))
    client, address = client_of("lan"), reverse("statistics:draft-from-below", args=[begun.pk])
    assert "chưa đưa số vào được" in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    begun.refresh_from_db()
    assert begun.revisions_count == 0


def test_the_built_in_forms_of_a_department_say_of_which_they_are_made() -> None:
    forms = {it.code: it for it in built_in_forms()}
    made = {code: it.sources for code, it in forms.items() if it.sources}
    page = table("statistics-series.md", "form | made of")
    assert {(code, it.form, it.basis) for code, many in made.items() for it in many} == {
        (code, below, basis) for code, below, _how, basis in page
    }
    for code, sources in made.items():
        for source in sources:
            below = forms[source.form]
            assert source.is_reading
            assert forms[code].row(source.into), (code, source.into)
            assert not source.row or below.row(source.row)
            for column, of in source.columns:
                assert forms[code].column(column)
                assert all(below.column(it) for it in of)


def test_a_department_makes_its_form_of_what_the_districts_sent(
    cast: Cast, client_of: ClientOf, on_day: Callable[[date], None]
) -> None:
    """17c of 2019: a row for each district, and the sums; that it is so is our reading."""
    on_day(date(2024, 6, 20))
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, built_in_forms(), day=date(2024, 1, 2))
    above, below = (FormVersion.objects.get(code=f"17{it}/BTP/HTQTCT/CT") for it in "cb")
    kind = kind_of("tt-03-2019", "h1")
    period = calendars.open_period(as_keeper(cast), kind, 2024, day=date(2024, 5, 20))
    assert below.reporters is not None
    units = list(members(below.reporters, near="ninh-thuan.stp", day=DAY)[:2])
    total = "Tổng số UBND cấp xã"
    for unit, p1, x1 in zip(units, ("5", "-"), ("30", "12"), strict=True):
        gave(below, period, unit.key, {f"{total}.p1": p1, f"{total}.x1": x1}, "sent")
    asked = services.begin(cast["lan"], above, period, day=DAY)
    made = draft_of(asked, date(2024, 6, 25)).grid
    assert made.rows == tuple(("Phòng Tư pháp…", it.name) for it in units)
    assert dict(made.cells) == {
        ("Tổng số Phòng Tư pháp", "p1"): "5",
        (units[0].name, "p1"): "5",
        (units[1].name, "p1"): "-",
        (total, "x1"): "42",
    }
    client = client_of("lan")
    page = client.get(reverse("statistics:draft-from-below", args=[asked.pk])).content.decode()
    assert "chưa thấy văn bản nào quy định" in page
    filling = client.get(f"/thong-ke/bieu/{asked.pk}/nhap/").content.decode()
    assert "Xem số cộng từ biểu cấp dưới" in filling
