"""What the journeys share: the example plan, its labels, and entering as a member of the cast."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser import faults
from tests.journeys.looking import faults_in_look

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAME = "ke-hoach-cai-cach-tu-phap-ninh-thuan"
PLAN = EXAMPLES / "documents" / f"{NAME}.txt"


def labels() -> dict[str, dict[str, Any]]:
    """The tasks of the example plan as labelled by hand, by their path."""
    gold = json.loads((EXAMPLES / "gold" / f"{NAME}.json").read_text(encoding="utf-8"))
    return {task["heading"]: task for task in gold["tasks"]}


def enter(page: Page, site: str, name: str) -> None:
    """Enter the demo as a member of the cast, by given name."""
    page.goto(site)
    page.get_by_role("button", name=f"Vào với vai {name}").click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()


def upload(page: Page, site: str, path: Path) -> None:
    """Put a file up and wait for its review."""
    page.goto(f"{site}/van-ban/them/")
    page.get_by_label("Tệp văn bản").set_input_files(path)
    page.get_by_role("button", name="Đưa lên và đọc").click()
    page.get_by_role("heading", name="Nguyên văn").wait_for()


def demand_accessible(page: Page) -> None:
    """Axe finds nothing on the page as it stands."""
    page.locator("main h1").wait_for()
    found = faults(page)
    assert not found, f"{page.url}: {found}"


def demand_readable(page: Page) -> None:
    """Axe finds nothing at three widths, light and dark, and nothing scrolls sideways."""
    page.locator("main h1").wait_for()
    found = faults_in_look(page)
    assert not found, f"{page.url}: {found}"
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(color_scheme="light")
