"""Links by reference: made, made again, ended, followed both ways."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from congtac.ground.audit.models import Line
from congtac.ground.lineage.models import Link
from congtac.ground.lineage.panels import lineage
from congtac.ground.lineage.queries import above, below, path_down, path_up
from congtac.ground.lineage.rules import Reference
from congtac.ground.lineage.services import link, unlink
from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
LAN = Actor(person="lan", name="Nguyễn Thị Lan", unit="ninh-thuan.stp")
PLAN = Reference("documents", "document", "7", "2", "Kế hoạch 7", "/van-ban/7/")
TASK = Reference("programmes", "task", "12", name="Nhiệm vụ 12", address="/nhiem-vu/12/")
REPORT = Reference("programmes", "report", "3", "1", "Báo cáo quý I")
CRITERION = Reference("emulation", "criterion", "5", name="Tiêu chí 5")


def chain() -> None:
    for upper, lower in ((TASK, PLAN), (REPORT, TASK), (CRITERION, REPORT)):
        link(LAN, upper, lower)


def test_a_link_is_seen_from_both_ends_and_in_the_log() -> None:
    made = link(LAN, TASK, PLAN)
    assert [it.lower for it in below(TASK)] == [PLAN]
    assert [it.upper for it in above(PLAN)] == [TASK]
    assert (list(above(TASK)), list(below(PLAN))) == ([], [])
    line = Line.objects.get(act="lineage.link.made")
    assert (line.actor, line.subject_key, made.relation) == ("lan", "12", "derived")


def test_saying_it_twice_makes_one_link_and_one_line() -> None:
    assert link(LAN, TASK, PLAN).pk == link(LAN, TASK, PLAN).pk
    assert Line.objects.filter(act="lineage.link.made").count() == 1


def test_another_revision_or_relation_is_another_link() -> None:
    link(LAN, TASK, PLAN)
    link(LAN, TASK, Reference("documents", "document", "7", "3"))
    link(LAN, TASK, PLAN, relation="proof")
    assert below(TASK).count() == 3


def test_a_link_that_ended_stays_and_is_not_ended_twice() -> None:
    made = link(LAN, TASK, PLAN)
    unlink(LAN, made)
    assert list(below(TASK)) == []
    assert Link.objects.count() == 1
    with pytest.raises(Problem) as twice:
        unlink(LAN, made)
    assert twice.value.code == "LIN-004"
    assert link(LAN, TASK, PLAN).pk != made.pk


@pytest.mark.parametrize(
    ("upper", "lower", "relation", "code"),
    [
        (TASK, PLAN, "guessed", "LIN-001"),
        (TASK, TASK, "derived", "LIN-002"),
        (TASK, Reference("documents", "document", ""), "derived", "LIN-003"),
    ],
)
def test_it_refuses_what_is_no_link(
    upper: Reference, lower: Reference, relation: str, code: str
) -> None:
    with pytest.raises(Problem) as refused:
        link(LAN, upper, lower, relation=relation)
    assert refused.value.code == code


def test_nobody_links_nothing() -> None:
    with pytest.raises(Refused):
        link(NOBODY, TASK, PLAN)


def test_a_revision_may_stand_on_the_one_before() -> None:
    old = Reference("programmes", "report", "3", "0")
    assert link(LAN, REPORT, old, relation="replaced").pk


def test_the_database_holds_links_to_one_and_never_to_itself() -> None:
    made = link(LAN, TASK, PLAN)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
    made.upper_area, made.upper_kind, made.upper_key = PLAN.thing
    made.upper_revision = PLAN.revision
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_the_whole_path_is_followed_up_and_down(django_assert_num_queries: Any) -> None:
    chain()
    with django_assert_num_queries(4):
        down = path_down(CRITERION)
    assert [[it.lower.key for it in step] for step in down] == [["3"], ["12"], ["7"]]
    assert [[it.upper.key for it in step] for step in path_up(PLAN)] == [["12"], ["3"], ["5"]]


def test_a_circle_is_walked_once() -> None:
    chain()
    link(LAN, PLAN, CRITERION)
    assert len(path_down(CRITERION)) == 4


def test_the_panel_shows_both_directions_and_nothing_where_there_is_none() -> None:
    chain()
    panel = lineage(LAN, TASK)
    assert panel is not None
    page = render_to_string(panel.template, {"panel": panel, **panel.facts})
    assert 'href="/van-ban/7/"' in page
    assert "Được dùng bởi" in page
    assert "Báo cáo quý I" in page
    assert lineage(LAN, Reference("x", "y", "1")) is None
