"""The demo opens on something real: documents read, one plan accepted, tasks in several states."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client

from congtac.documents import examples as documents
from congtac.documents.models import ACCEPTED, READ, Document
from congtac.kernel.actor import Actor
from congtac.programmes import examples as programmes
from congtac.programmes.models import Programme, Task


@pytest.fixture
def told(cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> list[str]:
    """The example year, loaded; what the loaders said."""
    on_day(date(2024, 6, 3))
    said: list[str] = []
    documents.load_example(cast, said.append)
    programmes.load_example(cast, said.append)
    return said


def test_every_example_document_is_read_and_one_is_accepted(told: list[str]) -> None:
    states = list(Document.objects.values_list("state", flat=True))
    assert len(states) == len(documents.example_files()) >= 6
    assert sorted(set(states)) == [ACCEPTED, READ]
    assert states.count(ACCEPTED) == 1


def test_the_tasks_of_the_accepted_plan_stand_in_several_states(told: list[str]) -> None:
    assert Programme.objects.get().tasks.count() == 13
    states = set(Task.objects.values_list("state", flat=True))
    assert states == {"assigned", "in_progress", "done"}


def test_each_step_of_loading_is_told(told: list[str]) -> None:
    assert len(told) == len(documents.example_files()) + 1


def test_loading_again_adds_no_second_programme(told: list[str], cast: Mapping[str, Actor]) -> None:
    programmes.load_example(cast, told.append)
    assert Programme.objects.count() == 1


def test_the_yearly_task_is_overdue_in_the_next_year(
    told: list[str], client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    on_day(date(2025, 1, 2))
    page = client_of("lan").get("/nhiem-vu/?tinh_trang=qua-han").content.decode()
    assert "II.9." in page
    assert "II.1." not in page
