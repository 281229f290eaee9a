"""Every screen, found by following links as each of the cast: whole, readable, none left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser

from tests.browser import faults
from tests.running import demo, free_port, page_at

WIDTHS = (1440, 1366, 390)
LOOKS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LEAVES = ("accounts:sign_out",)
# Screens that nothing in the example year leads to, or that stand for a moment after an act;
# looked at by the walks of their areas, not by this one. A new screen doesn't join them unseen.
ELSEWHERE = {
    "accounts:change_sign_on",
    "accounts:drop_for",
    "accounts:drop_passkey",
    "accounts:drop_second_step",
    "accounts:end_power",
    "accounts:filters",
    "accounts:look_people",
    "accounts:recovery_codes",
    "accounts:remove_filter",
    "accounts:rename_filter",
    "accounts:revoke_key",
    "accounts:second_step",
    "accounts:sign_on_answer",
    "accounts:sign_on_go",
    "accounts:signed_out",
    "accounts:take_people",
    "accounts:unlink",
    "accounts:unlock",
    "documents:compare",
    "documents:join",
    "documents:part",
    "documents:read_again",
    "documents:versions",
    "jobs:show",
    "organisations:handover",
    "organisations:leave_out",
    "organisations:list_again",
    "organisations:look",
    "organisations:sign",
    "organisations:take",
    "organisations:withdraw",
    "programmes:annex-in",
    "programmes:annex-sheet",
    "programmes:change-request",
    "programmes:draft",
    "programmes:evidence",
    "programmes:give-section",
    "programmes:issue",
    "programmes:reopen",
    "programmes:section-act",
    "programmes:send",
    "programmes:sources",
    "programmes:write",
}
ASKING = ("action", "hx-get", "hx-post", "formaction", "data-begin", "data-finish", "data-show")
ENOUGH = 3  # addresses tried of one screen, for one member of the cast


@dataclass
class Crawl:
    """What one member of the cast reaches by links; one address for each screen."""

    ask: APIRequestContext
    root: str
    screens: dict[str, str] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)

    def walk(self) -> None:
        waiting = [f"{self.root}/"]
        seen = set(waiting)
        while waiting:
            for link in self.links_of(waiting.pop(0)):
                if link not in seen and self.is_wanted(link):
                    seen.add(link)
                    waiting.append(link)

    def is_wanted(self, address: str) -> bool:
        name = name_of(urlsplit(address).path)
        if not name or name in LEAVES or not address.startswith(f"{self.root}/"):
            return False
        self.tried[name] = self.tried.get(name, 0) + 1
        return self.tried[name] <= ENOUGH

    def links_of(self, address: str) -> list[str]:
        """Ask for a page and return where it leads; a page that breaks fails the walk."""
        answer = self.ask.get(address)
        assert answer.status < 500, f"{address}: {answer.status}"
        name = name_of(urlsplit(answer.url).path)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            self.others.add(name)
            return []
        self.screens.setdefault(name, answer.url)
        page = LexborHTMLParser(answer.text())
        self.others |= {name_of(urlsplit(urljoin(answer.url, to)).path) for to in asked_for(page)}
        found = (urljoin(answer.url, link.attributes["href"] or "") for link in page.css("a[href]"))
        return [address.partition("#")[0] for address in found]


def asked_for(page: LexborHTMLParser) -> Iterator[str]:
    """The addresses that the forms and the scripts of a page ask for."""
    for mark in ASKING:
        for node in page.css(f"[{mark}]"):
            yield node.attributes[mark] or ""


def name_of(path: str) -> str:
    """The name of the screen at a path; empty where there is none."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo on its example year, as a process of its own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with demo(tmp_path_factory.mktemp("every-screen"), port):
        page_at(address)
        yield address


def screens(resolver: URLResolver | None = None, prefix: str = "") -> set[str]:
    """The names of every address of the site."""
    names: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            names |= screens(entry, f"{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(f"{prefix}{entry.name}")
    return names


def members(site: str) -> list[str]:
    """The labels of the buttons by which a visitor comes in."""
    buttons = LexborHTMLParser(page_at(f"{site}/tai-khoan/dang-nhap/")).css("button")
    labels = (" ".join(button.text().split()) for button in buttons)
    return [label for label in labels if label.startswith("Vào với vai")]


def entered(context: BrowserContext, site: str, member: str) -> Page:
    page = context.new_page()
    page.goto(site)
    page.get_by_role("button", name=member, exact=True).click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()
    return page


def faults_in_look(page: Page) -> list[str]:
    """What axe finds at each width, light and dark, and how far the page scrolls sideways."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if sideways > 0:
            found.append(f"{width}: scrolls sideways by {sideways}")
        for look in LOOKS:
            page.emulate_media(color_scheme=look)
            found += [f"{width} {look}: {fault}" for fault in faults(page)]
    return found


@dataclass
class Round:
    """What all of the cast saw together."""

    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def whole(browser: Browser, site: str) -> Round:
    """Follow every link as each of the cast and look at each screen once."""
    made = Round()
    for member in members(site):
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce")
        page = entered(context, site, member)
        crawl = Crawl(context.request, site)
        crawl.walk()
        for name in sorted(set(crawl.screens) - made.seen):
            page.goto(crawl.screens[name])
            made.wrong += [f"{name} ({page.url}): {fault}" for fault in faults_in_look(page)]
        made.seen |= set(crawl.screens) | crawl.others
        context.close()
    return made


def test_every_screen_is_accessible_at_three_widths_light_and_dark(whole: Round) -> None:
    assert not whole.wrong, "\n".join(whole.wrong)


def test_no_screen_is_left_out(whole: Round) -> None:
    left = sorted(screens() - whole.seen - ELSEWHERE)
    assert not left, " ".join(left)
