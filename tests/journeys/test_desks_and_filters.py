"""The desk of each role, saved filters, and people from Excel, as those who use them see them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect

from congtac.accounts.models import Person, SavedFilter
from congtac.accounts.services.filters import keep_filter
from congtac.accounts.services.people import add_person
from congtac.kernel.actor import SYSTEM, Actor
from congtac.programmes.models import Task
from congtac.programmes.tests.made import accepted
from tests.journeys.walking import demand_accessible, demand_readable, enter

TITLES = ("Tên đăng nhập", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Từ ngày")
ROW = ("binh.tv", "Trần Văn Bình", "Chuyên viên", "Sở Tư pháp Ninh Thuận", "Chuyên viên")


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, with a plan of Lan's unit, one late task, and someone without a post."""
    on_day(date(2024, 6, 3))
    programme = accepted(cast["lan"])
    Task.objects.filter(programme=programme, path="1").update(due_on=date(2024, 6, 1))
    add_person(SYSTEM, "chi.lt", "Lê Thị Chi")
    keep_filter(cast["lan"], "/nhiem-vu/?tinh_trang=qua-han", "Việc quá hạn", for_unit=True)
    return str(live_server.url)


def sheet(folder: Path, since: str) -> Path:
    path = folder / "nguoi.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for place, row in enumerate((TITLES, (*ROW, since))):
        page.write_row(place, 0, row)
    book.close()
    return path


def test_desks_and_their_neighbours_are_accessible_and_do_not_scroll_sideways(
    site: str, browser: Browser
) -> None:
    pages = {
        "Lan": ("/", "/tim/?q=tu+phap", "/nhiem-vu/?tinh_trang=qua-han", "/nhiem-vu/?q=x"),
        "Minh": ("/", "/tai-khoan/bo-loc/", "/nhiem-vu/chuong-trinh/?q=cai+cach"),
        "Hà": ("/", "/tim/?q=khong+co+gi"),
        "An": ("/", "/tai-khoan/nguoi/nap/", "/tai-khoan/nguoi/?chuc_vu=khong"),
    }
    for name, addresses in pages.items():
        context = browser.new_context(locale="vi-VN", reduced_motion="reduce")
        page = context.new_page()
        enter(page, site, name)
        for address in addresses:
            page.goto(f"{site}{address}")
            demand_readable(page)
        context.close()


def test_a_filter_is_kept_opened_renamed_and_removed(site: str, page: Page) -> None:
    enter(page, site, "Minh")
    page.goto(f"{site}/nhiem-vu/")
    page.get_by_role("link", name="Việc quá hạn của đơn vị").click()
    expect(page.get_by_label("Tình trạng")).to_have_value("qua-han")
    page.goto(f"{site}/don-vi/?q=ninh+thuan")
    page.get_by_text("Lưu bộ lọc đang dùng").click()
    page.get_by_label("Tên bộ lọc").fill("Ở Ninh Thuận")
    page.get_by_role("button", name="Lưu bộ lọc", exact=True).click()
    expect(page.get_by_text("Đã lưu bộ lọc “Ở Ninh Thuận”")).to_be_visible()
    page.goto(f"{site}/don-vi/")
    page.get_by_role("link", name="Ở Ninh Thuận").click()
    expect(page.get_by_label("Tìm, không cần gõ dấu")).to_have_value("ninh thuan")
    page.get_by_role("link", name="Đổi tên, xóa").click()
    page.get_by_label("Tên mới của Ở Ninh Thuận").fill("Tỉnh nhà")
    page.locator("li", has_text="Ở Ninh Thuận").get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_text("Bộ lọc nay có tên “Tỉnh nhà”")).to_be_visible()
    page.get_by_role("button", name="Xóa Tỉnh nhà").click()
    expect(page.get_by_text("Đã xóa bộ lọc “Tỉnh nhà”")).to_be_visible()
    assert [it.name for it in SavedFilter.objects.all()] == ["Việc quá hạn"]


def test_people_come_from_excel_after_a_look(site: str, page: Page, tmp_path: Path) -> None:
    enter(page, site, "An")
    page.goto(f"{site}/tai-khoan/nguoi/")
    page.get_by_role("link", name="Nạp từ Excel").click()
    page.get_by_label("Tệp Excel").set_input_files(sheet(tmp_path, "31/02/2024"))
    page.get_by_label("Căn cứ").fill("Quyết định 12/QĐ-STP")
    page.get_by_role("button", name="Đối chiếu").click()
    expect(page.get_by_text("Ô F2: không phải ngày")).to_be_visible()
    demand_accessible(page)
    page.get_by_role("link", name="Nạp từ Excel").click()
    page.get_by_label("Tệp Excel").set_input_files(sheet(tmp_path, "01/06/2024"))
    page.get_by_label("Căn cứ").fill("Quyết định 12/QĐ-STP")
    page.get_by_role("button", name="Đối chiếu").click()
    expect(page.get_by_text("Chức vụ mới")).to_be_visible()
    demand_accessible(page)
    page.get_by_role("button", name="Nhận vào danh sách").click()
    expect(page.get_by_role("link", name="Trần Văn Bình")).to_be_visible()
    assert Person.objects.filter(username="binh.tv", posts__title="Chuyên viên").exists()
