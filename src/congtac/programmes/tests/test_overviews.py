"""A programme by standing and by month, what has changed, the sheet of the Monday meeting."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.programmes.models import Programme
from congtac.programmes.services import difficulties, following, parts
from congtac.programmes.services.tasks import report_progress
from congtac.programmes.tests.made import accepted, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
FIRST, SECOND = "Rà soát văn bản về đất đai", "Tập huấn cho cán bộ cấp xã"
DAY = date(2024, 6, 3)


@pytest.fixture
def programme(cast: Cast, on_day: OnDay) -> Programme:
    on_day(DAY)
    return accepted(cast["lan"])


def page(client: Client, address: str) -> str:
    answered = client.get(f"/nhiem-vu/{address}")
    assert answered.status_code == 200
    return answered.content.decode()


def test_the_board_puts_each_task_under_its_standing(
    programme: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(date(2024, 7, 2))
    shown = page(client_of("lan"), f"chuong-trinh/{programme.pk}/tinh-trang/")
    late, assigned = shown.split('aria-label="Đã giao"')
    assert 'aria-label="Quá hạn"' in late
    assert FIRST in late
    assert "quá 2 ngày" in late
    assert SECOND in assigned
    assert 'aria-label="Hoàn thành"' not in shown


def test_the_timeline_goes_by_months_and_ends_with_the_timeless(
    programme: Programme, client_of: ClientOf
) -> None:
    shown = page(client_of("lan"), f"chuong-trinh/{programme.pk}/thoi-gian/")
    dated, timeless = shown.split("Không có ngày cuối")
    assert "Đến hạn trong tháng 6/2024" in dated
    assert FIRST in dated
    assert SECOND in timeless


@pytest.mark.parametrize("view", ["tinh-trang", "thoi-gian"])
def test_both_are_shut_to_units_without_a_part(
    programme: Programme, client_of: ClientOf, view: str
) -> None:
    address = f"/nhiem-vu/chuong-trinh/{programme.pk}/{view}/"
    assert SECOND not in client_of("hoa").get(address).content.decode()
    task_of(programme, "1").assignments.filter(unit__key="ninh-thuan.stc").update(unit=None)
    assert client_of("hoa").get(address).status_code == 403


def test_what_has_changed_since_a_day_is_listed(
    cast: Cast, programme: Programme, client_of: ClientOf
) -> None:
    task = task_of(programme, "1")
    report_progress(cast["lan"], task, percent=35, note="Xong đợt một", day=DAY)
    lan = client_of("lan")
    assert "Xong đợt một" in page(lan, "thay-doi/?ngay=01/06/2024")
    assert "Giao nhiệm vụ" not in page(lan, "thay-doi/")
    assert "Giao nhiệm vụ" in page(lan, "thay-doi/?ngay=01/03/2024")
    assert lan.get("/nhiem-vu/thay-doi/?ngay=04/06/2024").status_code == 422
    other = task_of(programme, "2")
    report_progress(cast["lan"], other, percent=5, note="Chỉ trong Sở", day=DAY)
    assert "Chỉ trong Sở" not in page(client_of("hoa"), "thay-doi/?ngay=01/03/2024")


def test_the_sheet_of_monday_holds_what_waits(
    cast: Cast, programme: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    lan, minh, first = cast["lan"], cast["minh"], task_of(programme, "1")
    on_day(date(2024, 6, 25))
    day = date(2024, 6, 25)
    order = parts.Order("Lập danh mục", "lan", date(2024, 6, 28))
    part = parts.give(minh, first, order, day=day)
    parts.send(lan, part, words="Xong", day=day)
    following.ask_extension(lan, first, asked_for=date(2024, 8, 31), reason="Chờ ý kiến", day=day)
    issue = difficulties.Issue("obstacle", "Thiếu kinh phí", Unit.objects.get(key=minh.unit))
    difficulties.raise_difficulty(cast["hoa"], first, issue, day=day)
    shown = page(client_of("minh"), "giao-ban/")
    for words in ("Đến hạn trong 7 ngày", FIRST, "31/08/2024", "Lập danh mục", "Thiếu kinh phí"):
        assert words in shown
    on_day(date(2024, 7, 2))
    assert "quá 2 ngày" in page(client_of("minh"), "giao-ban/")
    assert "Lập danh mục" not in page(client_of("hoa"), "giao-ban/")


@pytest.mark.parametrize("address", ["giao-ban/", "thay-doi/?ngay=01/03/2024"])
def test_they_ask_the_database_as_often_for_two_tasks_as_for_many(
    cast: Cast, programme: Programme, client_of: ClientOf, on_day: OnDay, address: str
) -> None:
    on_day(date(2024, 7, 2))
    lan = client_of("lan")
    page(lan, address)
    with CaptureQueriesContext(connection) as for_two:
        page(lan, address)
    for _ in range(4):
        accepted(cast["lan"])
    with CaptureQueriesContext(connection) as for_many:
        page(lan, address)
    assert len(for_many) == len(for_two)
