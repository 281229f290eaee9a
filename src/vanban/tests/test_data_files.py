"""The lists of words: every file loads, in one form of letters, without an entry twice."""

import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from vanban import agency_words
from vanban.words import entries

DATA = Path(str(files("vanban.data")))
LISTS = sorted(path.stem for path in DATA.glob("*.txt"))
VALUES = sorted(path.name for path in DATA.glob("*.json"))
SMALL = (
    "agency_groups",
    "agency_heads",
    "agency_joint",
    "agency_not",
    "agency_patterns",
    "agency_relatives",
    "compounds",
    "heads_with_name",
    "sectors",
    "stop_words",
)
CODE = "\n".join(path.read_text("utf-8") for path in DATA.parent.glob("**/*.py"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_entries_and_says_what_it_is(name: str) -> None:
    assert entries(name)
    assert (DATA / f"{name}.txt").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("name", [*(f"{name}.txt" for name in LISTS), *VALUES])
def test_a_file_is_composed_and_ends_its_last_line(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text


@pytest.mark.parametrize("name", LISTS)
def test_no_entry_stands_twice(name: str) -> None:
    found = entries(name)
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("name", LISTS)
def test_no_entry_has_stray_blanks(name: str) -> None:
    assert [entry for entry in entries(name) if entry != " ".join(entry.split())] == []


@pytest.mark.parametrize("name", SMALL)
def test_lists_that_are_compared_in_small_letters_are_written_so(name: str) -> None:
    assert [entry for entry in entries(name) if entry != entry.lower()] == []


@pytest.mark.parametrize("name", SMALL)
def test_lists_use_the_tone_marks_of_the_plain_copy(name: str) -> None:
    old = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")
    assert [entry for entry in entries(name) if old.search(entry)] == []


@pytest.mark.parametrize("name", VALUES)
def test_a_file_of_values_loads_and_holds_none_twice(name: str) -> None:
    rows = json.loads((DATA / name).read_text("utf-8"))
    assert rows
    said = [json.dumps(row, sort_keys=True) for row in rows]
    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("name", [*LISTS, *(Path(name).stem for name in VALUES)])
def test_every_file_is_used(name: str) -> None:
    assert f'"{name}"' in CODE or f'"{name}.json"' in CODE


@pytest.mark.parametrize(
    "pattern",
    [
        agency_words.head_words,
        agency_words.not_agencies,
        agency_words.group_words,
        agency_words.quantified_groups,
        agency_words.joint_names,
        agency_words.relative_nouns,
        agency_words.sector_words,
    ],
)
def test_the_lists_make_patterns_that_match_no_empty_word(pattern: object) -> None:
    assert callable(pattern)
    assert pattern().match("") is None


def test_heads_that_need_a_name_are_heads() -> None:
    assert agency_words.heads_with_name() <= set(entries("agency_heads"))


def test_each_compound_is_found_by_the_word_that_it_holds() -> None:
    found = agency_words.compounds_with()
    assert ("công nghệ thông tin", len("công nghệ ")) in found["thông tin"]
    for word, places in found.items():
        assert all(compound.startswith(word, place) for compound, place in places)


def test_family_names_begin_with_a_capital() -> None:
    assert [name for name in entries("family_names") if not name[0].isupper()] == []
