"""Renaming, moving, ending units: history stays, nonsense is refused, each act is in the log."""

from collections.abc import Mapping
from datetime import date

import pytest

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import queries, services
from congtac.organisations.models import Function, Place, Unit
from congtac.organisations.rules.lives import Order

Cast = Mapping[str, Actor]
DAY = date(2024, 6, 3)
BASIS = "Quyết định thử nghiệm 01/QĐ"
ORDER = Order(DAY, BASIS)


def known(key: str) -> Unit:
    return Unit.objects.get(key=key)


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "ha"])
def test_only_the_administrator_keeps_the_register(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="quản trị hệ thống"):
        services.rename(cast[name], known("btp.vp"), "Văn phòng", ORDER)


def test_a_renamed_unit_is_called_on_each_day_as_it_was_called_then(cast: Cast) -> None:
    office = known("btp.vclkhpl")
    services.rename(cast["an"], office, "Viện Pháp lý", ORDER)
    day_before = date(2024, 6, 2)
    assert queries.names_on(day_before, [office])[office.pk].startswith("Viện Chiến lược")
    assert queries.names_on(DAY, [office])[office.pk] == "Viện Pháp lý"
    assert queries.units_on(DAY, "vien chien luoc").filter(pk=office.pk).exists()
    assert Line.objects.filter(act="organisations.unit.renamed").count() == 1


def test_renaming_twice_the_same_way_or_backwards_in_time_is_refused(cast: Cast) -> None:
    office = known("btp.vclkhpl")
    services.rename(cast["an"], office, "Viện Pháp lý", ORDER)
    with pytest.raises(Problem, match="ORG-001"):
        services.rename(cast["an"], office, "Viện Pháp lý", Order(date(2024, 7, 1), BASIS))
    with pytest.raises(Problem, match="ORG-001"):
        services.rename(cast["an"], office, "Viện", Order(date(2024, 6, 1), BASIS))


def test_a_moved_unit_keeps_its_former_place(cast: Cast) -> None:
    paper, office = known("btp.bplvn"), known("btp.vp")
    services.move(cast["an"], paper, office, ORDER)
    assert [it.key for it in queries.ancestors(paper, date(2024, 6, 2))] == ["btp"]
    assert [it.key for it in queries.ancestors(paper, DAY)] == ["btp.vp", "btp"]
    paper.refresh_from_db()
    assert paper.parent == office


def test_nobody_stands_above_himself(cast: Cast) -> None:
    with pytest.raises(Problem, match="ORG-003"):
        services.move(cast["an"], known("btp"), known("btp.vp"), ORDER)
    assert not Place.objects.filter(unit__key="btp").exists()


def test_a_unit_is_not_put_under_one_that_ends_before_it(cast: Cast) -> None:
    with pytest.raises(Problem, match="ORG-002"):
        services.move(cast["an"], known("btp.vp"), known("btp.tcthads"), ORDER)


def test_a_unit_that_ends_passes_on_and_leaves_no_place_behind(cast: Cast) -> None:
    press, office = known("btp.tcdcpl"), known("btp.bplvn")
    services.pass_on(cast["an"], press, [office], "merge", ORDER)
    assert press.until == DAY
    assert not queries.ancestors(press, DAY)
    assert list(queries.successors(press, date(2024, 1, 1), DAY)) == [office]


def test_a_unit_passes_to_nobody_who_is_not_there(cast: Cast) -> None:
    heir = known("khanh-hoa-2025.stp")
    for heirs in ([], [heir], [known("btp.vp")]):
        with pytest.raises(Problem, match="ORG-006"):
            services.pass_on(cast["an"], known("btp.vp"), heirs, "merge", ORDER)


def test_a_unit_that_has_ended_does_not_end_again(cast: Cast) -> None:
    with pytest.raises(Problem, match="ORG-007"):
        services.pass_on(
            cast["an"],
            known("ninh-thuan.stp"),
            [known("khanh-hoa-2025.stp")],
            "merge",
            Order(date(2025, 8, 1), BASIS),
        )


def test_criminal_records_leave_the_departments_of_justice_in_march_2025(cast: Cast) -> None:
    code, department = "ly-lich-tu-phap", known("ninh-thuan.stp")
    assert queries.has_function(department, code, date(2025, 2, 28))
    assert not queries.has_function(department, code, date(2025, 3, 1))
    assert [it.key for it in queries.holders(code, date(2025, 3, 1))] == ["ninh-thuan.ca"]


def test_a_function_is_given_once_at_a_time_and_ends(cast: Cast) -> None:
    an, office = cast["an"], known("btp.vp")
    held = {"unit": office, "code": "van-thu", "name": "Công tác văn thư", "basis": BASIS}
    services.give_function(an, Function(since=DAY, **held))
    with pytest.raises(Problem, match="ORG-004"):
        services.give_function(an, Function(since=date(2025, 1, 1), **held))
    services.end_function(an, office, "van-thu", Order(date(2025, 1, 1), BASIS))
    assert not queries.has_function(office, "van-thu", date(2025, 1, 1))
    with pytest.raises(Problem, match="ORG-005"):
        services.end_function(an, office, "van-thu", Order(date(2026, 1, 1), BASIS))
