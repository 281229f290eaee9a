"""Planted errors of growth and of rows named in the text are found; clean texts give nothing."""

from decimal import Decimal

import pytest

from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.narrative import figures as reading
from congtac.statistics.rules.narrative import growth as growing
from congtac.statistics.rules.narrative import judging
from congtac.statistics.rules.narrative.judging import Judged, Source
from congtac.statistics.rules.periods import Window, window
from congtac.statistics.tests.tables import table

PAGE = "statistics-numbers-in-texts.md"
FORMS = {it.code: it for it in built_in_forms()}
AID, NOTARIES = "24/BTP/TGPL", "12b/BTP/BTTP/CC"
TITLE = "BÁO CÁO CÔNG TÁC TƯ PHÁP 6 THÁNG ĐẦU NĂM 2024\n"
OWN = "Sở Tư pháp Ninh Thuận"
FIRST, SECOND, THIRD = "Phòng Công chứng số 1", "Phòng Công chứng số 2", "Văn phòng Ánh Dương"


def half(year: int) -> Window:
    return window(first="01-01", last="06-30", actual="05-31", year=year)


def source(code: str, row: str, column: str, year: int, value: int) -> Source:
    form = FORMS[code]
    head, line = form.column(column), form.row(row)
    assert head is not None
    heads = (*head.path, line.label) if line else head.path
    cell = f"{code}|{row}|{column}"
    name = f"{row} {column} {year}"
    return Source(Decimal(value), heads, form.name, head.unit, half(year), name, "", str(value),
                  cell, "" if line else row)  # fmt: skip


def share(year: int, value: str) -> Source:
    name = "Tỷ lệ hồ sơ trả đúng hạn"
    return Source(Decimal(value), (name,), name, "%", half(year), name, "", value, "ct|dung-han")


SENT = [
    *(source(AID, "Tổng số", "c1", *it) for it in ((2024, 1129), (2023, 1000))),
    *(source(AID, "Tổng số", "c6", *it) for it in ((2024, 45), (2023, 50))),
    *(source(AID, "Tổng số", "c8", *it) for it in ((2024, 42), (2023, 20))),
    *(source(NOTARIES, "Tổng số", "c2", *it) for it in ((2024, 300), (2023, 240))),
    *(source(NOTARIES, FIRST, "c2", *it) for it in ((2024, 120), (2023, 100))),
    *(source(NOTARIES, SECOND, "c2", *it) for it in ((2024, 110), (2023, 140))),
    source(NOTARIES, THIRD, "c2", 2024, 70),
    share(2024, "95.3"),
    share(2023, "93"),
]


def judged(text: str) -> list[Judged]:
    figures = reading.figures(TITLE + text)
    found = judging.check(figures, SENT, OWN)
    return found + growing.check(growing.growths(TITLE + text, figures), SENT, OWN)


@pytest.mark.parametrize("row", table(PAGE, "planted"))
def test_a_planted_error_is_found_and_the_numbers_are_named(row: list[str]) -> None:
    wrong = [it for it in judged(row[0]) if it.is_wrong]
    assert [it.figure.written for it in wrong] == row[1].split("; ")
    told = [it.source.shown for it in wrong if it.source]
    told += [it.before.shown for it in wrong if it.before]
    assert told == row[2].split("; ")


@pytest.mark.parametrize("row", table(PAGE, "clean"))
def test_a_clean_text_gives_nothing(row: list[str]) -> None:
    assert [it.figure.written for it in judged(row[0]) if it.is_wrong] == []


@pytest.mark.parametrize("row", table(PAGE, "growth"))
def test_a_growth_is_judged_only_where_both_windows_are_sure(row: list[str]) -> None:
    figures = reading.figures(TITLE + row[0])
    found = growing.check(growing.growths(TITLE + row[0], figures), SENT, OWN)
    assert "; ".join(f"{it.figure.written} {it.verdict}" for it in found) == row[1]


def test_a_growth_tells_what_it_comes_to() -> None:
    [found] = [it for it in judged("Trợ giúp pháp lý cho 1.129 lượt người, tăng 13,5% so với "
               "cùng kỳ năm 2023.") if it.before]  # fmt: skip
    assert found.change == "tăng 12,9% so với cùng kỳ năm 2023"
    assert found.source is not None
    assert found.before is not None
    assert [found.source.value, found.before.value] == [Decimal(1129), Decimal(1000)]
