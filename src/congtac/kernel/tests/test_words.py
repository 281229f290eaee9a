"""Words of pure code: said in the language of the page, or left as they are written."""

import pytest

from congtac.kernel import words
from congtac.kernel.words import Names, as_written, gettext, gettext_noop


@pytest.fixture(autouse=True)
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that says everything in capitals."""
    monkeypatch.setattr(words, "_translators", [])
    words.speak_through(str.upper)


def test_the_site_says_the_words_its_own_way() -> None:
    assert gettext("đã lưu") == "ĐÃ LƯU"
    assert gettext_noop("đã lưu") == "đã lưu"


def test_without_the_site_words_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_translators", [])
    assert gettext("đã lưu") == "đã lưu"


def test_a_table_of_names_says_them_and_keeps_them_as_written() -> None:
    names = Names({"a": "mở", "b": "đóng"})
    assert (names["a"], names.get("c", "?"), len(names)) == ("MỞ", "?", 2)
    assert list(names.items()) == names.choices() == [("a", "MỞ"), ("b", "ĐÓNG")]
    assert names.written == {"a": "mở", "b": "đóng"}


def test_what_goes_out_is_left_as_it_is_written() -> None:
    with as_written():
        assert (gettext("mở"), Names({"a": "mở"})["a"]) == ("mở", "mở")
    assert gettext("mở") == "MỞ"
