"""The frame of every page: entering, the menu on a phone, the day, the look, search, leaving."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from congtac.kernel.actor import Actor
from tests.browser import PATIENCE
from tests.journeys.walking import demand_readable, enter

PHONE, DESK = (390, 844), (1440, 900)
PAGES = ("/", "/don-vi/", "/don-vi/ninh-thuan/", "/nhat-ky/", "/tim/?q=tu+phap", "/khong-co/")
WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, on a day of 2024."""
    on_day(date(2024, 6, 3))
    return str(live_server.url)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a window of a size, a colour scheme, with scripts or without."""
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


@WITH_AND_WITHOUT
def test_the_menu_of_a_phone_opens_closes_and_leads(
    site: str, opened: Callable[..., Page], scripts: bool
) -> None:
    page = opened(PHONE, java_script_enabled=scripts)
    enter(page, site, "Lan")
    menu = page.get_by_role("complementary", name="Trình đơn chính")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Mở trình đơn").click()
    expect(menu).to_be_visible()
    page.get_by_role("link", name="Đóng trình đơn").click()
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Mở trình đơn").click()
    menu.get_by_role("link", name="Đơn vị").click()
    expect(page.get_by_role("heading", name="Đơn vị", level=1)).to_be_visible()


@WITH_AND_WITHOUT
def test_the_day_is_moved_from_any_page_and_the_page_stays(
    site: str, opened: Callable[..., Page], scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts)
    enter(page, site, "Lan")
    page.goto(f"{site}/don-vi/?q=ninh+thuan")
    page.locator("summary", has_text="Ngày trình diễn").click()
    page.get_by_label("Chuyển bản trình diễn sang ngày").fill("01/07/2025")
    page.get_by_role("button", name="Chuyển").click()
    expect(page).to_have_url(re.compile(r"/don-vi/\?q=ninh\+thuan$"))
    told = page.get_by_role("status").filter(has_text="Bản trình diễn")
    expect(told).to_have_text("Bản trình diễn đang ở ngày 01/07/2025.")
    expect(page.get_by_text("Không có đơn vị nào khớp")).to_be_visible()


@WITH_AND_WITHOUT
def test_the_look_is_chosen_and_stays(
    site: str, opened: Callable[..., Page], scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts)
    enter(page, site, "Lan")
    page.get_by_role("button", name="Tối").click()
    page.goto(f"{site}/don-vi/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_role("button", name="Tối")).to_have_attribute("aria-pressed", "true")


def test_the_look_follows_the_device_when_nobody_chose(
    site: str, opened: Callable[..., Page]
) -> None:
    page = opened(color_scheme="dark")
    page.goto(site)
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_keyboard_reaches_the_content_first_and_the_search_next(
    site: str, opened: Callable[..., Page]
) -> None:
    page = opened()
    enter(page, site, "Hà")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Bỏ qua trình đơn, tới nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_label("Tìm trong hệ thống").fill("so tu phap ha giang")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sở Tư pháp Hà Giang")).to_be_visible()


def test_leaving_leads_back_to_the_door(site: str, opened: Callable[..., Page]) -> None:
    page = opened()
    enter(page, site, "Minh")
    page.locator("summary", has_text="Trần Quang Minh").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(f"{site}/don-vi/")
    expect(page.get_by_role("heading", name="Bản trình diễn: chọn một vai để vào")).to_be_visible()


def test_pages_are_accessible_and_nothing_scrolls_sideways(
    site: str, opened: Callable[..., Page]
) -> None:
    page = opened(reduced_motion="reduce")
    page.goto(site)
    demand_readable(page)
    page.goto(f"{site}/tai-khoan/dang-nhap/?form=1")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("alert").wait_for()
    demand_readable(page)
    enter(page, site, "An")
    for address in PAGES:
        page.goto(f"{site}{address}")
        demand_readable(page)


def test_the_browser_finds_nothing_against_the_policy(
    site: str, opened: Callable[..., Page]
) -> None:
    page = opened()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    enter(page, site, "An")
    for address in PAGES[:-1]:
        page.goto(f"{site}{address}")
    assert not complaints
