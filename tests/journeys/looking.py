"""How walks judge a screen, with axe at three widths, light and dark; what addresses answer."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page, Response

from tests.browser import faults

WIDTHS = (1440, 1366, 390)
LOOKS: dict[Literal["light", "dark"], tuple[str, ...]] = {
    "light": (),
    "dark": ("color-contrast", "link-in-text-block"),  # the same page in other colours
}
HTML = "text/html"


def name_of(path: str) -> str:
    """The name of the screen at a path; empty where there is none."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> set[str]:
    """The names of every address of the site."""
    names: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            names |= addresses(entry, f"{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(f"{prefix}{entry.name}")
    return names


def faults_in_look(page: Page) -> list[str]:
    """What axe finds at each width, light and dark, and how far the page scrolls sideways."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if sideways > 0:
            found.append(f"{width}: scrolls sideways by {sideways}")
        for look, rules in LOOKS.items():
            page.emulate_media(color_scheme=look)
            page.locator(f"html[data-bs-theme={look}]").wait_for()
            found += [f"{width} {look}: {fault}" for fault in faults(page, *rules)]
    return found


@dataclass
class Sights:
    """What the addresses of the site answered: pages, which are judged, or something else."""

    site: str
    judged: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)  # led on, gave a file, or a part of a page
    refusals: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    last: str = ""

    def listen(self, page: Page) -> None:
        page.on("response", self.note)

    def note(self, answer: Response) -> None:
        """Tell by an answer whether its address shows a page."""
        name = self.name_at(answer.url)
        if not name:
            return
        is_led_on = 300 <= answer.status < 400
        is_page = answer.request.is_navigation_request() and HTML in kind_of(answer.headers)
        if is_page and not is_led_on:
            self.last = name
        else:
            self.others.add(name)

    def name_at(self, url: str) -> str:
        is_ours = url.startswith(f"{self.site}/")
        return name_of(urlsplit(url).path) if is_ours else ""

    def judge(self, page: Page) -> None:
        """Judge the page as it stands, for the address that answered it."""
        page.locator("main h1").wait_for()
        found = faults_in_look(page)
        self.wrong += [f"{self.last} ({page.url}): {fault}" for fault in found]
        self.judged.add(self.last)

    def judge_answer(self, page: Page, name: str) -> None:
        """Judge what a form sent to an address brought; one page of each kind of refusal."""
        if self.last != name:
            return
        where = page.locator(".head-where")
        refusal = where.inner_text() if where.count() else ""
        if not refusal.startswith("Lỗi") or refusal not in self.refusals:
            self.judge(page)
        self.judged.add(name)
        self.refusals.add(refusal)


def kind_of(headers: dict[str, str]) -> str:
    return headers.get("content-type", "")
