"""Figures are typed by the keyboard, pasted, kept, merged, and sent through Excel and back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Locator, Page, expect

from congtac.kernel.actor import Actor
from congtac.statistics.models import Submission
from congtac.statistics.rules.workbooks.filled import grids_of
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, open_half_year
from tests.browser import PATIENCE
from tests.journeys.walking import demand_accessible, enter

Windows = Callable[[str], Page]
ROWS = ["Tổng số", "I. Cấp tỉnh", "II. Cấp xã"]
COLUMNS = [
    {"code": "c1", "label_vi": "Tổng số", "unit": "hồ sơ"},
    {"code": "c2", "label_vi": "Nam", "unit": "hồ sơ", "group_vi": "Chia theo giới tính"},
    {"code": "c3", "label_vi": "Nữ", "unit": "hồ sơ", "group_vi": "Chia theo giới tính"},
]
RELATIONS = [
    {"expr": "c1 = c2 + c3", "severity": "error"},
    {"expr": "row[Tổng số] = row[I] + row[II]", "severity": "error"},
]
# What a person who copied a block in Excel would paste: the browser gives it to the page.
PASTE = """(input, text) => {
  const held = new DataTransfer();
  held.setData("text/plain", text);
  const said = {clipboardData: held, bubbles: true, cancelable: true};
  input.dispatchEvent(new ClipboardEvent("paste", said));
}"""


@pytest.fixture
def asked(cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> Submission:
    """A form of three rows and three columns at the Sở of Lan and Minh, begun."""
    on_day(DAY)
    said = {"columns": COLUMNS, "rows": ROWS, "relation_details": RELATIONS}
    period, version = open_half_year(cast, **said)
    return services.begin(cast["lan"], version, period, day=DAY)


@pytest.fixture
def window_of(browser: Browser, live_server: Any, asked: Submission) -> Iterator[Windows]:
    """A window in which a member of the cast has entered and opened the form."""
    contexts = []

    def window(name: str) -> Page:
        context = browser.new_context(locale="vi-VN")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        enter(page, live_server.url, name)
        page.goto(f"{live_server.url}/thong-ke/bieu/{asked.pk}/nhap/")
        page.locator("body.has-grid").wait_for()
        return page

    yield window
    for context in contexts:
        context.close()


def cell(page: Page, row: str, column: str) -> Locator:
    return page.locator(f'input[name="{row}.{column}"]')


def kept(page: Page, words: str = "Đã giữ lúc") -> None:
    expect(page.locator("#entry-kept")).to_contain_text(words)


def test_figures_are_typed_by_the_keyboard_and_judged_at_once(window_of: Windows) -> None:
    page = window_of("Lan")
    cell(page, "I. Cấp tỉnh", "c1").click()
    page.keyboard.type("100")
    page.keyboard.press("Tab")
    page.keyboard.type("70")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    page.keyboard.type("-")
    total = cell(page, "I. Cấp tỉnh", "c1")
    expect(cell(page, "II. Cấp xã", "c3")).to_have_value("-")
    expect(total.locator("..")).to_have_class("is-marked is-wrong")
    expect(total.locator("..").locator(".cell-sum")).to_have_text("Σ 110")
    said = "Cột 1 phải bằng tổng cột 2 và cột 3, nhưng 100 ≠ 110"
    expect(page.locator("#findings-list")).to_contain_text(said)
    total.focus()
    expect(page.locator("#entry-cell")).to_contain_text(said)
    kept(page)
    demand_accessible(page)
    page.keyboard.press("F2")
    page.keyboard.press("Backspace")
    page.keyboard.type("5")
    expect(total).to_have_value("105")
    page.keyboard.press("Escape")
    expect(total).to_have_value("100")
    page.keyboard.press("=")
    expect(total).to_have_value("110")
    expect(total.locator("..")).not_to_have_class("is-marked is-wrong")


def test_a_block_is_pasted_undone_kept_and_there_after_a_reload(window_of: Windows) -> None:
    page = window_of("Lan")
    block = "1.200\t700\t500\t9\r\n1.000\t600\t400\t9\r\n200\t100\t(1)\t9\r\n5\t5\t5\t5\r\n"
    cell(page, "Tổng số", "c1").click()
    cell(page, "Tổng số", "c1").evaluate(PASTE, block)
    expect(page.locator("#entry-cell")).to_contain_text("Bỏ lại 1 dòng, 1 cột")
    expect(cell(page, "II. Cấp xã", "c2")).to_have_value("100")
    page.keyboard.press("Control+z")
    expect(cell(page, "II. Cấp xã", "c2")).to_have_value("")
    page.keyboard.press("Control+y")
    expect(cell(page, "II. Cấp xã", "c3")).to_have_attribute("aria-invalid", "true")
    kept(page)
    page.reload()
    page.locator("body.has-grid").wait_for()
    expect(cell(page, "II. Cấp xã", "c3")).to_have_value("(1)")
    expect(page.locator(".draft-bar")).to_contain_text("9 ô bạn nhập dở")
    cell(page, "II. Cấp xã", "c3").fill("100")
    page.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    expect(page.locator(".draft-bar")).to_have_count(0)


def test_without_a_line_the_figures_stay_here_and_go_when_it_is_back(window_of: Windows) -> None:
    page = window_of("Lan")
    page.context.set_offline(True)
    cell(page, "Tổng số", "c1").fill("12")
    kept(page, "Mất kết nối, số liệu giữ ở máy này")
    expect(cell(page, "Tổng số", "c1")).to_have_value("12")
    page.context.set_offline(False)
    kept(page)


def test_two_people_write_and_choose_cell_by_cell(window_of: Windows) -> None:
    lan, minh = window_of("Lan"), window_of("Minh")
    cell(minh, "Tổng số", "c1").fill("5")
    cell(minh, "Tổng số", "c2").fill("3")
    kept(minh)
    cell(lan, "Tổng số", "c1").fill("6")
    expect(lan.locator("#entry-others")).to_contain_text("2 ô chưa lưu")
    minh.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(minh.get_by_text("Đã lưu.")).to_be_visible()
    lan.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(lan.get_by_text("Hai người ghi khác nhau: chọn số đúng")).to_be_visible()
    expect(cell(lan, "Tổng số", "c2")).to_have_value("3")
    demand_accessible(lan)
    lan.locator('input[name="chon.Tổng số.c1"][value="ho"]').check()
    expect(cell(lan, "Tổng số", "c1")).to_have_value("5")
    lan.locator('input[name="chon.Tổng số.c1"][value="toi"]').check()
    lan.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(lan.get_by_text("Đã lưu.")).to_be_visible()
    expect(cell(lan, "Tổng số", "c1")).to_have_value("6")


def test_a_workbook_goes_out_and_comes_back_through_its_differences(
    window_of: Windows, tmp_path: Path
) -> None:
    page = window_of("Lan")
    cell(page, "Tổng số", "c1").fill("5")
    page.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    with page.expect_download() as down:
        page.get_by_role("link", name="Tải mẫu Excel").click()
    page.goto(page.url.partition("/thong-ke/")[0] + "/thong-ke/tep/")
    page.get_by_label("Tệp Excel").set_input_files(with_other_figures(down.value.path(), tmp_path))
    page.get_by_role("button", name="Đối chiếu").click()
    expect(page.get_by_text("Các cột đã đổi chỗ; vẫn nhận đúng cột.")).to_be_visible()
    expect(page.get_by_role("row", name="Tổng số Tổng số 5 8 Sửa")).to_be_visible()
    demand_accessible(page)
    page.get_by_role("button", name="Nhận các biểu đã chọn").click()
    expect(page.get_by_text("Đã nhận 1 biểu")).to_be_visible()
    page.get_by_role("link", name="Xem biểu").click()
    expect(page.locator("#o-1-c1")).to_have_text("8")


def with_other_figures(path: Path, folder: Path) -> Path:
    """The workbook saved by another program: its columns the other way round, a figure changed."""
    lines = [list(it) for it in next(iter(grids_of(path.read_bytes()).values()))]
    first = next(at for at, line in enumerate(lines) if line[0] == "Tổng số")
    lines[first][2] = 8
    turned = folder / "so-lieu.xlsx"
    with xlsxwriter.Workbook(str(turned)) as book:
        page = book.add_worksheet()
        for at, line in enumerate(lines):
            page.write_row(at, 0, [*line[:2], *line[2:5][::-1], *line[5:]])
    return turned
