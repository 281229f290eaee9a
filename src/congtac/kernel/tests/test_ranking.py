"""The table of docs/rules/desk-and-search.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.ranking import DOCUMENTS, PEOPLE, UNITS, best_first, rank, weight


@pytest.mark.parametrize(
    ("words", "name", "place"),
    [
        ("sở tư pháp", "Sở Tư pháp", 0),
        ("SO TU PHAP", "Sở Tư pháp", 0),
        ("so tu phap", "Sở Tư pháp Ninh Thuận", 1),
        ("tu phap", "Sở Tư pháp Ninh Thuận", 2),
        ("ninh tu phap", "Sở Tư pháp Ninh Thuận", 3),
        ("u phap", "Sở Tư pháp", 3),
        ("trẻ em", "Kế hoạch 124-KH/BCSĐ", 4),
    ],
)
def test_the_table_holds(words: str, name: str, place: int) -> None:
    assert rank(words, name) == place


def test_the_best_stands_first_and_what_fits_alike_keeps_its_order() -> None:
    names = ["Thanh tra Sở Tư pháp", "Báo Tư pháp", "Tư pháp", "Tư pháp Hà Giang"]
    assert best_first("tu phap", names, str) == [names[2], names[3], names[0], names[1]]


def test_groups_stand_by_their_best_and_then_by_kind() -> None:
    assert weight("lan", "Lan", PEOPLE) < weight("lan", "Kế hoạch của Lan", DOCUMENTS)
    assert weight("lan", "Lan", UNITS) < weight("lan", "Lan", PEOPLE)


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=9))
def test_nothing_is_lost_in_ranking(words: str, names: list[str]) -> None:
    assert sorted(best_first(words, names, str)) == sorted(names)
