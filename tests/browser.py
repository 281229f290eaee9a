"""The browser that walks the site: Playwright driving the machine's own Chromium."""

import json
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "var" / "vendor" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = "walks in a browser: no Chromium here"
PATIENCE = 60_000  # milliseconds that a walk waits for what it expects, on a slow machine
LONGEST = 1800  # seconds for one walk there


def chromium() -> str | None:
    """Where the machine's Chromium lies, if it has one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong with the accessibility of a page: one line a rule, with the places.

    With the names of rules ("color-contrast") only these are asked.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    asked: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        asked["runOnly"] = {"type": "rule", "values": rules}
    found = page.evaluate("async asked => (await axe.run(asked)).violations", asked)
    return [
        f"{rule['id']}: {rule['help']}: {json.dumps([node['target'] for node in rule['nodes']])}"
        for rule in found
    ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip(NO_BROWSER)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in the test's thread
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that asks for the browser is a journey, and may take long on a slow machine."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(LONGEST))
