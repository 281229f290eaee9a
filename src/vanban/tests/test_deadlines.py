"""Deadlines: every wording of the page gives its kind and its days, and leads to its words."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.deadlines import read_label, read_prose, recurrence
from vanban.model import Deadline
from vanban.tests.growth import growth
from vanban.tests.rule_pages import table
from vanban.text import plain_copy
from vanban.words import lower

PAGE = "vanban-thoi-han"
YEAR = 2024
LABELS = table(PAGE, "Sau nhãn và trong cột")
SENTENCES = table(PAGE, "Trong câu")


def label(words: str, year: int | None = YEAR) -> Deadline:
    return read_label(words, lower(plain_copy(words)), 0, len(words), year=year)


def prose(words: str, year: int | None = YEAR) -> Deadline:
    return read_prose(words, lower(plain_copy(words)), 0, len(words), year=year)


def days(deadline: Deadline) -> tuple[str, str, str]:
    return deadline.kind, said(deadline.start), said(deadline.end)


def said(day: dt.date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


@pytest.mark.parametrize(("words", "kind", "start", "end"), LABELS)
def test_it_reads_the_time_after_a_label(words: str, kind: str, start: str, end: str) -> None:
    assert days(label(words)) == (kind, start, end)


@pytest.mark.parametrize(("words", "kind", "start", "end"), LABELS)
def test_it_keeps_the_words_after_a_label_even_the_vague_ones(
    words: str, kind: str, start: str, end: str
) -> None:
    deadline = label(words)
    assert deadline.text == words.rstrip(".")
    assert deadline.span is not None
    assert words[deadline.span.start : deadline.span.end] == deadline.text


@pytest.mark.parametrize(("words", "due", "kind", "start", "end"), SENTENCES)
def test_it_reads_the_time_in_a_sentence(
    words: str, due: str, kind: str, start: str, end: str
) -> None:
    deadline = prose(words)
    assert days(deadline) == (kind, start, end)
    assert (deadline.text or "") == due
    if deadline.span:
        assert words[deadline.span.start : deadline.span.end] == due


@pytest.mark.parametrize(
    ("words", "kind", "start", "end"), table(PAGE, "Không biết năm của kế hoạch")
)
def test_it_guesses_no_year(words: str, kind: str, start: str, end: str) -> None:
    assert days(label(words, year=None)) == (kind, start, end)


@pytest.mark.parametrize(("words", "rhythm"), table(PAGE, "Nhịp lặp lại"))
def test_it_names_the_rhythm(words: str, rhythm: str) -> None:
    assert (recurrence(lower(words)) or "") == rhythm


@pytest.mark.parametrize("words", ["", " ", ":", ";. ", "-"])
def test_nothing_said_is_no_deadline(words: str) -> None:
    assert label(words) == Deadline()


@given(st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31)), st.sampled_from("/.-"))
def test_it_reads_any_day_that_the_calendar_has(day: dt.date, mark: str) -> None:
    written = f"{day.day:02}{mark}{day.month:02}{mark}{day.year}"
    assert days(label(f"Trước ngày {written}")) == ("date", "", said(day))
    assert days(prose(f"Nộp hồ sơ trước ngày {written}.")) == ("date", "", said(day))


@given(st.lists(st.sampled_from(re.findall(r"\S+", " ".join(row[0] for row in LABELS)))))
def test_words_in_any_order_give_days_in_order_at_a_true_place(words: list[str]) -> None:
    text = " ".join(words)
    for deadline in (label(text), prose(text)):
        if deadline.start and deadline.end:
            assert deadline.start <= deadline.end
        if deadline.span:
            assert " ".join(text[deadline.span.start : deadline.span.end].split()) == deadline.text
        assert deadline.kind in {"date", "range", "quarter", "year", "ongoing", "none"}
        assert deadline.end is None or deadline.kind not in {"ongoing", "none"}


@pytest.mark.parametrize("read", [label, prose])
@pytest.mark.parametrize(
    "piece", ["định kỳ trước năm hằng quý trong tháng đến hết ", "10/", "trước "]
)
def test_twice_the_text_takes_at_most_three_times_the_time(
    read: Callable[[str], Deadline], piece: str
) -> None:
    assert growth(read, piece, length=12_000) <= 3
