"""Who chose English at the door meets English on every screen, and goes back when they like."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, ViewportSize, expect

from congtac.ground.calendars.services import load_special_days
from congtac.kernel.actor import SYSTEM, Actor
from congtac.programmes.tests.made import accepted, reading_of
from congtac.programmes.tests.reported import issued
from tests.browser import PATIENCE
from tests.catalogue import VIETNAMESE, catalogue, entries
from tests.journeys.walking import demand_accessible

DESK, PHONE = (1440, 900), (390, 844)
ON_THE_MENU = ("/", "/van-ban/", "/nhiem-vu/", "/nhiem-vu/bao-cao/", "/don-vi/", "/thong-bao/")
BESIDE_THE_MENU = ("/thong-bao/", "/thong-bao/cach-nhan/", "/ngay-nghi/?nam=2024", "/khong-co/")
FILES = re.compile(r"excel|xuat|word|tep-goc|dang-xuat|\.xlsx")
# Words of a document that are words of the interface as well.
OF_DOCUMENTS = {"Thường xuyên"}
SHOWN = """() => {
  const found = [], shown = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isData = node => node.closest("body [lang=vi]");
  while (shown.nextNode()) {
    const node = shown.currentNode;
    if (node.data.trim() && !isData(node.parentElement)) found.push(node.data);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt"])
    for (const node of document.querySelectorAll(`[${name}]`))
      if (!isData(node)) found.push(node.getAttribute(name));
  return found;
}"""
LINKS = "links => links.map(link => link.getAttribute('href'))"


@cache
def vietnamese() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words of the catalogue: those that stand as they are, and those with places to fill."""
    plain, filled = set(), []
    for message in entries(catalogue()):
        words = html.unescape(re.sub(r"<[^>]+>", "", message.id)).strip().replace("%%", "%")
        parts = re.split(r"%\(\w+\)s|\{[^}]*\}", words)
        if len(parts) == 1:
            plain.add(words)
        elif sum(map(len, parts)) > 12:  # shorter ones would be found in the words of documents
            filled.append(re.compile(".+?".join(map(re.escape, parts)), re.DOTALL))
    return frozenset(plain), tuple(filled)


def left_in_vietnamese(page: Page) -> list[str]:
    """What the page shows of the catalogue in Vietnamese; data may be Vietnamese."""
    plain, filled = vietnamese()
    shown = {" ".join(text.split()) for text in page.evaluate(SHOWN) if VIETNAMESE.search(text)}
    return sorted(
        text
        for text in shown - OF_DOCUMENTS
        if text in plain or any(pattern.fullmatch(text) for pattern in filled)
    )


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, with a programme, a request for reports and a document to review."""
    on_day(date(2024, 6, 24))
    load_special_days(SYSTEM)
    accepted(cast["lan"])
    issued(cast)
    reading_of(cast["lan"])
    return str(live_server.url)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a window of a size, with scripts or without; the browser itself asks for Vietnamese."""
    contexts = []

    def window(size: tuple[int, int] = DESK, **options: Any) -> Page:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = browser.new_context(locale="vi-VN", viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def enter_in_english(page: Page, site: str, name: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name=f"Enter as {name}").click()
    page.get_by_role("heading", name="My desk").wait_for()


def screens(page: Page, site: str) -> Iterator[str]:
    """Open one page of every screen that links lead to; yield the name of its address."""
    seen: set[str] = set()
    waiting = [*ON_THE_MENU, *BESIDE_THE_MENU]
    while waiting:
        address = waiting.pop(0)
        name = screen_at(address)
        if name in seen or FILES.search(address):
            continue
        seen.add(name)
        page.goto(site + address, wait_until="domcontentloaded")
        waiting += [
            urljoin(address, href).split("#")[0]
            for href in page.locator("a[href]").evaluate_all(LINKS)
            if not urlsplit(href).netloc
        ]
        yield name


def screen_at(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("name", ["Lan", "An"])
def test_no_screen_shows_a_word_of_the_catalogue_in_vietnamese(
    site: str, opened: Callable[..., Page], name: str
) -> None:
    page = opened()
    enter_in_english(page, site, name)
    left = {screen: left_in_vietnamese(page) for screen in screens(page, site)}
    assert {screen: words for screen, words in left.items() if words} == {}
    seen = {"documents:review", "programmes:task", "programmes:programme", "organisations:show"}
    assert (seen if name == "Lan" else {"home:log", "accounts:add"}) <= set(left)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_goes_back_to_vietnamese_from_any_page(
    site: str, opened: Callable[..., Page], scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts)
    enter_in_english(page, site, "Lan")
    page.goto(f"{site}/don-vi/?q=tu+phap")
    expect(page.get_by_role("heading", name="Units", level=1)).to_be_visible()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", name="Đơn vị", level=1)).to_be_visible()
    assert page.url == f"{site}/don-vi/?q=tu+phap"


def test_english_fits_a_phone_and_is_accessible(site: str, opened: Callable[..., Page]) -> None:
    page = opened(PHONE)
    enter_in_english(page, site, "Lan")
    for address in ON_THE_MENU:
        page.goto(site + address)
        demand_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, address
