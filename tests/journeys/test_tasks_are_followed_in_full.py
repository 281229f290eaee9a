"""A task goes through the hands of those who work on it, each in a window of their own."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtac.kernel.actor import Actor
from congtac.programmes.tests.made import accepted, task_of
from tests.browser import PATIENCE
from tests.journeys.walking import demand_accessible, enter

Windows = Callable[[str], Page]


@pytest.fixture
def site(live_server: Any, cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> str:
    """The demo, alive, on a day of 2024."""
    on_day(date(2024, 6, 24))
    return str(live_server.url)


@pytest.fixture
def task(site: str, cast: Mapping[str, Actor]) -> str:
    """The address of a task that the unit of Lan and Minh leads and that of Hoa helps with."""
    return f"{site}/nhiem-vu/{task_of(accepted(cast['lan']), '1').pk}/"


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


def test_inside_a_unit_a_part_is_given_done_and_approved(window_of: Windows, task: str) -> None:
    minh, lan = window_of("Minh"), window_of("Lan")
    minh.goto(task)
    minh.get_by_role("link", name="Giao phần việc").click()
    minh.get_by_label("Nội dung phần việc").fill("Lập danh mục văn bản")
    minh.get_by_label("Hạn nội bộ").fill("28/06/2024")
    demand_accessible(minh)
    minh.get_by_role("button", name="Giao phần việc").click()
    lan.reload()
    lan.get_by_role("link", name="Lập danh mục văn bản").click()
    lan.get_by_label("Nội dung").fill("Danh mục 14 văn bản")
    lan.get_by_role("button", name="Trình duyệt").click()
    lan.goto(task)
    lan.get_by_role("button", name="Ghi là hoàn thành").click()
    expect(lan.get_by_role("alert")).to_contain_text("chưa được lãnh đạo duyệt")
    minh.goto(task)
    minh.get_by_role("link", name="Lập danh mục văn bản").click()
    minh.get_by_role("button", name="Duyệt", exact=True).click()
    expect(minh.get_by_text("Phần việc đã kết thúc.")).to_be_visible()
    lan.goto(task)
    lan.get_by_role("button", name="Ghi là hoàn thành").click()
    expect(lan.get_by_text("Đã ghi nhiệm vụ hoàn thành.")).to_be_visible()


def test_an_extension_is_asked_and_granted_and_the_old_date_shows(
    window_of: Windows, task: str
) -> None:
    lan, minh = window_of("Lan"), window_of("Minh")
    lan.goto(task)
    lan.locator("summary", has_text="Đề nghị gia hạn").click()
    lan.get_by_label("Hạn mới đề nghị").fill("31/08/2024")
    lan.get_by_label("Lý do đề nghị gia hạn").fill("Chờ ý kiến của các sở")
    lan.get_by_role("button", name="Gửi đề nghị gia hạn").click()
    expect(lan.get_by_text("Người đề nghị gia hạn", exact=False)).to_have_count(0)
    minh.goto(task)
    demand_accessible(minh)
    minh.get_by_role("button", name="Đồng ý gia hạn", exact=True).click()
    expect(minh.get_by_role("region", name="Gia hạn")).to_contain_text(
        "từ 30/06/2024 đến 31/08/2024"
    )


def test_a_difficulty_is_raised_answered_and_settled(
    window_of: Windows, task: str, site: str
) -> None:
    hoa, minh = window_of("Hoa"), window_of("Minh")
    hoa.goto(task)
    hoa.get_by_role("link", name="Nêu khó khăn, vướng mắc").click()
    hoa.get_by_label("Nội dung").fill("Chưa rõ phạm vi rà soát")
    hoa.get_by_label("Cơ quan trả lời").select_option("ninh-thuan.stp")
    hoa.get_by_role("button", name="Ghi lại").click()
    minh.goto(site)
    minh.get_by_role("link", name="Chưa rõ phạm vi rà soát").click()
    minh.get_by_label("Nội dung").fill("Rà soát văn bản từ năm 2019")
    minh.get_by_role("button", name="Trả lời", exact=True).click()
    hoa.goto(task)
    hoa.get_by_role("link", name="Chưa rõ phạm vi rà soát").click()
    expect(hoa.get_by_text("Rà soát văn bản từ năm 2019").first).to_be_visible()
    hoa.get_by_role("button", name="Đồng ý, kết thúc").click()
    expect(hoa.get_by_text("Đã giải quyết")).to_be_visible()
    demand_accessible(hoa)


def test_a_unit_makes_its_own_programme_and_its_progress_shows_above(
    window_of: Windows, task: str
) -> None:
    hoa, lan = window_of("Hoa"), window_of("Lan")
    hoa.goto(task)
    hoa.get_by_role("link", name="Kế hoạch số 12/KH-STP").first.click()
    hoa.get_by_role("link", name="Lập chương trình của đơn vị").click()
    demand_accessible(hoa)
    hoa.get_by_role("button", name="Lập chương trình").click()
    hoa.get_by_role("link", name="Rà soát văn bản về đất đai").click()
    hoa.get_by_label("Tiến độ (%)").fill("60")
    hoa.get_by_role("button", name="Cập nhật tiến độ").click()
    expect(hoa.get_by_text("Đã ghi tiến độ 60%.")).to_be_visible()
    lan.goto(task)
    expect(lan.get_by_text("Tiến độ tổng hợp từ dưới lên: 60%")).to_be_visible()
    demand_accessible(lan)
