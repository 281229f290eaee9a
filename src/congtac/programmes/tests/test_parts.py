"""Work inside a unit: the page docs/rules/parts.md."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes.models import Part, Task
from congtac.programmes.services import parts as services
from congtac.programmes.services.parts import Order
from congtac.programmes.services.tasks import complete
from congtac.programmes.tests.made import accepted, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY = date(2024, 6, 3)
ORDER = Order("Lập danh mục văn bản", "lan", date(2024, 6, 20), "Phòng Xây dựng pháp luật")


@pytest.fixture
def task(cast: Cast) -> Task:
    return task_of(accepted(cast["lan"]), "1")


@pytest.fixture
def part(cast: Cast, task: Task) -> Part:
    return services.give(cast["minh"], task, ORDER, day=DAY)


def test_a_part_is_given_sent_returned_sent_again_and_approved(cast: Cast, part: Part) -> None:
    lan, minh = cast["lan"], cast["minh"]
    services.note(minh, part, words="Lấy cả văn bản cấp huyện", day=DAY)
    services.send(lan, part, words="Danh mục 12 văn bản", day=DAY)
    services.give_back(minh, part, words="Thiếu văn bản năm 2019", day=DAY)
    services.send(lan, part, words="Danh mục 14 văn bản", day=DAY)
    services.approve(minh, part, words="", day=DAY)
    assert (part.state, part.result, part.approved_by) == (
        "approved",
        "Danh mục 14 văn bản",
        "minh",
    )
    acts = list(part.lines.values_list("act", flat=True))
    assert acts == ["give", "note", "send", "return", "send", "approve"]
    assert Line.objects.filter(act__startswith="programmes.part.").count() == 6


def test_nothing_leaves_the_unit_unapproved(cast: Cast, task: Task, part: Part) -> None:
    with pytest.raises(Problem, match="PRG-044"):
        complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    services.send(cast["lan"], part, words="Xong", day=DAY)
    with pytest.raises(Problem, match="PRG-044"):
        complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    services.approve(cast["minh"], part, words="", day=DAY)
    complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    assert task.state == "done"


def test_a_withdrawn_part_holds_nothing_up(cast: Cast, task: Task, part: Part) -> None:
    services.drop(cast["minh"], part, words="Giao nhầm", day=DAY)
    complete(cast["lan"], task, done_on=DAY, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-010"):
        services.give(cast["minh"], task, ORDER, day=DAY)


def test_the_same_twice_is_refused(cast: Cast, part: Part) -> None:
    same = Part.objects.get(pk=part.pk)
    services.send(cast["lan"], part, words="Xong", day=DAY)
    with pytest.raises(Problem, match="PRG-042"):
        services.send(cast["lan"], part, words="Xong", day=DAY)
    with pytest.raises(Problem, match="PRG-042"):
        services.send(cast["lan"], same, words="Xong", day=DAY)
    services.approve(cast["minh"], part, words="", day=DAY)
    with pytest.raises(Problem, match="PRG-042"):
        services.approve(cast["minh"], part, words="", day=DAY)


def test_words_are_needed_where_something_is_said(cast: Cast, part: Part) -> None:
    for act in (services.note, services.send):
        with pytest.raises(Problem, match="PRG-043"):
            act(cast["lan"], part, words=" ", day=DAY)
    with pytest.raises(Problem, match="PRG-043"):
        services.drop(cast["minh"], part, words="", day=DAY)


@pytest.mark.parametrize(
    ("due_on", "code"), [(date(2024, 6, 2), "PRG-040"), (date(2024, 7, 1), "PRG-041")]
)
def test_the_internal_last_day_lies_between_today_and_the_last_day(
    cast: Cast, task: Task, due_on: date, code: str
) -> None:
    with pytest.raises(Problem, match=code):
        services.give(cast["lan"], task, Order("Việc", "lan", due_on), day=DAY)


def test_a_late_task_may_still_be_divided(cast: Cast, task: Task) -> None:
    day = date(2024, 7, 10)
    made = services.give(cast["lan"], task, Order("Việc", "lan", date(2024, 7, 20)), day=day)
    assert made.state == "given"


def test_a_part_stays_inside_its_unit(cast: Cast, task: Task, part: Part) -> None:
    with pytest.raises(Problem, match="PRG-045"):
        services.give(cast["lan"], task, Order("Việc", "hoa", date(2024, 6, 20)), day=DAY)
    for stranger in ("hoa", "ha", "an"):
        for act in (services.note, services.send, services.approve, services.give_back):
            with pytest.raises(Refused):
                act(cast[stranger], part, words="Việc", day=DAY)
    for outsider in ("ha", "an"):
        with pytest.raises(Refused):
            services.give(cast[outsider], task, ORDER, day=DAY)


def test_nobody_approves_their_own_part_nor_sends_anothers(cast: Cast, task: Task) -> None:
    own = services.give(cast["lan"], task, Order("Ký văn bản", "minh", date(2024, 6, 20)), day=DAY)
    with pytest.raises(Refused, match="giao cho"):
        services.send(cast["lan"], own, words="Xong", day=DAY)
    services.send(cast["minh"], own, words="Xong", day=DAY)
    with pytest.raises(Refused, match="không tự duyệt"):
        services.approve(cast["minh"], own, words="", day=DAY)
    with pytest.raises(Refused, match="lãnh đạo"):
        services.approve(cast["lan"], own, words="", day=DAY)


@pytest.mark.parametrize(
    "falsehood",
    [
        {"state": "sent"},
        {"state": "gone"},
        {"approved_by": "minh"},
        {"state": "approved", "result": "Xong", "approved_by": "lan", "approved_on": DAY},
        {"state": "approved", "result": "Xong"},
    ],
)
def test_the_database_takes_nothing_that_must_never_be(
    part: Part, falsehood: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(**falsehood)


def test_a_part_goes_its_way_on_the_screens(task: Task, client_of: ClientOf, on_day: OnDay) -> None:
    on_day(DAY)
    lan, minh = client_of("lan"), client_of("minh")
    address = f"/nhiem-vu/{task.pk}/phan-viec/"
    order = {"words": "Lập danh mục", "person": "lan", "due_on": "20/06/2024"}
    assert minh.post(address, {**order, "due_on": "01/07/2024"}).status_code == 422
    minh.post(address, order)
    part = Part.objects.get()
    assert "Lập danh mục" in lan.get("/nhiem-vu/phan-viec/").content.decode()
    assert "Lập danh mục" in lan.get("/").content.decode()
    assert "Lập danh mục" in lan.get(f"/nhiem-vu/{task.pk}/").content.decode()
    lan.post(f"/nhiem-vu/phan-viec/{part.pk}/", {"viec": "trinh", "words": "Đã lập"})
    assert "Duyệt</button>" in minh.get(f"/nhiem-vu/phan-viec/{part.pk}/").content.decode()
    minh.post(f"/nhiem-vu/phan-viec/{part.pk}/", {"viec": "duyet"})
    part.refresh_from_db()
    assert part.state == "approved"


def test_other_units_see_nothing_of_it(task: Task, part: Part, client_of: ClientOf) -> None:
    hers = client_of("hoa").get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert ORDER.words not in hers
    assert client_of("hoa").get(f"/nhiem-vu/phan-viec/{part.pk}/").status_code == 403


def test_the_list_asks_as_often_for_one_part_as_for_many(
    cast: Cast, task: Task, part: Part, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan = client_of("lan")
    lan.get("/nhiem-vu/phan-viec/")
    with CaptureQueriesContext(connection) as for_one:
        lan.get("/nhiem-vu/phan-viec/")
    for _ in range(5):
        services.give(cast["minh"], task, ORDER, day=DAY)
    with CaptureQueriesContext(connection) as for_many:
        lan.get("/nhiem-vu/phan-viec/")
    assert len(for_many) == len(for_one)
