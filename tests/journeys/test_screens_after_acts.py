"""Screens that no link leads to, shown after an act or for a moment, are whole and readable too."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from congtac.kernel.actor import Actor
from tests.journeys.looking import Sights
from tests.journeys.scenes import SCENES
from tests.journeys.staging import Scene, Stage

TODAY = date(2024, 6, 3)


@pytest.fixture
def stage(
    live_server: Any,
    cast: Mapping[str, Actor],
    on_day: Callable[[date], None],
    browser: Browser,
    tmp_path: Path,
) -> Iterator[Stage]:
    on_day(TODAY)
    made = Stage(Sights(str(live_server.url)), cast, on_day, browser, tmp_path)
    yield made
    for context in made.contexts:
        context.close()


@pytest.mark.parametrize("scene", SCENES, ids=[it.name for it in SCENES])
def test_what_an_act_shows_is_accessible_at_three_widths_light_and_dark(
    stage: Stage, scene: Scene
) -> None:
    scene.play(stage)
    assert not stage.sights.wrong, "\n".join(stage.sights.wrong)
    met = stage.sights.judged | stage.sights.others
    assert set(scene.shows) <= met, "not met, or a page that nobody looked at"
