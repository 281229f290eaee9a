"""Citations: each numbered document once, however it is written, and nothing that isn't one."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.citations import read_citations
from vanban.heading import read_heading
from vanban.model import Citation, Metadata, Source
from vanban.numbers import is_party_number, mended, number_key, read_day
from vanban.text import normalise
from vanban.word_lists import document_types, issuer_symbols, type_symbols

CASES = (Path(__file__).parent / "citation_cases.txt").read_text("utf-8")


def _cases() -> list[tuple[str, list[str]]]:
    blocks = [block.partition("\n") for block in CASES.split("=== ")[1:]]
    return [(text.strip("\n"), numbers.split()) for numbers, _, text in blocks]


def _read(text: str, metadata: Metadata | None = None) -> tuple[Citation, ...]:
    return read_citations(normalise(Source("thu.txt", "txt", text)), metadata or Metadata())


def _only(text: str) -> Citation:
    (citation,) = _read(text)
    return citation


@pytest.mark.parametrize(("text", "numbers"), _cases())
def test_it_finds_these_numbers_and_no_others(text: str, numbers: list[str]) -> None:
    assert sorted(citation.number for citation in _read(text)) == sorted(numbers)


def test_a_document_cited_often_is_one_entry_with_all_its_places() -> None:
    text = "Nghị quyết số 49- NQ/TW nêu rõ; theo Nghị quyết số 49-NQ/TW ngày 02/6/2005."
    citation = _only(text)
    assert [text[span.start : span.end] for span in citation.spans] == ["49- NQ/TW", "49-NQ/TW"]
    assert citation.date == date(2005, 6, 2)


def test_two_writings_of_a_number_are_one_document() -> None:
    numbers = [c.number for c in _read("Quy định số 132-QĐ/TW và Quy định 132-QĐ-TW")]
    assert numbers == ["132-QĐ/TW"]


def test_a_number_cut_to_its_year_joins_the_full_one() -> None:
    text = "Nghị định số 48/2013/NĐ-CP; sau đây gọi là Nghị định 48/2013"
    assert [c.number for c in _read(text)] == ["48/2013/NĐ-CP"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Công Văn số 1604-CV/TU", "Công văn"),
        ("Quy định 114-QĐ/TW", "Quy định"),
        ("Quyết định 114-QĐ/TW", "Quyết định"),
        ("Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13", "Luật"),
        ("Nghị quyết số 23/2012/QH13", "Nghị quyết"),
        ("theo số 1244/BTC-PC ngày 25/01/2011", "Công văn"),
        ("Thông báo kết luận số 15-TB/VPTW", "Thông báo"),
        ("NĐ 80/2021/NĐ-CP", "Nghị định"),
        ("Số hiệu 05/VBHN-BTP", "Văn bản hợp nhất"),
    ],
)
def test_the_type_is_the_one_written_or_the_one_the_symbol_tells(text: str, kind: str) -> None:
    assert _only(text).type == kind


def test_a_list_shares_its_type() -> None:
    kinds = {c.type for c in _read("các Công văn số 12/BTP-VP, 13/BTP-PLHS và số 14/BTP-VĐC")}
    assert kinds == {"Công văn"}


@pytest.mark.parametrize(
    "words",
    [
        "ngày 03/01/2014",
        "ngày 3-1-2014",
        "ngày 03 tháng 01 năm 2014",
        ", ngày 3/ 1/2014",
        "(ngày 03.01.2014)",
    ],
)
def test_the_day_is_read_in_every_form(words: str) -> None:
    assert _only(f"Chỉ thị số 32-CT/TW {words} của Ban Bí thư").date == date(2014, 1, 3)


def test_a_month_alone_is_no_day() -> None:
    assert _only("Văn bản số 02/GĐN-KS tháng 4 năm 2026").date is None


def test_the_day_of_signing_before_the_number_counts() -> None:
    text = "Ngày 13/9/2022, Bộ trưởng ký ban hành Quyết định số 1860/QĐ-BTP về thi đua."
    assert _only(text).date == date(2022, 9, 13)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Kết luận số 84-KL/TW ngày 29/7/2020 của Bộ Chính trị về tổng kết", "Bộ Chính trị"),
        (
            "Quyết định số 7/QĐ-UBND ngày 1/2/2020 của UBND tỉnh Hà Nam phê duyệt",
            "UBND tỉnh Hà Nam",
        ),
        ("Nghị định số 15/2020/NĐ-CP", "Chính phủ"),
        ("Quyết định số 12/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Luật số 26/2008/QH12", "Quốc hội"),
        ("Văn bản số 11/GĐN-CNLK ngày 21/4/2026", None),
    ],
)
def test_the_issuer_is_named_or_follows_from_the_symbol(text: str, issuer: str | None) -> None:
    assert _only(text).issuer == issuer


def test_the_title_ends_with_its_clause() -> None:
    text = "Quyết định số 9/QĐ-TTg ngày 1/2/2020 của Thủ tướng Chính phủ phê duyệt Đề án số hóa; và"
    assert _only(text).title == "phê duyệt Đề án số hóa"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Nghị định số 15/2020/NĐ-CP ngày 3/2/2020 của Chính phủ;", "legal_basis"),
        ("Căn cứ Luật ban hành văn bản quy phạm pháp luật số 17/2008/QH12;", "legal_basis"),
        ("triển khai thực hiện Nghị quyết số 27-NQ/TW", "implements"),
        ("sửa đổi, bổ sung một số điều của Nghị định số 34/2016/NĐ-CP", "amends"),
        ("thay thế Quyết định số 12/QĐ-BTP", "replaces"),
        ("quy định tại Điều 9 Nghị định số 181/2024/NĐ-CP", "cites"),
        ("Báo cáo số 5/BC-BTP", "cites"),
    ],
)
def test_the_relation_is_told_by_the_words_before(text: str, relation: str) -> None:
    assert _only(text).relation == relation


def test_what_a_legal_basis_implements_is_no_legal_basis_itself() -> None:
    text = (
        "Căn cứ Nghị quyết số 16/2007/NQ-CP của Chính phủ thực hiện Nghị quyết số 8-NQ/TW;"
        " Nghị định số 1/2008/NĐ-CP;"
    )
    found = {c.number: c.relation for c in _read(text)}
    assert found == {
        "16/2007/NQ-CP": "legal_basis",
        "8-NQ/TW": "implements",
        "1/2008/NĐ-CP": "legal_basis",
    }


DECISION = """BỘ Y TẾ
Số: 120/QĐ-BYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 14 tháng 01 năm 2014
QUYẾT ĐỊNH
Về việc ban hành kế hoạch
"""


def test_its_own_number_is_marked_outside_the_header_only() -> None:
    alone = normalise(Source("thu.txt", "txt", DECISION))
    assert read_citations(alone, read_heading(alone)) == ()
    annexed = normalise(
        Source("thu.txt", "txt", DECISION + "\n(Kèm theo Quyết định số 120/QĐ-BYT)\n")
    )
    (own,) = read_citations(annexed, read_heading(annexed))
    assert (own.number, own.is_self, own.date) == ("120/QĐ-BYT", True, date(2014, 1, 14))


@given(
    number=st.integers(1, 99999),
    year=st.one_of(st.none(), st.integers(1990, 2026)),
    symbol=st.sampled_from(
        ["NĐ-CP", "QĐ-TTg", "TT-BTP", "TTLT-BTP-BCA", "NQ-HĐND", "KH-UBND", "QĐ-BNN-TCCB"]
    ),
    joint=st.sampled_from(["/", " /", "/ ", " / "]),
    dash=st.sampled_from(["-", "- ", " -", "–"]),
)
def test_stray_spaces_and_dashes_are_mended(
    number: int, year: int | None, symbol: str, joint: str, dash: str
) -> None:
    parts = [f"{number:02d}", *([str(year)] if year else []), symbol]
    head, _, tail = symbol.partition("-")
    written = joint.join([*parts[:-1], head + dash + tail])
    assert [c.number for c in _read(f"theo Văn bản số {written}, các đơn vị")] == ["/".join(parts)]


@given(st.text(alphabet="12/-.AĐQ BTPn sốngày\n,;()", max_size=300))
def test_every_span_lies_in_the_text_and_holds_its_number(text: str) -> None:
    for citation in _read(text):
        for span in citation.spans:
            assert number_key(text[span.start : span.end]) == number_key(citation.number)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("1/" * 500_000, 10),
        ("số 12/QĐ-UBND " * 20_000, 20),
        ("số " * 300_000, 10),
        ("A-" * 500_000, 10),
    ],
)
def test_odd_texts_are_read_in_linear_time(text: str, most: float) -> None:
    start = time.perf_counter()
    _read(text)
    assert time.perf_counter() - start < most


def test_the_party_writes_a_dash_after_the_digits() -> None:
    assert is_party_number("124-KH/BCSĐ")
    assert not is_party_number("124/KH-BCĐ")
    assert not is_party_number("01-GCN-MT")


def test_numbers_are_mended_and_compared_without_spaces() -> None:
    assert mended("59/2012/NĐ- CP") == "59/2012/NĐ-CP"
    assert number_key("132-QĐ-TW") == number_key("132 -qđ/TW")


@pytest.mark.parametrize("words", ["ngày 31/02/2014", "tháng 4 năm 2026", "ngày 1/13/2014", ""])
def test_no_day_is_made_of_words_that_hold_none(words: str) -> None:
    assert read_day(words) is None


def test_the_lists_of_types_and_issuers_are_whole() -> None:
    names = [kind.name for kind in document_types()]
    assert len(names) == len(set(names))
    assert {"Quyết định", "Kế hoạch", "Chỉ thị", "Kết luận", "Công văn"} <= set(names)
    assert set(type_symbols().values()) <= set(names)
    assert all(key == issuer.symbol.upper() for key, issuer in issuer_symbols().items())
    assert issuer_symbols()["TTG"].name == "Thủ tướng Chính phủ"


def test_the_number_in_a_lead_sentence_counts_as_its_own() -> None:
    page = (
        "Kế hoạch mới\nNgày 05/3/2025, UBND tỉnh Hà Nam đã ban hành Kế hoạch số 33/KH-UBND"
        " về chuyển đổi số năm 2025, cụ thể như sau:\nI. Mục tiêu\nII. Nhiệm vụ\n"
    )
    text = normalise(Source("trang.txt", "txt", page))
    (own,) = read_citations(text, read_heading(text))
    assert (own.number, own.is_self) == ("33/KH-UBND", True)
