"""The way from a document to the tasks below and the reports, on each page of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtac.documents.tests.made import found
from congtac.ground.lineage.models import Link
from congtac.ground.lineage.rules import Reference
from congtac.ground.lineage.services import link
from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme, Task
from congtac.programmes.queries.trail import Trail, reference_of, trail
from congtac.programmes.rules.entries import Entry
from congtac.programmes.services import cascade
from congtac.programmes.services.tasks import accept_plan
from congtac.programmes.tests.made import ACCEPTED_ON, reading_behind, reading_of
from vanban.model import Agency

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
DAY = date(2024, 6, 3)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """Lan's unit keeps it; the unit of Hoa leads task 1."""
    whole = found()
    first = replace(whole.tasks[0], lead=(Agency("Sở Tài chính", 0, 1),), coordinating=())
    return accept_plan(
        cast["lan"], reading_of(cast["lan"], replace(whole, tasks=(first,))), day=ACCEPTED_ON
    )


@pytest.fixture
def below(cast: Cast, programme: Programme) -> Task:
    """The task that Hoa's unit made of task 1, in a programme of its own."""
    heading = cascade.Heading("Kế hoạch của Sở Tài chính", "9/KH-STC")
    own = cascade.make_programme(cast["hoa"], heading, above=programme, day=DAY)
    cascade.take_over(cast["hoa"], own, programme.tasks.all(), day=DAY)
    return own.tasks.get()


def kinds(way: Trail | None) -> tuple[list[str], str, list[str]]:
    assert way is not None
    return [it.kind for it in way.before], way.here.kind, [it.kind for it in way.after]


def test_the_task_below_leads_back_to_the_document(below: Task) -> None:
    before = ["Văn bản", "Chương trình", "Nhiệm vụ", "Chương trình"]
    assert kinds(trail(below)) == (before, "Nhiệm vụ", [])


def test_the_document_leads_to_its_programme(programme: Programme, below: Task) -> None:
    document = reading_behind(programme).document
    assert kinds(trail(document)) == ([], "Văn bản", ["Chương trình"])
    assert kinds(trail(programme)) == (["Văn bản"], "Chương trình", ["Chương trình"])
    above = below.above
    assert kinds(trail(above)) == (["Văn bản", "Chương trình"], "Nhiệm vụ", ["Nhiệm vụ"])


def test_a_report_that_tells_of_a_task_comes_after_it(cast: Cast, below: Task) -> None:
    report = Reference("programmes", "report", "1", "1", "Báo cáo quý I", "/nhiem-vu/bao-cao/1/")
    link(cast["hoa"], report, reference_of(below))
    way = trail(below)
    assert kinds(way)[2] == ["Báo cáo"]
    assert way is not None
    assert way.after[0].address == "/nhiem-vu/bao-cao/1/"


def test_a_task_added_by_hand_names_the_one_above(cast: Cast, below: Task) -> None:
    added = cascade.add_task(cast["hoa"], below.programme, Entry("In tài liệu", above="1"), day=DAY)
    assert kinds(trail(added))[0] == ["Văn bản", "Chương trình", "Nhiệm vụ", "Chương trình"]
    assert Link.objects.filter(upper_kind="task", upper_key=str(added.pk)).count() == 1


def test_many_that_stand_on_a_task_are_counted(cast: Cast, below: Task) -> None:
    for number in range(11):
        report = Reference("reports", "report", str(number), name=f"Báo cáo {number}")
        link(cast["hoa"], report, reference_of(below))
    way = trail(below)
    assert way is not None
    assert (len(way.after), way.more) == (8, 3)


def test_each_page_shows_the_way(client_of: ClientOf, programme: Programme, below: Task) -> None:
    document = reading_behind(programme).document

    def page(name: str, address: str) -> str:
        answer: Any = client_of(name).get(address)
        assert answer.status_code == 200
        text: str = answer.content.decode()
        assert "Từ văn bản đến kết quả" in text, address
        return text

    assert f"/nhiem-vu/chuong-trinh/{programme.pk}/" in page("lan", f"/van-ban/{document.pk}/")
    there = page("lan", f"/nhiem-vu/chuong-trinh/{programme.pk}/")
    assert f"/nhiem-vu/chuong-trinh/{below.programme_id}/" in there
    assert f"/nhiem-vu/{below.pk}/" in page("lan", f"/nhiem-vu/{below.above_id}/")
    assert f"/van-ban/{document.pk}/" in page("hoa", f"/nhiem-vu/{below.pk}/")
