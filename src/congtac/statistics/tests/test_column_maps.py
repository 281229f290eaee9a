"""A series runs on through 04/2016, 03/2019 and 17/2025, and says what was lost on the way."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics.models import ColumnMap, FormVersion
from congtac.statistics.queries import column_maps as queries
from congtac.statistics.queries.series import Series, Sought, series
from congtac.statistics.queries.series_parts import parts_of
from congtac.statistics.rules.column_maps import Link, Mapped
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Form
from congtac.statistics.services import calendars
from congtac.statistics.services.column_maps import keep_map, load_maps
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import as_keeper, kind_of, let_ha_keep, made_form
from congtac.statistics.tests.sent import gave

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
DAY = date(2027, 3, 1)
PAPERS = {
    "91/A": ("04/2016/TT-BTP (03/03/2016)", ("Nam", "Nữ", "Ghi danh"), "NCT"),
    "91/B": ("03/2019/TT-BTP (20/03/2019)", ("Tổng số", "Qua mạng"), "NCT"),
    "91/C": ("17/2025/TT-BTP (24/10/2025)", ("Tổng số hồ sơ",), "TN"),
}
FIRST = Mapped((Link("c1", ("c1", "c2"), "cộng hai giới"), Link("", ("c3",))), (Link("1", ("1",)),))
SECOND = Mapped((Link("c1", ("c1",)),), (Link("1", ("1",)),), ("Nay gọi là hồ sơ.",))


@pytest.fixture
def versions(cast: Cast) -> dict[str, FormVersion]:
    """One form under three circulars, and a year of each with a figure of one Sở."""
    calendars.load_calendars(SYSTEM)
    forms = [_form(code, *said) for code, said in PAPERS.items()]
    load_forms(SYSTEM, forms, day=date(2016, 1, 4))
    made = {it.code: it for it in FormVersion.objects.all()}
    keeper = as_keeper(cast)
    figures = {
        "91/A": ("tt-04-2016", 2017, {"c1": "5", "c2": "7", "c3": "1"}),
        "91/B": ("tt-03-2019", 2020, {"c1": "20", "c2": "3"}),
        "91/C": ("tt-17-2025", 2026, {"c1": "31"}),
    }
    for code, (regime, year, cells) in figures.items():
        period = calendars.open_period(keeper, kind_of(regime, "year"), year, day=DAY)
        gave(made[code], period, "ha-noi.stp", cells)
    return made


def _form(code: str, paper: str, labels: tuple[str, ...], key: str) -> Form:
    columns = [
        {"code": f"c{at}", "label_vi": label, "unit": "hồ sơ"}
        for at, label in enumerate(labels, start=1)
    ]
    periods = [{"key": key, "label_vi": "Năm"}]
    return made_form(
        code=code,
        regulation=f"Thông tư {paper}",
        columns=columns,
        periods=periods,
        relation_details=[],
    )


def keep_both(cast: Cast, versions: Mapping[str, FormVersion]) -> None:
    keeper = as_keeper(cast)
    keep_map(keeper, versions["91/A"], versions["91/B"], FIRST, day=DAY)
    keep_map(keeper, versions["91/B"], versions["91/C"], SECOND, day=DAY)


def of(version: FormVersion, column: str = "c1") -> Series:
    wanted = version.form.column(column)
    assert wanted is not None
    sought = Sought(
        form=version,
        row=version.form.rows[0],
        column=wanted,
        kind="year",
        first=2016,
        last=2026,
        on="ngay-2026-12-31",
        standing="gui",
        unit=MINISTRY_KEY,
        day=DAY,
    )
    return series(sought)


def figures(found: Series) -> list[str]:
    [line] = [it for it in found.lines if it.name == "Sở Tư pháp Hà Nội"]
    return [it.said or it.shown for it in line.cells]


def test_a_series_runs_on_through_three_circulars(
    cast: Cast, versions: Mapping[str, FormVersion]
) -> None:
    assert figures(of(versions["91/C"])) == ["31"]
    keep_both(cast, versions)
    found = of(versions["91/C"])
    assert [it.code for it in found.periods] == ["2017", "2020", "2026"]
    assert figures(found) == ["12", "20", "31"]
    assert "Không nối tiếp được từ 91/A: Ghi danh." in found.notes
    assert "Không nối tiếp được từ 91/B: Qua mạng." in found.notes
    assert "Từ 91/B sang 91/C: Nay gọi là hồ sơ." in found.notes


def test_a_carried_figure_names_the_cells_that_it_was_made_of(
    cast: Cast, versions: Mapping[str, FormVersion]
) -> None:
    keep_both(cast, versions)
    found = of(versions["91/B"])
    first = found.periods[0]
    asked = parts_of(found, "ha-noi.stp", str(first.pk))
    assert asked is not None
    assert list(asked.mapped_from) == ["Nam", "Nữ"]
    [row] = asked.rows
    assert [(it.column, it.shown) for it in row.carried] == [("Nam", "5"), ("Nữ", "7")]
    assert (row.shown, row.given.ordinal) == ("12", 1)


def test_backwards_only_what_stayed_the_same_goes(
    cast: Cast, versions: Mapping[str, FormVersion]
) -> None:
    keep_both(cast, versions)
    assert figures(of(versions["91/B"])) == ["12", "20", "31"]
    gone = "biểu này không có cột"
    assert figures(of(versions["91/B"], "c2")) == [gone, "3", gone]
    assert figures(of(versions["91/A"])) == ["5", gone, gone]


def test_every_saving_is_kept_and_logged(cast: Cast, versions: Mapping[str, FormVersion]) -> None:
    one, other = versions["91/A"], versions["91/B"]
    keep_both(cast, versions)
    again = Mapped((Link("c1", ("c1",)),), (Link("1", ("1",)),))
    keep_map(as_keeper(cast), one, other, again, day=DAY)
    assert [it.ordinal for it in queries.history(one, other)] == [2, 1]
    assert figures(of(versions["91/C"])) == ["5", "20", "31"]
    assert Line.objects.filter(act="statistics.map.kept").count() == 3
    with pytest.raises(TypeError):
        queries.history(one, other)[0].save()


def test_only_the_unit_for_statistics_keeps_maps(
    cast: Cast, versions: Mapping[str, FormVersion]
) -> None:
    for member in ("lan", "minh", "hoa", "ha"):
        with pytest.raises(Refused):
            keep_map(cast[member], versions["91/A"], versions["91/B"], FIRST, day=DAY)
    with pytest.raises(Problem, match="STA-410"):
        keep_map(as_keeper(cast), versions["91/A"], versions["91/A"], FIRST, day=DAY)
    with pytest.raises(Problem, match="STA-411"):
        keep_map(as_keeper(cast), versions["91/B"], versions["91/C"], FIRST, day=DAY)


def test_the_database_maps_no_version_onto_itself(versions: Mapping[str, FormVersion]) -> None:
    one = versions["91/A"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ColumnMap(before=one, after=one, made_on=DAY).save()


def test_a_map_is_proposed_chosen_and_kept_on_its_page(
    versions: Mapping[str, FormVersion], client_of: ClientOf
) -> None:
    let_ha_keep()
    client = client_of("ha")
    one, other = versions["91/A"], versions["91/B"]
    listed = reverse("statistics:column-maps")
    assert "khác nhau" in client.get(listed, {"tu": one.pk, "den": one.pk}).content.decode()
    address = client.get(listed, {"tu": one.pk, "den": other.pk})["Location"]
    assert address == reverse("statistics:column-map", args=[one.pk, other.pk])
    assert "đề nghị theo tên cột" in client.get(address).content.decode()
    chosen = {"cot-0": "c1", "cot-1": "c1", "cot-ghi-0": "cộng hai giới", "dong-0": "1"}
    wrong = client.post(address, {**chosen, "cot-2": "c9"})
    assert wrong.status_code == 422
    assert "cộng hai giới" in wrong.content.decode(), "what was typed is there"
    assert client.post(address, {**chosen, "cot-2": ""}).status_code == 302
    kept = queries.map_between(one, other)
    assert kept is not None
    assert kept.mapped.column("c1") == Link("c1", ("c1", "c2"), "cộng hai giới")
    assert kept.mapped.lost == ("c3",)
    assert "91/A" in client.get(listed).content.decode()


def test_others_see_the_maps_but_do_not_keep_them(
    versions: Mapping[str, FormVersion], client_of: ClientOf
) -> None:
    address = reverse("statistics:column-map", args=[versions["91/A"].pk, versions["91/B"].pk])
    for member in ("lan", "hoa"):
        assert client_of(member).get(reverse("statistics:column-maps")).status_code == 200
        assert client_of(member).get(address).status_code == 403


def test_the_list_asks_the_database_as_often_for_many_maps_as_for_few(
    cast: Cast, versions: Mapping[str, FormVersion], client_of: ClientOf
) -> None:
    client = client_of("ha")
    client.get(reverse("statistics:column-maps"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("statistics:column-maps"))
    keep_both(cast, versions)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("statistics:column-maps"))
    assert len(many) == len(few)


def test_the_maps_that_come_with_the_site_hold_for_its_forms(cast: Cast) -> None:
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, built_in_forms(), day=date(2024, 1, 2))
    assert load_maps(SYSTEM, day=date(2024, 1, 2)) == 2
    assert load_maps(SYSTEM, day=date(2024, 1, 2)) == 0
    [kept] = [it for it in queries.maps() if it.after.code == "10b/TP/CC"]
    assert kept.mapped.lost == ("c2", "c4")
