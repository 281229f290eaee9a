"""Scenes of figures that are typed, kept, chosen between, and brought as a workbook."""

from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page

from congtac.statistics.queries import workbooks
from congtac.statistics.rules.workbooks.filled import grids_of
from tests.journeys.scenes_of_statistics import GOOD, UNEXPLAINED, begun, pressed, written
from tests.journeys.staging import Stage, shows

FIRST = ".sheet-entry td input"


@shows("statistics:fill", "statistics:keep", "statistics:drop")
def figures_are_typed_and_thrown_away(stage: Stage) -> None:
    asked = written(stage, begun(stage), GOOD)
    page = stage.window("lan", "statistics:fill", asked.pk)
    page.locator("body.has-grid").wait_for()
    page.locator(FIRST).first.click()
    page.keyboard.type("(1)")
    page.locator("#entry-kept").get_by_text("Đã giữ").wait_for()
    other = stage.window("minh", "statistics:fill", asked.pk)
    stage.judge(other)
    page.reload()
    stage.judge(page)
    pressed(page, "Bỏ phần chưa lưu")
    stage.judge(page)


@shows("statistics:fill")
def two_people_write_one_cell(stage: Stage) -> None:
    asked = written(stage, begun(stage), GOOD)
    page = stage.window("minh", "statistics:fill", asked.pk)
    page.locator("body.has-grid").wait_for()
    page.locator(FIRST).first.fill("121")
    written(stage, asked, {**GOOD, "c1": "122"})
    pressed(page, "Lưu và kiểm tra số liệu")
    stage.judge(page)


@shows("statistics:bring", "statistics:look", "statistics:take", "statistics:workbook")
def a_workbook_is_brought_and_taken(stage: Stage) -> None:
    asked = written(stage, begun(stage), GOOD)
    path = saved(stage, workbooks.workbook_of(asked))
    written(stage, asked, {**GOOD, "c2": "60", "c3": "60"})
    page = stage.window("lan", "statistics:fill", asked.pk)
    downloaded(page)
    stage.go(page, "statistics:bring")
    stage.judge(page)
    pressed(page, "Đối chiếu")
    stage.judge(page)
    page.locator("input[type=file]").set_input_files(path)
    pressed(page, "Đối chiếu")
    stage.judge(page)
    page.locator("input[name=trang]").first.uncheck()
    pressed(page, "Nhận các biểu đã chọn")
    stage.judge(page)
    page.locator("input[name=trang]").first.check()
    pressed(page, "Nhận các biểu đã chọn")
    stage.judge(page)


def downloaded(page: Page) -> None:
    with page.expect_download():
        page.get_by_role("link", name="Tải mẫu Excel").click()


def saved(stage: Stage, data: bytes) -> Path:
    """The workbook with another figure and a cell that can't be read in its second form."""
    path = stage.folder / "so-lieu.xlsx"
    first = next(iter(grids_of(data).values()))
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Biểu", "Lỗi"):
            page = book.add_worksheet(name)
            for at, line in enumerate(first):
                page.write_row(at, 0, line)
            last = len(first) - 1
            page.write(last, 3, 80)
            if name == "Lỗi":
                page.write(2, 2, "Sở Mặt trăng")
    return path


@shows("statistics:workbook-of-period", "statistics:submit")
def a_draft_of_someone_else_is_told_before_it_goes_up(stage: Stage) -> None:
    asked = written(stage, begun(stage), UNEXPLAINED)
    page = stage.window("minh", "statistics:fill", asked.pk)
    page.locator("body.has-grid").wait_for()
    page.locator(FIRST).first.fill("121")
    page.locator("#entry-kept").get_by_text("Đã giữ").wait_for()
    other = stage.window("lan", "statistics:submit", asked.pk)
    stage.judge(other)
    stage.go(other, "statistics:mine")
    downloaded(other)
