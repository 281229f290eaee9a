"""The doors `read`, `lint` and `as_json`: what goes in, what comes out, in the promised shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from vanban import Document, Unreadable, as_json, lint, read

PLAN = """UBND HUYỆN AN SƠN
-------
Số: 14/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
An Sơn, ngày 05 tháng 01 năm 2024

KẾ HOẠCH
Số hóa sổ hộ tịch năm 2024

Căn cứ Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ về hộ tịch;
UBND huyện ban hành kế hoạch như sau:
I. MỤC TIÊU
1. Phấn đấu số hóa ít nhất 98% sổ gốc.
II. NHIỆM VỤ
1. Quét toàn bộ sổ hộ tịch đang lưu tại các xã.
- Cơ quan chủ trì: Phòng Tư pháp.
- Cơ quan phối hợp: Công an huyện; UBND các xã.
- Thời gian: Trước ngày 15/3/2024.
2. Đề nghị Hội Luật gia huyện cử hội viên kiểm tra chất lượng quét.

Nơi nhận:
- Sở Tư pháp;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Quốc Bảo
"""

SHAPE: dict[str, set[str]] = {
    "document": {
        *("source", "text", "metadata", "outline", "citations"),
        *("tasks", "targets", "findings"),
    },
    "metadata": {
        *("issuer", "parent_issuer", "number", "symbol", "date", "place", "type", "title"),
        *("signer", "capacity", "recipients", "legal_bases", "spans", "layout"),
    },
    "outline": {"path", "label", "level", "title", "start", "end", "children"},
    "citations": {"number", "type", "issuer", "date", "title", "relation", "self", "spans"},
    "tasks": {
        *("path", "text", "start", "end", "mode", "lead", "coordinating", "product"),
        *("reports_to", "recurrence", "deadline", "requested", "places"),
    },
    "deadline": {"text", "kind", "start", "end", "span"},
    "targets": {
        *("path", "text", "value", "comparator", "unit", "start", "end"),
        *("value_max", "approximate"),
    },
    "findings": {"code", "severity", "message", "start", "end", "basis"},
}


def printed(words: str = PLAN) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(
        json.dumps(as_json(read(words.encode(), name="ke-hoach.txt")))
    )
    return said


def test_the_doors_are_these_and_no_more() -> None:
    assert sorted(vanban.__all__) == [
        "Document",
        "Finding",
        "Unreadable",
        "Unwritable",
        "as_json",
        "lint",
        "read",
        "write",
    ]


def test_a_path_and_its_bytes_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN, "utf-8")
    by_path, by_words = read(file), read(str(file))
    assert by_path == by_words
    assert by_path.source.name == str(file)
    assert read(file.read_bytes(), name=str(file)) == by_path


def test_a_name_of_ones_own_is_kept() -> None:
    assert read(PLAN.encode(), name="ban-cuoi.txt").source.name == "ban-cuoi.txt"


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="SRC-000") as refused:
        read(tmp_path / "khong-co.docx")
    assert "khong-co.docx" in refused.value.sentence


def test_an_empty_file_is_refused_in_words() -> None:
    with pytest.raises(Unreadable, match="SRC-001"):
        read(b"", name="trong.txt")


def test_the_findings_of_a_reading_are_those_of_lint() -> None:
    document = read(PLAN.encode(), name="ke-hoach.txt")
    assert isinstance(document, Document)
    assert document.findings == lint(document)


def test_a_document_is_printed_in_the_promised_shape() -> None:
    said = printed()
    assert set(said) == SHAPE["document"]
    assert set(said["metadata"]) == SHAPE["metadata"]
    for key in ("outline", "citations", "tasks", "targets", "findings"):
        assert said[key]
        assert {frozenset(row) for row in said[key]} == {frozenset(SHAPE[key])}
    for task in said["tasks"]:
        assert set(task["deadline"]) == SHAPE["deadline"]


def test_values_are_printed_as_promised() -> None:
    said = printed()
    assert said["source"] == "ke-hoach.txt"
    assert said["text"] == PLAN.rstrip("\n")
    assert said["metadata"]["number"] == "14/KH-UBND"
    assert said["metadata"]["date"] == "2024-01-05"
    target = said["targets"][0]
    assert (target["path"], target["comparator"], target["unit"]) == ("I.1", ">=", "%")
    assert (target["value"], target["value_max"], target["approximate"]) == (98, None, False)
    first, second = said["tasks"]
    assert (first["path"], first["mode"], first["lead"]) == ("II.1", "labelled", ["Phòng Tư pháp"])
    assert first["coordinating"] == ["Công an huyện", "UBND các xã"]
    due = first["deadline"]
    assert (due["text"], due["kind"]) == ("Trước ngày 15/3/2024", "date")
    assert (due["start"], due["end"]) == (None, "2024-03-15")
    assert (first["requested"], second["requested"]) == ([], ["Hội Luật gia huyện"])


def test_a_whole_number_is_printed_without_a_point() -> None:
    assert '"value": 98,' in json.dumps(printed()["targets"])
    words = PLAN.replace("98%", "98,5%")
    assert printed(words)["targets"][0]["value"] == 98.5


def test_places_that_are_printed_lead_to_the_words() -> None:
    said = printed()
    text = said["text"]
    for node in said["outline"]:
        assert text[node["start"] :].startswith(node["label"])
    for citation in said["citations"]:
        for start, end in citation["spans"]:
            assert citation["number"] in text[start:end]
    for task in said["tasks"]:
        assert text[task["start"] : task["end"]].split() == task["text"].split()
        for name, (start, end) in task["places"].items():
            assert text[start:end] == name
    for target in said["targets"]:
        assert text[target["start"] : target["end"]].split() == target["text"].split()
    for finding in said["findings"]:
        assert 1 <= finding["end"] - finding["start"] <= 250
    for field, (start, end) in said["metadata"]["spans"].items():
        assert 0 <= start < end <= len(text), field


PIECES = [line for line in PLAN.splitlines() if line]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("\n".join))
def test_any_paper_glued_of_these_lines_is_read_and_printed(words: str) -> None:
    said = printed(words)
    places = [(task["start"], task["end"]) for task in said["tasks"]]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(said["text"]) for start, end in places)


def test_reading_twice_gives_the_same() -> None:
    assert printed() == printed()
