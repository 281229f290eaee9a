"""PDF files: paragraphs put together again, page numbers gone, scans refused."""

import pytest

from vanban.model import Unreadable
from vanban.sources.pdf import read_pdf
from vanban.tests.made_files import pdf_file


def page(*lines: str, top: int = 780) -> list[tuple[int, int, str]]:
    return [(60, top - 16 * place, line) for place, line in enumerate(lines)]


def test_it_reads_vietnamese_and_joins_broken_lines() -> None:
    data = pdf_file(
        [
            page(
                "1. Văn phòng Sở lập danh sách các đơn vị được kiểm tra trong năm",
                "2031 và gửi Giám đốc Sở.",
                "2. Thanh tra Sở tổng hợp kết quả kiểm tra của các đơn vị thuộc Sở",
                "trước ngày 15 tháng 3.",
            )
        ]
    )
    assert read_pdf(data, "a.pdf").text.split("\n") == [
        "1. Văn phòng Sở lập danh sách các đơn vị được kiểm tra trong năm 2031 và gửi Giám đốc Sở.",
        "2. Thanh tra Sở tổng hợp kết quả kiểm tra của các đơn vị thuộc Sở trước ngày 15 tháng 3.",
    ]


def test_it_drops_page_numbers_and_joins_over_pages() -> None:
    parts = [
        "Các phòng chuyên môn của Sở rà soát và lập danh sách gửi Văn phòng",
        "Văn phòng tổng hợp chung và trình Giám đốc Sở xem xét, quyết định",
        "Thanh tra Sở theo dõi, đôn đốc việc thực hiện và báo cáo định kỳ",
    ]
    pages = [[(300, 810, str(number)), *page(part)] for number, part in enumerate(parts, start=1)]
    assert read_pdf(pdf_file(pages), "a.pdf").text == " ".join(parts)


def test_it_refuses_a_scan() -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(pdf_file([[]]), "scan.pdf")
    assert refused.value.code == "SRC-010"


def test_it_refuses_a_broken_file() -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(b"%PDF-1.4 nothing here", "a.pdf")
    assert refused.value.code == "SRC-013"


def test_it_refuses_more_pages_than_a_document_has() -> None:
    with pytest.raises(Unreadable) as refused:
        read_pdf(pdf_file([page("a")] * 1_001), "a.pdf")
    assert refused.value.code == "SRC-002"


def test_a_table_is_found_by_its_lines() -> None:
    columns = (50, 100, 300, 450)
    rules = [(50, y, 450, y) for y in (720, 700, 680, 620)] + [(100, 650, 300, 650)]
    rules += [(x, 620, x, 720) for x in (50, 450)]
    rules += [(x, a, x, b) for x in columns[1:3] for a, b in ((620, 680), (700, 720))]
    words = [
        (200, 760, "KẾ HOẠCH"),
        (60, 705, "STT"), (110, 705, "Nội dung"), (310, 705, "Chủ trì"),
        (60, 685, "I. Nhóm việc"),
        (60, 665, "1"), (110, 668, "Lập danh sách"), (110, 655, "các xã"), (310, 665, "Văn phòng"),
        (110, 630, "Gửi báo cáo"),
        (60, 590, "Ghi chú."),
    ]  # fmt: skip
    source = read_pdf(pdf_file([words], rules), "a.pdf")
    assert [line for line in source.text.split("\n") if line] == [
        "KẾ HOẠCH",
        "STT | Nội dung | Chủ trì",
        "I. Nhóm việc",
        "1 | Lập danh sách các xã | Văn phòng",
        "1 | Gửi báo cáo | Văn phòng",
        "Ghi chú.",
    ]
    assert {len(row.cells) for row in source.tables[0].rows} == {3}


def test_a_table_goes_on_over_the_page() -> None:
    rules = [(50, y, 450, y) for y in (720, 700, 680)] + [(x, 680, x, 720) for x in (50, 100, 450)]
    head = [(60, 705, "STT"), (110, 705, "Nội dung")]
    pages = [
        [*head, (60, 685, "1"), (110, 685, "Lập danh sách")],
        [(110, 705, "các xã và phường"), (60, 685, "2"), (110, 685, "Gửi báo cáo")],
        [*head, (60, 685, "3"), (110, 685, "Tổng hợp")],
    ]
    assert read_pdf(pdf_file(pages, rules), "a.pdf").text.split("\n") == [
        "STT | Nội dung",
        "1 | Lập danh sách các xã và phường",
        "2 | Gửi báo cáo",
        "3 | Tổng hợp",
    ]


def test_a_wide_blank_after_a_label_parts_nothing() -> None:
    words = [(60, 780, "I."), (100, 780, "MỤC ĐÍCH"), (60, 764, "Số:"), (110, 764, "/KH-STP")]
    assert read_pdf(pdf_file([words]), "a.pdf").text.split("\n") == ["I. MỤC ĐÍCH", "Số: /KH-STP"]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    words = [
        (60, 780, "SỞ TƯ PHÁP"), (330, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        (60, 764, "Số: 12/KH-STP"), (330, 764, "Độc lập - Tự do - Hạnh phúc"),
        (60, 730, "Các phòng chuyên môn của Sở rà soát sổ hộ tịch và lập danh sách các xã"),
        (60, 714, "gửi Văn phòng Sở."),
    ]  # fmt: skip
    assert read_pdf(pdf_file([words]), "a.pdf").text.split("\n") == [
        "SỞ TƯ PHÁP",
        "Số: 12/KH-STP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do - Hạnh phúc",
        "Các phòng chuyên môn của Sở rà soát sổ hộ tịch và lập danh sách các xã gửi Văn phòng Sở.",
    ]


def test_letters_of_an_old_font_are_decoded() -> None:
    words = page("1. kÕ ho¹ch kiÓm tra sæ hé tÞch", "2. Së T­ ph¸p chñ tr×", "3. §Þa ®iÓm: x·")
    assert read_pdf(pdf_file([words]), "a.pdf").text.split("\n") == [
        "1. kế hoạch kiểm tra sổ hộ tịch",
        "2. Sở Tư pháp chủ trì",
        "3. Địa điểm: xã",
    ]
