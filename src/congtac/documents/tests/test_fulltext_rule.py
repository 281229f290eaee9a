"""Finding words in a whole text: the table of `docs/rules/shelf.md`, and what holds always."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.documents.rules.fulltext import (
    BEFORE,
    LENGTH,
    PHRASES,
    TOKEN,
    passage,
    phrases,
    text_key,
)

LETTERS = 'abĐđ ếẾoà\u0301\n-/.|"12_ự'
TEXT = (
    "KẾ HOẠCH Hòa giải ở cơ sở. " + "Đấu giá tài sản công. " * 30 + "Tập huấn hòa giải viên, "
    "thực hiện trước ngày 30/6/2024 | Sở Tư pháp. " + "Việc khác nữa. " * 30
)


def told(text: str, asked: str) -> str:
    """The passage with what was found in brackets."""
    pieces = passage(text, text_key(text), phrases(asked))
    return "".join(f"[{it.text}]" if it.is_found else it.text for it in pieces)


@pytest.mark.parametrize(
    ("asked", "sought"),
    [
        ("hòa giải", ("hoa", "giai")),
        ("HOA GIAI", ("hoa", "giai")),
        ("hoà giải", ("hoa", "giai")),
        (unicodedata.normalize("NFD", "hòa giải"), ("hoa", "giai")),
        ('"hòa giải ở cơ sở"', ("hoa giai o co so",)),
        ("12/KH-STP", ("12 kh stp",)),
        ("đất đai “trước ngày 30/6”", ("dat", "dai", "truoc ngay 30 6")),
        ("...", ()),
        ("", ()),
        ("một một", ("mot",)),
    ],
)
def test_what_is_asked_falls_into_phrases(asked: str, sought: tuple[str, ...]) -> None:
    assert phrases(asked) == tuple(f" {phrase} " for phrase in sought)


def test_a_long_question_is_cut() -> None:
    assert len(phrases(" ".join(f"a{number}" for number in range(50)))) == PHRASES


def test_a_syllable_is_not_found_inside_another() -> None:
    assert phrases("hoa")[0] not in text_key("Kế hoạch khoa học")
    assert phrases("hoạch")[0] in text_key("Kế hoạch")


def test_the_passage_is_where_most_stands_nearest_together() -> None:
    assert "Tập huấn [hòa giải] viên" in told(TEXT, '"hoa giai" huan').replace("[huấn]", "huấn")
    assert told(TEXT, "co so hoa giai").startswith("KẾ HOẠCH [Hòa] [giải] ở [cơ] [sở].")


def test_a_phrase_is_marked_whole_with_its_signs_and_cells_run_on() -> None:
    shown = told(TEXT, '"30/6/2024 so tu phap"')
    assert "trước ngày [30/6/2024 Sở Tư pháp]." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_a_phrase_and_a_word_of_it_are_marked_once() -> None:
    assert "[Hòa giải] ở cơ sở." in told(TEXT, 'hoa "hoa giai"')


def test_nothing_found_in_the_text_shows_no_passage() -> None:
    assert passage(TEXT, text_key(TEXT), phrases("khong thay")) == ()
    assert passage("", text_key(""), phrases("gi")) == ()


@given(st.text(alphabet=LETTERS, max_size=200))
def test_the_key_holds_one_word_for_each_word_of_the_text(text: str) -> None:
    words = text_key(text).split(" ")[1:-1]
    assert [word for word in words if word] == words or not TOKEN.search(text)
    assert len([word for word in words if word]) == len(TOKEN.findall(text))


@given(st.text(alphabet=LETTERS, max_size=300), st.text(alphabet=LETTERS, max_size=12))
def test_a_passage_says_what_the_text_says(text: str, asked: str) -> None:
    sought = phrases(asked)
    pieces = passage(text, text_key(text), sought)
    key = text_key("".join(it.text for it in pieces))
    assert key.strip() in text_key(text)
    assert len(key.split()) <= LENGTH
    assert bool(pieces) == any(phrase in text_key(text) for phrase in sought)
    for piece in pieces:
        if piece.is_found:
            assert any(text_key(piece.text) in f" {phrase} " for phrase in sought) or any(
                phrase.strip() in text_key(piece.text) for phrase in sought
            )


@given(st.integers(0, 300))
def test_the_first_word_found_stands_near_the_beginning(before: int) -> None:
    text = "chữ " * before + "tìm " + "chữ " * 60
    pieces = passage(text, text_key(text), phrases("tìm"))
    assert len(TOKEN.findall(pieces[0].text)) <= BEFORE or pieces[0].is_found
