"""Word files: every word in order, Word's own numbers, tables with merged cells, letterheads."""

import io

import docx
import pytest

from vanban.model import Source, Unreadable
from vanban.sources.docx import read_docx
from vanban.tests.made_files import (
    level,
    numbered,
    numbering,
    p,
    tbl,
    tc,
    word_file,
    word_part,
    zipped,
)


def lines(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line]


def read(body: str, parts: dict[str, str] | None = None) -> Source:
    return read_docx(word_file(body, parts), "thu.docx")


def test_it_reads_what_python_docx_writes() -> None:
    made = docx.Document()
    made.add_paragraph("KẾ HOẠCH")
    made.add_paragraph("Kiểm tra sổ hộ tịch năm 2031")
    made.add_paragraph("Thu thập số liệu", style="List Bullet")
    made.add_paragraph("Lập báo cáo", style="List Number")
    made.add_paragraph("Gửi báo cáo", style="List Number")
    stream = io.BytesIO()
    made.save(stream)
    assert lines(read_docx(stream.getvalue(), "a.docx")) == [
        "KẾ HOẠCH",
        "Kiểm tra sổ hộ tịch năm 2031",
        "- Thu thập số liệu",
        "1. Lập báo cáo",
        "2. Gửi báo cáo",
    ]


def test_it_keeps_insertions_and_drops_deletions() -> None:
    body = (
        "<w:p><w:r><w:t>Sở Tư pháp </w:t></w:r>"
        '<w:ins w:id="1"><w:r><w:t>chủ trì</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>phối hợp</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t>cũ</w:t></w:r></w:moveFrom></w:p>'
    )
    assert read(body).text == "Sở Tư pháp chủ trì"


def test_it_joins_paragraphs_whose_mark_was_deleted() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert read(p("Rà soát ", mark) + p("văn bản")).text == "Rà soát văn bản"


def test_it_reads_content_controls_hyperlinks_and_breaks() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:br/><w:t>dòng hai</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert lines(read(body)) == ["Trong khung", "liên kết", "dòng hai"]


def test_it_reads_a_text_box_once() -> None:
    box = f"<w:txbxContent>{p('DỰ THẢO')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Số: 12</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(read(body)) == ["Số: 12", "DỰ THẢO"]


def test_it_leaves_out_hidden_text_and_field_codes() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>hiện</w:t></w:r></w:p>"
    )
    assert read(body).text == "hiện"


def test_it_shows_capitals_as_the_page_does() -> None:
    body = "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Kế hoạch</w:t></w:r></w:p>"
    assert read(body).text == "KẾ HOẠCH"


def test_it_decodes_runs_set_in_old_fonts() -> None:
    def run(font: str, text: str) -> str:
        return (
            f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t xml:space="preserve">{text}'
            "</w:t></w:r>"
        )

    runs = run(".VnTimeH", "kÕ ho¹ch ") + run(".VnTime", "n¨m 2031 ") + run("VNI-Times", "cuûa Sôû")
    assert read(f"<w:p>{runs}</w:p>").text == "KẾ HOẠCH năm 2031 của Sở"


def test_it_puts_notes_at_the_end() -> None:
    note = word_part("footnotes", f'<w:footnote w:id="2">{p("Theo số liệu năm 2030")}</w:footnote>')
    body = '<w:p><w:r><w:t>Đạt 90%</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("Hết")
    found = lines(read(body, {"word/footnotes.xml": note}))
    assert found == ["Đạt 90%", "Hết", "[1] Theo số liệu năm 2030"]


@pytest.mark.parametrize(
    ("levels", "places", "labels"),
    [
        (level(0, "upperRoman", "%1."), [0, 0, 0, 0], ["I.", "II.", "III.", "IV."]),
        (level(0, "lowerLetter", "%1)"), [0] * 28, ["a)", "b)", *["?"] * 24, "aa)", "bb)"]),
        (level(0, "decimalZero", "%1"), [0, 0], ["01", "02"]),
        (level(0, "bullet", "\uf0b7"), [0, 0], ["-", "-"]),
        (level(0, "bullet", "+"), [0], ["+"]),
        (level(0, "decimal", "Điều %1."), [0, 0], ["Điều 1.", "Điều 2."]),
        (
            level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2."),
            [0, 1, 1, 0, 1],
            ["I.", "I.1.", "I.2.", "II.", "II.1."],
        ),
        (
            level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>"),
            [0, 0, 1],
            ["I.", "II.", "2.1."],
        ),
        (
            level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'),
            [0, 1, 0, 1],
            ["1.", "1)", "2.", "2)"],
        ),
    ],
)
def test_it_computes_the_numbers_that_word_shows(
    levels: str, places: list[int], labels: list[str]
) -> None:
    body = "".join(numbered("việc", level=place) for place in places)
    found = [line.removesuffix(" việc") for line in lines(read(body, numbering(levels)))]
    assert len(found) == len(labels)
    assert all(want in ("?", have) for have, want in zip(found, labels, strict=True))


def test_a_list_with_its_own_start_begins_again() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = numbering(level(0, "decimal", "%1."), again)
    body = numbered("a") + numbered("b") + numbered("c", number=2) + numbered("d", number=2)
    assert lines(read(body, parts)) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_style_brings_its_number_and_may_be_switched_off() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>',
    )
    parts = numbering(level(0, "decimal", "%1.")) | {"word/styles.xml": styles}
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("một", '<w:pStyle w:val="Muc"/>')
        + p("hai", '<w:pStyle w:val="Con"/>')
        + p("không", f'<w:pStyle w:val="Con"/>{off}')
    )
    assert lines(read(body, parts)) == ["1. một", "2. hai", "không"]


def test_a_number_column_filled_by_word_gets_its_numbers() -> None:
    row = (tc(numbered("")), tc("Rà soát"))
    head = (tc("STT"), tc("Nội dung"))
    found = read(tbl(head, row, row), numbering(level(0, "decimal", "%1")))
    assert lines(found) == ["STT | Nội dung", "1 | Rà soát", "2 | Rà soát"]


def test_a_merged_cell_stands_again_in_each_row() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = read(
        tbl(
            (tc("STT"), tc("Nội dung"), tc("Chủ trì")),
            (tc("1", start), tc("Lập danh sách"), tc("Sở Tư pháp", start)),
            (tc("", on), tc("Gửi danh sách"), tc("", on)),
        )
    )
    assert lines(source)[1:] == [
        "1 | Lập danh sách | Sở Tư pháp",
        "1 | Gửi danh sách | Sở Tư pháp",
    ]


def test_a_spanning_cell_stands_for_all_its_columns() -> None:
    span = '<w:gridSpan w:val="3"/>'
    source = read(
        tbl(
            (tc("STT"), tc("Nội dung"), tc("Chủ trì")),
            (tc("I. Nhóm việc thứ nhất", span),),
            (tc("1"), tc("Lập danh sách"), tc("Sở Tư pháp")),
        )
    )
    rows = source.tables[0].rows
    assert {len(row.cells) for row in rows} == {3}
    assert len({(cell.start, cell.end) for cell in rows[1].cells}) == 1
    assert source.text[rows[2].cells[2].start : rows[2].cells[2].end] == "Sở Tư pháp"


def test_a_cell_says_where_its_paragraphs_begin() -> None:
    source = read(
        tbl((tc("STT"), tc("Nội dung")), (tc("1"), tc(p("- Lập danh sách") + p("- Gửi báo cáo"))))
    )
    cell = source.tables[0].rows[1].cells[1]
    assert source.text[cell.start : cell.end] == "- Lập danh sách - Gửi báo cáo"
    assert [source.text[at:][:6] for at in cell.breaks] == ["- Gửi "]


def test_a_nested_table_is_flattened_and_a_deleted_row_is_gone() -> None:
    inner = tbl((tc("trong một"), tc("trong hai")))
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("xóa") + tc("xóa") + "</w:tr>"
    table = tbl((tc("STT"), tc("Nội dung")), (tc("1"), tc(inner)))
    outer = table.removesuffix("</w:tbl>") + gone + "</w:tbl>"
    assert lines(read(outer)) == ["STT | Nội dung", "1 | trong một trong hai"]


def test_a_letterhead_is_lines_and_not_a_table() -> None:
    source = read(
        tbl(
            (
                tc(p("SỞ TƯ PHÁP") + p("Số: 12/KH-STP")),
                tc(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")),
            ),
            has_borders=False,
        )
    )
    assert source.tables == ()
    assert lines(source) == [
        "SỞ TƯ PHÁP",
        "Số: 12/KH-STP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_a_signature_block_is_lines() -> None:
    source = read(
        tbl((tc(p("Nơi nhận:") + p("- Như trên;")), tc(p("KT. GIÁM ĐỐC") + p("Lê Thị Mận"))))
    )
    assert source.tables == ()
    assert lines(source) == ["Nơi nhận:", "- Như trên;", "KT. GIÁM ĐỐC", "Lê Thị Mận"]


def test_a_table_without_lines_is_still_a_table_when_its_columns_have_names() -> None:
    source = read(
        tbl((tc("TT"), tc("Nội dung công việc")), (tc("1"), tc("Tập huấn")), has_borders=False)
    )
    assert len(source.tables[0].rows) == 2


def test_places_of_rows_and_cells_are_true() -> None:
    source = read(p("Mở đầu") + tbl((tc("STT"), tc("Nội dung")), (tc(""), tc("Tập huấn"))))
    for row in source.tables[0].rows:
        assert "\n" not in source.text[row.start : row.end]
        cells = [source.text[cell.start : cell.end] for cell in row.cells]
        assert " | ".join(cells) == source.text[row.start : row.end]


def test_a_header_counts_only_when_it_is_the_letterhead() -> None:
    def with_header(words: str) -> Source:
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="header1.xml"/></Relationships>'
        )
        parts = {
            "word/_rels/document.xml.rels": relations,
            "word/header1.xml": word_part("hdr", p(words)),
        }
        return read(p("Nội dung") + '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>', parts)

    assert lines(with_header("Trang 2")) == ["Nội dung"]
    assert lines(with_header("Độc lập - Tự do - Hạnh phúc"))[0] == "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    ],
)
def test_it_refuses_entities(document: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_docx(zipped({"word/document.xml": document}), "x.docx")
    assert refused.value.code == "SRC-008"


@pytest.mark.parametrize("blown", [b"<a>" + b" " * 50_000_000, b"<a>" + b"<a/>" * 3_000_000])
def test_it_refuses_a_bomb(blown: bytes) -> None:
    bomb = zipped({"word/document.xml": blown})
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable) as refused:
        read_docx(bomb, "bomb.docx")
    assert refused.value.code == "SRC-005"


def test_it_refuses_thousands_of_entries() -> None:
    with pytest.raises(Unreadable) as refused:
        read_docx(zipped({f"a{i}": "" for i in range(6_000)}), "bomb.docx")
    assert refused.value.code == "SRC-005"


def test_it_refuses_endless_nesting() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + p("sâu") + "</w:sdtContent></w:sdt>" * 5_000
    with pytest.raises(Unreadable) as refused:
        read(deep)
    assert refused.value.code == "SRC-004"


def test_it_refuses_a_cut_file() -> None:
    whole = word_file(p("Một văn bản đủ dài để cắt đôi") * 50)
    with pytest.raises(Unreadable) as refused:
        read_docx(whole[: len(whole) // 2], "cut.docx")
    assert refused.value.code == "SRC-004"


def test_a_frame_keeps_the_table_inside_it() -> None:
    inner = tbl((tc("STT"), tc("Nội dung")), (tc("1"), tc("Tập huấn")))
    source = read(tbl((tc(p("Phụ lục") + inner),)))
    assert lines(source) == ["Phụ lục", "STT | Nội dung", "1 | Tập huấn"]
    assert len(source.tables) == 1


def test_a_table_style_may_draw_the_lines() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="LiBang"><w:tblPr><w:tblBorders><w:insideH w:val="single"/>'
        "</w:tblBorders></w:tblPr></w:style>",
    )
    rows = "".join(f"<w:tr>{tc(a)}{tc(b)}</w:tr>" for a, b in (("Xã An Bình", "3"), ("Xã An", "4")))
    drawn = f'<w:tbl><w:tblPr><w:tblStyle w:val="LiBang"/></w:tblPr>{rows}</w:tbl>'
    plain = f"<w:tbl><w:tblPr/>{rows}</w:tbl>"
    assert len(read(drawn, {"word/styles.xml": styles}).tables) == 1
    assert read(plain).tables == ()


def test_it_decodes_a_document_whose_style_has_an_old_font() -> None:
    body = p("Së T­ ph¸p chñ tr×, phèi hîp víi c¸c ®¬n vÞ") + p("LËp danh s¸ch c¸c x·")
    assert lines(read(body)) == [
        "Sở Tư pháp chủ trì, phối hợp với các đơn vị",
        "Lập danh sách các xã",
    ]


def test_the_document_may_have_another_name_or_the_strict_names() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/'
        'officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    document = word_part("document", f"<w:body>{p('Kế hoạch')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = zipped({"_rels/.rels": relations, "word/document2.xml": document})
    assert read_docx(data, "a.docx").text == "Kế hoạch"
