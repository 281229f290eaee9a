"""A plan is launched, taken on below, reported by period; a body asks once, through another."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from congtac.accounts.models import Person, Post
from congtac.accounts.services.people import add_person, appoint
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Unit
from congtac.programmes.tests.reported import give_power
from tests.browser import PATIENCE
from tests.journeys.walking import EXAMPLES, demand_accessible, upload

Windows = Callable[[str], Page]
Move = Callable[[date], None]
PLAN = EXAMPLES / "year" / "ke-hoach-cong-tac-tu-phap-2024.txt"
CALLED = "Kế hoạch số 412/KH-BTP"
TASK = "Rà soát văn bản quy phạm pháp luật về đất đai"
SAID = "Sở Tài chính đã rà soát 07 văn bản về giá đất."
ONCE = "Báo cáo việc rà soát văn bản về đất đai"
START, SPRING, SUMMER = date(2024, 1, 29), date(2024, 4, 2), date(2024, 6, 20)


def hired(username: str, name: str, unit: str) -> None:
    """An officer of a unit who also leads it, so that one window does for both."""
    person = add_person(SYSTEM, username, name)
    held = Unit.objects.get(key=unit)
    post = Post(person=person, unit=held, title="Chánh Văn phòng", since=date(2023, 1, 1))
    post.roles = ["officer", "leader"]
    appoint(SYSTEM, post)


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Move) -> str:
    """The site on a day of January; Minh may sign for the director."""
    on_day(START)
    give_power()
    hired("ngoc", "Đặng Hồng Ngọc", "ninh-thuan.ubnd")
    hired("son", "Võ Thái Sơn", "ninh-thuan.stc")
    return str(live_server.url)


@pytest.fixture
def window_of(browser: Browser, site: str) -> Iterator[Windows]:
    """A window in which a person has signed in, by user name."""
    contexts = []

    def window(username: str) -> Page:
        client = Client()
        client.force_login(Person.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        context = browser.new_context(locale="vi-VN")
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def launch(ha: Page, site: str) -> None:
    """The Ministry puts a plan up that all departments lead, says what is open, takes it on."""
    upload(ha, site, PLAN)
    while (open_ones := ha.get_by_role("button", name="Không có thời hạn")).count():
        count = open_ones.count()
        open_ones.first.click()
        expect(ha.get_by_role("button", name="Không có thời hạn")).to_have_count(count - 1)
    ha.get_by_role("link", name="Kiểm tra và tiếp nhận").click()
    ha.get_by_role("button", name=re.compile(r"Tiếp nhận \d+ nhiệm vụ")).click()
    expect(ha.get_by_text("nhiệm vụ theo thứ tự của văn bản")).to_be_visible()


def take_on(lan: Page, minh: Page, site: str) -> str:
    """The department makes its own programme, gives a part and approves it; its task's address."""
    lan.goto(f"{site}/nhiem-vu/chuong-trinh/")
    lan.get_by_role("link", name=CALLED).first.click()
    lan.get_by_role("link", name="Lập chương trình của đơn vị").click()
    lan.get_by_role("button", name="Lập chương trình").click()
    lan.get_by_role("link", name=TASK).first.click()
    lan.get_by_role("heading", level=1).wait_for()
    own = lan.url
    minh.goto(own)
    minh.get_by_role("link", name="Giao phần việc").click()
    minh.get_by_label("Nội dung phần việc").fill("Lập danh mục văn bản phải rà soát")
    minh.get_by_label("Giao cho").select_option("lan")
    minh.get_by_label("Hạn nội bộ").fill("28/02/2024")
    minh.get_by_role("button", name="Giao phần việc").click()
    lan.goto(site)
    lan.get_by_role("link", name="Lập danh mục văn bản phải rà soát").first.click()
    lan.get_by_label("Nội dung").fill("Danh mục 41 văn bản")
    lan.get_by_role("button", name="Trình duyệt").click()
    minh.goto(own)
    minh.get_by_role("link", name="Lập danh mục văn bản phải rà soát").click()
    minh.get_by_role("button", name="Duyệt", exact=True).click()
    expect(minh.get_by_text("Phần việc đã kết thúc.")).to_be_visible()
    return own


def advance(lan: Page, task: str, percent: str, note: str) -> None:
    lan.goto(task)
    lan.get_by_label("Tiến độ (%)").fill(percent)
    lan.get_by_label("Ghi chú").first.fill(note)
    lan.get_by_role("button", name="Cập nhật tiến độ").click()
    expect(lan.get_by_text(f"Đã ghi tiến độ {percent}%.")).to_be_visible()


def ask(asker: Page, site: str, **said: str) -> str:
    """Ask for a report by hand; the address of the request."""
    asker.goto(f"{site}/nhiem-vu/bao-cao/yeu-cau/lap/")
    asker.get_by_label("Kỳ báo cáo").select_option(said["period"])
    asker.get_by_label("Tên báo cáo").fill(said["title"])
    asker.get_by_label("Nơi phải báo cáo").fill(said["of"])
    asker.get_by_label("Số liệu tính từ ngày").fill(said.get("since", ""))
    asker.get_by_label("Ngày chốt số liệu").fill(said["cut_off"])
    asker.get_by_label("Hạn gửi").fill(said["due"])
    asker.get_by_role("button", name="Lưu dự thảo và xem lại").click()
    return issue(asker)


def issue(asker: Page) -> str:
    asker.get_by_role("button", name=re.compile(r"Gửi yêu cầu đến \d+ đơn vị")).click()
    asker.get_by_role("heading", name="Báo cáo của các đơn vị").wait_for()
    return asker.url


def open_report(page: Page, site: str, title: str, address: str = "") -> None:
    page.goto(address or f"{site}/nhiem-vu/bao-cao/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("heading", name="Nội dung báo cáo").wait_for()


def write_and_send(lan: Page, minh: Page, number: str) -> None:
    """Put the open report up, have it checked and signed by another, send it."""
    report = lan.url
    lan.get_by_role("button", name="Trình kiểm tra").click()
    minh.goto(report)
    minh.get_by_role("button", name="Kiểm tra xong").click()
    minh.get_by_label("Số, ký hiệu").fill(number)
    minh.get_by_role("button", name="Ký báo cáo").click()
    expect(minh.get_by_text("Đã ký, chưa gửi").first).to_be_visible()
    send(lan, report)


def send(lan: Page, report: str) -> None:
    lan.goto(report)
    lan.get_by_role("link", name="Xem lại và gửi").first.click()
    lan.get_by_role("button", name=re.compile("Gửi báo cáo đến")).click()
    expect(lan.get_by_text("Bây giờ báo cáo ở")).to_be_visible()


def return_it(ha: Page, request: str, why: str) -> None:
    ha.goto(request)
    ha.get_by_role("link", name="Sở Tư pháp", exact=False).first.click()
    ha.get_by_label("Ý kiến").fill(why)
    ha.get_by_role("button", name="Trả lại báo cáo").click()
    expect(ha.get_by_text("Đã trả lại báo cáo.")).to_be_visible()


def accept_it(page: Page, request: str, unit: str) -> None:
    page.goto(request)
    page.get_by_role("link", name=unit).first.click()
    page.get_by_role("button", name="Tiếp nhận báo cáo").click()
    expect(page.get_by_text("Đã tiếp nhận").first).to_be_visible()


def report_the_quarter(ha: Page, lan: Page, minh: Page, site: str) -> str:
    """Quarter I is asked for, sent, returned, sent again, accepted; the address of the request."""
    request = ask(
        ha,
        site,
        period="2024-Q1",
        title="Báo cáo quý I năm 2024",
        of="Sở Tư pháp tỉnh Ninh Thuận",
        cut_off="31/03/2024",
        due="05/04/2024",
    )
    open_report(lan, site, "Báo cáo quý I năm 2024")
    lan.get_by_role("button", name="Soạn từ nhiệm vụ").click()
    write_and_send(lan, minh, "31/BC-STP")
    return_it(ha, request, "Thiếu số văn bản đã công bố")
    open_report(lan, site, "Báo cáo quý I năm 2024")
    expect(lan.get_by_text("Thiếu số văn bản đã công bố").first).to_be_visible()
    lan.get_by_role("link", name="Viết mục này").first.click()
    lan.get_by_label("Viết thêm").fill("Đã công bố 03 văn bản phải sửa đổi.")
    lan.get_by_role("button", name="Lưu mục này").click()
    open_report(lan, site, "Báo cáo quý I năm 2024")
    write_and_send(lan, minh, "33/BC-STP")
    accept_it(ha, request, "Sở Tư pháp")
    return request


def test_a_plan_is_launched_taken_on_and_reported_by_period(
    window_of: Windows, site: str, on_day: Move
) -> None:
    ha, lan, minh = window_of("ha"), window_of("lan"), window_of("minh")
    launch(ha, site)
    task = take_on(lan, minh, site)
    on_day(SPRING)
    advance(lan, task, "30", "Đã rà soát 12 văn bản")
    request = report_the_quarter(ha, lan, minh, site)
    on_day(SUMMER)
    ha.goto(request)
    ha.get_by_role("button", name="Lập yêu cầu kỳ tiếp theo").click()
    half_year = issue(ha)
    on_day(date(2024, 7, 22))
    urge(ha, half_year)
    lan.goto(f"{site}/thong-bao/")
    told = lan.get_by_role("listitem").get_by_text("đôn đốc", exact=False)
    expect(told.first).to_be_visible()
    open_report(lan, site, "6 tháng")
    lan.get_by_role("button", name="Soạn từ nhiệm vụ").click()
    write_and_send(lan, minh, "58/BC-STP")
    ha.goto(f"{half_year}theo-doi/")
    expect(ha.get_by_text("gửi muộn", exact=False).first).to_be_visible()
    extend(lan, minh, task)
    finish_the_share(ha, lan, site)


def finish_the_share(ha: Page, lan: Page, site: str) -> None:
    """The department says that its share is done; the Ministry sees one of 63 and confirms it."""
    open_task(lan, site)
    expect(lan.get_by_text("Phần của Sở Tư pháp Ninh Thuận")).to_be_visible()
    lan.get_by_role("button", name="Báo hoàn thành").click()
    expect(lan.get_by_text("Đã báo hoàn thành.", exact=False).first).to_be_visible()
    open_task(ha, site)
    units = ha.get_by_role("region", name="63 đơn vị chủ trì")
    expect(units).to_contain_text("0/63 đơn vị đã xong, 1 chờ xác nhận")
    demand_accessible(ha)
    ha.get_by_role("button", name="Xác nhận cả 1 đơn vị").click()
    expect(units).to_contain_text("1/63 đơn vị đã xong")
    units.get_by_role("link", name="Hoàn thành").click()
    expect(units.get_by_role("link", name="Sở Tư pháp Ninh Thuận", exact=False)).to_have_count(1)


def open_task(page: Page, site: str) -> None:
    page.goto(f"{site}/nhiem-vu/chuong-trinh/")
    page.get_by_role("link", name=CALLED, exact=True).first.click()
    page.get_by_role("link", name=TASK).first.click()
    page.get_by_role("heading", level=1, name="Nhiệm vụ II.3").wait_for()


def urge(ha: Page, request: str) -> None:
    ha.goto(f"{request}theo-doi/")
    ha.get_by_role("button", name=re.compile("Đôn đốc cả 1 đơn vị quá hạn")).click()
    expect(ha.get_by_label("Nội dung").first).not_to_have_value("")
    ha.get_by_role("button", name="Ghi nhận đôn đốc và báo cho 1 đơn vị").click()
    with ha.expect_download() as waiting:
        ha.get_by_role("link", name="Tải tệp Word").click()
    assert waiting.value.suggested_filename.endswith(".docx")


def extend(lan: Page, minh: Page, task: str) -> None:
    lan.goto(task)
    lan.locator("summary", has_text="Đề nghị gia hạn").click()
    lan.get_by_label("Hạn mới đề nghị").fill("30/11/2024")
    lan.get_by_label("Lý do đề nghị gia hạn").fill("Chờ văn bản hướng dẫn mới")
    lan.get_by_role("button", name="Gửi đề nghị gia hạn").click()
    minh.goto(task)
    minh.get_by_role("button", name="Đồng ý gia hạn", exact=True).click()
    expect(minh.get_by_role("region", name="Gia hạn")).to_contain_text("đến 30/11/2024")


def test_a_body_asks_once_and_is_answered_through_another(
    window_of: Windows, site: str, on_day: Move
) -> None:
    on_day(SUMMER)
    ngoc, son, minh = window_of("ngoc"), window_of("son"), window_of("minh")
    request = ask(
        ngoc,
        site,
        period="",
        title=ONCE,
        of="Sở Tài chính; qua Sở Tư pháp",
        since="01/01/2024",
        cut_off="20/06/2024",
        due="28/06/2024",
    )
    open_report(son, site, ONCE)
    son.get_by_role("link", name="Viết mục này").first.click()
    son.get_by_label("Viết thêm").fill(SAID)
    son.get_by_role("button", name="Lưu mục này").click()
    open_report(son, site, ONCE)
    report = son.url
    son.get_by_role("button", name="Trình kiểm tra").click()
    hoa = window_of("hoa")
    hoa.goto(report)
    hoa.get_by_role("button", name="Kiểm tra xong").click()
    son.goto(report)
    son.get_by_label("Số, ký hiệu").fill("120/BC-STC")
    son.get_by_role("button", name="Ký báo cáo").click()
    send(son, report)
    minh.goto(report)
    minh.get_by_role("button", name="Chuyển báo cáo").click()
    accept_it(ngoc, request, "Sở Tài chính")
    ngoc.goto(f"{request}tong-hop/")
    ngoc.get_by_role("button", name="Tổng hợp thành dự thảo").click()
    told = ngoc.get_by_role("listitem").filter(has_text=SAID).first
    told.get_by_text("Nguồn", exact=True).click()
    told.get_by_role("link", name="Mở báo cáo nguồn").click()
    expect(ngoc.get_by_text(SAID).first).to_be_visible()
    expect(ngoc.get_by_text("120/BC-STC").first).to_be_visible()
