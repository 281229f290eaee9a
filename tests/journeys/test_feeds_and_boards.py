"""Figures of another system are taken into a form; the Ministry sees who is late and urges."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from congtac.kernel.actor import Actor
from congtac.statistics.rules.feeds import CellRule
from congtac.statistics.rules.feeds import Mapping as Mapped
from congtac.statistics.services.feeds import Said, keep_feed
from congtac.statistics.tests.begun import CODE, DAY, as_keeper, let_ha_keep, open_half_year
from tests.browser import PATIENCE
from tests.journeys.walking import enter

Windows = Callable[[str], Page]
OnDay = Callable[[date], None]
LATE = date(2024, 6, 28)
CASES = b"ngay;gioi_tinh\n05/02/2024;Nam\n06/02/2024;Nam\n07/03/2024;Nu\n"
CELLS = (
    CellRule("1", "c1", "count"),
    CellRule("1", "c2", "count", where={"gioi_tinh": "Nam"}),
    CellRule("1", "c3", "count", where={"gioi_tinh": "Nữ"}),
)


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: OnDay) -> str:
    """The six months of 2024 with one form and a source that fills it."""
    on_day(DAY)
    let_ha_keep()
    open_half_year(cast)
    said = Said("con-nuoi", "Con nuôi", "Phần mềm hộ tịch", CODE, Mapped(CELLS, day="ngay"))
    keep_feed(as_keeper(cast), said, day=DAY)
    return str(live_server.url)


@pytest.fixture
def window_of(browser: Browser, site: str) -> Iterator[Windows]:
    """A window in which a member of the cast has entered."""
    contexts = []

    def window(name: str) -> Page:
        context = browser.new_context(locale="vi-VN")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        enter(page, site, name)
        return page

    yield window
    for context in contexts:
        context.close()


def test_a_file_fills_cells_that_say_where_they_are_from(window_of: Windows, site: str) -> None:
    lan = window_of("Lan")
    lan.goto(f"{site}/thong-ke/nguon/")
    lan.get_by_role("link", name="Con nuôi").click()
    file: FilePayload = {"name": "ho-so.csv", "mimeType": "text/csv", "buffer": CASES}
    lan.get_by_label("Tệp số liệu").set_input_files(file)
    lan.get_by_role("button", name="Đọc tệp").click()
    lan.get_by_role("link", name="Sở Tư pháp Ninh Thuận").click()
    expect(lan.get_by_text("3 ô còn trống sẽ được điền")).to_be_visible()
    lan.get_by_role("button", name="Lấy các ô đã chọn vào biểu").click()
    total = lan.locator("#o-1-c1")
    expect(total).to_have_value("3")
    expect(lan.get_by_role("img", name="Từ Phần mềm hộ tịch").first).to_be_visible()
    total.fill("4")
    lan.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(lan.get_by_role("img", name="Sau đó sửa tay").first).to_be_visible()


def test_the_board_shows_who_is_late_and_a_letter_urges_them(
    window_of: Windows, site: str, on_day: OnDay
) -> None:
    on_day(LATE)
    ha = window_of("Hà")
    ha.goto(f"{site}/thong-ke/bang/?q=ninh+thuan")
    row = ha.get_by_role("row", name="Sở Tư pháp Ninh Thuận")
    expect(row.get_by_role("cell", name="Quá hạn, chưa gửi, 3 ngày")).to_be_visible()
    ha.get_by_role("link", name="Đôn đốc", exact=True).click()
    ha.get_by_role("heading", name="Đôn đốc gửi biểu").wait_for()
    ha.get_by_role("button", name="Đôn đốc mọi đơn vị quá hạn").click()
    ha.get_by_role("button", name="Ghi nhận đôn đốc và báo cho 63 đơn vị").click()
    with ha.expect_download() as taken:
        ha.get_by_role("link", name="Tải tệp Word").click()
    assert taken.value.suggested_filename.endswith(".docx")
    lan = window_of("Lan")
    lan.goto(f"{site}/thong-bao/")
    expect(lan.get_by_text("đôn đốc gửi 1 biểu thống kê")).to_be_visible()
