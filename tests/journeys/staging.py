"""Scenes: screens that no link leads to, each brought about by an act and judged as it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from congtac.accounts.models import Person
from congtac.kernel.actor import Actor
from tests.browser import PATIENCE
from tests.journeys.looking import Sights


@dataclass
class Stage:
    """A living site with the cast, and the windows in which a scene is played."""

    sights: Sights
    cast: Mapping[str, Actor]
    move: Callable[[date], None]
    browser: Browser
    folder: Path
    contexts: list[BrowserContext] = field(default_factory=list)

    def door(self) -> Page:
        """A window in which nobody has signed in."""
        context = self.browser.new_context(locale="vi-VN", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        self.sights.listen(page)
        return page

    def window(self, username: str, screen: str, *places: object) -> Page:
        """A window in which a person has signed in, at a screen."""
        client = Client()
        client.force_login(Person.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        page = self.door()
        kept = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": kept, "url": self.sights.site}])
        self.go(page, screen, *places)
        return page

    def go(self, page: Page, screen: str, *places: object) -> None:
        page.goto(self.sights.site + reverse(screen, args=places))

    def judge(self, page: Page) -> None:
        self.sights.judge(page)

    def press(self, page: Page, screen: str, *places: object) -> None:
        """Press the button that leads to a screen, and wait for the page that comes."""
        to = reverse(screen, args=places)
        button = page.locator(f'button[formaction="{to}"], form[action="{to}"] button').first
        with page.expect_navigation():
            button.click()

    def take(self, page: Page, screen: str, *places: object) -> None:
        """Take a file that the site gives."""
        to = reverse(screen, args=places)
        answer = page.request.get(f"{self.sights.site}{to}")
        assert answer.ok, f"{to} answers {answer.status}"
        self.sights.others.add(screen)

    def sheet(self, *rows: Sequence[str]) -> Path:
        """An Excel file with rows."""
        path = self.folder / "bang.xlsx"
        book = xlsxwriter.Workbook(str(path))
        page = book.add_worksheet()
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
        book.close()
        return path

    def say(self, page: Page, label: str, words: str) -> None:
        page.get_by_label(label).first.fill(words)


@dataclass(frozen=True)
class Scene:
    """How screens are brought about."""

    play: Callable[[Stage], None]
    shows: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.play.__name__.replace("_", " ")


def shows(*screens: str) -> Callable[[Callable[[Stage], None]], Scene]:
    """Make a function the scene of screens."""
    return lambda play: Scene(play, screens)
