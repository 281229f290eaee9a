"""An indicator is looked at, a figure is put into a report, its source changes, the flag shows."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtac.kernel.actor import Actor
from congtac.programmes.tests.reported import issued, report_of
from congtac.statistics.models import Submission
from congtac.statistics.services.indicators import add_indicator
from congtac.statistics.tests.begun import DAY, as_keeper, open_half_year
from congtac.statistics.tests.sending import send_again, send_figures
from congtac.statistics.tests.test_indicators import MEANT
from tests.browser import PATIENCE
from tests.journeys.walking import demand_accessible, enter

SENT = {"c1": "1234", "c2": "734", "c3": "500", "c4": "617"}


@pytest.fixture
def asked(cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> Submission:
    """The figures of Lan's Sở, sent; an indicator over them; a report that she is to write."""
    on_day(DAY)
    period = open_half_year(cast)[0]
    add_indicator(as_keeper(cast), "ho-so-tre-em", MEANT, day=DAY)
    report_of(issued(cast))
    return send_figures(cast, period, SENT)


def test_a_figure_is_quoted_and_flagged_when_its_source_changes(
    browser: Browser, live_server: Any, cast: Mapping[str, Actor], asked: Submission
) -> None:
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    site = str(live_server.url)
    enter(page, site, "Lan")
    look_at_the_indicator(page, site)
    put_the_figure_in(page, site)
    send_again(cast, asked, {**SENT, "c1": "1240", "c2": "740"})
    page.reload()
    expect(page.get_by_text("Nguồn đã đổi từ 1.234 thành 1.240 ở bản 2")).to_be_visible()
    demand_accessible(page)
    page.get_by_role("button", name="Bỏ dẫn").click()
    expect(page.get_by_text("Đã bỏ dẫn số liệu")).to_be_visible()
    expect(page.get_by_role("heading", name="Số liệu trích dẫn")).to_have_count(0)
    context.close()


def look_at_the_indicator(page: Page, site: str) -> None:
    """From the list to the number, the map, and the cells behind it."""
    page.goto(f"{site}/thong-ke/")
    page.get_by_role("link", name="Số liệu", exact=True).click()
    page.get_by_role("link", name="Chỉ tiêu", exact=True).click()
    page.get_by_role("link", name="Tỷ lệ hồ sơ trẻ em").click()
    expect(page.get_by_role("img", name="Tỷ lệ hồ sơ trẻ em")).to_be_visible()
    demand_accessible(page)
    page.get_by_role("searchbox", name="Đơn vị").fill("ninh thuan")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name="Cách tính Sở Tư pháp Ninh Thuận").click()
    expect(page.get_by_text("617 / 1.234 × 100")).to_be_visible()


def put_the_figure_in(page: Page, site: str) -> None:
    """From the report to the figure and back; its link is shown."""
    page.goto(f"{site}/nhiem-vu/bao-cao/")
    page.get_by_role("link", name="Báo cáo công tác tư pháp 6 tháng").click()
    page.get_by_role("link", name="Viết mục này").first.click()
    page.get_by_role("link", name="Chèn số liệu").click()
    page.get_by_label("Biểu, dòng, cột hoặc chỉ tiêu").fill("tong so")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("button", name="Chèn 1.234 hồ sơ").click()
    expect(page.get_by_text("Đã chèn số liệu")).to_be_visible()
    page.get_by_role("link", name="Về báo cáo").click()
    expect(page.get_by_text("Nguồn hiện nay: 1.234, không đổi.")).to_be_visible()
