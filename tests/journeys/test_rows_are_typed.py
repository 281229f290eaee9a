"""Rows are added to a slot by a button and by a paste, and a form is corrected in its grid."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtac.kernel.actor import Actor
from congtac.statistics.models import Correction, Submission
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, as_keeper
from congtac.statistics.tests.inside import GOOD, begun
from tests.browser import PATIENCE
from tests.journeys.test_figures_are_typed import PASTE, cell, kept
from tests.journeys.walking import demand_accessible, enter

SLOT = "Tên xã…"
ROWS = ["Tổng số", SLOT, "Phụ lục"]


@pytest.fixture
def asked(cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> Submission:
    on_day(DAY)
    return begun(cast, rows=ROWS, relation_details=[{"expr": "c1 = c2 + c3"}])


@pytest.fixture
def page(browser: Browser, live_server: Any, asked: Submission) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    enter(made, live_server.url, "Lan")
    made.goto(f"{live_server.url}/thong-ke/bieu/{asked.pk}/nhap/")
    made.locator("body.has-grid").wait_for()
    yield made
    context.close()


def test_rows_are_added_by_a_button_and_by_a_long_paste(page: Page, asked: Submission) -> None:
    page.get_by_role("button", name="Thêm 10 dòng").click()
    expect(cell(page, "+13", "c1")).to_be_visible()
    expect(page.locator('[name="+4"]')).to_be_focused()
    expect(page.locator("#entry-cell")).to_contain_text("Đã thêm 10 dòng trống")
    block = "\r\n".join(f"Xã số {at}\t{at}\t{at}\t0\t-" for at in range(1, 31))
    page.locator('[name="+1"]').click()
    page.locator('[name="+1"]').evaluate(PASTE, block)
    expect(page.locator("#entry-cell")).to_contain_text("Đã dán 150 ô, thêm 17 dòng")
    expect(page.locator('[name="+30"]')).to_have_value("Xã số 30")
    expect(cell(page, "Phụ lục", "c1")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(page.locator('[name="+30"]')).to_have_value("")
    page.keyboard.press("Control+y")
    kept(page)
    demand_accessible(page)
    page.reload()
    page.locator("body.has-grid").wait_for()
    expect(page.locator('[name="+30"]')).to_have_value("Xã số 30")
    page.get_by_role("button", name="Lưu và kiểm tra số liệu").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    asked.refresh_from_db()
    grid = grid_of(revision(asked))
    assert len(grid.rows) == 30
    assert grid.cells["Xã số 30", "c1"] == "30"


def test_rows_added_while_the_line_is_down_come_back(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="Thêm 10 dòng").click()
    page.locator('[name="+12"]').fill("Xã Mười Hai")
    cell(page, "+12", "c1").fill("12")
    kept(page, "Mất kết nối, số liệu giữ ở máy này")
    page.context.set_offline(False)
    kept(page)
    page.reload()
    page.locator("body.has-grid").wait_for()
    expect(page.locator('input[value="Xã Mười Hai"]')).to_be_visible()


def test_a_form_is_corrected_in_its_grid(
    page: Page, asked: Submission, cast: Mapping[str, Actor]
) -> None:
    lan, minh = cast["lan"], cast["minh"]
    named = ("Tổng số", "Xã An", "Xã Bình", "Phụ lục")
    cells = {(row, column): it for row in named for column, it in GOOD.items()}
    sheet = Grid(((SLOT, "Xã An"), (SLOT, "Xã Bình")), cells)
    services.write(lan, asked, sheet, seen=0, day=DAY)
    for act in (services.submit, services.check, services.sign, services.send):
        act(minh if act in (services.check, services.sign) else lan, asked, day=DAY)
    services.accept(as_keeper(cast), asked, day=DAY)
    page.goto(page.url.replace("/nhap/", "/dinh-chinh/"))
    page.locator("body.has-grid").wait_for()
    cell(page, "Tổng số", "c1").fill("121")
    expect(page.locator("#findings-list")).to_contain_text("121 ≠ 120")
    cell(page, "Tổng số", "c2").fill("71")
    page.locator('[name="+3"]').click()
    page.locator('[name="+3"]').evaluate(PASTE, "Xã Cam\t9\t4\t5\t-\r\nXã Đông\t2\t1\t1\t-")
    page.locator('[name="+2.bo"]').check()
    page.get_by_role("button", name="Xem chỗ thay đổi").click()
    expect(page.get_by_role("heading", name="Khác với số đã gửi: 13")).to_be_visible()
    demand_accessible(page)
    page.get_by_label("Lý do: Tổng số, Tổng số").fill("Cộng sót một hồ sơ")
    page.get_by_label("Lý do chung").fill("Sắp xếp lại đơn vị")
    page.get_by_role("button", name="Lập đính chính").click()
    expect(page.get_by_text("Đã lập đính chính.")).to_be_visible()
    made = {(it.row, it.column): it for it in Correction.objects.get().cells.all()}
    assert made["Tổng số", "c1"].reason == "Cộng sót một hồ sơ"
    assert made["Xã Bình", "#0"].reason == "Sắp xếp lại đơn vị"
    assert made["Xã Đông", "c1"].after == "2"
