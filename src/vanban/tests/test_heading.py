"""The heading: every zone in the many forms that documents take, with its exact place."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.heading import read_heading
from vanban.model import Cell, Metadata, Row, Source, Table
from vanban.text import normalise
from vanban.word_lists import type_symbols

CASES = (Path(__file__).parent / "heading_cases.txt").read_text("utf-8")


def _cases() -> list[tuple[str, dict[str, str], str]]:
    found = []
    for block in CASES.split("=== ")[1:]:
        head, _, text = block.partition("\n---\n")
        name, *fields = head.split("\n")
        found.append((name, dict(field.split(": ", 1) for field in fields), text))
    return found


def _read(text: str) -> Metadata:
    return read_heading(normalise(Source("thu.txt", "txt", text)))


def _said(metadata: Metadata, field: str) -> str:
    value = getattr(metadata, field)
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, tuple) else value or "-"


@pytest.mark.parametrize(("name", "fields", "text"), _cases(), ids=[case[0] for case in _cases()])
def test_it_reads_every_zone_of(name: str, fields: dict[str, str], text: str) -> None:
    metadata = _read(text)
    assert {field: _said(metadata, field) for field in fields} == fields


PLAN = """UBND TỈNH HÀ NAM
SỞ TƯ PHÁP
-------
Số: {number}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
{place}, {day}

KẾ HOẠCH
Kiểm tra công tác “chứng thực” tại
các phường, xã

Căn cứ Nghị định số 23/2015/NĐ-CP ngày 16/02/2015 của Chính phủ về chứng thực;
I. MỤC ĐÍCH
II. NỘI DUNG

Nơi nhận:
- Bộ Tư pháp (để báo cáo);
- Lưu: VT, HCTP.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trịnh Thu Giang
"""


def _plan(
    number: str = "31/KH-STP", place: str = "Hà Nam", day: str = "ngày 09 tháng 4 năm 2019"
) -> str:
    return PLAN.format(number=number, place=place, day=day)


def test_every_span_leads_to_the_words_of_its_field() -> None:
    text = _plan()
    metadata = _read(text)
    placed = {field: text[span.start : span.end] for field, span in metadata.spans.items()}
    assert placed == {
        "issuer": "SỞ TƯ PHÁP",
        "parent_issuer": "UBND TỈNH HÀ NAM",
        "number": "31/KH-STP",
        "place": "Hà Nam",
        "date": "ngày 09 tháng 4 năm 2019",
        "type": "KẾ HOẠCH",
        "title": "Kiểm tra công tác “chứng thực” tại\ncác phường, xã",
        "signer": "Trịnh Thu Giang",
        "capacity": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
    }


def test_the_title_keeps_its_quotes_and_joins_its_lines() -> None:
    assert _read(_plan()).title == "Kiểm tra công tác “chứng thực” tại các phường, xã"


def test_recipients_and_legal_bases_are_listed() -> None:
    metadata = _read(_plan())
    assert metadata.recipients == ("Bộ Tư pháp (để báo cáo)", "Lưu: VT, HCTP")
    assert metadata.legal_bases == ("23/2015/NĐ-CP",)


@pytest.mark.parametrize("blank", ["       /KH-STP", "....../KH-STP", "……/KH-STP", " /KH-STP"])
def test_a_number_left_blank_gives_its_symbol_alone(blank: str) -> None:
    metadata = _read(_plan(number=blank))
    assert (metadata.number, metadata.symbol) == (None, "/KH-STP")


@pytest.mark.parametrize(
    "day", ["ngày     tháng 4 năm 2019", "ngày ... tháng ... năm 2019", "ngày 31 tháng 02 năm 2019"]
)
def test_a_day_that_is_incomplete_or_impossible_is_not_invented(day: str) -> None:
    metadata = _read(_plan(day=day))
    assert (metadata.date, metadata.place) == (None, "Hà Nam")


def test_cells_of_a_table_are_read_by_their_paragraphs() -> None:
    left, right = (
        "BỘ Y TẾ CỤC AN TOÀN THỰC PHẨM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
    )
    line = f"{left} | {right}"
    text = (
        f"{line}\nSố: 5/QĐ-ATTP | Hà Nội, ngày 6 tháng 7 năm 2017\n"
        "QUYẾT ĐỊNH\nVề việc ban hành quy chế\n"
    )
    cells = (Cell(0, len(left), (8,)), Cell(len(left) + 3, len(line), (len(left) + 38,)))
    table = Table(0, len(line), (Row(0, len(line), cells),))
    metadata = read_heading(normalise(Source("thu.docx", "docx", text, (table,))))
    assert (metadata.parent_issuer, metadata.issuer) == ("Bộ Y tế", "Cục An toàn thực phẩm")
    assert metadata.number == "5/QĐ-ATTP"


def test_the_attached_plan_does_not_give_the_outer_fields() -> None:
    attached = (
        "\n\nQUY CHẾ\nCHỨNG THỰC\n(Ban hành kèm theo)\nI. A\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLý Văn Hai\n"
    )
    metadata = _read(_plan() + attached)
    assert (metadata.type, metadata.signer) == ("Kế hoạch", "Trịnh Thu Giang")


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "a", "Số:", "KẾ HOẠCH", "Nơi nhận:", "KT. BỘ TRƯỞNG", "|" * 50]
)
def test_scraps_of_text_give_no_number_date_or_signer(text: str) -> None:
    metadata = _read(text)
    assert (metadata.number, metadata.date, metadata.signer) == (None, None, None)


@given(
    number=st.integers(1, 9999),
    symbol=st.sampled_from(
        ["KH-STP", "KH-UBND", "QĐ-BTP", "QĐ-TTg", "NQ-HĐND", "CT-BTP-VP", "TB-VPCP"]
    ),
    year=st.one_of(st.none(), st.integers(2008, 2026)),
    gap=st.sampled_from(["", " "]),
)
def test_a_number_is_read_as_it_was_written(
    number: int, symbol: str, year: int | None, gap: str
) -> None:
    parts = [f"{number:02d}", *([str(year)] if year else []), symbol]
    assert _read(_plan(number=f"{gap}/{gap}".join(parts))).number == "/".join(parts)


@given(
    st.integers(0, 9000),
    st.sampled_from(
        ["ngày {0:02d} tháng {1:02d} năm {2}", "ngày {0} tháng {1} năm {2}", "ngày {0}/{1}/{2}"]
    ),
)
def test_a_day_is_read_in_every_form(days: int, form: str) -> None:
    day = date(2005, 1, 1) + timedelta(days=days)
    assert _read(_plan(day=form.format(day.day, day.month, day.year))).date == day


@given(st.text(alphabet="AĐ aề\n|:-/.1", max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    metadata = _read(text)
    for span in metadata.spans.values():
        assert 0 <= span.start <= span.end <= len(text)


def test_a_long_text_is_read_in_time() -> None:
    body = "1. Sở Tư pháp chủ trì thực hiện Nghị định số 23/2015/NĐ-CP tại các xã.\n" * 14_000
    text = normalise(Source("thu.txt", "txt", _plan() + body))
    start = time.perf_counter()
    read_heading(text)
    assert time.perf_counter() - start < 5


def test_the_lists_agree_with_each_other() -> None:
    assert type_symbols()["QĐ"] == "Quyết định"
    assert type_symbols()["TTLT"] == "Thông tư liên tịch"
