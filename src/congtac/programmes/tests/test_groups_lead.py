"""A group that leads: each of its units has a share of the task, and the name stays one."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.organisations.models import Unit
from congtac.organisations.rules import belongings
from congtac.organisations.rules.belongings import Passing
from congtac.programmes.models import Assignment, Extension, Programme, Task
from congtac.programmes.queries.counting import by_lead, total
from congtac.programmes.queries.tasks import Sought, task_list
from congtac.programmes.rules.counting import Tally
from congtac.programmes.rules.entries import Entry
from congtac.programmes.services import cascade, following, sharing
from congtac.programmes.services.cascade import Heading
from congtac.programmes.services.tasks import complete, reopen, report_progress

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY, LATER, DUE = date(2024, 6, 3), date(2024, 6, 10), date(2024, 9, 30)
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
GROUP = "Sở Tư pháp các tỉnh, thành phố trực thuộc Trung ương"
OURS = "ninh-thuan.stp"
THEIRS = Actor(
    "x", "Người của Hà Nội", "", "ha-noi.stp", "Sở Tư pháp Hà Nội", frozenset({"officer"})
)


def task_of(actor: Actor, day: date = DAY, **fields: object) -> Task:
    """A task of a programme by hand that a group leads."""
    made = cascade.make_programme(actor, Heading("Việc chung của các Sở"), above=None, day=day)
    asked: dict[str, object] = {"lead": (GROUP,), "due_on": DUE, "time_text": "trước 01/10/2024"}
    entry = Entry("Số hóa sổ hộ tịch", **(asked | fields))  # type: ignore[arg-type]  # of a test
    added = cascade.add_task(actor, made, entry, day=day)
    added.refresh_from_db()
    return added


@pytest.fixture
def whole(cast: Cast) -> Task:
    return task_of(cast["ha"])


def share_of(whole: Task, unit: str = OURS) -> Task:
    return whole.shares.select_related("programme").get(assignments__unit__key=unit)


def done_by(actor: Actor, share: Task, day: date = LATER) -> None:
    complete(actor, share, done_on=day, note=f"Xong ở {actor.unit_name}", day=day)


def listed(actor: Actor, sought: Sought | None = None) -> set[int]:
    return {it.pk for it in task_list(actor, sought or Sought(), LATER)}


def test_each_unit_of_the_day_has_a_share_and_the_name_stays_one(cast: Cast, whole: Task) -> None:
    assert whole.shares_count == whole.shares.count() == 63
    assert whole.assignments.get().name == GROUP
    units = Assignment.objects.filter(task__whole=whole).values_list("unit", flat=True)
    assert len(set(units)) == 63
    assert {(it.state, it.due_on, it.steps_count) for it in whole.shares.all()} == {
        ("assigned", DUE, 1)
    }
    told = Notice.objects.filter(kind="programmes.task.assigned").values_list("address", flat=True)
    assert set(told) == {f"/nhiem-vu/{share_of(whole).pk}/"}, "Lan and Minh are told of their share"


def test_its_keeper_lists_the_whole_a_unit_its_share_a_stranger_nothing(
    cast: Cast, whole: Task
) -> None:
    share = share_of(whole)
    assert listed(cast["ha"]) == {whole.pk}
    assert listed(cast["ha"], Sought(unit=OURS)) == {share.pk}
    assert listed(cast["lan"]) == listed(cast["minh"]) == {share.pk}
    assert listed(THEIRS) == {share_of(whole, "ha-noi.stp").pk}
    assert listed(cast["hoa"]) == set()


def test_a_unit_reports_on_its_own_share_and_no_other_moves(cast: Cast, whole: Task) -> None:
    ours, theirs = share_of(whole), share_of(whole, "ha-noi.stp")
    following.take(cast["lan"], ours, day=DAY)
    report_progress(cast["lan"], ours, percent=64, note="Của Ninh Thuận", day=LATER)
    theirs.refresh_from_db()
    whole.refresh_from_db()
    assert (ours.state, ours.progress) == ("in_progress", 64)
    assert (theirs.state, theirs.progress, theirs.steps.count()) == ("assigned", 0, 1)
    assert (whole.state, whole.progress) == ("in_progress", 1)
    assert list(whole.steps.values_list("act", "state")) == [
        ("assign", "assigned"),
        ("gather", "accepted"),
        ("gather", "in_progress"),
    ]
    for name in ("hoa", "lan"):
        with pytest.raises(Refused):
            report_progress(cast[name], theirs, percent=5, note="", day=LATER)
    with pytest.raises(Problem, match="PRG-020"):
        following.take(cast["minh"], ours, day=LATER)


def test_nobody_reports_on_the_whole_itself(cast: Cast, whole: Task) -> None:
    for name in ("lan", "ha"):
        with pytest.raises(Refused, match="mở phần của từng đơn vị"):
            report_progress(cast[name], whole, percent=5, note="", day=DAY)
        with pytest.raises(Refused):
            following.take(cast[name], whole, day=DAY)
    with pytest.raises(Problem, match="PRG-070"):
        following.confirm(cast["ha"], whole, note="", day=DAY)
    with pytest.raises(Problem, match="PRG-070"):
        following.give_back(cast["ha"], whole, reason="Thiếu", day=DAY)
    with pytest.raises(Problem, match="PRG-070"):
        reopen(cast["ha"], whole, reason="Làm lại", day=DAY)


def test_shares_are_confirmed_together_returned_and_extended_apart(cast: Cast, whole: Task) -> None:
    ours, theirs, third = (
        share_of(whole, f"{it}.stp") for it in ("ninh-thuan", "ha-noi", "lao-cai")
    )
    done_by(cast["lan"], ours)
    done_by(THEIRS, theirs)
    following.give_back(cast["ha"], theirs, reason="Thiếu biểu", day=LATER)
    assert theirs.state == "returned"
    with pytest.raises(Refused):
        sharing.confirm_all(cast["lan"], whole, day=LATER)
    assert sharing.confirm_all(cast["ha"], whole, day=LATER) == 1
    with pytest.raises(Problem, match="PRG-021"):
        sharing.confirm_all(cast["ha"], whole, day=LATER)
    ours.refresh_from_db()
    assert ours.state == "done"
    lao_cai = Actor("y", "Y", "", "lao-cai.stp", "Sở Tư pháp Lào Cai", frozenset({"officer"}))
    following.ask_extension(lao_cai, third, asked_for=date(2024, 12, 1), reason="Bão", day=LATER)
    assert Extension.objects.get().task == third
    assert theirs.due_on == DUE


def test_counts_of_a_unit_use_its_state_and_the_keeper_counts_once(cast: Cast, whole: Task) -> None:
    ours = share_of(whole)
    done_by(cast["lan"], ours)
    sharing.confirm_all(cast["ha"], whole, day=LATER)
    after = date(2024, 10, 1)
    assert total(cast["lan"], after) == Tally(done_in_time=1)
    assert total(THEIRS, after) == Tally(overdue=1)
    assert total(cast["ha"], after) == Tally(overdue=1)
    assert [(it.name, it.tally.total) for it in by_lead(cast["ha"], after)] == [(GROUP, 1)]
    assert total(cast["lan"], DAY) == total(cast["ha"], DAY) == Tally(in_time=1)


def test_the_whole_is_done_when_all_are_and_cancelled_ones_are_left_out(
    cast: Cast, client_of: ClientOf
) -> None:
    lead = ("Ủy ban nhân dân các huyện, thành phố",)
    whole = task_of(cast["minh"], lead=lead, due_on=date(2024, 6, 7))
    shares = list(whole.shares.select_related("programme").order_by("pk"))
    assert len(shares) == 7
    for share in shares[:6]:
        complete(cast["minh"], share, done_on=DAY, note="", day=LATER)
    with pytest.raises(Refused):
        sharing.cancel_all(cast["hoa"], whole, reason="Thôi", day=LATER)
    whole.refresh_from_db()
    assert sharing.cancel_all(cast["minh"], whole, reason="Đã sáp nhập", day=LATER) == 1
    whole.refresh_from_db()
    assert (whole.state, whole.progress, whole.done_on) == ("done", 100, DAY)
    assert total(cast["minh"], LATER) == Tally(done_in_time=1)
    assert total(cast["minh"], date(2024, 6, 8)) == Tally(overdue=1)


def test_a_group_that_helps_sees_the_task_and_its_duty(cast: Cast) -> None:
    whole = task_of(cast["ha"], lead=("Cục Trợ giúp pháp lý",), coordinating=(GROUP,))
    assert (whole.shares_count, whole.assignments.filter(within__isnull=False).count()) == (0, 63)
    assert listed(cast["lan"]) == listed(THEIRS) == {whole.pk}
    assert listed(cast["hoa"]) == set()
    with pytest.raises(Refused, match="chủ trì"):
        report_progress(cast["lan"], whole, percent=5, note="", day=LATER)


def test_a_unit_named_beside_its_group_has_one_share(cast: Cast) -> None:
    whole = task_of(cast["ha"], lead=("Sở Tư pháp tỉnh Ninh Thuận", GROUP, "Cục Trợ giúp pháp lý"))
    assert whole.shares_count == 64
    assert share_of(whole).assignments.get().name == "Sở Tư pháp tỉnh Ninh Thuận"
    assert listed(cast["lan"]) == {share_of(whole).pk}


def refuses(act: Callable[[], object]) -> None:
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        act()


def test_the_database_holds_members_and_shares_in_place(cast: Cast, whole: Task) -> None:
    row, share = whole.assignments.get(), share_of(whole)
    ours, other = Unit.objects.get(key=OURS), Unit.objects.get(key="ninh-thuan.stc")
    fields = {"name": GROUP, "search_key": "x", "position": 9, "within": row, "unit": other}
    alone = task_of(cast["lan"], lead=(), day=DAY)
    refuses(lambda: Assignment.objects.create(task=alone, role="lead", **fields))
    refuses(lambda: Assignment.objects.create(task=whole, role="coordinating", **fields))
    refuses(lambda: Assignment.objects.create(task=whole, role="lead", **fields | {"unit": None}))
    theirs = share.assignments.get()
    refuses(
        lambda: Assignment.objects.create(
            task=share, role="lead", **fields | {"within": theirs, "unit": other}
        )
    )
    refuses(lambda: Assignment.objects.create(task=share, role="lead", **fields | {"unit": ours}))
    refuses(lambda: Task.objects.filter(pk=share.pk).update(shares_count=1))
    refuses(lambda: Task.objects.filter(pk=share.pk).update(member=None))
    twice = share_of(whole, "ha-noi.stp")
    refuses(lambda: Task.objects.filter(pk=twice.pk).update(member=ours))


def test_a_page_costs_as_many_queries_for_a_group_as_for_a_unit(
    cast: Cast, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    first = task_of(cast["ha"])
    window = client_of("ha")
    pages = ("/nhiem-vu/", f"/nhiem-vu/chuong-trinh/{first.programme_id}/", "/nhiem-vu/so-lieu/")
    few = [_queries(window, page) for page in pages]
    for _ in range(3):
        task_of(cast["ha"])
    assert [_queries(window, page) for page in pages] == few
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert window.get(f"/nhiem-vu/{first.pk}/").status_code == 200
    assert len(asked) < 60, "63 units on the page of the task"


def _queries(window: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert window.get(page).status_code == 200
    return len(asked)


def test_the_share_of_a_unit_that_ends_passes_and_may_stand_beside_another(
    cast: Cast, whole: Task
) -> None:
    receiver = "khanh-hoa-2025.stp"
    report_progress(cast["lan"], share_of(whole), percent=40, note="", day=LATER)
    for giver in (OURS, "khanh-hoa.stp"):
        found = belongings.open_at(giver, LAST_DAY)
        passing = Passing(giver, receiver, FIRST_DAY)
        belongings.pass_on(cast["minh"], passing, [(it.kind, it.key) for it in found])
    held = whole.shares.filter(assignments__unit__key=receiver).order_by("progress")
    assert [(it.progress, it.member.key) for it in held if it.member] == [
        (0, "khanh-hoa.stp"),
        (40, OURS),
    ]
    assert whole.shares.count() == 63


def test_later_units_join_and_leave_only_by_an_act_of_the_keeper(
    cast: Cast, whole: Task, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(FIRST_DAY)
    address = f"/nhiem-vu/{whole.pk}/don-vi/"
    page = client_of("ha").get(address).content.decode()
    found = sharing.changes(whole, FIRST_DAY)
    joining, leaving = len(found.joining), len(found.leaving)
    assert (63 - leaving + joining, leaving > joining) == (34, True)
    assert f"{joining} đơn vị thêm vào" in page
    assert f"{leaving} đơn vị bớt ra" in page
    assert all(it.has_ended for it in found.leaving)
    assert whole.shares.count() == 63
    assert client_of("lan").get(address).status_code == 403
    chosen = {"vao": ["khanh-hoa-2025.stp"], "ra": [OURS, "khanh-hoa.stp"]}
    assert client_of("ha").post(address, {"vao": ["ninh-thuan.stc"]}).status_code == 422
    assert client_of("ha").post(address, chosen).status_code == 302
    whole.refresh_from_db()
    assert whole.shares_count == whole.shares.count() == 64
    assert share_of(whole).state == share_of(whole, "khanh-hoa.stp").state == "cancelled"
    assert share_of(whole, "khanh-hoa-2025.stp").state == "assigned"
    step = whole.steps.get(act="members")
    assert step.note.startswith("Thêm: Sở Tư pháp")
    line = Line.objects.get(act="programmes.task.members")
    assert b"joined" in bytes(line.body)
    with pytest.raises(Problem, match="PRG-072"):
        sharing.update_members(cast["ha"], whole, joining=[], leaving=[OURS], day=FIRST_DAY)


def test_the_page_of_the_whole_folds_the_units_out_for_its_keeper_alone(
    cast: Cast, whole: Task, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(LATER)
    share = share_of(whole)
    report_progress(cast["lan"], share, percent=64, note="Của Ninh Thuận", day=LATER)
    page = client_of("ha").get(f"/nhiem-vu/{whole.pk}/").content.decode()
    assert "63 đơn vị chủ trì" in page
    assert page.count('class="line-task"') == 20
    narrowed = client_of("ha").get(f"/nhiem-vu/{whole.pk}/?tinh_trang=dang-lam&ten=ninh thuan")
    assert narrowed.content.decode().count('class="line-task"') == 1
    assert client_of("lan").get(f"/nhiem-vu/{whole.pk}/").headers["Location"] == (
        f"/nhiem-vu/{share.pk}/"
    )
    assert client_of("hoa").get(f"/nhiem-vu/{whole.pk}/").status_code == 403
    ours = client_of("lan").get(f"/nhiem-vu/{share.pk}/").content.decode()
    assert "Phần của Sở Tư pháp" in ours
    assert "0/63 đơn vị đã xong" in ours
    assert client_of("hoa").get(f"/nhiem-vu/{share.pk}/").status_code == 403


def test_a_report_is_drafted_from_the_units_own_share(cast: Cast, whole: Task) -> None:
    from congtac.programmes.queries.drafting import material
    from congtac.programmes.tests.reported import issued, report_of

    done_by(THEIRS, share_of(whole, "ha-noi.stp"), DAY)
    report_progress(cast["lan"], share_of(whole), percent=64, note="Của Ninh Thuận", day=DAY)
    found = material(report_of(issued(cast)))
    assert [(it.number, it.progress, it.notes) for it in found.tasks] == [
        (share_of(whole).pk, 64, ("Của Ninh Thuận",))
    ]
    assert found.tally == Tally(in_time=1)


def test_a_programme_under_it_stands_on_the_share(cast: Cast, whole: Task) -> None:
    programme = Programme.objects.get(pk=whole.programme_id)
    own = cascade.make_programme(cast["lan"], Heading("Việc của Sở"), above=programme, day=DAY)
    entry = Entry("Đối soát tại Sở", above=whole.path)
    assert cascade.add_task(cast["lan"], own, entry, day=DAY).above == share_of(whole)
