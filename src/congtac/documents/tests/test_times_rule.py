"""The table "The time of a task" of docs/rules/review-of-a-reading.md."""

from typing import Any

import pytest

from congtac.documents.rules.times import fault_of, is_answered, no_time, read_words

FIRST, LAST = "2024-01-01", "2024-12-31"


@pytest.mark.parametrize("kind", ["date", "range", "quarter", "year"])
def test_a_dated_kind_needs_its_last_day(kind: str) -> None:
    assert fault_of(kind=kind, start=None, end=LAST) is None
    assert fault_of(kind=kind, start=FIRST, end=None) == ("end", "DOC-021")


def test_an_ongoing_time_has_no_last_day() -> None:
    assert fault_of(kind="ongoing", start=FIRST, end=None) is None
    assert fault_of(kind="ongoing", start=FIRST, end=LAST) == ("end", "DOC-022")


def test_no_time_has_no_days() -> None:
    assert fault_of(kind="none", start=None, end=None) is None
    assert fault_of(kind="none", start=FIRST, end=None) == ("start", "DOC-022")


def test_the_start_is_never_after_the_end() -> None:
    assert fault_of(kind="range", start=LAST, end=LAST) is None
    assert fault_of(kind="range", start=LAST, end=FIRST) == ("end", "DOC-023")


def test_an_unknown_kind_is_refused() -> None:
    assert fault_of(kind="soon", start=None, end=None) == ("kind", "DOC-020")


@pytest.mark.parametrize(
    ("changes", "answered"),
    [
        ({}, False),
        ({"is_absent": True}, True),
        ({"text": "Theo quy định"}, True),
        ({"kind": "ongoing", "text": "Thường xuyên"}, True),
        ({"kind": "year", "text": "Năm 2024", "end": LAST}, True),
        ({"kind": "date", "text": "trước ngày họp"}, False),
    ],
)
def test_a_time_is_answered_by_the_text_or_by_a_person(
    changes: dict[str, Any], answered: bool
) -> None:
    assert is_answered({**no_time(), **changes}) is answered


@pytest.mark.parametrize(
    ("words", "kind", "end"),
    [
        ("Quý IV/2023", "quarter", "2023-12-31"),
        ("quý IV", "quarter", "2024-12-31"),
        ("trước ngày 15/11", "date", "2024-11-15"),
        ("Thường xuyên", "ongoing", None),
        ("theo quy định", "none", None),
    ],
)
def test_words_are_understood_as_in_a_plan_of_the_year(
    words: str, kind: str, end: str | None
) -> None:
    told = read_words(words, 2024)
    assert (told["text"], told["kind"], told["end"]) == (words, kind, end)
