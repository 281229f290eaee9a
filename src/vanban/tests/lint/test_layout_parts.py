"""VB-001: the parts that Nghị định 30/2020/NĐ-CP asks for."""

import pytest

from vanban.lint import layout_parts as rule
from vanban.tests.lint.paper import faults, marked, paper

HEAD = (
    "SỞ TƯ PHÁP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Số: 18/KH-STP\nHà Nam, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\nTrợ giúp pháp lý lưu động\n\n"
    "1. Trung tâm cử trợ giúp viên về các xã.\n"
)
WHOLE: dict[str, object] = {
    "issuer": "Sở Tư pháp", "number": "18/KH-STP", "type": "Kế hoạch", "signer": "Lê Văn An",
    "title": "Trợ giúp pháp lý lưu động", "recipients": ("Như trên",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "empty", "name", "point"),
    [
        ("issuer", None, "tên cơ quan, tổ chức ban hành", "điểm b"),
        ("number", None, "số, ký hiệu", "điểm c"),
        ("type", None, "tên loại văn bản", "điểm đ"),
        ("title", None, "trích yếu nội dung", "điểm đ"),
        ("signer", None, "chức vụ, họ tên của người ký", "điểm g"),
        ("recipients", (), "nơi nhận", "điểm i"),
    ],
)
def test_it_finds_a_missing_part(field: str, empty: object, name: str, point: str) -> None:
    (finding,) = faults(rule, paper(HEAD, **(WHOLE | {field: empty})))
    assert name in finding.message
    assert point in finding.basis


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "Quốc hiệu"),
        ("Độc lập - Tự do - Hạnh phúc\n", "Tiêu ngữ"),
        ("Hà Nam, ngày 05 tháng 02 năm 2024\n", "địa danh và thời gian"),
    ],
)
def test_it_finds_a_missing_line_of_the_letterhead(line: str, name: str) -> None:
    (finding,) = faults(rule, paper(HEAD.replace(line, ""), **WHOLE))
    assert name in finding.message


@pytest.mark.parametrize(
    "read_instead", ["GIÁM ĐỐC SỞ TƯ PHÁP", "Thực hiện Kế hoạch số 12/KH-UBND, Sở đề ra việc sau:"]
)
def test_it_finds_that_the_line_under_the_kind_is_no_subject(read_instead: str) -> None:
    (finding,) = faults(rule, paper(HEAD, **(WHOLE | {"title": read_instead})))
    assert "trích yếu" in finding.message


def test_it_leaves_a_draft_with_the_signer_still_open() -> None:
    draft = WHOLE | {"number": None, "symbol": "/KH-STP", "signer": None, "capacity": "GIÁM ĐỐC"}
    assert marked(rule, HEAD, **draft) == []


def test_it_leaves_a_whole_paper_and_a_number_still_blank() -> None:
    assert marked(rule, HEAD, **WHOLE) == []
    assert marked(rule, HEAD, **(WHOLE | {"number": None, "symbol": "/KH-STP"})) == []


@pytest.mark.parametrize("layout", ["party", "news"])
def test_it_leaves_party_papers_and_news_pages(layout: str) -> None:
    assert marked(rule, HEAD, layout=layout) == []


def test_it_leaves_an_extract_without_a_letterhead() -> None:
    assert marked(rule, "1. Trung tâm cử trợ giúp viên về các xã.") == []


def test_it_asks_no_signature_of_a_paper_that_is_cut() -> None:
    assert marked(rule, HEAD + "\n[...]", **(WHOLE | {"signer": None, "recipients": ()})) == []
