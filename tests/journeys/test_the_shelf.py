"""Several papers are dropped on the shelf, found without tone marks, and lead to one another."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from congtac.documents.tests.made import PLAN
from congtac.kernel.actor import Actor
from tests.journeys.walking import demand_accessible, enter

DECREE = PLAN.replace("12/KH-STP", "34/2016/NĐ-CP").replace("KẾ HOẠCH", "NGHỊ ĐỊNH")
PICTURE = b"\x89PNG\r\n\0\0"
DROP = """([box, files]) => {
  const given = new DataTransfer();
  for (const [name, text] of files) given.items.add(new File([text], name));
  const told = { dataTransfer: given, bubbles: true, cancelable: true };
  box.dispatchEvent(new DragEvent("drop", told));
}"""


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, on a day of 2024."""
    on_day(date(2024, 6, 3))
    return str(live_server.url)


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """A plan, a picture that nobody can read, and the decree that the plan cites."""
    for name, data in (("ke-hoach.txt", PLAN), ("nghi-dinh.txt", DECREE)):
        (tmp_path / name).write_text(data, encoding="utf-8")
    (tmp_path / "anh-chup.png").write_bytes(PICTURE)
    return [tmp_path / name for name in ("ke-hoach.txt", "anh-chup.png", "nghi-dinh.txt")]


def drop(page: Page, site: str) -> None:
    """Drop the three files on the page and let them go up."""
    page.goto(f"{site}/van-ban/them/")
    page.locator("html.has-script").wait_for()
    box = page.locator("[data-drop]").element_handle()
    files = [["ke-hoach.txt", PLAN], ["anh-chup.png", "\u0089PNG\0"], ["nghi-dinh.txt", DECREE]]
    page.evaluate(DROP, [box, files])
    expect(page.get_by_text("Số tệp đã chọn: 3")).to_be_visible()
    page.get_by_role("button", name="Đưa lên và đọc").click()


def test_several_are_dropped_and_a_bad_one_stops_no_other(page: Page, site: str) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    enter(page, site, "Lan")
    page.route("**/van-ban/them/", hold_the_first)
    drop(page, site)
    lines = page.locator(".delivered")
    expect(page.get_by_text("Xong 2/3")).to_be_visible()
    expect(lines).to_have_count(3)
    expect(lines.locator("progress")).to_have_count(1)
    held[0].continue_()
    expect(page.get_by_text("Xong 3/3")).to_be_visible()
    expect(lines.locator("progress")).to_have_count(0)
    expect(lines.filter(has_text="anh-chup.png")).to_contain_text("Không dùng được")
    demand_accessible(page)
    page.get_by_role("link", name="Xem kết quả").click()
    expect(page.get_by_text("Đã nhận 2 trong 3 tệp.")).to_be_visible()
    demand_accessible(page)


def test_a_paper_is_found_without_tone_marks_and_leads_to_the_one_it_cites_and_back(
    page: Page, site: str
) -> None:
    enter(page, site, "Lan")
    drop(page, site)
    expect(page.get_by_text("Xong 3/3")).to_be_visible()
    page.goto(f"{site}/van-ban/")
    page.get_by_label("Tìm trong toàn văn").fill('"chinh phu" so tai chinh')
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.locator("mark").filter(has_text="Chính phủ")).not_to_have_count(0)
    demand_accessible(page)
    page.get_by_role("link", name="Kế hoạch số 12/KH-STP").click()
    page.get_by_role("link", name=re.compile("^Văn bản viện dẫn")).click()
    cited = page.get_by_role("article", name="Viện dẫn 34/2016/NĐ-CP")
    cited.get_by_role("link", name="Nghị định số 34/2016/NĐ-CP").click()
    expect(page.get_by_role("heading", name="Nghị định số 34/2016/NĐ-CP")).to_be_visible()
    by = page.get_by_role("region", name="Được viện dẫn trong")
    by.get_by_role("link", name="Kế hoạch số 12/KH-STP").click()
    expect(page.get_by_role("article", name="Viện dẫn 34/2016/NĐ-CP")).to_be_in_viewport()
    demand_accessible(page)


def test_without_scripts_several_files_go_up_too(
    browser: Browser, site: str, papers: list[Path]
) -> None:
    context = browser.new_context(locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    enter(page, site, "Lan")
    page.goto(f"{site}/van-ban/them/")
    page.get_by_label("Tệp văn bản").set_input_files(papers)
    page.get_by_role("button", name="Đưa lên và đọc").click()
    expect(page.get_by_text("Đã nhận 2 trong 3 tệp.")).to_be_visible()
    context.close()


def test_a_new_version_is_put_up_and_compared(page: Page, site: str, papers: list[Path]) -> None:
    enter(page, site, "Lan")
    drop(page, site)
    expect(page.get_by_text("Xong 3/3")).to_be_visible()
    page.locator(".delivered").first.get_by_role("link").click()
    page.get_by_role("link", name="Đưa lên bản mới").click()
    page.locator("html.has-script").wait_for()
    demand_accessible(page)
    papers[0].write_text(PLAN.replace("30/6/2024", "15/7/2024"), encoding="utf-8")
    page.get_by_label("Tệp văn bản").set_input_files(papers[0])
    page.get_by_role("button", name="Đưa lên và đọc").click()
    expect(page.get_by_text("Bản 2 trong 2 bản")).to_be_visible()
    page.get_by_role("link", name="Các bản và chỗ khác nhau").click()
    demand_accessible(page)
    page.get_by_role("link", name="Khác gì bản 1").click()
    expect(page.get_by_text("Thêm 0, bỏ 0, sửa 1, giữ nguyên 0.")).to_be_visible()
    expect(page.locator("del")).to_have_text(re.compile("30/6/2024"))
    demand_accessible(page)
