"""Scenes of reports that are asked for, written, signed and brought together."""

from datetime import date

from playwright.sync_api import Page

from congtac.programmes.models import Report, ReportSection
from congtac.programmes.services import consolidating, reports, requests
from congtac.programmes.services.consolidating import Gathering
from congtac.programmes.tests.made import accepted
from congtac.programmes.tests.received import OUTLINE, accepted_from, asked_of_four, send
from congtac.programmes.tests.reported import (
    DAY,
    asked,
    give_power,
    issued,
    report_of,
    signed,
    written,
)
from tests.journeys.staging import Stage, shows

STP, STC = "ninh-thuan.stp", "ninh-thuan.stc"
TABLE = ("TT", "Loại việc", "Số việc")


def sent(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


@shows("programmes:change-request", "programmes:issue")
def a_request_is_checked_changed_and_issued(stage: Stage) -> None:
    made = requests.make(stage.cast["ha"], asked(outline=OUTLINE), day=DAY)
    page = stage.window("ha", "programmes:change-request", made.pk)
    stage.judge(page)
    stage.say(page, "Hạn gửi", "01/01/2024")
    sent(page, "Lưu dự thảo và xem lại")
    stage.judge(page)
    stage.go(page, "programmes:issue", made.pk)
    stage.judge(page)
    sent(page, "Gửi yêu cầu đến")
    stage.judge(page)
    stage.go(page, "programmes:issue", made.pk)


@shows("programmes:issue")
def a_request_that_is_late_already_is_not_issued(stage: Stage) -> None:
    made = requests.make(stage.cast["ha"], asked(), day=DAY)
    stage.move(date(2024, 7, 1))
    page = stage.window("ha", "programmes:issue", made.pk)
    stage.judge(page)


@shows("programmes:next-request")
def the_next_period_is_asked_for(stage: Stage) -> None:
    made = issued(stage.cast, outline=OUTLINE)
    page = stage.window("ha", "programmes:request", made.pk)
    sent(page, "Lập yêu cầu kỳ tiếp theo")
    stage.judge(page)


def to_write(stage: Stage) -> tuple[Report, ReportSection, ReportSection]:
    """The report that Lan's unit owes, its words and its table."""
    accepted(stage.cast["lan"])
    report = report_of(asked_of_four(stage.cast))
    words, table = report.sections.get(position=1), report.sections.get(position=3)
    return report, words, table


@shows("programmes:draft", "programmes:write")
def a_report_is_drafted_and_written(stage: Stage) -> None:
    report, words, _table = to_write(stage)
    page = stage.window("lan", "programmes:report", report.pk)
    stage.press(page, "programmes:draft", report.pk)
    stage.judge(page)
    other = stage.window("lan", "programmes:write", words.pk)
    stage.go(page, "programmes:write", words.pk)
    stage.judge(page)
    for window in (other, page):  # the second has not seen what the first wrote
        stage.say(window, "Viết thêm", "Đã tập huấn hai lớp cho hòa giải viên.")
        sent(window, "Lưu mục này")
        stage.judge(window)


@shows("programmes:write", "programmes:annex-sheet", "programmes:annex-in")
def a_table_is_filled_from_a_sheet(stage: Stage) -> None:
    _report, _words, table = to_write(stage)
    page = stage.window("lan", "programmes:write", table.pk)
    stage.judge(page)
    with page.expect_download():
        page.get_by_role("link", name="Tải bảng này về Excel").click()
    for rows in ((TABLE, ("1", "Khai sinh", "1.200")), (("Tên",), ("A",))):
        page.locator("main input[type=file]").set_input_files(stage.sheet(*rows))
        stage.press(page, "programmes:annex-in", table.pk)
        stage.judge(page)


@shows("programmes:give-section", "programmes:section-act")
def a_section_is_given_and_handed_in(stage: Stage) -> None:
    _report, words, _table = to_write(stage)
    minh = stage.window("minh", "programmes:give-section", words.pk)
    stage.judge(minh)
    stage.say(minh, "Hạn", "31/02/2024")
    sent(minh, "Giao mục này")
    stage.judge(minh)
    minh.locator("main select[name=person]").select_option("lan")
    stage.say(minh, "Hạn", "07/06/2024")
    sent(minh, "Giao mục này")
    stage.judge(minh)
    lan = stage.window("lan", "programmes:write", words.pk)
    stage.judge(lan)
    sent(lan, "Nộp để duyệt")
    stage.judge(lan)
    stage.go(minh, "programmes:write", words.pk)
    stage.judge(minh)
    sent(minh, "Trả lại để viết lại")  # without a word of why
    stage.judge(minh)


@shows("programmes:send", "programmes:report")
def a_signed_report_is_looked_at_and_sent(stage: Stage) -> None:
    report = signed(stage.cast, report_of(issued(stage.cast)))
    page = stage.window("lan", "programmes:report", report.pk)
    stage.judge(page)
    stage.go(page, "programmes:send", report.pk)
    stage.judge(page)
    sent(page, "Gửi báo cáo đến")
    stage.judge(page)
    stage.go(page, "programmes:send", report.pk)
    stage.go(page, "programmes:revision", report.pk, 1)
    stage.judge(page)


@shows("programmes:report", "programmes:report-act")
def a_report_goes_from_hand_to_hand(stage: Stage) -> None:
    give_power()
    report = written(stage.cast, report_of(issued(stage.cast)))
    lan = stage.window("lan", "programmes:report", report.pk)
    stage.judge(lan)
    sent(lan, "Trình kiểm tra")
    stage.judge(lan)
    minh = stage.window("minh", "programmes:report", report.pk)
    stage.judge(minh)
    sent(minh, "Kiểm tra xong")
    stage.judge(minh)
    sent(minh, "Ký báo cáo")  # without a number
    stage.judge(minh)


@shows("programmes:sources")
def what_was_brought_together_shows_its_sources(stage: Stage) -> None:
    made = asked_of_four(stage.cast)
    accepted_from(stage.cast, made, STP, words=("Đã tập huấn hai lớp.", "Đã kiểm tra ba xã."))
    send(report_of(made, STC), words=("Đã bố trí kinh phí.",))
    page = stage.window("ha", "programmes:consolidate", made.pk)
    stage.judge(page)
    draft = consolidating.consolidate(stage.cast["ha"], made, Gathering(), day=DAY)
    stage.go(page, "programmes:sources", draft.pk)
    stage.judge(page)
    reports.accept(stage.cast["ha"], report_of(made, STC), day=DAY)
    stage.go(page, "programmes:sources", draft.pk)
    stage.judge(page)
    sent(page, "Tổng hợp lại")
    stage.judge(page)
