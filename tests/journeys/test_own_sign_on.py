"""Coming in and going by a ministry's own sign-on, as a person sees it in a browser."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from congtac.accounts.models import SignOn, SignOnLink
from congtac.accounts.tests.ministry import CLIENT, SECRET, Ministry, opened
from congtac.kernel.actor import Actor
from tests.journeys.walking import demand_accessible, enter

DOOR = "/tai-khoan/dang-nhap/?form=1"


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    on_day(date(2024, 6, 3))
    return str(live_server.url)


@pytest.fixture
def ministry() -> Iterator[Ministry]:
    made, server = opened()
    made.asks = True
    yield made
    server.shutdown()
    server.server_close()


def keep_sign_on(page: Page, site: str, ministry: Ministry) -> None:
    """The administrator enters the ministry's sign-on."""
    enter(page, site, "An")
    page.goto(f"{site}/tai-khoan/nguoi/")
    page.get_by_role("link", name="Đăng nhập của cơ quan").click()
    demand_accessible(page)
    page.get_by_role("link", name="Thêm hệ thống đăng nhập").click()
    demand_accessible(page)
    page.get_by_label("Tên cơ quan").fill("Bộ Tư pháp")
    page.get_by_label("Địa chỉ phát hành").fill(ministry.issuer)
    page.get_by_label("Mã ứng dụng").fill(CLIENT)
    page.get_by_label("Bí mật của ứng dụng").fill(SECRET)
    page.get_by_label("Người chưa có tài khoản hỏi ai").fill("Phòng Công nghệ thông tin")
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_text("Đã thêm đăng nhập của Bộ Tư pháp")).to_be_visible()
    demand_accessible(page)
    page.locator(".top-person summary").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.get_by_role("heading", name="chọn một vai").wait_for()


def come(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}{DOOR}")
    demand_accessible(page)
    page.get_by_role("button", name="Vào bằng tài khoản Bộ Tư pháp").click()
    page.get_by_role("link", name=f"Tôi là {name}").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_comes_in_by_the_ministry_and_leaves_both(
    site: str, browser: Any, ministry: Ministry, scripts: bool
) -> None:
    setting = browser.new_context(locale="vi-VN")
    keep_sign_on(setting.new_page(), site, ministry)
    setting.close()
    context = browser.new_context(locale="vi-VN", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}{DOOR}")
    page.get_by_role("button", name="Vào bằng tài khoản Bộ Tư pháp").click()
    page.get_by_role("link", name="Tôi là lan").click()
    expect(page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
    expect(page.get_by_text("Nguyễn Thị Lan").first).to_be_visible()
    page.goto(f"{site}/tai-khoan/bao-mat/")
    expect(page.get_by_text("bằng tài khoản cơ quan")).to_be_visible()
    page.locator(".top-person summary").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.get_by_role("link", name="Đăng xuất khỏi Bộ Tư pháp").click()
    expect(page.get_by_role("heading", name="Đã đăng xuất khỏi Bộ")).to_be_visible()
    assert ministry.left == 1
    context.close()
    assert SignOnLink.objects.get().person.username == "lan"


def test_a_stranger_reads_whom_to_ask(site: str, page: Page, ministry: Ministry) -> None:
    keep_sign_on(page, site, ministry)
    ministry.username = "nguoi-la"
    come(page, site, "nguoi-la")
    expect(page.get_by_text("Hãy hỏi: Phòng Công nghệ thông tin")).to_be_visible()
    demand_accessible(page)
    page.get_by_role("link", name="Về trang đăng nhập").click()
    expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()
    assert SignOn.objects.count() == 1
