"""A name nobody knows becomes doubtful when a plan is accepted; settled, its tasks find a unit."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from congtac.documents.tests.made import found
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Group, NameMatch, Unit
from congtac.organisations.services import settle
from congtac.programmes.models import Assignment, Programme
from congtac.programmes.permissions import may_report
from congtac.programmes.services.sharing import changes
from congtac.programmes.services.tasks import accept_plan, report_progress
from congtac.programmes.tests.made import ACCEPTED_ON, answer, reading_of, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
ODD = "Sở Tư pháo tỉnh"


@pytest.fixture(autouse=True)
def _on_a_day_of_the_plan(on_day: Callable[[date], None]) -> None:
    on_day(date(2024, 6, 3))


def plan(actor: Actor, lead: str = ODD) -> Programme:
    """A plan whose first task is led by an agency of this name."""
    whole = found()
    first, second = whole.tasks
    led = replace(first, lead=(replace(first.lead[0], name=lead),))
    reading = reading_of(actor, replace(whole, tasks=(led, second)))
    answer(actor, reading)
    return accept_plan(actor, reading, day=ACCEPTED_ON)


def in_khanh_hoa(actor: Actor) -> Actor:
    return replace(actor, unit="khanh-hoa.stp", unit_name="Sở Tư pháp Khánh Hòa")


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def lead_of(programme: Programme) -> str | None:
    part = task_of(programme, "1").assignments.select_related("unit").get(role="lead")
    return part.unit.key if part.unit else None


def test_only_a_name_that_leads_nowhere_is_put_forward(cast: Cast) -> None:
    programme = plan(cast["lan"])
    names = NameMatch.objects.values_list("written", "near", "seen_in")
    assert (ODD, "ninh-thuan", programme.called) in names
    assert not NameMatch.objects.filter(written="Sở Tài chính").exists()
    assert lead_of(programme) is None


def test_once_settled_all_tasks_that_name_it_find_their_unit(cast: Cast) -> None:
    first, second = plan(cast["lan"]), plan(cast["lan"], lead="sở  tư pháo, tỉnh")
    assert not may_report(cast["hoa"], task_of(first, "1"))
    count = settle(cast["minh"], NameMatch.objects.get(written=ODD), unit("ninh-thuan.stc"))
    assert count == 2
    assert lead_of(first) == lead_of(second) == "ninh-thuan.stc"
    assert may_report(cast["hoa"], task_of(first, "1"))
    assert Line.objects.filter(act="programmes.task.recognised").count() == 2


def test_a_plan_accepted_later_finds_the_unit_at_once(cast: Cast) -> None:
    plan(cast["lan"])
    settle(cast["minh"], NameMatch.objects.get(written=ODD), unit("ninh-thuan.stp"))
    assert lead_of(plan(cast["lan"])) == "ninh-thuan.stp"


def test_settled_anew_the_tasks_follow_and_twice_changes_nothing(cast: Cast) -> None:
    programme = plan(cast["lan"])
    name = NameMatch.objects.get(written=ODD)
    settle(cast["minh"], name, unit("ninh-thuan.stp"))
    assert settle(cast["minh"], name, unit("ninh-thuan.stc")) == 1
    assert lead_of(programme) == "ninh-thuan.stc"
    settle(cast["minh"], name, unit("ninh-thuan.stc"))
    assert lead_of(programme) == "ninh-thuan.stc"
    settle(cast["minh"], name, None)
    assert lead_of(programme) is None


def test_a_group_gives_each_of_its_units_a_share_and_nobody_gives_no_unit(cast: Cast) -> None:
    programme = plan(cast["lan"])
    name = NameMatch.objects.get(written=ODD)
    assert settle(cast["minh"], name, None) == 0
    assert task_of(programme, "1").shares_count == 0
    assert settle(cast["minh"], name, Group.objects.get(key="ubnd-cap-huyen")) == 1
    assert task_of(programme, "1").shares_count == 7
    assert lead_of(programme) is None


def test_a_task_at_work_waits_for_its_keeper_when_its_lead_is_settled_as_a_group(
    cast: Cast,
) -> None:
    programme = plan(cast["lan"])
    report_progress(cast["lan"], task_of(programme, "1"), percent=40, note="", day=ACCEPTED_ON)
    name = NameMatch.objects.get(written=ODD)
    settle(cast["minh"], name, Group.objects.get(key="ubnd-cap-huyen"))
    task = task_of(programme, "1")
    assert (task.shares_count, task.progress) == (0, 40)
    assert len(changes(task, date(2024, 6, 3)).joining) == 7


def test_names_of_another_place_and_units_known_already_stay(cast: Cast) -> None:
    programme, elsewhere = plan(cast["lan"]), plan(in_khanh_hoa(cast["hoa"]))
    helper = Assignment.objects.get(task__programme=programme, name="Sở Tài chính")
    name = NameMatch.objects.get(written=ODD, near="ninh-thuan")
    settle(cast["minh"], name, unit("ninh-thuan.stp"))
    assert lead_of(elsewhere) is None
    helper.refresh_from_db()
    assert helper.unit == unit("ninh-thuan.stc")


def test_a_unit_that_ended_gives_way_to_who_stands_for_it_today(
    cast: Cast, on_day: Callable[..., None]
) -> None:
    from datetime import date

    programme = plan(cast["lan"])
    on_day(date(2025, 7, 2))
    settle(cast["minh"], NameMatch.objects.get(written=ODD), unit("ninh-thuan.stp"))
    assert lead_of(programme) == "khanh-hoa-2025.stp"


def test_a_stranger_may_not_settle_it_and_the_tasks_stay(cast: Cast) -> None:
    programme = plan(cast["lan"])
    for stranger in ("hoa", "lan"):
        with pytest.raises(Refused):
            settle(cast[stranger], NameMatch.objects.get(written=ODD), unit("ninh-thuan.stp"))
    assert lead_of(programme) is None


def test_the_page_says_how_many_tasks_have_their_unit_now(cast: Cast, client_of: ClientOf) -> None:
    plan(cast["lan"])
    name, minh = NameMatch.objects.get(written=ODD), client_of("minh")
    assert ODD in minh.get("/don-vi/ten/").content.decode()
    given = {"choice": "other", "key": "ninh-thuan.stp"}
    after = minh.post(f"/don-vi/ten/{name.pk}/", given, follow=True).content.decode()
    assert "1 nhiệm vụ đã có đơn vị" in after
