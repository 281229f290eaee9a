"""Data that no paper can be made of is refused in words, with its place; odd data is not."""

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import Unwritable, read, write
from vanban.tests.papers import paper
from vanban.write.data import MAX_DEPTH, paper_of

BODY = ["Một câu."]
HEAD = {"issuer": "Sở Tư pháp", "type": "Báo cáo", "title": "Công tác tư pháp"}


def _deep(levels: int) -> list[Any]:
    nodes: list[Any] = ["Một câu."]
    for _ in range(levels):
        nodes = [{"text": "Một phần.", "children": nodes}]
    return nodes


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ([], "WRT-003", "Dữ liệu"),
        ({"body": BODY}, "WRT-002", "metadata"),
        ({"metadata": [], "body": BODY}, "WRT-003", "metadata"),
        ({"metadata": HEAD}, "WRT-002", "body"),
        ({"metadata": HEAD, "body": []}, "WRT-002", "body"),
        ({"metadata": HEAD, "body": "Một câu."}, "WRT-003", "body"),
        ({"metadata": HEAD, "body": [{}]}, "WRT-003", "body[0]"),
        ({"metadata": HEAD, "body": [7]}, "WRT-003", "body[0]"),
        ({"metadata": HEAD, "body": [{"text": 7}]}, "WRT-003", "body[0].text"),
        ({"metadata": HEAD, "body": [{"text": "a", "children": {}}]}, "WRT-003", "children"),
        ({"metadata": {**HEAD, "issuer": " "}, "body": BODY}, "WRT-002", "metadata.issuer"),
        ({"metadata": {**HEAD, "type": None}, "body": BODY}, "WRT-002", "metadata.type"),
        ({"metadata": {**HEAD, "title": ""}, "body": BODY}, "WRT-002", "metadata.title"),
        ({"metadata": {**HEAD, "signer": 7}, "body": BODY}, "WRT-003", "metadata.signer"),
        ({"metadata": {**HEAD, "recipients": "x"}, "body": BODY}, "WRT-003", "recipients"),
        ({"metadata": {**HEAD, "date": "2024-02-30"}, "body": BODY}, "WRT-004", "2024-02-30"),
        ({"metadata": {**HEAD, "date": "5/4/2024"}, "body": BODY}, "WRT-004", "5/4/2024"),
        ({"metadata": {**HEAD, "layout": "news"}, "body": BODY}, "WRT-007", "news"),
        ({"metadata": HEAD, "citations": 7, "body": BODY}, "WRT-003", "citations"),
        (
            {"metadata": HEAD, "body": [{"table": {"head": ["a", "b"], "rows": [["1"]]}}]},
            "WRT-005",
            "body[0].table",
        ),
        ({"metadata": HEAD, "body": [{"table": {}}]}, "WRT-005", "body[0].table"),
        ({"metadata": HEAD, "body": _deep(MAX_DEPTH + 1)}, "WRT-006", str(MAX_DEPTH)),
        ({"metadata": HEAD, "body": BODY * 20_001}, "WRT-006", "quá lớn"),
    ],
)
def test_bad_data_is_refused_with_its_place(data: object, code: str, place: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write(data)
    assert refused.value.code == code
    assert place in refused.value.sentence


def test_an_annex_alone_is_no_body() -> None:
    with pytest.raises(Unwritable, match="WRT-002"):
        write({"metadata": HEAD, "body": [{"label": "Phụ lục", "text": "Bảng"}]})


_any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(
        st.sampled_from(["metadata", "body", "text", "label", "children", "table", "head", "rows",
                         "issuer", "type", "title", "date", "citations"]), held, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_any)
def test_whatever_the_data_it_is_a_paper_or_refused_in_words(data: object) -> None:
    with contextlib.suppress(Unwritable):
        paper_of(data)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_words_can_be_written(words: str) -> None:
    report = paper()
    report["body"].append({"text": f"Lời: {words}"})
    assert read(write(report)).metadata.number == "45/BC-STP"


def test_words_of_two_lines_are_two_paragraphs() -> None:
    assert [part.text for part in paper_of({"metadata": HEAD, "body": ["a\r\nb\x0bc"]}).body] == [
        "a\nb\nc"
    ]


def test_a_pdf_is_refused_in_words_where_libreoffice_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Unwritable, match="WRT-008") as refused:
        write(paper(), kind="pdf")
    assert "Word" in refused.value.sentence


def test_a_pdf_that_libreoffice_gives_up_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/bin/false")
    with pytest.raises(Unwritable, match="WRT-009"):
        write(paper(), kind="pdf")
