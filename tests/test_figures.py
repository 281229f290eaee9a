"""The promised figures of the reader: how right it is, how fast, and how its time grows."""

import pytest

from benchmarks import accuracy, one_letter, speed
from benchmarks.accuracy import TARGETS, Row
from benchmarks.papers import papers
from tests.not_run import need_shared

FIVE = 0.2  # seconds for the five source papers, read and checked
TWICE = 2.0  # as many characters a second as the word segmenter

pytestmark = pytest.mark.figure


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """Every labelled paper but those held out, in all its forms, read and scored."""
    return accuracy.measure(papers(tmp_path_factory.mktemp("made")))


def reached(rows: list[Row], part: str, group: str, forms: set[str]) -> float:
    chosen = [row for row in rows if row.paper.group == group and row.paper.form in forms]
    assert chosen
    return accuracy.figure(part, accuracy.totals(chosen)[part])


@pytest.mark.parametrize("part", TARGETS)
def test_the_labelled_papers_are_read_right(rows: list[Row], part: str) -> None:
    need_shared()
    share = reached(rows, part, "beside", {"text"})
    assert share >= TARGETS[part]


@pytest.mark.parametrize("part", TARGETS)
def test_the_labelled_papers_are_read_right_as_word_files(rows: list[Row], part: str) -> None:
    need_shared()
    share = reached(rows, part, "beside", {"word", "made"})
    assert share >= TARGETS[part]


@pytest.mark.parametrize("part", TARGETS)
def test_our_own_papers_are_read_right(rows: list[Row], part: str) -> None:
    share = reached(rows, part, "ours", {"text"})
    assert share >= TARGETS[part]


@pytest.mark.parametrize("part", TARGETS)
def test_our_own_papers_are_read_right_as_word_files(rows: list[Row], part: str) -> None:
    share = reached(rows, part, "ours", {"word", "made"})
    assert share >= TARGETS[part]


def test_the_reader_outruns_the_word_segmenter_twice() -> None:
    _, texts = speed.five_texts()
    taken = speed.measure(texts, rounds=4)
    assert taken.segmenter is not None
    assert taken.segmenter >= TWICE * taken.reader


def test_five_papers_are_read_and_checked_in_a_fifth_of_a_second() -> None:
    """Counted in seconds of the processor: other work of the machine must not tell."""
    _, texts = speed.five_texts()
    assert speed.measure(texts).processor <= FIVE


def test_ten_times_the_text_takes_at_most_twelve_times_the_time() -> None:
    assert speed.growth().is_linear


@pytest.mark.parametrize("letter", ["a", "đ"])
def test_ten_megabytes_of_one_letter_are_borne(letter: str) -> None:
    burden = one_letter.measure(letter)
    assert burden.is_borne, burden
