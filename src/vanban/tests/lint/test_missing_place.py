"""VB-014: references that lead somewhere."""

import pytest

from vanban.lint import missing_place as rule
from vanban.tests.lint.paper import marked

PLAN = (
    "Điều 1. Phê duyệt Đề án gồm:\n\nI. MỤC TIÊU\n\n1. Mục tiêu chung là phục vụ người dân.\n\n"
    "II. GIẢI PHÁP\n\n1. Đào tạo:\n\na) Mở lớp;\n\nb) Biên soạn tài liệu.\n\n"
    "1.1. Mời giảng viên.\n\n"
    "2. Kiểm tra.\n\nĐiều 2. Kinh phí do ngân sách bảo đảm.\n\nĐiều 3. Thi hành. "
)


@pytest.mark.parametrize(
    ("reference", "wrong"),
    [
        ("Thực hiện Điều 7 của Quyết định này.", "7"),
        ("Theo điểm 1.1, 1.4 mục II, Điều 1 của Quyết định này.", "1.4"),
        ("Theo khoản 3 mục II Điều 1 Quyết định này.", "3"),
        ("Theo mục IV Điều 1 Quyết định này.", "IV"),
        ("Theo Điều 2 và Điều 6 Quyết định này.", "6"),
    ],
)
def test_it_finds_a_reference_to_nothing(reference: str, wrong: str) -> None:
    assert marked(rule, PLAN + reference) == [wrong]


@pytest.mark.parametrize(
    "reference",
    [
        "Theo Điều 2 Quyết định này.",
        "Theo điểm 1.1 mục II, Điều 1 của Quyết định này.",
        "Theo khoản 1, khoản 2 mục II Điều 1 Quyết định này.",
        "Thay cụm từ “theo Điều 9 Nghị định này” bằng cụm từ “theo Điều 2 Quyết định này”.",
        "Theo Điều 27 Luật Luật sư và Điều 9 Nghị định số 137/2018/NĐ-CP.",
        "Theo phần V của Quyết định này.",
    ],
)
def test_it_leaves_references_that_lead_somewhere(reference: str) -> None:
    expected = ["V"] if "phần V" in reference else []
    assert marked(rule, PLAN + reference) == expected


def test_it_leaves_an_extract_without_articles() -> None:
    assert marked(rule, "1. Thực hiện Điều 4 Quyết định này.\n\n2. Báo cáo.") == []
