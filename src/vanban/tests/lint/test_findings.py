"""The one door of the lint: all rules, in the order of the text, at places inside it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import read
from vanban.lint.findings import LONGEST, findings
from vanban.model import Document
from vanban.tests.lint.paper import paper

FAULTY = (
    "Căn cứ Nghị định 61/NĐ-CP ngày 31/02/2018; Quy định số 57- QĐ/TW.\n\n"
    "1. Giải quyết 30/40 hồ sơ, đạt 80% (theo báo cáo của của Sở.\n\n"
    "3. Danh hiệu “Hòa giải viên giỏi được xét theo Quy định số 57-QĐ-TW.\n\n"
)


def test_it_gives_all_faults_in_the_order_of_the_text() -> None:
    found = findings(paper(FAULTY))
    assert [finding.start for finding in found] == sorted(finding.start for finding in found)
    codes = {finding.code for finding in found}
    assert {"VB-002", "VB-003", "VB-004", "VB-006", "VB-011", "VB-012"} <= codes
    assert {"VB-016", "VB-017", "VB-018", "VB-019"} <= codes


def test_it_gives_the_same_twice_and_of_two_papers_each_its_own() -> None:
    one, two = paper(FAULTY), paper("Kinh phí (từ ngân sách.")
    first = findings(one)
    assert [finding.code for finding in findings(two)] == ["VB-018"]
    assert findings(one) == first


def test_it_finds_nothing_in_an_empty_text() -> None:
    assert findings(paper("")) == ()
    assert findings(paper(" \n\n ")) == ()


@pytest.mark.parametrize("layout", ["party", "news"])
def test_it_names_no_article_of_the_decree_in_party_papers_and_news(layout: str) -> None:
    found = findings(paper(FAULTY, layout=layout))
    assert found
    assert not any("30/2020" in finding.basis for finding in found)


def test_it_counts_a_merged_cell_once() -> None:
    cell = "Sở Tư pháp (Phòng Bổ trợ"
    table = f"STT | Việc | Nơi\n1 | Họp | {cell}\n2 | Báo cáo | {cell}\n3 | Tổng kết | {cell}"
    found = [finding for finding in findings(paper(table)) if finding.code == "VB-018"]
    assert len(found) == 1


def places_hold(document: Document) -> bool:
    length = len(document.source.text)
    places = [(finding.start, finding.end) for finding in document.findings]
    return all(0 <= start < end <= min(length, start + LONGEST) for start, end in places)


PIECES = st.sampled_from(
    [
        "Nghị định số 61/NĐ-CP ngày 31/02/2018 ", "57- QĐ/TW ", "của của ", "(", "“",
        "”", ")",
        "\n\n", "1. ", "a) ", "Điều 5 Quyết định này ", "30/40 hồ sơ, đạt 80% ", "Sở Tư pháp ",
        "I. ", "| ",
        "Phụ lục IV kèm theo Kế hoạch này ", "gồm 12 lớp và 13 lớp ", "45 lớp, trong đó 50 lớp. ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "Số: 12/KH-STP\n", "Điều 2. ",
        "\u00a0",
        "0", "%", "/",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_places_lie_inside_the_text_whatever_it_is(words: str) -> None:
    document = read(("Báo cáo. " + words).encode(), name="made.txt")
    assert places_hold(document)


@pytest.mark.parametrize(
    "piece",
    [
        "(", "“", "a", "1", "%", "1/", "ngày ", "gồm ", "Phụ lục I ", "12 lớp, ", "Điều 1 này ",
        "1. x\n", "1. Theo khoản 1 Kế hoạch này.\n", "12/QĐ-", "số 1/NĐ-CP và ", '"a" ',
    ],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        document = paper(piece * (length // len(piece)))
        began = time.perf_counter()
        findings(document)
        return time.perf_counter() - began

    seconds(4_000)
    assert seconds(80_000) < 40 * seconds(8_000) + 1
