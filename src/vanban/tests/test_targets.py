"""Targets: goals with their figure, comparator and unit; results, thresholds and funds are none."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban import as_json, read
from vanban.model import Metadata, Source, Target
from vanban.targets import read_targets
from vanban.tests.growth import growth
from vanban.tests.rule_pages import table
from vanban.text import normalise

PAGE = "vanban-chi-tieu"
READ = table(PAGE, "Được đọc")
REFUSED = table(PAGE, "Không phải chỉ tiêu")
STATE = Metadata()


def targets(words: str, metadata: Metadata = STATE) -> tuple[Target, ...]:
    return read_targets(normalise(Source("chi-tieu.txt", "txt", words)), metadata)


@pytest.mark.parametrize(("words", "comparator", "value", "most", "unit", "about"), READ)
def test_it_reads_a_goal(  # noqa: PLR0913 one argument a column of the page
    words: str, comparator: str, value: str, most: str, unit: str, about: str
) -> None:
    (target,) = targets(words)
    assert (target.comparator, target.value) == (comparator, float(value))
    assert target.value_max == (float(most) if most else None)
    assert target.unit == unit
    assert target.is_approximate is bool(about)


def test_goals_are_read_before_the_first_heading_too() -> None:
    (target,) = targets("Mục tiêu: khoảng 350 người khuyết tật được học nghề.")
    assert (target.value, target.is_approximate, target.path) == (350, True, "")


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_it_refuses(words: str, why: str) -> None:
    assert targets(words) == (), why


@pytest.mark.parametrize("words", [row[0] for row in READ])
def test_a_target_stands_at_its_words_under_its_part(words: str) -> None:
    (target,) = targets(words)
    assert target.text == " ".join(words[target.start : target.end].split())
    assert target.path == ("I.1" if words.startswith("I.") else "1")


def test_several_figures_of_one_goal_are_several_targets() -> None:
    found = targets("1. Phấn đấu 90% hồ sơ trực tuyến và ít nhất 60% hồ sơ toàn trình.")
    assert [(target.comparator, target.value) for target in found] == [("=", 90), (">=", 60)]


def test_news_gives_no_target() -> None:
    words = "1. Phấn đấu 98% phiếu được trả đúng hạn."
    assert targets(words, Metadata(layout="news")) == ()
    assert len(targets(words)) == 1


def test_a_figure_beyond_all_measure_is_no_target() -> None:
    document = read(f"I. MỤC TIÊU\n1. Đạt {'9' * 400}% hồ sơ.\n".encode(), name="so.txt")
    assert all(math.isfinite(target.value) for target in document.targets)
    json.dumps(as_json(document), allow_nan=False)


SAMPLES = [row[0] for row in (*READ, *REFUSED)]


@given(st.lists(st.sampled_from(SAMPLES), max_size=8).map("\n".join), st.integers(0, 200))
def test_targets_of_glued_and_cut_texts_stand_in_order_at_their_words(words: str, cut: int) -> None:
    words = words[cut:]
    found = targets(words)
    assert [target.start for target in found] == sorted(target.start for target in found)
    for target in found:
        assert target.text == " ".join(words[target.start : target.end].split())


@given(st.text(alphabet="0123456789.,%- /đạtphấnu\n", max_size=200))
def test_figures_in_any_order_are_read(words: str) -> None:
    assert all(target.value >= 0 for target in targets(f"I. MỤC TIÊU\n1. {words}"))


@pytest.mark.parametrize("piece", ["đạt 98% hồ sơ, ", "1", "1.", "9/9 ", "- 5% "])
def test_twice_the_text_takes_at_most_three_times_the_time(piece: str) -> None:
    assert growth(lambda words: targets(f"I. MỤC TIÊU\n1. {words}"), piece, length=8_000) <= 3
