"""The lists that the rules lean on: whole, in one form, nothing twice."""

import unicodedata
from datetime import date

import pytest

from vanban.lint.cited import kinds
from vanban.words import entries

LISTS = (
    "agency_fields", "agency_posts", "days_off", "free_words", "hinge_words", "number_kinds",
    "party_bodies", "rank_words", "reduplications", "seams", "state_bodies",
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_nothing_twice_and_is_composed(name: str) -> None:
    found = entries(name)
    assert found
    assert len(set(found)) == len(found)
    assert all(unicodedata.is_normalized("NFC", entry) for entry in found)


def test_a_syllable_has_one_row_of_seams() -> None:
    words = [entry.partition(":")[0] for entry in entries("seams")]
    assert len(set(words)) == len(words)
    assert all(entry.count("/") == 1 for entry in entries("seams"))


def test_no_body_is_of_the_state_and_of_the_party() -> None:
    assert not set(entries("state_bodies")) & set(entries("party_bodies"))


def test_the_days_off_are_days_with_a_name() -> None:
    for entry in entries("days_off"):
        day, _, name = entry.partition(" ")
        assert date.fromisoformat(day)
        assert name


def test_the_kinds_of_legal_documents_have_their_marks() -> None:
    assert kinds()["nghị định"] == {"NĐ"}
    assert "TTr" in kinds()["tờ trình"]
    assert kinds()["văn bản"] == frozenset()
