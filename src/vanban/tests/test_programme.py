"""Tasks: what counts, who leads, how blocks are split, what is refused; each tied to its place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.model import Metadata, Source, Task
from vanban.programme import read_tasks
from vanban.tests.plans import STATE, coordinating, lead, tasks
from vanban.tests.rule_pages import table
from vanban.text import normalise

PAGE = "vanban-nhiem-vu"
ONE = table(PAGE, "Một câu, một nhiệm vụ")
MANY = table(PAGE, "Nhiều phần, nhiều nhiệm vụ")
NONE = table(PAGE, "Không phải nhiệm vụ")


@pytest.mark.parametrize(("words", "mode", "leads", "others"), ONE)
def test_one_sentence_gives_one_task(words: str, mode: str, leads: str, others: str) -> None:
    found = tasks(words)
    assert [(task.mode, lead(task), coordinating(task)) for task in found] == [
        (mode, leads, others)
    ]


@pytest.mark.parametrize(("words", "expected"), MANY)
def test_blocks_are_split_where_somebody_else_or_something_else_is_named(
    words: str, expected: str
) -> None:
    assert " · ".join(f"{task.path}: {lead(task)}" for task in tasks(words)) == expected


@pytest.mark.parametrize(("words", "why"), NONE)
def test_it_refuses(words: str, why: str) -> None:
    assert tasks(words) == (), why
