"""The desk of each role, and the one search: the tables of docs/rules/desk-and-search.md."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.accounts.models import Intake, Person, Post
from congtac.accounts.services.entry import FAILURES, note_failure
from congtac.accounts.services.people import add_person, end_post
from congtac.ground.files.services import store
from congtac.kernel import panels
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.desk import SHOWN, WAITS, WEEK
from congtac.organisations.models import NameMatch
from congtac.programmes.models import Programme, Task
from congtac.programmes.services import following
from congtac.programmes.services.tasks import complete, report_progress
from congtac.programmes.tests.made import accepted, task_of
from congtac.programmes.tests.received import asked_of_four

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
OnDay = Callable[[date], None]
FIRST = "Rà soát văn bản về đất đai"
PARTS = ("Chờ bạn", "Quá hạn</h2>", "Từ nay đến hết", "Việc bạn làm gần đây")


@pytest.fixture
def programme(cast: Cast, on_day: OnDay) -> Programme:
    on_day(date(2024, 6, 3))
    return accepted(cast["lan"])


def desk(client: Client) -> dict[str, str]:
    """The desk by its parts."""
    page = client.get("/").content.decode()
    places = [page.find(part) for part in PARTS]
    ends = [it for it in places if it >= 0]
    return {
        part: page[at : min((it for it in ends if it > at), default=len(page))]
        for part, at in zip(("waits", "late", "week", "latest"), places, strict=True)
        if at >= 0
    }


def due(programme: Programme, day: date) -> Task:
    task = task_of(programme, "1")
    Task.objects.filter(pk=task.pk).update(due_on=day)
    task.refresh_from_db()
    return task


@pytest.mark.parametrize("username", ["lan", "minh", "ha"])
def test_what_is_late_stands_apart_from_what_comes(
    programme: Programme, client_of: Enter, username: str
) -> None:
    due(programme, date(2024, 6, 2))
    late = desk(client_of(username))
    assert FIRST in late["late"]
    assert FIRST not in late["waits"] + late["week"]
    due(programme, date(2024, 6, 9))
    soon = desk(client_of(username))
    assert FIRST in soon["week"]
    assert "Không có việc nào quá hạn" in soon["late"]
    assert "Từ nay đến hết 09/06/2024" in soon["week"]
    due(programme, date(2024, 6, 10))
    assert FIRST not in desk(client_of(username))["week"]


def test_what_is_late_elsewhere_is_no_matter_of_a_unit(
    programme: Programme, client_of: Enter
) -> None:
    due(programme, date(2024, 6, 2)).assignments.all().delete()
    assert FIRST not in desk(client_of("hoa"))["late"]
    assert FIRST in desk(client_of("ha"))["late"]


def test_a_unit_sees_what_was_given_to_it_until_it_takes_it(
    programme: Programme, client_of: Enter, cast: Cast
) -> None:
    task = due(programme, date(2024, 12, 31))
    assert FIRST in desk(client_of("lan"))["waits"]
    assert "Nhiệm vụ mới giao cho đơn vị" in desk(client_of("minh"))["waits"]
    report_progress(cast["lan"], task, percent=10, note="", day=date(2024, 6, 3))
    assert FIRST not in desk(client_of("lan"))["waits"]


def test_the_keeper_is_asked_to_confirm_and_the_leader_to_decide(
    programme: Programme, client_of: Enter, cast: Cast
) -> None:
    task, day = due(programme, date(2024, 12, 31)), date(2024, 6, 3)
    lead = task.assignments.get(role="lead")
    stranger = Post.objects.get(person__username="hoa").unit
    task.assignments.filter(pk=lead.pk).update(unit=stranger)
    task = Task.objects.get(pk=task.pk)
    later = date(2025, 1, 31)
    following.ask_extension(cast["hoa"], task, asked_for=later, reason="Chờ", day=day)
    assert "Đề nghị gia hạn chờ quyết định" in desk(client_of("minh"))["waits"]
    assert "Đề nghị gia hạn chờ quyết định" not in desk(client_of("lan"))["waits"]
    assert "Đề nghị gia hạn chờ quyết định" not in desk(client_of("hoa"))["waits"]
    complete(cast["hoa"], Task.objects.get(pk=task.pk), done_on=day, note="", day=day)
    assert "chờ xác nhận hoàn thành" in desk(client_of("lan"))["waits"]
    assert "chờ xác nhận hoàn thành" not in desk(client_of("hoa"))["waits"]


def test_the_administrator_sees_what_the_system_waits_for(
    client_of: Enter, cast: Cast, on_day: OnDay
) -> None:
    on_day(date(2024, 6, 3))
    assert "Chưa có việc nào chờ bạn" in desk(client_of("an"))["waits"]
    add_person(SYSTEM, "binh.tv", "Trần Văn Bình")
    NameMatch.objects.create(written="Sở Lạ", key="so la")
    for _ in range(FAILURES):
        note_failure("hoa")
    file = store(SYSTEM, "nguoi.txt", b"tep thu")
    Intake.objects.create(file=file, basis="x", brought_by="an", brought_at="2024-06-03T00:00Z")
    post = Post.objects.get(person__username="lan")
    end_post(SYSTEM, post, last_day=date(2024, 6, 8))
    shown = desk(client_of("an"))
    for words in ("1 người đăng nhập được", "đang bị khóa", "nguoi.txt", "1 tên cơ quan"):
        assert words in shown["waits"], words
    assert "Nguyễn Thị Lan: Chuyên viên" in shown["week"]
    assert "hết ngày 08/06/2024" in shown["week"]
    page = client_of("an").get("/tai-khoan/nguoi/?chuc_vu=khong").content.decode()
    assert "Trần Văn Bình" in page
    assert "Trần Quang Minh" not in page
    for other in ("lan", "hoa", "ha"):
        assert "đang bị khóa" not in desk(client_of(other))["waits"]


def test_the_desk_asks_the_database_as_often_for_many_tasks_as_for_few(
    programme: Programme, client_of: Enter, django_assert_max_num_queries: Any
) -> None:
    due(programme, date(2024, 6, 2))
    client = client_of("lan")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    task = task_of(programme, "1")
    parts = list(task.assignments.all())
    for number in range(2 * SHOWN):
        task.pk, task.key, task.position = None, f"9.{number}", 100 + number
        task.save(force_insert=True)
        for part in parts:
            part.pk, part.task = None, task
            part.save(force_insert=True)
    with django_assert_max_num_queries(len(few)):
        page = client.get("/").content.decode()
    assert f"({2 * SHOWN + 1})" in page
    assert "Xem hết" in page


def test_reports_and_others_come_by_the_same_door(
    client_of: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_shows", {})
    facts = {"title": "Báo cáo quý I", "hint": ""}
    for kind in (WAITS, WEEK):
        panels.register(kind, lambda _a, _s: panels.Panel("BC", "components/empty.html", facts))
    shown = desk(client_of("lan"))
    assert "Báo cáo quý I" in shown["waits"]
    assert "Báo cáo quý I" in shown["week"]


def test_reports_stand_where_they_are_due(cast: Cast, client_of: Enter, on_day: OnDay) -> None:
    asked = asked_of_four(cast)
    due_on = asked.due_on
    on_day(due_on)
    assert "Báo cáo đến hạn gửi" in desk(client_of("lan"))["week"]
    assert "Báo cáo quá hạn gửi" not in desk(client_of("lan"))["late"]
    on_day(due_on + timedelta(days=1))
    late = desk(client_of("lan"))["late"]
    assert "Báo cáo quá hạn gửi" in late
    assert asked.title in late
    assert "đã gửi 0/" in desk(client_of("ha"))["late"]
    page = client_of("lan").get("/tim/", {"q": asked.title}).content.decode()
    assert 'aria-label="Báo cáo"' in page
    page = client_of("ha").get("/tim/", {"q": asked.title}).content.decode()
    assert 'aria-label="Báo cáo"' in page


def test_one_search_finds_every_kind_and_leads_to_its_list(
    programme: Programme, client_of: Enter
) -> None:
    page = client_of("lan").get("/tim/?q=tu+phap").content.decode()
    for group in ("Đơn vị", "Nhiệm vụ", "Chương trình, kế hoạch"):
        assert f'aria-label="{group}"' in page, group
    assert 'href="/don-vi/?q=tu+phap"' in page
    assert 'aria-label="Người"' in client_of("lan").get("/tim/?q=quang+minh").content.decode()
    listed = client_of("lan").get("/nhiem-vu/chuong-trinh/?q=khong+co+gi").content.decode()
    assert "Không có chương trình nào khớp" in listed


def test_the_best_stands_first_in_its_group_and_among_groups(
    cast: Cast, client_of: Enter, on_day: OnDay
) -> None:
    on_day(date(2024, 6, 3))
    page = client_of("lan").get("/tim/?q=tu+phap+ninh+thuan").content.decode()
    assert page.index("Sở Tư pháp Ninh Thuận</a>") < page.index("</ul>", page.index("Kết quả"))
    minh = Person.objects.get(username="minh")
    minh.call("Sở Tư Pháp")
    minh.save()
    page = client_of("lan").get("/tim/?q=so+tu+phap").content.decode()
    assert page.index('aria-label="Người"') < page.index('aria-label="Đơn vị"')


def test_nobody_finds_what_they_may_not_see(programme: Programme, client_of: Enter) -> None:
    Task.objects.all().update(search_key="viec rieng cua so tu phap")
    task_of(programme, "1").assignments.all().delete()
    assert 'aria-label="Nhiệm vụ"' in client_of("lan").get("/tim/?q=viec+rieng").content.decode()
    task_of(programme, "2").assignments.all().delete()
    assert (
        'aria-label="Nhiệm vụ"' not in client_of("hoa").get("/tim/?q=viec+rieng").content.decode()
    )


def test_a_long_search_is_cut_and_answered(client_of: Enter) -> None:
    answer = client_of("lan").get("/tim/", {"q": "dài " * 500})
    assert answer.status_code == 200
