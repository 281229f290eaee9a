"""The example year of the demo, lived through once: full, right, and the same in every run."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from congtac.accounts.models import Person
from congtac.accounts.queries import cast, cast_of_year
from congtac.documents.models import ACCEPTED, READ, Document
from congtac.ground.calendars.queries import is_workday, today
from congtac.notices.models import Notice
from congtac.organisations.models import Cluster
from congtac.programmes.models import (
    Assessment,
    Difficulty,
    Evidence,
    Extension,
    Part,
    Programme,
    Report,
    ReportRequest,
    Step,
    Task,
)
from congtac.programmes.queries.receiving import board
from congtac.programmes.queries.standings import counts
from congtac.programmes.queries.trail import trail
from congtac.programmes.rules.receiving import IS_ACCEPTED, IS_OVERDUE, IS_WAITING
from congtac.programmes.rules.standing import STANDINGS, STATES
from congtac.testing import EXAMPLE_DAY, build_example

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
PAGES = (
    "/",
    "/nhiem-vu/",
    "/nhiem-vu/giao-ban/",
    "/nhiem-vu/chuong-trinh/",
    "/nhiem-vu/vuong-mac/",
    "/nhiem-vu/thay-doi/",
    "/nhiem-vu/so-lieu/",
    "/nhiem-vu/phan-viec/",
    "/nhiem-vu/bao-cao/",
    "/van-ban/",
    "/thong-bao/",
)


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """The year, built once for this module and undone behind it; what was said meanwhile."""
    said: list[str] = []
    patched = pytest.MonkeyPatch()
    patched.setattr(settings, "DEMO", True)  # as the demo runs
    patched.setattr(settings, "FILES_DIR", tmp_path_factory.mktemp("year"))
    with django_db_blocker.unblock(), transaction.atomic():
        build_example(said.append)
        yield said
        transaction.set_rollback(True)
    patched.undo()


@pytest.fixture
def enter(told: list[str]) -> Enter:
    """A window of a member of the cast: `enter("lan")`."""

    def open_window(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username))
        return client

    return open_window


def states_of(number: str) -> Counter[str]:
    tasks = Task.objects.filter(programme__number=number)
    return Counter(tasks.values_list("state", flat=True))


def test_it_opens_on_a_day_of_work_late_in_the_year(told: list[str]) -> None:
    assert today() == EXAMPLE_DAY
    assert EXAMPLE_DAY.year == 2024
    assert is_workday(EXAMPLE_DAY)


def test_the_plans_of_the_ministry_and_of_the_province_became_programmes(told: list[str]) -> None:
    accepted = Programme.objects.exclude(reading=None).values_list("number", flat=True)
    assert set(accepted) == {"412/KH-BTP", "287/QĐ-BTP", "6120/KH-BTP", "131-KH/BCSĐ"}
    assert Document.objects.filter(state=ACCEPTED).count() == 4
    assert Document.objects.filter(state=READ).count() == 8
    assert Task.objects.filter(programme__number="131-KH/BCSĐ", above=None).count() == 13


def test_every_department_has_its_tasks_and_some_made_programmes_of_their_own(
    told: list[str],
) -> None:
    tasks = Task.objects.filter(programme__number="61/KH-TCCB", above__isnull=False)
    led = Counter(tasks.values_list("assignments__unit__key", flat=True))
    assert len(led) == 63
    assert set(led.values()) == {4}
    plan = Programme.objects.get(number="412/KH-BTP")
    assert plan.below.count() == 7
    shared = plan.tasks.get(path="II.3", whole=None)
    assert shared.assignments.get(role="lead").unit is None, "one name is written"
    assert shared.shares_count == 63
    states = Counter(shared.shares.values_list("state", flat=True))
    assert states == {"done": 57, "in_progress": 6}


def test_tasks_stand_in_every_state(told: list[str]) -> None:
    assert set(Task.objects.values_list("state", flat=True)) >= set(STATES) - {"returned"}
    standing = counts(Task.objects.all(), EXAMPLE_DAY)
    assert set(standing) == set(STANDINGS)
    assert all(standing[it] for it in STANDINGS if it != "returned")
    assert set(Step.objects.values_list("act", flat=True)) >= {"return", "cancel", "decline"}


def test_no_step_lies_on_a_day_off_nor_after_the_day_of_the_demo(told: list[str]) -> None:
    days = set(Step.objects.values_list("recorded_on", flat=True))
    assert max(days) <= EXAMPLE_DAY
    assert [day for day in days if not is_workday(day)] == []
    assert len(days) > 90, "the year goes on from month to month"


def test_what_is_done_on_a_day_shows_that_day(told: list[str]) -> None:
    step = Step.objects.filter(recorded_on=date(2024, 9, 24)).first()
    assert step is not None
    assert step.at.date() == date(2024, 9, 24)
    assert not Notice.objects.filter(at__year__gt=2024).exists()


def test_extensions_difficulties_parts_and_assessments_are_there(told: list[str]) -> None:
    assert set(Extension.objects.values_list("state", flat=True)) == {
        "asked",
        "granted",
        "declined",
    }
    assert set(Difficulty.objects.values_list("state", flat=True)) >= {"raised", "settled"}
    assert set(Part.objects.values_list("state", flat=True)) >= {"given", "sent", "approved"}
    assert set(Assessment.objects.values_list("result", flat=True)) == {"met", "partly", "unmet"}
    assert Evidence.objects.count() >= 2
    assert Cluster.objects.filter(year=2024).count() == 6


def test_reports_are_asked_for_sent_late_returned_and_missing(told: list[str]) -> None:
    asked = dict(ReportRequest.objects.values_list("period", "kind"))
    assert asked == {
        "2024-Q1": "regular",
        "2024-H1": "regular",
        "2024-9M": "regular",
        "2024": "regular",
        "": "once",
    }
    for request in ReportRequest.objects.filter(kind="regular"):
        assert request.reports.count() == 63
    year = board(ReportRequest.objects.get(period="2024"), EXAMPLE_DAY)
    assert year.sent > 63 / 2
    stand = Counter(row.stood.place for row in year.rows)
    assert set(stand) >= {IS_ACCEPTED, IS_WAITING, IS_OVERDUE}
    assert any(row.stood.late for row in year.rows if row.stood.place == IS_WAITING)
    assert any(row.urged for row in year.rows), "who is late was urged"
    states = set(Report.objects.values_list("state", flat=True))
    assert states >= {"drafting", "submitted", "sent", "returned", "accepted", "with_body"}
    assert Report.objects.filter(revisions_count=2).exists(), "one was sent again"


def test_the_province_asks_once_through_the_department(told: list[str]) -> None:
    asked = ReportRequest.objects.get(kind="once")
    through = set(asked.reports.values_list("through__key", flat=True))
    assert (asked.unit, through) == ("ninh-thuan.vpubnd", {"ninh-thuan.stp"})
    stood = dict(asked.reports.values_list("unit__key", "state"))
    assert stood == {
        "ninh-thuan.stc": "accepted",
        "ninh-thuan.snv": "drafting",
        "ninh-thuan.ninh-phuoc.phuoc-dan.ubnd": "with_body",
    }


def test_a_task_leads_to_the_reports_that_tell_of_it(told: list[str]) -> None:
    task = Task.objects.get(programme__unit="ninh-thuan.stp", path="II.7")
    way = trail(task)
    assert way is not None
    assert "Báo cáo" in [it.kind for it in way.after]


def test_the_commune_works_below_the_department_below_the_ministry(told: list[str]) -> None:
    task = Task.objects.get(path="II.5.1")
    assert task.assignments.get().unit.key == "ninh-thuan.ninh-phuoc.phuoc-dan.ubnd"  # type: ignore[union-attr]  # it is known
    above = task.above
    assert above is not None
    assert (above.path, above.programme.number) == ("II.5", "412/KH-BTP")


@pytest.mark.parametrize("username", [role.username for role in (*cast(), *cast_of_year())])
def test_every_page_opens_for_every_member_of_the_cast(enter: Enter, username: str) -> None:
    window = enter(username)
    answers = {page: window.get(page).status_code for page in PAGES}
    assert set(answers.values()) == {200}, answers


def test_the_entry_page_tells_what_each_role_can_do(told: list[str]) -> None:
    page = Client().get("/", follow=True).content.decode()
    for role in (*cast(), *cast_of_year()):
        assert role.name in page
        assert role.may in page
    assert "16/12/2024" in page


def test_something_waits_for_those_who_decide(enter: Enter) -> None:
    waits = (
        ("khoa", "Chờ quyết định gia hạn", "Sở Tư pháp Bắc Giang"),
        ("long", "Chờ quyết định gia hạn", "Sở Tư pháp Ninh Thuận"),
        ("minh", "Phần việc chờ bạn làm hoặc duyệt", "Dự thảo tờ trình mức tạm ứng"),
        ("mai", "Khó khăn, vướng mắc chờ đơn vị trả lời", "Chưa có mức tạm ứng"),
    )
    for username, title, words in waits:
        page = enter(username).get("/nhiem-vu/giao-ban/").content.decode()
        assert words in page.split(title)[1], username
    asked = Extension.objects.filter(state="asked").values_list("task__programme__unit", flat=True)
    assert set(asked) == {"btp", "btp.vtccb"}


def test_it_is_the_same_in_every_run(told: list[str]) -> None:
    assert states_of("61/KH-TCCB") == {
        "done": 187,
        "in_progress": 32,
        "accepted": 19,
        "reported": 10,
        "cancelled": 4,
    }
    assert Step.objects.count() == 1743
