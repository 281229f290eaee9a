"""A report is asked for, drafted from tasks, checked, signed, sent and returned: three windows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtac.kernel.actor import Actor
from congtac.programmes.services.tasks import report_progress
from congtac.programmes.tests.made import accepted, task_of
from congtac.programmes.tests.reported import give_power
from tests.browser import PATIENCE
from tests.journeys.walking import demand_accessible, enter

Windows = Callable[[str], Page]
TITLE = "Báo cáo 6 tháng đầu năm 2024"


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, on a day of 2024; Minh may sign, and a task is under way."""
    day = date(2024, 6, 3)
    on_day(day)
    give_power()
    task = task_of(accepted(cast["lan"]), "1")
    report_progress(cast["lan"], task, percent=40, note="Đã lập danh mục", day=day)
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


def open_report(page: Page, site: str) -> None:
    page.goto(f"{site}/nhiem-vu/bao-cao/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", name="Nội dung báo cáo").wait_for()


def test_a_report_is_asked_for_and_sent(window_of: Windows, site: str) -> None:
    ha, lan, minh = window_of("Hà"), window_of("Lan"), window_of("Minh")
    ask(ha, site)
    draft(lan, site)
    lan.get_by_role("button", name="Trình kiểm tra").click()
    expect(lan.get_by_text("Người trình báo cáo không tự kiểm tra.")).to_be_visible()
    check_and_sign(minh, site)
    send(lan)
    judge(ha, site)
    lan.reload()
    expect(lan.get_by_text("Bị trả lại").first).to_be_visible()
    expect(lan.get_by_text("Thiếu phần phương hướng").first).to_be_visible()


def ask(ha: Page, site: str) -> None:
    """Ask the department for its six months, by hand."""
    ha.goto(f"{site}/nhiem-vu/bao-cao/")
    ha.get_by_role("link", name="Lập yêu cầu báo cáo").first.click()
    ha.get_by_label("Nơi phải báo cáo").fill("Sở Tư pháp tỉnh Ninh Thuận")
    ha.get_by_label("Ngày chốt số liệu").fill("03/06/2024")
    ha.get_by_label("Hạn gửi").fill("15/06/2024")
    demand_accessible(ha)
    ha.get_by_role("button", name="Lưu dự thảo và xem lại").click()
    expect(ha.get_by_text("17/06/2024")).to_be_visible()
    demand_accessible(ha)
    ha.get_by_role("button", name="Gửi yêu cầu đến 1 đơn vị").click()
    expect(ha.get_by_role("heading", name="Báo cáo của các đơn vị")).to_be_visible()
    demand_accessible(ha)


def draft(lan: Page, site: str) -> None:
    """Draft from the tasks, and change a sentence."""
    open_report(lan, site)
    lan.get_by_role("button", name="Soạn từ nhiệm vụ").click()
    expect(lan.get_by_text("Đã lập danh mục.").first).to_be_visible()
    demand_accessible(lan)
    lan.get_by_role("link", name="Viết mục này").first.click()
    lan.get_by_role("heading", name="I. Kết quả thực hiện nhiệm vụ").wait_for()
    lan.get_by_label("Viết thêm").fill("Sở đã hoàn thành sớm việc được giao thêm.")
    demand_accessible(lan)
    lan.get_by_role("button", name="Lưu mục này").click()
    expect(lan.get_by_text("Đã lưu mục này.")).to_be_visible()
    open_report(lan, site)
    expect(lan.get_by_text("Sở đã hoàn thành sớm việc được giao thêm.")).to_be_visible()


def check_and_sign(minh: Page, site: str) -> None:
    """Look at it as another person, then sign for the director."""
    open_report(minh, site)
    minh.get_by_role("button", name="Kiểm tra xong").click()
    minh.get_by_label("Số, ký hiệu").fill("45/BC-STP")
    minh.get_by_role("button", name="Ký báo cáo").click()
    expect(minh.get_by_text("KT. GIÁM ĐỐC")).to_be_visible()
    demand_accessible(minh)


def send(lan: Page) -> None:
    """Look once more, and send."""
    lan.reload()
    lan.get_by_role("link", name="Xem lại và gửi").first.click()
    demand_accessible(lan)
    lan.get_by_role("button", name="Gửi báo cáo đến Bộ Tư pháp").click()
    expect(lan.get_by_text("Bây giờ báo cáo ở Bộ Tư pháp.")).to_be_visible()


def judge(ha: Page, site: str) -> None:
    """Return what was sent, with the reason."""
    ha.goto(f"{site}/nhiem-vu/bao-cao/?xem=cho-xu-ly")
    ha.get_by_role("link", name=TITLE).click()
    expect(ha.get_by_text("Đã lập danh mục.").first).to_be_visible()
    demand_accessible(ha)
    ha.get_by_label("Ý kiến").fill("Thiếu phần phương hướng")
    ha.get_by_role("button", name="Trả lại báo cáo").click()
    expect(ha.get_by_text("Đã trả lại báo cáo.")).to_be_visible()
