"""The worked tables of docs/rules/vanban-soan-thao.md, row by row."""

from datetime import date
from pathlib import Path

import pytest

from vanban.model import Metadata
from vanban.write.bases import cited_base
from vanban.write.paper import Paper, Part
from vanban.write.wording import (
    BLANK,
    authority_line,
    capacity_lines,
    long_day,
    number_line,
    subject_line,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules" / "vanban-soan-thao.md"


def _rows(title: str) -> list[list[str]]:
    section = PAGE.read_text(encoding="utf-8").split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in section.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _paper(said: Metadata) -> Paper:
    return Paper(said, body=(Part("Một câu."),))


@pytest.mark.parametrize(("number", "symbol", "layout", "line"), _rows("Số và ký hiệu"))
def test_the_number_line(number: str, symbol: str, layout: str, line: str) -> None:
    paper = _paper(Metadata(layout, number=number or None, symbol=symbol or None))
    assert number_line(paper) == line.replace(" … ", BLANK)


@pytest.mark.parametrize(("day", "words"), _rows("Ngày"))
def test_the_day_in_words(day: str, words: str) -> None:
    assert long_day(date.fromisoformat(day)) == words


@pytest.mark.parametrize(("capacity", "lines"), _rows("Quyền hạn, chức vụ thành dòng"))
def test_the_lines_of_a_capacity(capacity: str, lines: str) -> None:
    assert " / ".join(capacity_lines(capacity)) == lines


@pytest.mark.parametrize("row", _rows("Căn cứ thành câu"))
def test_the_sentence_of_a_legal_basis(row: list[str]) -> None:
    number, *said, sentence = row
    known = dict(zip(("type", "issuer", "date", "title"), said, strict=True))
    assert cited_base(number, known) == sentence


@pytest.mark.parametrize(
    ("issuer", "capacity", "line"),
    [
        ("Bộ Tư pháp", "KT. BỘ TRƯỞNG THỨ TRƯỞNG", "BỘ TRƯỞNG BỘ TƯ PHÁP"),
        ("Sở Tư pháp", "GIÁM ĐỐC", "GIÁM ĐỐC SỞ TƯ PHÁP"),
        ("Ủy ban nhân dân tỉnh", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("Thủ tướng Chính phủ", "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG", "THỦ TƯỚNG CHÍNH PHỦ"),
        ("Phòng Tư pháp", "TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG TƯ PHÁP"),
        ("Văn phòng Bộ", "CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG BỘ"),
        ("Sở Tư pháp", None, "SỞ TƯ PHÁP"),
    ],
)
def test_who_decides(issuer: str, capacity: str | None, line: str) -> None:
    assert authority_line(_paper(Metadata(issuer=issuer, capacity=capacity))) == line


@pytest.mark.parametrize("title", ["gửi báo cáo", "V/v gửi báo cáo", "Về việc: gửi báo cáo"])
def test_the_mark_of_a_subject_is_said_once(title: str) -> None:
    assert subject_line(_paper(Metadata(title=title))) == "V/v gửi báo cáo"
