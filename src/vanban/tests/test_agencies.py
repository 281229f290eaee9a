"""Agencies: where a name begins and ends, how lists split, what is a request."""

import pytest

from vanban.agencies import Reader, as_written, split_persons
from vanban.agency_words import LONGEST
from vanban.labels import read_roles
from vanban.tests.rule_pages import table
from vanban.text import plain_copy

PAGE = "vanban-co-quan"


def in_a_cell(words: str) -> list[str]:
    reader = Reader(plain_copy(words))
    return [a.name for a in read_roles(reader, 0, len(words), kind="coordinating").coordinating]


def in_a_sentence(words: str) -> list[str]:
    reader = Reader(plain_copy(words))
    return [a.name for a in reader.list_at(0, len(words))[0]]


@pytest.mark.parametrize(("words", "said"), table(PAGE, "Sau nhãn và trong cột"))
def test_it_splits_the_list_of_a_label(words: str, said: str) -> None:
    assert in_a_cell(words) == [name for name in said.split(" · ") if name]


@pytest.mark.parametrize(("words", "said"), table(PAGE, "Trong câu"))
def test_it_ends_names_at_the_verb_of_a_sentence(words: str, said: str) -> None:
    assert in_a_sentence(words) == [name for name in said.split(" · ") if name]


@pytest.mark.parametrize(("words", "asked"), table(PAGE, "Lời đề nghị"))
def test_it_tells_a_request_from_an_assignment(words: str, asked: str) -> None:
    roles = read_roles(Reader(words), 0, len(words), kind="lead")
    assert [agency.is_request for agency in roles.lead] == [asked == "có"]
    assert not roles.lead[0].name.startswith(("Đề nghị", "Kính"))


@pytest.mark.parametrize(("words", "said"), table(PAGE, "Sau nhãn và trong cột"))
def test_the_place_of_an_agency_leads_to_its_name(words: str, said: str) -> None:
    roles = read_roles(Reader(plain_copy(words)), 0, len(words), kind="coordinating")
    for agency in roles.coordinating:
        assert agency.name.endswith(words[agency.start : agency.end])
        assert agency.name == words[agency.start : agency.end] or ":" in words


def test_a_list_of_fields_names_each_body_with_the_place_of_its_field() -> None:
    words = "Các Bộ: Y tế, Xây dựng"
    names, end = Reader(words).list_at(0, len(words))
    assert [name.name for name in names] == ["Bộ Y tế", "Bộ Xây dựng"]
    assert [words[name.start : name.end] for name in names] == ["Y tế", "Xây dựng"]
    assert end == len(words)


@pytest.mark.parametrize(
    ("kind", "words", "lead", "coordinating"), table(PAGE, "Hai vai trong một ô")
)
def test_it_shares_the_roles_that_one_cell_holds(
    kind: str, words: str, lead: str, coordinating: str
) -> None:
    roles = read_roles(Reader(words), 0, len(words), kind=kind)
    assert " · ".join(agency.name for agency in roles.lead) == lead
    assert " · ".join(agency.name for agency in roles.coordinating) == coordinating


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Nguyễn Văn An Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
        ("Lê Nguyễn Bảo Ngọc", ["Lê Nguyễn Bảo Ngọc"]),
        ("Hoàng Lê", ["Hoàng Lê"]),
        ("", []),
    ],
)
def test_it_parts_persons_set_one_after_the_other(words: str, people: list[str]) -> None:
    assert split_persons(words) == people


def test_a_name_keeps_the_tone_marks_of_the_source() -> None:
    words = "Uỷ ban nhân dân tỉnh Hoà Bình"
    names = Reader(plain_copy(words)).list_at(0, len(words))[0]
    assert [as_written(name, words).name for name in names] == [words]


def test_a_name_without_an_end_is_cut() -> None:
    words = "Sở " + "Ba Bốn " * 400
    names, _ = Reader(words).list_at(0, len(words))
    assert len(names[0].name) <= LONGEST
