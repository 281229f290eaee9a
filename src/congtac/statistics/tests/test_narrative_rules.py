"""Figures of a text and what they are held against: statistics-numbers-in-texts.md."""

from datetime import date
from decimal import Decimal

import pytest

from congtac.kernel.numbers import parse_number
from congtac.kernel.periods import Period
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.narrative import figures as reading
from congtac.statistics.rules.narrative import judging
from congtac.statistics.rules.narrative.judging import Source
from congtac.statistics.rules.periods import Window, window
from congtac.statistics.tests.tables import table

PAGE = "statistics-numbers-in-texts.md"
HALF = window(first="01-01", last="06-30", actual="05-31", year=2024)
WHOLE = window(first="01-01", last="12-31", actual="12-31", year=2023)
FORMS = {it.code: it for it in built_in_forms()}
AID, NOTARIES, ADOPTIONS = "24/BTP/TGPL", "12b/BTP/BTTP/CC", "22c/BTP/CN/TN"
TITLE = "BÁO CÁO CÔNG TÁC TƯ PHÁP 6 THÁNG ĐẦU NĂM 2024\n"


def source(code: str, row: str, column: str, value: int, when: Window = HALF) -> Source:
    form = FORMS[code]
    head, line = form.column(column), form.row(row)
    assert head is not None
    assert line is not None
    return Source(Decimal(value), (*head.path, line.label), form.name, head.unit, when, column)


SENT = [
    source(AID, "Tổng số", "c1", 456),
    source(AID, "Tổng số", "c2", 248),
    source(AID, "Tổng số", "c3", 208),
    source(AID, "Tổng số", "c6", 25),
    source(AID, "Tổng số", "c8", 14),
    source(AID, "1. Pháp luật hình sự", "c8", 8),
    source(NOTARIES, "Tổng số", "c1", 10),
    source(NOTARIES, "Tổng số", "c2", 7582),
    source(NOTARIES, "Tổng số", "c3", 6588),
    source(NOTARIES, "Tổng số", "c6", 1_235_540_000),
    source(ADOPTIONS, "1", "c1", 21),
    source(ADOPTIONS, "1", "c1", 44, WHOLE),
    source("19/BTP/LLTP", "1", "x", 2065),
    source("21/BTP/LLTP", "1", "x", 2375),
]


@pytest.mark.parametrize("row", table(PAGE, "text"))
def test_figures_are_found_with_their_bounds(row: list[str]) -> None:
    found = [f"{it.written} {it.bound}" for it in reading.figures(row[0])]
    assert "; ".join(found) == row[1]


@pytest.mark.parametrize("row", table(PAGE, "written"))
def test_a_figure_is_compared_as_exactly_as_it_is_written(row: list[str]) -> None:
    [figure] = reading.figures(f"Có {row[0]} việc." if "%" not in row[0] else f"Có {row[0]}.")
    assert judging.verdict(figure, parse_number(row[1])) == row[2]


@pytest.mark.parametrize("row", table(PAGE, "the text is about"))
def test_only_equal_days_are_compared(row: list[str]) -> None:
    [(_at, period)] = reading.periods(f"trong {row[0]}")
    start, end = map(date.fromisoformat, row[1].split())
    assert judging.covers(Window(start, end, end), period) == (row[2] == "yes")


def judged(text: str) -> list[tuple[str, str, str]]:
    found = judging.check(reading.figures(TITLE + text), SENT)
    return [(it.figure.written, it.verdict, it.source.name if it.source else "") for it in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đã trợ giúp pháp lý cho 456 lượt người.", ("456", "equal", "c1")),
        ("Đã trợ giúp pháp lý cho 465 lượt người.", ("465", "differs", "c1")),
        ("Trợ giúp pháp lý cho trên 450 lượt người.", ("450", "within", "c1")),
        ("Trợ giúp pháp lý cho hơn 1 nghìn lượt người.", ("1 nghìn", "outside", "c1")),
        ("Các tổ chức công chứng có 10 công chứng viên.", ("10", "equal", "c1")),
        ("Các tổ chức công chứng được 7.600 việc công chứng.", ("7.600", "differs", "c2")),
        ("Tổng số phí công chứng là 1,2 tỷ đồng.", ("1,2 tỷ", "equal", "c6")),
        ("Đăng ký nuôi con nuôi trong nước cho 21 trẻ em.", ("21", "equal", "c1")),
        (
            "Năm 2024 đăng ký nuôi con nuôi trong nước cho 21 trẻ em.",
            ("21", "other-days", "c1"),
        ),
        (
            "Năm 2023 đăng ký nuôi con nuôi trong nước cho 44 trẻ em.",
            ("44", "equal", "c1"),
        ),
        ("Cấp Phiếu lý lịch tư pháp số 2 cho 2.065 người.", ("2.065", "equal", "x")),
        ("Tổ chức 18 hội nghị tập huấn.", ("18", "unmatched", "")),
        ("Tỷ lệ trợ giúp pháp lý đạt 456%.", ("456%", "unmatched", "")),
    ],
)
def test_a_figure_is_held_against_the_column_that_it_tells(
    text: str, found: tuple[str, str, str]
) -> None:
    assert judged(text) == [found]


def test_parts_after_a_total_tell_their_own_columns() -> None:
    text = (
        "Đã trợ giúp pháp lý cho 456 lượt người (tăng 12,9% so với cùng kỳ năm 2023), "
        "trong đó có 15 trẻ em, 25 lượt người dân tộc thiểu số."
    )
    assert judged(text) == [
        ("456", "equal", "c1"),
        ("15", "differs", "c8"),
        ("25", "equal", "c6"),
    ]


def test_where_columns_fit_alike_and_differ_nothing_is_judged() -> None:
    twice = [source(AID, "1. Pháp luật hình sự", "c8", 8), source(AID, "1.1 Tư vấn", "c8", 3)]
    text = "Trợ giúp pháp lý tư vấn pháp luật hình sự cho 9 lượt người là trẻ em."
    found = judging.check(reading.figures(TITLE + text), twice)
    assert [it.verdict for it in found] == ["doubtful"]


def test_a_figure_keeps_its_place_and_the_days_that_its_sentence_names() -> None:
    text = "Quý I năm 2024 thụ lý 5 vụ. Tháng 3 năm 2024 thụ lý 2 vụ; thụ lý thêm 3 vụ."
    found = reading.figures(text, Period.parse("2024"))
    assert [text[it.start : it.end] for it in found] == ["5", "2", "3"]
    assert [str(it.period) for it in found] == ["2024-Q1", "2024-M03", "2024-Q1"]
    assert reading.figures("Thụ lý 5 vụ.", Period.parse("2024"))[0].period == Period.parse("2024")
