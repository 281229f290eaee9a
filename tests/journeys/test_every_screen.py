"""Every screen, found by following links as each of the cast: whole, readable, none left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import pytest
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.browser import PATIENCE
from tests.journeys.looking import HTML, Sights, addresses, kind_of
from tests.journeys.scenes import SCENES
from tests.running import ROOT, demo, free_port, page_at

SIGN_OUT = "accounts:sign_out"
AT_LAST = ("home:language", "home:look", SIGN_OUT)  # the pages after these differ
ENOUGH = 3  # addresses tried of a new screen; one is, of a screen that someone else has seen
FIELDS = "input:not([type=hidden]), textarea"
PART = {"HX-Request": "true"}
# The form of a page that leads to an address, or its button that does.
FIND = """action => {
  const leads = node => new URL(node.getAttribute("action") || location.href, location).href;
  return [...document.querySelectorAll("button[formaction]")].find(it => it.formAction === action)
    || [...document.forms].find(it => it.method === "post" && leads(it) === action);
}"""
# Sends that form emptied, whatever the scripts or the browser would say.
SEND = """(found, action) => {
  const form = found.form || found;
  const pressed = found.form ? found : form.querySelector("button[name]");
  for (const field of form.querySelectorAll("input, textarea, select"))
    if (!["hidden", "checkbox", "radio"].includes(field.type)) field.value = "";
  if (pressed && pressed.name) {
    const said = document.createElement("input");
    [said.type, said.name, said.value] = ["hidden", pressed.name, pressed.value];
    form.append(said);
  }
  form.setAttribute("action", action);
  HTMLFormElement.prototype.submit.call(form);
}"""


@dataclass(frozen=True)
class Form:
    """A form of a page, and where it leads."""

    member: str
    page: str
    action: str
    asks: bool  # for words or files, so that it is refused when sent empty


@dataclass
class Crawl:
    """What one member of the cast reaches by links; one address for each screen."""

    ask: APIRequestContext
    member: str
    sights: Sights
    known: set[str] = field(default_factory=set)  # screens that others have reached
    screens: dict[str, str] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)

    def walk(self) -> None:
        waiting = [f"{self.sights.site}/"]
        seen = set(waiting)
        while waiting:
            for link in self.links_of(waiting.pop(0)):
                if link not in seen and self.is_wanted(link):
                    seen.add(link)
                    waiting.append(link)

    def is_wanted(self, address: str) -> bool:
        name = self.sights.name_at(address)
        if not name or name == SIGN_OUT:
            return False
        self.tried[name] = self.tried.get(name, 0) + 1
        return self.tried[name] <= (1 if name in self.known else ENOUGH)

    def links_of(self, address: str) -> list[str]:
        """Ask for a page and return where it leads; a page that breaks fails the walk."""
        answer = self.ask.get(address)
        assert answer.status < 500, f"{address}: {answer.status}"
        if answer.url.partition("#")[0] != address:
            self.sights.others.add(self.sights.name_at(address))
        name = self.sights.name_at(answer.url)
        if HTML not in kind_of(answer.headers):
            self.sights.others.add(name)
            return []
        if not answer.ok:
            return []
        self.screens.setdefault(name, answer.url)
        page = LexborHTMLParser(answer.text())
        self.note_forms(answer.url, page)
        self.ask_parts(answer.url, page)
        return list(links(answer.url, page))

    def note_forms(self, here: str, page: LexborHTMLParser) -> None:
        """Keep some forms for each address that takes them: an act may make others vanish."""
        for node in page.css("form[method=post], button[formaction]"):
            to = attribute(node, "formaction") or attribute(node, "action")
            action = urljoin(here, to)
            kept = self.forms.setdefault(self.sights.name_at(action), [])
            if len(kept) < ENOUGH:
                kept.append(Form(self.member, here, action, bool(node.css(FIELDS))))

    def ask_parts(self, here: str, page: LexborHTMLParser) -> None:
        """Ask for the parts of pages that scripts fetch, once for each address."""
        for mark in ("hx-get", "data-show"):
            for node in page.css(f"[{mark}]"):
                address = urljoin(here, attribute(node, mark))
                name = self.sights.name_at(address)
                if name not in self.sights.others | set(self.screens):
                    self.note_part(name, self.ask.get(address, headers=PART).text())

    def note_part(self, name: str, text: str) -> None:
        if "<html" not in text:
            self.sights.others.add(name)


def attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def links(here: str, page: LexborHTMLParser) -> Iterator[str]:
    """Where the links of a page lead, and its forms that only ask, with a word to search for."""
    for link in page.css("a[href]"):
        yield urljoin(here, attribute(link, "href")).partition("#")[0]
    for form in page.css("form:not([method=post])[action]"):
        yield urljoin(here, f"{attribute(form, 'action')}?q=phap")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo on its example year, as a process of its own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with demo(tmp_path_factory.mktemp("every-screen"), port, cache=ROOT / "var" / "cache"):
        page_at(address)
        yield address


def members(site: str) -> list[str]:
    """The labels of the buttons by which a visitor comes in."""
    buttons = LexborHTMLParser(page_at(f"{site}/tai-khoan/dang-nhap/")).css("button")
    labels = (" ".join(button.text().split()) for button in buttons)
    return [label for label in labels if label.startswith("Vào với vai")]


@dataclass
class Round:
    """What all of the cast see together, each in a window of their own."""

    browser: Browser
    sights: Sights
    known: set[str] = field(default_factory=set)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    windows: dict[str, BrowserContext] = field(default_factory=dict)

    def enter(self, member: str) -> Page:
        context = self.browser.new_context(locale="vi-VN", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        self.windows[member] = context
        page = context.new_page()
        self.sights.listen(page)
        page.goto(self.sights.site)
        page.get_by_role("button", name=member, exact=True).click()
        page.get_by_role("heading", name="Bàn làm việc").wait_for()
        return page

    def follow_links(self, member: str) -> None:
        """Look once at each screen that nobody before has seen."""
        page = self.enter(member)
        crawl = Crawl(page.context.request, member, self.sights, self.known)
        crawl.walk()
        for name in sorted(set(crawl.screens) - self.known):
            page.goto(crawl.screens[name])
            self.sights.judge(page)
        self.known |= set(crawl.screens)
        for name, forms in crawl.forms.items():
            self.forms[name] = [*self.forms.get(name, []), *forms]
        page.close()

    def send_forms(self) -> None:
        """Send one form to each address that takes them, emptied, and look at what it says."""
        for name in sorted(self.forms, key=self.turn):
            if name not in self.sights.others:
                any(self.is_sent(name, form) for form in self.forms[name])

    def turn(self, name: str) -> tuple[int, bool, str]:
        """Forms that an empty answer leaves undone come first, those that change others last."""
        last = AT_LAST.index(name) if name in AT_LAST else -1
        return last, not self.forms[name][0].asks, name

    def is_sent(self, name: str, form: Form) -> bool:
        page = self.windows[form.member].new_page()
        page.goto(form.page)
        self.sights.listen(page)
        found = page.evaluate_handle(FIND, form.action).as_element()
        if found:
            with page.expect_navigation():
                found.evaluate(SEND, form.action)
            self.sights.judge_answer(page, name)
        page.close()
        return bool(found)


@pytest.fixture(scope="module")
def whole(browser: Browser, site: str) -> Iterator[Sights]:
    """Follow every link as each of the cast, then send the forms that were met."""
    made = Round(browser, Sights(site))
    for member in members(site):
        made.follow_links(member)
    made.send_forms()
    yield made.sights
    for context in made.windows.values():
        context.close()


def test_every_screen_is_accessible_at_three_widths_light_and_dark(whole: Sights) -> None:
    assert not whole.wrong, "\n".join(whole.wrong)


def test_no_screen_is_left_out(whole: Sights) -> None:
    """Each address shows a page that was judged, here or by a scene, or it shows none."""
    shown_elsewhere = {name for scene in SCENES for name in scene.shows}
    left = sorted(addresses() - whole.judged - whole.others - shown_elsewhere)
    assert not left, " ".join(left)
