"""A reviewed reading is accepted and becomes a programme with its tasks."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from congtac.documents.models import ACCEPTED, Document
from congtac.documents.queries import item_of
from congtac.documents.services import Act, add_task, decide
from congtac.documents.tests.made import TEXT
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.programmes.models import Programme
from congtac.programmes.services.tasks import accept_plan
from congtac.programmes.tests.made import (
    ACCEPTED_ON,
    accepted,
    answer,
    reading_behind,
    reading_of,
    task_of,
)

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


def test_each_task_enters_with_lead_time_and_place(cast: Cast) -> None:
    programme = accepted(cast["lan"])
    first, second = programme.tasks.all()
    assert (first.path, first.kind, str(first.due_on)) == ("1", "date", "2024-06-30")
    assert TEXT[first.start : first.end].startswith("Rà soát văn bản về đất đai")
    assert (second.kind, second.due_on) == ("none", None)
    parts = [(part.role, part.name, part.is_request) for part in second.assignments.all()]
    assert parts == [("lead", "Hội Luật gia tỉnh", True)]


def test_agencies_are_recognised_as_units_where_they_are_known(cast: Cast) -> None:
    first = task_of(accepted(cast["lan"]), "1")
    units = [part.unit.key if part.unit else None for part in first.assignments.all()]
    assert sorted(filter(None, units)) == ["ninh-thuan.stc", "ninh-thuan.stp"]


def test_what_the_person_decided_is_what_enters(cast: Cast) -> None:
    reading = reading_of(cast["lan"])
    first = item_of(reading, "task", "t1")
    assert first is not None
    decide(cast["lan"], reading, first, Act("correct", 0, {**first.content, "text": "Việc đã sửa"}))
    add_task(cast["lan"], reading, {**first.content, "text": "Việc thêm", "path": ""})
    second = item_of(reading, "task", "t2")
    assert second is not None
    decide(cast["lan"], reading, second, Act("drop", 0, reason="Đã làm năm trước"))
    programme = accept_plan(cast["lan"], reading, day=ACCEPTED_ON)
    entered = list(programme.tasks.values_list("key", "text"))
    assert entered == [("t1", "Việc đã sửa"), ("n1", "Việc thêm")]


def test_it_refuses_while_a_time_is_not_answered(cast: Cast) -> None:
    reading = reading_of(cast["lan"])
    with pytest.raises(Problem, match="DOC-034"):
        accept_plan(cast["lan"], reading, day=ACCEPTED_ON)
    assert not Programme.objects.exists()


def test_it_refuses_a_second_time(cast: Cast) -> None:
    programme = accepted(cast["lan"])
    with pytest.raises(Problem, match="DOC-019"):
        accept_plan(cast["lan"], reading_behind(programme), day=ACCEPTED_ON)
    assert Programme.objects.count() == 1


def test_of_two_who_accept_at_the_same_moment_one_is_refused(cast: Cast) -> None:
    reading = reading_of(cast["lan"])
    answer(cast["lan"], reading)
    stale = Document.objects.get(pk=reading.document.pk)
    accept_plan(cast["minh"], reading, day=ACCEPTED_ON)
    reading.document = stale
    with pytest.raises(Problem, match="DOC-019"):
        accept_plan(cast["lan"], reading, day=ACCEPTED_ON)
    assert Programme.objects.count() == 1


def test_a_leader_of_the_unit_may_accept_and_strangers_are_refused(cast: Cast) -> None:
    reading = reading_of(cast["lan"])
    answer(cast["lan"], reading)
    for stranger in ("hoa", "ha", "an"):
        with pytest.raises(Refused, match="Sở Tư pháp"):
            accept_plan(cast[stranger], reading, day=ACCEPTED_ON)
    assert accept_plan(cast["minh"], reading, day=ACCEPTED_ON).accepted_by == "minh"


def test_the_reading_is_closed_and_the_log_says_so(cast: Cast) -> None:
    programme = accepted(cast["lan"])
    assert reading_behind(programme).document.state == ACCEPTED
    acts = Line.objects.filter(act__endswith=".accepted").values_list("act", flat=True)
    assert set(acts) == {"documents.reading.accepted", "programmes.programme.accepted"}


def test_the_check_page_asks_before_it_offers_the_act(cast: Cast, client_of: ClientOf) -> None:
    reading = reading_of(cast["lan"])
    lan, address = client_of("lan"), f"/nhiem-vu/tiep-nhan/{reading.document_id}/"
    page = lan.get(address).content.decode()
    assert "Còn 1 điều phải trả lời" in page
    assert "Tiếp nhận 2 nhiệm vụ" not in page
    answer(cast["lan"], reading)
    assert "Tiếp nhận 2 nhiệm vụ" in lan.get(address).content.decode()
    after = lan.post(address, follow=True).content.decode()
    assert "Rà soát văn bản năm 2024" in after
    assert "Xem chương trình" in lan.get(f"/van-ban/{reading.document_id}/").content.decode()


def test_the_check_page_is_shut_to_strangers(cast: Cast, client_of: ClientOf) -> None:
    programme = accepted(cast["lan"])
    address = f"/nhiem-vu/tiep-nhan/{reading_behind(programme).document_id}/"
    assert client_of("hoa").get(address).status_code == 403
    assert client_of("hoa").post(address).status_code == 403


def test_pressing_the_button_twice_leads_to_the_one_programme(
    cast: Cast, client_of: ClientOf
) -> None:
    reading = reading_of(cast["lan"])
    answer(cast["lan"], reading)
    lan, address = client_of("lan"), f"/nhiem-vu/tiep-nhan/{reading.document_id}/"
    first, second = lan.post(address), lan.post(address)
    assert first["Location"] == second["Location"] == lan.get(address)["Location"]
    assert Programme.objects.count() == 1
