"""The Word file that `write` makes: page, sizes, columns, annexes, as docs/rules tells."""

import io
from typing import Any

import docx
import pytest
from docx.shared import Pt

from vanban import read, write
from vanban.tests.papers import Data, paper


def _word(data: Data) -> Any:
    return docx.Document(io.BytesIO(write(data)))


def _lines(data: Data) -> list[str]:
    return [line for line in read(write(data)).source.text.split("\n") if line]


def _paragraph(word: Any, words: str) -> Any:
    cells = (cell for table in word.tables for row in table.rows for cell in row.cells)
    held = [*word.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in held if one.text == words)


@pytest.mark.parametrize(
    ("layout", "right"), [("state", 15), ("party", 20)], ids=["nhà nước", "đảng"]
)
def test_a_page_is_a4_with_the_margins_of_its_layout(layout: str, right: int) -> None:
    section = _word(paper(layout=layout)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, right]


def test_pages_are_numbered_in_the_middle_above_but_the_first() -> None:
    section = _word(paper()).sections[0]
    assert section.different_first_page_header_footer
    assert 'w:instr="PAGE"' in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


@pytest.mark.parametrize(
    ("words", "size", "is_bold", "is_italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, None),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, None),
        ("UBND TỈNH AN SƠN", 13, None, None),
        ("SỞ TƯ PHÁP", 13, True, None),
        ("Số: 45/BC-STP", 13, None, None),
        ("An Sơn, ngày 05 tháng 4 năm 2024", 14, None, True),
        ("BÁO CÁO", 14, True, None),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: VT, VP.", 11, None, None),
        ("KT. GIÁM ĐỐC", 14, True, None),
        ("Trần Văn Bình", 14, True, None),
    ],
)
def test_each_part_has_its_size_and_weight(
    words: str, size: int, is_bold: bool | None, is_italic: bool | None
) -> None:
    run = _paragraph(_word(paper()), words).runs[0]
    assert (run.font.size, run.bold, run.italic) == (Pt(size), is_bold, is_italic)


def test_every_word_is_in_times_new_roman() -> None:
    word = _word(paper())
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert "w:ascii=" not in word.element.xml


def test_a_letter_has_its_subject_below_the_number_and_its_readers_in_a_list() -> None:
    letter = paper(
        "Công văn", title="đôn đốc gửi báo cáo quý I", addressees=["Sở Nội vụ", "Sở Y tế"]
    )
    lines = _lines(letter)
    at = lines.index("Số: 45/STP-VP")
    assert lines[at + 1] == "V/v đôn đốc gửi báo cáo quý I"
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == ["- Sở Nội vụ;", "- Sở Y tế."]
    assert "CÔNG VĂN" not in lines


def test_one_reader_stands_on_the_line_of_the_address() -> None:
    assert "Kính gửi: Sở Nội vụ" in _lines(paper("Công văn", addressees=["Sở Nội vụ"]))


def test_an_address_at_the_head_of_the_body_is_taken_for_one() -> None:
    letter = paper("Công văn")
    letter["body"].insert(0, "Kính gửi: Sở Nội vụ")
    assert _lines(letter).count("Kính gửi: Sở Nội vụ") == 1


def test_a_decision_says_who_decides_and_that_they_decide() -> None:
    decision = paper("Quyết định", legal_bases=["30/2020/NĐ-CP"])
    decision["body"] = [
        "Theo đề nghị của Chánh Văn phòng Sở;",
        {"label": "Điều 1.", "text": "Ban hành kèm theo Quyết định này nội quy."},
    ]
    lines = _lines(decision)
    at = lines.index("GIÁM ĐỐC SỞ TƯ PHÁP")
    assert lines[at + 1 : at + 5] == [
        "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ;",
        "Theo đề nghị của Chánh Văn phòng Sở.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này nội quy.",
    ]


def test_words_that_decide_are_not_said_twice() -> None:
    decision = paper("Quyết định")
    decision["body"] = [
        {"text": "GIÁM ĐỐC SỞ TƯ PHÁP"},
        {"text": "Căn cứ Nghị định số 30/2020/NĐ-CP;"},
        {"text": "QUYẾT ĐỊNH:"},
        {"label": "Điều 1.", "text": "Ban hành nội quy."},
    ]
    lines = _lines(decision)
    assert (lines.count("QUYẾT ĐỊNH:"), lines.count("GIÁM ĐỐC SỞ TƯ PHÁP")) == (1, 1)


def test_a_basis_that_the_body_cites_is_not_said_twice() -> None:
    report = paper(legal_bases=["30/2020/NĐ-CP"])
    report["body"].insert(0, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;")
    assert sum("30/2020/NĐ-CP" in line for line in _lines(report)) == 1


TABLE = {"head": ["TT", "Xã", "Số việc"], "rows": [["1", "An Hải", "1.234"], ["2", "Bắc Khê", 7]]}


def test_an_annex_begins_a_page_after_the_signature_with_a_table() -> None:
    report = paper()
    report["body"].append({"label": "Phụ lục I", "text": "Số việc theo xã", "table": TABLE})
    lines = _lines(report)
    at = lines.index("Phụ lục I")
    assert at > lines.index("Trần Văn Bình")
    assert lines[at + 1 :] == [
        "SỐ VIỆC THEO XÃ",
        "(Kèm theo Báo cáo số 45/BC-STP ngày 05 tháng 4 năm 2024 của Sở Tư pháp)",
        "TT | Xã | Số việc",
        "1 | An Hải | 1.234",
        "2 | Bắc Khê | 7",
    ]
    word = _word(report)
    assert [str(section.orientation) for section in word.sections] == ["PORTRAIT (0)"] * 2
    assert 'w:pgNumType w:start="1"' in word.sections[1]._sectPr.xml


def test_a_wide_table_lies_on_its_side() -> None:
    report = paper()
    wide = {"head": [f"Cột {at}" for at in range(1, 9)], "rows": [[str(at) for at in range(8)]]}
    report["body"].append({"label": "Phụ lục", "text": "Bảng", "table": wide})
    assert str(_word(report).sections[1].orientation) == "LANDSCAPE (1)"


def test_the_head_of_a_table_stands_on_each_page() -> None:
    report = paper()
    report["body"].append({"text": "Số việc:", "table": {"head": [["A"], ["1"]], "rows": [["x"]]}})
    table = _word(report).tables[1]
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [1, 1, 0]


def test_room_is_left_for_a_number_and_a_day_that_are_not_known() -> None:
    report = paper(number=None, symbol="/BC-STP", date=None)
    metadata = read(write(report)).metadata
    assert (metadata.number, metadata.symbol, metadata.date) == (None, "/BC-STP", None)
    assert metadata.place == "An Sơn"


def test_a_draft_without_signer_and_recipients_is_written_too() -> None:
    bare = {"issuer": "Sở Tư pháp", "type": "Báo cáo", "title": "Công tác tư pháp"}
    lines = _lines({"metadata": bare, "body": ["Một câu."]})
    assert lines[-1] == "Một câu."


def test_a_day_without_a_place_is_not_lost() -> None:
    metadata = read(write(paper(place=None))).metadata
    assert (metadata.place, str(metadata.date)) == (None, "2024-04-05")
