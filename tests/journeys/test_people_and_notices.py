"""People, coming in by a passkey, the bell, days off and keys, as those who use them see them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from congtac.accounts.models import Passkey, Post, SigningPower
from congtac.accounts.services.people import give_power
from congtac.ground.calendars.services import load_special_days
from congtac.kernel.actor import SYSTEM, Actor
from congtac.notices.rules.kinds import GENERAL, Telling
from congtac.notices.services import notify
from tests.browser import PATIENCE
from tests.journeys.walking import demand_readable, enter

OFFICE = (1366, 768)
PAGES = (
    "/tai-khoan/nguoi/",
    "/tai-khoan/nguoi/minh/",
    "/tai-khoan/nguoi/minh/chuc-vu/",
    "/tai-khoan/nguoi/them/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/bao-mat/",
    "/tai-khoan/bao-mat/dien-thoai/",
    "/tai-khoan/khoa-phan-mem/",
    "/thong-bao/",
    "/thong-bao/cach-nhan/",
    "/ngay-nghi/?nam=2024",
    "/viec/dinh-ky/",
)
Window = Callable[..., Page]


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, with days off, a notice to An and a power to sign of Minh."""
    on_day(date(2024, 6, 3))
    load_special_days(SYSTEM)
    notify(cast["lan"], Telling(GENERAL.key, "Đề nghị đặt lại mật khẩu"), to_person="an")
    post = Post.objects.select_related("unit").get(person__username="minh")
    power = SigningPower(post=post, kind="KT", principal="Giám đốc", unit=post.unit)
    power.since = date(2024, 1, 1)
    give_power(SYSTEM, power)
    return str(live_server.url)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Window]:
    """Open a window of a size and a colour scheme."""
    contexts = []

    def window(size: tuple[int, int] = OFFICE, **options: Any) -> Page:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = browser.new_context(locale="vi-VN", viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def test_every_screen_is_accessible_and_does_not_scroll_sideways(site: str, opened: Window) -> None:
    page = opened(reduced_motion="reduce")
    enter(page, site, "An")
    for address in PAGES:
        page.goto(f"{site}{address}")
        demand_readable(page)


def test_a_passkey_is_added_and_opens_the_door(site: str, opened: Window) -> None:
    page = opened()
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    device |= {"hasUserVerification": True, "isUserVerified": True}
    device["automaticPresenceSimulation"] = True
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    enter(page, site, "Lan")
    page.goto(f"{site}/tai-khoan/bao-mat/")
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(page.get_by_text("Đã thêm khóa truy cập")).to_be_visible()
    assert Passkey.objects.get().name == "Máy ở cơ quan"
    page.locator(".top-person summary").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.goto(f"{site}/tai-khoan/dang-nhap/?form=1")
    page.get_by_role("button", name="Vào bằng khóa truy cập").click()
    expect(page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
    expect(page.get_by_text("Nguyễn Thị Lan").first).to_be_visible()


def test_the_bell_counts_after_the_page_and_leads_to_the_notice(site: str, opened: Window) -> None:
    page = opened()
    enter(page, site, "An")
    bell = page.locator(".top-bell")
    expect(bell.locator(".top-bell-count")).to_contain_text("1")
    bell.click()
    page.get_by_role("button", name="Đề nghị đặt lại mật khẩu").click()
    expect(page.locator(".top-bell-count")).to_have_count(0)


def test_without_scripts_people_are_kept_all_the_same(site: str, opened: Window) -> None:
    page = opened(java_script_enabled=False)
    enter(page, site, "An")
    page.locator(".top-bell").click()
    expect(page.get_by_role("heading", name="Thông báo", level=1)).to_be_visible()
    page.goto(f"{site}/tai-khoan/nguoi/lan/chuc-vu/")
    page.get_by_label("Đơn vị", exact=True).fill("Sở Tư pháp Ninh Thuận")
    page.get_by_label("Chức vụ", exact=True).fill("Trưởng phòng")
    page.get_by_label("Lãnh đạo").check()
    page.get_by_label("Từ ngày").fill("01/06/2024")
    page.get_by_role("button", name="Giao chức vụ").click()
    expect(page.get_by_text("Trưởng phòng").first).to_be_visible()
