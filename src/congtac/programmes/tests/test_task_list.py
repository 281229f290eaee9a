"""The list of tasks: narrowed by the address, counted as of the day, out to Excel."""

import io
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congtac.documents.tests.made import found
from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme
from congtac.programmes.queries import seen, standings
from congtac.programmes.queries import tasks as queries
from congtac.programmes.rules.standing import standing_on
from congtac.programmes.services.tasks import accept_plan, complete, report_progress
from congtac.programmes.tests.made import ACCEPTED_ON, accepted, answer, reading_of, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
FIRST, SECOND = "Rà soát văn bản về đất đai", "Tập huấn cho cán bộ cấp xã"


@pytest.fixture
def programme(cast: Cast, on_day: OnDay) -> Programme:
    on_day(date(2024, 6, 3))
    return accepted(cast["lan"])


def page(client: Client, query: str = "") -> str:
    answered = client.get(f"/nhiem-vu/{query}")
    assert answered.status_code == 200
    return answered.content.decode()


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?q=dat dai", FIRST, SECOND),
        ("?q=TẬP HUẤN", SECOND, FIRST),
        ("?q=hoi luat gia", SECOND, FIRST),
        ("?chu_tri=Sở Tư pháp", FIRST, SECOND),
        ("?linh_vuc=to-chuc-can-bo", SECOND, FIRST),
        ("?linh_vuc=ra-soat-van-ban", FIRST, SECOND),
        ("?don_vi=ninh-thuan.stc", FIRST, SECOND),
        ("?thoi_han=thang", FIRST, SECOND),
        ("?thoi_han=co-han", FIRST, SECOND),
        ("?thoi_han=khong", SECOND, FIRST),
    ],
)
def test_it_is_narrowed_by_words_field_lead_and_time(
    programme: Programme, client_of: ClientOf, query: str, shown: str, hidden: str
) -> None:
    answered = page(client_of("lan"), query)
    assert shown in answered
    assert hidden not in answered


def test_it_is_narrowed_by_programme_and_standing(
    cast: Cast, programme: Programme, client_of: ClientOf
) -> None:
    other = accepted(cast["lan"])
    report_progress(cast["lan"], task_of(other, "1"), percent=5, note="", day=date(2024, 6, 3))
    answered = page(client_of("lan"), f"?chuong_trinh={other.pk}&tinh_trang=dang-lam")
    assert f"/nhiem-vu/{task_of(other, '1').pk}/" in answered
    assert f"/nhiem-vu/{task_of(programme, '1').pk}/" not in answered


def test_a_task_is_overdue_the_day_after_its_last_day(
    programme: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    lan = client_of("lan")
    on_day(date(2024, 6, 30))
    assert FIRST not in page(lan, "?tinh_trang=qua-han")
    on_day(date(2024, 7, 1))
    answered = page(lan, "?tinh_trang=qua-han")
    assert FIRST in answered
    assert "quá 1 ngày" in answered
    assert SECOND not in answered, "a task without a time is never overdue"


@pytest.mark.parametrize("days", [-1, 0, 1])
@pytest.mark.parametrize("done", [None, -1, 0, 1])
def test_the_database_and_the_rule_agree_on_every_standing(
    cast: Cast, programme: Programme, days: int, done: int | None
) -> None:
    task = task_of(programme, "1")
    assert task.due_on is not None
    day = task.due_on + timedelta(days=days)
    if done is not None:
        done_on = task.due_on + timedelta(days=done)
        complete(cast["lan"], task, done_on=done_on, note="", day=done_on)
    for found_task in standings.on_day(seen.tasks_seen_by(cast["lan"]), day):
        assert found_task.standing == standing_on(
            day, state=found_task.state, due_on=found_task.due_on, done_on=found_task.done_on
        )


def test_the_counts_are_those_of_the_standings(cast: Cast, programme: Programme) -> None:
    first, second = task_of(programme, "1"), task_of(accepted(cast["lan"]), "1")
    complete(cast["lan"], first, done_on=date(2024, 7, 3), note="", day=date(2024, 7, 5))
    report_progress(cast["lan"], second, percent=5, note="", day=date(2024, 6, 3))
    tasks = seen.tasks_seen_by(cast["lan"])
    for day in (date(2024, 6, 3), date(2024, 6, 30), date(2024, 7, 1), date(2024, 12, 31)):
        stands = [it.standing for it in standings.on_day(tasks, day)]
        assert standings.counts(tasks, day) == standings.no_counts() | Counter(stands)


@pytest.mark.parametrize("standing", ["", "done", "done_late", "assigned"])
def test_what_words_find_is_counted_and_paged_like_all_else(
    cast: Cast, programme: Programme, standing: str
) -> None:
    first, _ = task_of(programme, "1"), task_of(accepted(cast["lan"]), "1")
    complete(cast["lan"], first, done_on=date(2024, 7, 3), note="", day=date(2024, 7, 5))
    day, all_of_them = date(2024, 6, 3), queries.Sought(standing=standing, rows=10)
    by_words = replace(all_of_them, words="a")
    found = [
        (pages.count, list(pages.page(1)), counts)
        for sought in (all_of_them, by_words)
        for pages, counts in [
            queries.pages_of(queries.narrowed(cast["lan"], sought, day), sought, day)
        ]
    ]
    assert found[0] == found[1]
    assert found[0][0] == (found[0][2][standing] if standing else 4)


def test_counts_stand_for_the_day(
    cast: Cast, programme: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    lan, everything = cast["lan"], queries.Sought()
    before = standings.counts(
        queries.narrowed(lan, everything, date(2024, 6, 30)), date(2024, 6, 30)
    )
    after = standings.counts(queries.narrowed(lan, everything, date(2024, 7, 1)), date(2024, 7, 1))
    assert (before["overdue"], before["assigned"]) == (0, 2)
    assert (after["overdue"], after["assigned"]) == (1, 1)


def test_nothing_found_and_nothing_there_say_what_to_do(cast: Cast, client_of: ClientOf) -> None:
    assert "Chưa có nhiệm vụ nào" in page(client_of("lan"))
    accepted(cast["lan"])
    assert "Không có nhiệm vụ nào khớp" in page(client_of("lan"), "?q=khongco")


def test_strangers_see_only_what_their_unit_has_a_part_in(
    programme: Programme, client_of: ClientOf
) -> None:
    hers = page(client_of("hoa"))
    assert FIRST in hers
    assert SECOND not in hers
    assert SECOND in page(client_of("ha"))


def test_it_asks_the_database_as_often_for_two_as_for_many(
    cast: Cast, programme: Programme, client_of: ClientOf
) -> None:
    lan = client_of("lan")
    page(lan)
    with CaptureQueriesContext(connection) as for_two:
        page(lan)
    for _ in range(6):
        accepted(cast["lan"])
    with CaptureQueriesContext(connection) as for_many:
        page(lan)
    assert len(for_many) == len(for_two)


def test_it_turns_pages_in_order(cast: Cast, on_day: OnDay, client_of: ClientOf) -> None:
    on_day(date(2024, 6, 3))
    whole = found()
    many = tuple(replace(whole.tasks[0], path=str(n), text=f"Việc số {n}.") for n in range(1, 31))
    accept_plan(cast["lan"], reading_of(cast["lan"], replace(whole, tasks=many)), day=ACCEPTED_ON)
    lan = client_of("lan")
    assert "Việc số 25." in page(lan, "?sap=thu-tu")
    second = page(lan, "?sap=thu-tu&page=2")
    assert "Việc số 26." in second
    assert "Việc số 25." not in second
    assert "26–30 trong 30" in second


def test_a_page_holds_as_many_rows_as_asked(cast: Cast, on_day: OnDay, client_of: ClientOf) -> None:
    on_day(date(2024, 6, 3))
    whole = found()
    many = tuple(replace(whole.tasks[0], path=str(n), text=f"Việc số {n}.") for n in range(1, 61))
    accept_plan(cast["lan"], reading_of(cast["lan"], replace(whole, tasks=many)), day=ACCEPTED_ON)
    lan = client_of("lan")
    assert "51–60 trong 60" in page(lan, "?so_dong=50&page=2")
    assert "1–60 trong 60" in page(lan, "?so_dong=100&page=9")
    assert "1–25 trong 60" in page(lan, "?so_dong=1000000")


def test_the_sheet_holds_the_narrowed_list_and_no_formula(
    cast: Cast, on_day: OnDay, client_of: ClientOf
) -> None:
    on_day(date(2025, 1, 2))
    whole = found()
    risky = replace(whole.tasks[1], text='=HYPERLINK("http://a")')
    reading = reading_of(cast["lan"], replace(whole, tasks=(whole.tasks[0], risky)))
    answer(cast["lan"], reading)
    accept_plan(cast["lan"], reading, day=ACCEPTED_ON)
    rows = sheet(client_of("lan"), "?sap=thu-tu")
    assert rows[0][0] == "Nhiệm vụ, tính đến ngày 02/01/2025"
    first, second = rows[3], rows[4]
    assert (first[2], first[4], first[10]) == ("1", "Sở Tư pháp", "Quá hạn")
    assert first[7] == date(2024, 6, 30)
    assert second[4] == "Đề nghị Hội Luật gia tỉnh"
    assert str(second[3]).startswith("'=")
    assert len(sheet(client_of("lan"), "?tinh_trang=qua-han")) == 4


def sheet(client: Client, query: str) -> list[list[object]]:
    data = client.get(f"/nhiem-vu/xuat-excel/{query}").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [list(row) for row in rows]


def test_programmes_are_listed_with_how_their_tasks_stand(
    programme: Programme, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(date(2024, 7, 1))
    listed = client_of("lan").get("/nhiem-vu/chuong-trinh/").content.decode()
    assert "Quá hạn 1" in listed
    assert "Đã giao 1" in listed
    shown = client_of("lan").get(f"/nhiem-vu/chuong-trinh/{programme.pk}/").content.decode()
    assert FIRST in shown
    assert SECOND in shown


def test_a_programme_opens_to_units_with_a_part_and_not_to_others(
    cast: Cast, programme: Programme, client_of: ClientOf
) -> None:
    address = f"/nhiem-vu/chuong-trinh/{programme.pk}/"
    hers = client_of("hoa").get(address).content.decode()
    assert FIRST in hers
    assert SECOND not in hers
    task_of(programme, "1").assignments.filter(unit__key="ninh-thuan.stc").update(unit=None)
    refused = client_of("hoa").get(address)
    assert refused.status_code == 403
    assert "không giao việc cho đơn vị bạn" in refused.content.decode()


def test_the_desk_and_the_search_show_tasks(programme: Programme, client_of: ClientOf) -> None:
    lan = client_of("lan")
    assert FIRST in lan.get("/").content.decode()
    assert SECOND in lan.get("/tim/?q=tap+huan").content.decode()
