"""On 01/07/2025 two provinces merge: both hand their open work over, the past stays as it was."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from congtac.accounts.models import Person, Post
from congtac.accounts.queries import actor_on
from congtac.accounts.services.people import add_person, appoint
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Unit
from congtac.programmes.models import Programme
from congtac.programmes.services import following
from congtac.programmes.services import tasks as services
from congtac.programmes.tests.made import accepted, task_of
from tests.browser import PATIENCE
from tests.journeys.walking import demand_accessible

Windows = Callable[[str], Page]
Move = Callable[[date], None]
IN_2024, LAST_DAY, FIRST_DAY = date(2024, 6, 24), date(2025, 6, 30), date(2025, 7, 1)
PAST = ("30/06/2024", "31/12/2024", "30/06/2025")
NEW = "Sở Tư pháp Khánh Hòa"


def hired(username: str, name: str, unit: str, since: date) -> Person:
    """A leader of a unit from a day on."""
    person = add_person(SYSTEM, username, name)
    post = Post(person=person, unit=Unit.objects.get(key=unit), title="Giám đốc Sở", since=since)
    post.roles = ["officer", "leader"]
    appoint(SYSTEM, post)
    return person


@pytest.fixture
def programmes(cast: Mapping[str, Actor], on_day: Move) -> list[Programme]:
    """A plan at each of the two Sở; one task of Ninh Thuận was done late, others are open."""
    on_day(IN_2024)
    quang = hired("quang", "Bùi Thanh Quang", "khanh-hoa.stp", date(2023, 1, 1))
    hired("tam", "Lê Minh Tâm", "khanh-hoa-2025.stp", FIRST_DAY)
    made = [accepted(cast["lan"]), accepted(actor_on(quang, IN_2024))]
    late = task_of(made[0], "1")
    services.complete(cast["lan"], late, done_on=date(2024, 7, 4), note="", day=date(2024, 7, 4))
    asked = following.ask_extension(
        actor_on(quang, IN_2024),
        task_of(made[1], "1"),
        asked_for=date(2025, 9, 30),
        reason="Chờ sáp nhập",
        day=IN_2024,
    )
    assert asked.state == "asked"
    return made


@pytest.fixture
def site(live_server: Any, programmes: list[Programme], on_day: Move) -> str:
    """The two Sở on their last day."""
    on_day(LAST_DAY)
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


def counts(page: Page, site: str, programme: Programme) -> list[str]:
    """What the page of counts says of a programme on days of the past."""
    said = []
    for day in PAST:
        page.goto(f"{site}/nhiem-vu/so-lieu/?ngay={day}&chuong_trinh={programme.pk}")
        expect(page.get_by_text(f"tính đến ngày {day}")).to_be_visible()
        tables = page.locator("main table").all_inner_texts()
        said.append("\n".join([page.locator("main .lead-sentence").inner_text(), *tables]))
    return said


def draw_up(page: Page, site: str, unit: str) -> str:
    """Draw up the handover of a unit on its page, sign it for the giver, and say where it is."""
    page.goto(f"{site}/don-vi/{unit}/")
    page.get_by_role("button", name="Lập biên bản bàn giao").click()
    page.get_by_role("heading", name="Việc còn mở được bàn giao").wait_for()
    demand_accessible(page)
    expect(page.get_by_text("Chương trình theo dõi:")).to_be_visible()
    page.get_by_role("button", name="Ký cho bên giao").click()
    expect(page.get_by_text("chưa đến ngày đó")).to_be_visible()
    return page.url


def test_open_work_passes_when_both_have_signed_and_past_counts_stay(
    window_of: Windows, site: str, programmes: list[Programme], on_day: Move
) -> None:
    minh, quang, ha = (window_of(name) for name in ("minh", "quang", "ha"))
    before = [counts(ha, site, it) for it in programmes]
    assert "1 quá hạn" in before[1][2], "the task of Khánh Hòa waits past its last day"
    assert "(1 muộn)" in before[0][1], "the task of Ninh Thuận was done late"
    papers = [draw_up(minh, site, "ninh-thuan.stp"), draw_up(quang, site, "khanh-hoa.stp")]

    on_day(FIRST_DAY)
    tam = window_of("tam")
    tam.goto(f"{site}/nhiem-vu/chuong-trinh/")
    expect(tam.locator("main")).not_to_contain_text("12/KH-STP")
    for paper in papers:
        tam.goto(paper)
        tam.get_by_role("button", name="Ký cho bên nhận").click()
        expect(tam.get_by_text("Đã bàn giao").first).to_be_visible()
        demand_accessible(tam)

    tam.goto(f"{site}/nhiem-vu/chuong-trinh/{programmes[1].pk}/")
    expect(tam.get_by_text(f"{NEW} theo dõi")).to_be_visible()
    tam.goto(f"{site}/nhiem-vu/{task_of(programmes[1], '1').pk}/")
    expect(tam.get_by_text(f"Bàn giao cho {NEW}")).to_be_visible()
    tam.goto(f"{site}/nhiem-vu/giao-ban/")
    expect(tam.get_by_text("30/09/2025")).to_be_visible()
    assert [counts(ha, site, it) for it in programmes] == before
    assert counts(tam, site, programmes[0]) == before[0]
    assert counts(tam, site, programmes[1]) == before[1]


def test_the_work_goes_on_at_the_new_department(
    window_of: Windows, site: str, programmes: list[Programme], on_day: Move
) -> None:
    minh, ha = window_of("minh"), window_of("ha")
    before = counts(ha, site, programmes[0])
    paper = draw_up(minh, site, "ninh-thuan.stp")
    on_day(FIRST_DAY)
    tam = window_of("tam")
    tam.goto(paper)
    tam.get_by_role("button", name="Ký cho bên nhận").click()
    expect(tam.get_by_text("Đã bàn giao").first).to_be_visible()
    open_task = task_of(programmes[0], "2")
    tam.goto(f"{site}/nhiem-vu/{open_task.pk}/")
    tam.get_by_role("button", name="Ghi là hoàn thành").click()
    expect(tam.locator(".task-standing")).to_contain_text("Hoàn thành")
    demand_accessible(tam)
    assert counts(ha, site, programmes[0]) == before
