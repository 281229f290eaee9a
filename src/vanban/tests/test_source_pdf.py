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
