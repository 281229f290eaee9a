"""Keys for searching and sorting."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.keys import search_key, search_keys, sort_key

VIETNAMESE = "aàảãáạăằâầbcdđeéêếghiíklmnoóôốơớpqrstuúưứvxyýABĐÊ ,.-0123456789"
words = st.text(VIETNAMESE, max_size=30)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NGHỊ ĐỊNH", "nghi dinh"),
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("Sở  Tư\u00a0pháp ", "so tu phap"),
        (unicodedata.normalize("NFD", "Đường Hoà Bình"), "duong hoa binh"),
    ],
)
def test_a_search_key_has_no_marks_no_case_and_single_spaces(text: str, key: str) -> None:
    assert search_key(text) == key


def test_dictionary_order_holds_where_code_points_fail() -> None:
    names = ["Yên Bái", "Đắk Lắk", "Đà Nẵng", "Dạ", "An Giang", "Ăn", "Âu", "Bà Rịa", "Bắc Kạn"]
    names += ["Ba", "Bá", "Cà Mau"]
    expected = ["An Giang", "Ăn", "Âu", "Ba", "Bá", "Bà Rịa", "Bắc Kạn", "Cà Mau", "Dạ"]
    expected += ["Đà Nẵng", "Đắk Lắk", "Yên Bái"]
    assert sorted(names, key=sort_key) == expected


def test_tones_decide_only_between_equal_letters() -> None:
    assert sorted(["bạ", "bá", "bã", "bả", "bà", "ba"], key=sort_key) == [
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
    ]
    assert sort_key("bạ a") < sort_key("ba b")


@given(words)
def test_a_search_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(words)
def test_keys_do_not_depend_on_how_marks_are_coded(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert (search_key(apart), sort_key(apart)) == (search_key(text), sort_key(text))


@given(st.lists(st.one_of(words, st.text(max_size=8), st.sampled_from(["\0", "", "a \0"]))))
def test_many_texts_have_the_keys_that_each_has_alone(texts: list[str]) -> None:
    assert search_keys(texts) == [search_key(text) for text in texts]


@given(words, words)
def test_words_that_differ_in_a_mark_have_different_sort_keys(one: str, other: str) -> None:
    if one.casefold() != other.casefold():
        assert sort_key(one) != sort_key(other)


@given(st.text(max_size=40))
def test_a_search_key_is_the_text_without_marks_and_case(text: str) -> None:
    """Word by word from memory, the same as of the whole text at once."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    assert search_key(text) == " ".join(bare.casefold().replace("đ", "d").split())
