"""What stands on a page without the page knowing."""

import pytest

from congtac.kernel import panels
from congtac.kernel.actor import NOBODY, Actor

LAN = Actor(person="lan", name="Lan")


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_shows", {})


def heavy(actor: Actor, subject: object) -> panels.Panel:
    return panels.Panel("Nặng", "heavy.html", weight=9)


def for_people(actor: Actor, subject: object) -> panels.Panel | None:
    return panels.Panel(f"Của {actor.name}", "people.html") if actor.is_signed_in else None


def test_light_panels_stand_before_heavy_ones_and_twice_is_once() -> None:
    for show in (heavy, for_people, heavy):
        panels.register("unit", show)
    assert [panel.title for panel in panels.of("unit", LAN)] == ["Của Lan", "Nặng"]


def test_a_panel_is_left_out_for_those_who_do_not_get_to_see_it() -> None:
    panels.register("unit", for_people)
    assert panels.of("unit", NOBODY) == []


def test_a_kind_that_nobody_answers_for_has_no_panels() -> None:
    assert panels.of("task", LAN) == []
