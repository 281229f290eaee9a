"""Where a citation leads: the tables of `docs/rules/shelf.md`."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.documents.rules.citing import Cited, Shelved, may_mean, number_key, way_of

KEY = "12/kh-stp"
MARCH, LAST = date(2024, 3, 5), date(2023, 3, 7)
A24, A23, BLANK = (Shelved(1, 1, 1, KEY, day) for day in (MARCH, LAST, None))


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("34/2016/NĐ-CP", "34/2016/nd-cp"),
        ("Số: 09 /QĐ–BTP", "9/qd-btp"),
        ("131-KH/BCSĐ", "131-kh/bcsd"),
        ("Số 0012/KH-STP", "12/kh-stp"),
        ("00/KH", "0/kh"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_number_has_one_key_however_it_is_written(number: str | None, key: str) -> None:
    assert number_key(number) == key


@pytest.mark.parametrize(
    ("day", "shelf", "documents", "is_sure"),
    [
        (MARCH, [A24], (1,), True),
        (MARCH, [A23], (), False),
        (MARCH, [BLANK], (1,), False),
        (None, [A24], (1,), True),
        (None, [A23, Shelved(2, 2, 1, KEY, MARCH)], (2, 1), False),
        (MARCH, [A24, Shelved(2, 2, 1, KEY, LAST)], (1,), True),
        (MARCH, [Shelved(1, 1, 1, "99/kh-stp", MARCH)], (), False),
        (MARCH, [], (), False),
    ],
)
def test_a_citation_leads_by_number_and_day(
    day: date | None, shelf: list[Shelved], documents: tuple[int, ...], is_sure: bool
) -> None:
    way = way_of(Cited(KEY, day), shelf)
    assert (way.documents, way.is_sure) == (documents, is_sure)


def test_of_a_document_with_versions_the_newest_is_meant() -> None:
    shelf = [Shelved(5, 1, 2, KEY, MARCH), Shelved(1, 1, 1, KEY, MARCH)]
    assert way_of(Cited(KEY, MARCH), shelf).documents == (5,)


def test_a_citation_without_a_number_leads_nowhere() -> None:
    nameless = Shelved(1, 1, 1, "", None)
    assert way_of(Cited("", None), [nameless]).documents == ()
    assert not may_mean(Cited("", None), nameless)


days = st.sampled_from([None, MARCH, LAST])
keys = st.sampled_from(["", KEY, "7/qd-btp"])
shelves = st.lists(st.tuples(keys, days), max_size=5)


@given(keys, days, shelves)
def test_what_a_citation_leads_to_is_cited_by_it(
    key: str, day: date | None, rows: list[tuple[str, date | None]]
) -> None:
    shelf = [Shelved(n, n, 1, *row) for n, row in enumerate(rows, start=1)]
    cited = Cited(key, day)
    meant = {it.document for it in shelf if may_mean(cited, it)}
    assert set(way_of(cited, shelf).documents) <= meant
    assert bool(way_of(cited, shelf).documents) == bool(meant)
