"""Taking on, confirming, giving back, cancelling, extending, assessing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.documents.tests.made import found
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes.models import Assessment, Extension, Programme, Task
from congtac.programmes.services import following
from congtac.programmes.services.following import Judgement
from congtac.programmes.services.tasks import accept_plan, complete, reopen, report_progress
from congtac.programmes.tests.made import ACCEPTED_ON, reading_of
from vanban.model import Agency, Deadline

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY = date(2024, 6, 3)
LATE_DAY = date(2024, 7, 10)
NEW_DUE = date(2024, 8, 31)
Q1 = Period.parse("2024-Q1")


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """Lan's unit keeps it; the unit of Hoa leads the dated task 1 and the endless task 2."""
    whole = found()
    hers = (Agency("Sở Tài chính", 0, 1),)
    endless = Deadline("thường xuyên", "ongoing", None, None, None)
    first = replace(whole.tasks[0], lead=hers, coordinating=())
    second = replace(whole.tasks[1], lead=hers, deadline=endless)
    reading = reading_of(cast["lan"], replace(whole, tasks=(first, second)))
    return accept_plan(cast["lan"], reading, day=ACCEPTED_ON)


@pytest.fixture
def task(programme: Programme) -> Task:
    return programme.tasks.get(path="1")


@pytest.fixture
def endless(programme: Programme) -> Task:
    return programme.tasks.get(path="2")


def test_the_leading_unit_takes_it_reports_it_and_the_keeper_confirms(
    cast: Cast, task: Task
) -> None:
    following.take(cast["hoa"], task, day=DAY)
    assert task.state == "accepted"
    report_progress(cast["hoa"], task, percent=60, note="", day=DAY)
    complete(cast["hoa"], task, done_on=DAY, note="Xong", day=DAY)
    assert (task.state, task.progress, task.done_on) == ("reported", 100, DAY)
    following.confirm(cast["lan"], task, note="", day=LATE_DAY)
    assert (task.state, task.done_on) == ("done", DAY)
    acts = list(task.steps.values_list("act", flat=True))
    assert acts == ["assign", "accept", "progress", "report", "confirm"]
    assert Line.objects.filter(act="programmes.task.confirm").count() == 1


def test_a_report_is_given_back_with_a_reason_and_done_again_later(cast: Cast, task: Task) -> None:
    report_progress(cast["hoa"], task, percent=60, note="", day=DAY)
    complete(cast["hoa"], task, done_on=DAY, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-022"):
        following.give_back(cast["lan"], task, reason=" ", day=DAY)
    following.give_back(cast["lan"], task, reason="Thiếu phụ lục", day=LATE_DAY)
    assert (task.state, task.progress, task.done_on) == ("returned", 60, None)
    with pytest.raises(Problem, match="PRG-018"):
        complete(cast["hoa"], task, done_on=DAY, note="", day=LATE_DAY)
    complete(cast["hoa"], task, done_on=LATE_DAY, note="", day=LATE_DAY)
    assert task.state == "reported"


def test_the_same_act_twice_is_refused(cast: Cast, task: Task) -> None:
    following.take(cast["hoa"], task, day=DAY)
    with pytest.raises(Problem, match="PRG-020"):
        following.take(cast["hoa"], task, day=DAY)
    complete(cast["hoa"], task, done_on=DAY, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-024"):
        complete(cast["hoa"], task, done_on=DAY, note="", day=DAY)
    following.confirm(cast["lan"], task, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-021"):
        following.confirm(cast["lan"], task, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-010"):
        following.cancel(cast["lan"], task, reason="Không cần", day=DAY)


def test_a_task_is_cancelled_with_a_reason_and_may_come_back(cast: Cast, task: Task) -> None:
    with pytest.raises(Problem, match="PRG-022"):
        following.cancel(cast["minh"], task, reason="", day=DAY)
    following.cancel(cast["minh"], task, reason="Đã chuyển cơ quan khác", day=DAY)
    assert task.state == "cancelled"
    with pytest.raises(Problem, match="PRG-023"):
        report_progress(cast["hoa"], task, percent=5, note="", day=DAY)
    reopen(cast["minh"], task, reason="Giao lại", day=DAY)
    assert task.state == "in_progress"


def test_history_does_not_go_back_in_time(cast: Cast, task: Task) -> None:
    report_progress(cast["hoa"], task, percent=5, note="", day=LATE_DAY)
    with pytest.raises(Problem, match="PRG-017"):
        report_progress(cast["hoa"], task, percent=9, note="", day=DAY)
    task.refresh_from_db()
    assert task.progress == 5


def asked(cast: Cast, task: Task) -> Extension:
    reason = "Chờ văn bản của trung ương"
    return following.ask_extension(
        cast["hoa"], task, asked_for=NEW_DUE, reason=reason, day=LATE_DAY
    )


def test_an_extension_is_granted_by_a_leader_and_the_old_date_stays(cast: Cast, task: Task) -> None:
    extension = asked(cast, task)
    following.grant_extension(cast["minh"], extension, note="", day=LATE_DAY)
    task.refresh_from_db()
    extension.refresh_from_db()
    assert (task.due_on, extension.old_due_on) == (NEW_DUE, date(2024, 6, 30))
    with pytest.raises(Problem, match="PRG-028"):
        following.decline_extension(cast["minh"], extension, note="Nhầm", day=LATE_DAY)


def test_an_extension_is_declined_with_a_reason(cast: Cast, task: Task) -> None:
    extension = asked(cast, task)
    with pytest.raises(Problem, match="PRG-022"):
        following.decline_extension(cast["minh"], extension, note="", day=LATE_DAY)
    following.decline_extension(cast["minh"], extension, note="Không đủ căn cứ", day=LATE_DAY)
    task.refresh_from_db()
    assert task.due_on == date(2024, 6, 30)
    asked(cast, task)


def test_one_extension_waits_at_a_time(cast: Cast, task: Task) -> None:
    asked(cast, task)
    with pytest.raises(Problem, match="PRG-026"):
        asked(cast, task)


@pytest.mark.parametrize("day", [date(2024, 6, 30), date(2024, 7, 9)])
def test_a_new_last_day_lies_after_the_old_one_and_not_in_the_past(
    cast: Cast, task: Task, day: date
) -> None:
    with pytest.raises(Problem, match="PRG-025"):
        following.ask_extension(cast["hoa"], task, asked_for=day, reason="Chậm", day=LATE_DAY)


def test_who_asks_never_decides_and_officers_neither(cast: Cast, task: Task) -> None:
    extension = asked(cast, task)
    with pytest.raises(Refused, match="lãnh đạo"):
        following.grant_extension(cast["lan"], extension, note="", day=LATE_DAY)
    Extension.objects.filter(pk=extension.pk).update(asked_by="minh")
    extension.refresh_from_db()
    with pytest.raises(Refused, match="không tự quyết định"):
        following.grant_extension(cast["minh"], extension, note="", day=LATE_DAY)


def test_a_task_without_an_end_is_assessed_and_never_done(cast: Cast, endless: Task) -> None:
    with pytest.raises(Problem, match="PRG-029"):
        complete(cast["hoa"], endless, done_on=DAY, note="", day=DAY)
    following.assess(cast["lan"], endless, Judgement(Q1, "met", "Đều"), day=DAY)
    following.assess(cast["lan"], endless, Judgement(Q1, "partly", "Xem lại"), day=DAY)
    kept = list(endless.assessments.values_list("period", "revision", "result"))
    assert kept == [("2024-Q1", 1, "met"), ("2024-Q1", 2, "partly")]
    assert endless.state == "assigned"
    later = Period.parse("2024-Q3")
    with pytest.raises(Problem, match="PRG-030"):
        following.assess(cast["lan"], endless, Judgement(later, "met", ""), day=DAY)
    with pytest.raises(Problem, match="PRG-027"):
        following.ask_extension(cast["hoa"], endless, asked_for=NEW_DUE, reason="Chậm", day=DAY)


def test_a_task_with_an_end_is_not_assessed(cast: Cast, task: Task) -> None:
    with pytest.raises(Problem, match="PRG-031"):
        following.assess(cast["lan"], task, Judgement(Q1, "met", ""), day=DAY)


def test_strangers_do_none_of_it(cast: Cast, task: Task, endless: Task) -> None:
    complete(cast["hoa"], task, done_on=DAY, note="", day=DAY)
    for stranger in ("hoa", "ha", "an"):
        with pytest.raises(Refused):
            following.confirm(cast[stranger], task, note="", day=DAY)
        with pytest.raises(Refused):
            following.give_back(cast[stranger], task, reason="Không", day=DAY)
        with pytest.raises(Refused):
            following.cancel(cast[stranger], task, reason="Không", day=DAY)
        with pytest.raises(Refused):
            following.assess(cast[stranger], endless, Judgement(Q1, "met", ""), day=DAY)
    for other in ("lan", "minh", "ha", "an"):
        with pytest.raises(Refused, match="chủ trì"):
            following.take(cast[other], endless, day=DAY)


@pytest.mark.parametrize(
    "falsehood",
    [{"state": "done", "progress": 100, "done_on": DAY}, {"state": "cancelled", "progress": 100}],
)
def test_the_database_keeps_endless_tasks_from_being_done(
    endless: Task, falsehood: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=endless.pk).update(**falsehood)


@pytest.mark.parametrize(
    "falsehood",
    [
        {"asked_for": date(2024, 6, 30)},
        {"state": "granted"},
        {"state": "declined", "decided_by": "minh", "decided_on": DAY},
        {"state": "granted", "decided_by": "hoa", "decided_on": DAY},
    ],
)
def test_the_database_keeps_extensions_honest(
    cast: Cast, task: Task, falsehood: dict[str, object]
) -> None:
    extension = asked(cast, task)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(**falsehood)


def test_the_whole_way_is_walked_on_its_page(
    task: Task, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATE_DAY)
    hoa, minh, lan = client_of("hoa"), client_of("minh"), client_of("lan")
    address = f"/nhiem-vu/{task.pk}/"
    assert "Nhận nhiệm vụ</button>" in hoa.get(address).content.decode()
    hoa.post(f"{address}nhan/")
    missing = hoa.post(f"{address}gia-han/", {"gia-han-asked_for": "31/08/2024"})
    assert (missing.status_code, "Ghi lý do." in missing.content.decode()) == (422, True)
    hoa.post(
        f"{address}gia-han/", {"gia-han-asked_for": "31/08/2024", "gia-han-reason": "Chờ ý kiến"}
    )
    extension = Extension.objects.get()
    assert "lãnh đạo" in lan.get(address).content.decode().lower()
    assert lan.post(f"/nhiem-vu/gia-han/{extension.pk}/", {"dong_y": "1"}).status_code == 403
    minh.post(f"/nhiem-vu/gia-han/{extension.pk}/", {"dong_y": "1"})
    shown = minh.get(address).content.decode()
    assert "Hạn 30/06/2024: đã quá hạn 10 ngày khi được gia hạn" in shown
    hoa.post(f"{address}hoan-thanh/", {"xong-done_on": "10/07/2024"})
    assert "Xác nhận hoàn thành</button>" in lan.get(address).content.decode()
    assert lan.post(f"{address}tra-lai/", {"tra-reason": ""}).status_code == 422
    lan.post(f"{address}tra-lai/", {"tra-reason": "Thiếu số liệu"})
    hoa.post(f"{address}hoan-thanh/", {"xong-done_on": "10/07/2024"})
    lan.post(f"{address}xac-nhan/")
    task.refresh_from_db()
    assert (task.state, task.due_on) == ("done", NEW_DUE)
    listed = lan.get("/nhiem-vu/?tinh_trang=xong").content.decode()
    assert f"/nhiem-vu/{task.pk}/" in listed


def test_an_assessment_and_a_cancellation_are_written_on_the_page(
    endless: Task, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan, address = client_of("lan"), f"/nhiem-vu/{endless.pk}/"
    said = {"danh-gia-period": "2024-Q1", "danh-gia-result": "partly", "danh-gia-note": "Còn chậm"}
    lan.post(f"{address}danh-gia/", said)
    assert Assessment.objects.get().result == "partly"
    page = lan.get(address).content.decode()
    assert "Quý I năm 2024</span>: Đạt một phần" in page
    assert "Ghi là hoàn thành" not in page
    assert lan.post(f"{address}danh-gia/", {"danh-gia-period": "2025-Q1"}).status_code == 422
    lan.post(f"{address}thoi/", {"thoi-reason": "Chuyển cơ quan khác"})
    assert "Thôi thực hiện" in lan.get(address).content.decode()
