"""What `write` writes, `read` reads back the same, and `lint` finds nothing in it."""

import re
from typing import Any

from hypothesis import given, settings

from vanban import Document, as_json, lint, read, write
from vanban.tests.papers import Data, papers, party_papers

FIELDS = (
    *("layout", "issuer", "parent_issuer", "number", "symbol", "date", "place", "type", "title"),
    *("signer", "capacity", "recipients", "legal_bases"),
)


def _back(data: Data) -> Document:
    return read(write(data), name="paper.docx")


def _said(metadata: Data) -> Data:
    default = {"layout": "state", "recipients": [], "legal_bases": []}
    return {field: metadata.get(field, default.get(field)) for field in FIELDS}


def _tasks(data: Data) -> list[tuple[str, str, str]]:
    """Lead and last day of each task, as the body words them."""
    found = []
    for section in data["body"]:
        for clause in section.get("children", ()):
            lines = [child["text"] for child in clause["children"]]
            if lines:
                day, month, year = re.findall(r"\d+", lines[1])
                found.append((clause["text"], lines[0][17:-1], f"{year}-{month}-{day}"))
    return found


def _read_tasks(said: dict[str, Any]) -> list[tuple[str, str, str]]:
    rows = (task for task in said["tasks"] if task["mode"] == "labelled")
    return [
        (task["text"].split(" - ")[0], task["lead"][0], task["deadline"]["end"]) for task in rows
    ]


@settings(max_examples=30, deadline=None)
@given(papers())
def test_a_state_paper_reads_back_the_same(data: Data) -> None:
    said = as_json(_back(data))
    assert _said(said["metadata"]) == _said(data["metadata"])
    assert _read_tasks(said) == _tasks(data)
    cited = {(row["number"], row["type"], row["date"]) for row in said["citations"]}
    assert {(row["number"], row["type"], row["date"]) for row in data["citations"]} <= cited


@settings(max_examples=30, deadline=None)
@given(papers())
def test_lint_finds_nothing_in_a_state_paper(data: Data) -> None:
    assert lint(_back(data)) == ()


@settings(max_examples=15, deadline=None)
@given(party_papers())
def test_a_party_paper_reads_back_the_same_and_lint_is_silent(data: Data) -> None:
    document = _back(data)
    assert _said(as_json(document)["metadata"]) == _said(data["metadata"])
    assert _read_tasks(as_json(document)) == _tasks(data)
    assert document.findings == ()


@settings(max_examples=8, deadline=None)
@given(papers())
def test_the_same_data_give_the_same_bytes(data: Data) -> None:
    assert write(data) == write(data)


@settings(max_examples=10, deadline=None)
@given(papers())
def test_every_word_of_the_body_is_in_the_paper_in_its_order(data: Data) -> None:
    text = _back(data).source.text
    at = 0
    for section in data["body"]:
        for node in (section, *section.get("children", ())):
            words = node["text"].upper() if section["label"] == "Phụ lục" else node["text"]
            at = text.index(words, at)


@settings(max_examples=8, deadline=None)
@given(papers())
def test_the_outline_has_the_labels_of_the_body(data: Data) -> None:
    labels = [part["label"] for part in data["body"] if part["label"]]
    assert [node.label for node in _back(data).outline] == labels
