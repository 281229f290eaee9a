"""A plan is put up, read, reviewed, accepted, and its tasks are followed: the main job."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from python_calamine import CalamineWorkbook

from congtac.kernel.actor import Actor
from tests.journeys.walking import PLAN, demand_readable, enter, labels, upload

NO_TIME = "II.6"
ASKED = "II.8"
YEARLY = "II.9"


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, on a day of 2024."""
    on_day(date(2024, 6, 3))
    return str(live_server.url)


def card(page: Page, path: str) -> Locator:
    return page.get_by_role("article", name=f"Nhiệm vụ {path}", exact=True)


def agencies(card_: Locator, term: str) -> list[str]:
    """The agencies that a card lists after a term, without the word of a request."""
    listed = card_.locator(f"dt:text-is('{term}') + dd .agency").all_inner_texts()
    return [name.removeprefix("Đề nghị").strip() for name in listed]


def answer_questions(page: Page) -> None:
    """Say the time of the task that the plan leaves open, and that any other has none."""
    open_one = card(page, NO_TIME)
    open_one.get_by_role("link", name="Ghi thời hạn").click()
    form = page.locator("form").filter(has=page.get_by_label("Loại thời hạn"))
    form.get_by_label("Thời hạn ghi bằng lời").fill("Quý IV/2024")
    form.get_by_role("button", name="Lưu phần sửa").click()
    expect(card(page, NO_TIME)).to_contain_text("Quý IV/2024 (đến")
    while (others := page.get_by_role("button", name="Không có thời hạn")).count():
        count = others.count()
        others.first.click()
        expect(page.get_by_role("button", name="Không có thời hạn")).to_have_count(count - 1)


def accept(page: Page) -> None:
    page.get_by_role("link", name="Kiểm tra và tiếp nhận").click()
    page.get_by_role("button", name="Tiếp nhận 13 nhiệm vụ").click()
    expect(page.get_by_role("heading", name="13 nhiệm vụ theo thứ tự của văn bản")).to_be_visible()


def complete(page: Page, path: str, day: str) -> None:
    link_of(page, path).click()
    page.get_by_label("Ngày hoàn thành").fill(day)
    page.get_by_role("button", name="Ghi là hoàn thành").click()
    expect(page.get_by_role("button", name="Mở lại nhiệm vụ")).to_be_visible()


def move_day(page: Page, day: str) -> None:
    page.get_by_text("Ngày trình diễn").click()
    page.get_by_label("Chuyển bản trình diễn sang ngày").fill(day)
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_text("Bản trình diễn đang ở ngày")).to_be_visible()


def link_of(page: Page, path: str) -> Locator:
    return page.get_by_role("link", name=re.compile(rf"^{re.escape(path)}\. "))


def row_of(page: Page, path: str) -> Locator:
    return page.get_by_role("row").filter(has=link_of(page, path))


def rows_of_sheet(page: Page) -> dict[str, list[object]]:
    """The rows of the Excel file of the list, by the path of the task."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Xuất Excel").click()
    data = Path(waiting.value.path()).read_bytes()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return {str(row[2]): list(row) for row in rows[3:]}


def test_the_reader_proposes_what_the_plan_says(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    for path, label in labels().items():
        shown = card(page, path)
        assert agencies(shown, "Chủ trì") == label["lead"], path
        assert agencies(shown, "Phối hợp") == label["coordinating"], path
        if label["deadline"]["kind"] != "none" and path.startswith("II."):
            expect(shown.locator("dt:text-is('Thời hạn') + dd")).to_contain_text(
                label["deadline_text"]
            )
    expect(card(page, NO_TIME)).to_contain_text("Văn bản không nói thời hạn của việc này")
    expect(card(page, ASKED).get_by_text("Đề nghị", exact=True)).to_be_visible()
    expect(page.get_by_role("article", name="Nhiệm vụ II.")).to_have_count(11)
    expect(page.get_by_role("article", name="Nhiệm vụ III.")).to_have_count(2)


def test_accepted_tasks_are_followed_until_late_or_done(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    answer_questions(page)
    accept(page)
    complete(page, "II.7", "03/06/2024")
    move_day(page, "2025-01-02")
    page.get_by_role("link", name="Nhiệm vụ", exact=True).click()
    expect(row_of(page, YEARLY)).to_contain_text("Quá hạn")
    expect(row_of(page, YEARLY)).to_contain_text("quá 2 ngày")
    expect(row_of(page, "II.7")).to_contain_text("Hoàn thành")
    expect(row_of(page, "II.1")).to_contain_text("Đã giao")
    rows = rows_of_sheet(page)
    assert (rows[YEARLY][10], rows["II.7"][10]) == ("Quá hạn", "Hoàn thành")
    assert rows[ASKED][4] == "Đề nghị Hội Luật gia tỉnh"
    assert len(rows) == 13


def test_a_task_leads_back_to_its_place_in_the_text(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    answer_questions(page)
    accept(page)
    link_of(page, YEARLY).click()
    page.get_by_role("link", name="Xem trong nguyên văn").click()
    place = page.get_by_role("link", name=f"NV {YEARLY}", exact=True)
    expect(place).to_be_in_viewport()
    place.click()
    expect(card(page, YEARLY)).to_be_in_viewport()


def test_everything_works_without_scripts(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    page.get_by_role("link", name="NV II.8", exact=True).click()
    expect(card(page, ASKED)).to_be_in_viewport()
    answer_questions(page)
    accept(page)
    complete(page, "II.7", "03/06/2024")
    move_day(page, "2025-01-02")
    page.goto(f"{site}/nhiem-vu/?tinh_trang=qua-han")
    expect(row_of(page, YEARLY)).to_contain_text("Quá hạn")
    assert YEARLY in rows_of_sheet(page)
    context.close()


def test_a_review_is_walked_with_the_keyboard(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    page.locator("[data-keys]").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(card(page, "II.2")).to_be_focused()
    expect(page.get_by_role("link", name="NV II.2", exact=True)).to_be_in_viewport()
    page.keyboard.press("a")
    expect(card(page, "II.2")).to_contain_text("Đã đồng ý")
    page.keyboard.press("k")
    expect(card(page, "II.1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lưu phần sửa")).to_be_visible()
    page.get_by_role("link", name="Thôi").click()
    expect(card(page, "II.1")).to_contain_text("Đề xuất")


def test_a_quick_reader_keeps_their_place_before_the_answer(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    held: list[Route] = []
    page.locator("[data-keys]").wait_for()
    page.route("**/muc/task/**", lambda route: held.append(route))
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("j")
    expect(card(page, "II.2")).to_be_focused()
    held.pop().continue_()
    expect(card(page, "II.1")).to_contain_text("Đã đồng ý")
    expect(card(page, "II.2")).to_be_focused()


SELECT = """words => {
    const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
    }
    throw new Error('not in the text');
}"""


def test_a_passage_of_the_text_becomes_a_task(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    passage = "công khai danh sách cơ quan chậm thi hành án hành chính"
    page.evaluate(SELECT, passage)
    page.get_by_role("link", name="Thêm nhiệm vụ từ đoạn này").click()
    expect(page.get_by_label("Nội dung nhiệm vụ")).to_have_value(passage)
    expect(page.get_by_label("Trích từ văn bản")).to_have_value(passage)
    page.get_by_label("Cơ quan chủ trì").fill("Thanh tra tỉnh\nĐề nghị Hội Luật gia tỉnh")
    page.get_by_label("Thời hạn ghi bằng lời").fill("trước ngày 30/9")
    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    added = page.locator("#x-n1")
    expect(added).to_contain_text("30/9 (đến")
    expect(added.get_by_text("Đề nghị", exact=True)).to_be_visible()
    expect(page.locator("#v-n1")).to_be_attached()


def test_what_is_asked_before_accepting_is_answered_from_there(page: Page, site: str) -> None:
    enter(page, site, "Lan")
    upload(page, site, PLAN)
    page.get_by_role("link", name="Kiểm tra và tiếp nhận").click()
    page.get_by_role("link", name=f"Nhiệm vụ {NO_TIME}: Nhiệm vụ chưa có thời hạn").click()
    page.get_by_label("Thời hạn ghi bằng lời").fill("Quý IV/2024")
    page.get_by_role("button", name="Lưu phần sửa").click()
    expect(page.get_by_role("heading", name="Kiểm tra trước khi tiếp nhận")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=NO_TIME)).to_contain_text("Quý IV/2024")


def test_every_screen_of_the_path_is_accessible(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    enter(page, site, "Lan")
    page.goto(f"{site}/van-ban/them/")
    demand_readable(page)
    upload(page, site, PLAN)
    demand_readable(page)
    review = page.url
    for part in ("muc/task/t1/", "muc/metadata/date/", "muc/citation/c1/bo/", "nhiem-vu/them/"):
        page.goto(f"{review}{part}")
        demand_readable(page)
    page.goto(review)
    page.get_by_role("link", name="Kiểm tra và tiếp nhận").click()
    demand_readable(page)
    page.goto(review)
    answer_questions(page)
    accept(page)
    demand_readable(page)
    for address in ("nhiem-vu/", "nhiem-vu/chuong-trinh/", "van-ban/", "", "tim/?q=phap"):
        page.goto(f"{site}/{address}")
        demand_readable(page)
    page.goto(f"{site}/nhiem-vu/")
    link_of(page, YEARLY).click()
    demand_readable(page)
