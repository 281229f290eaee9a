"""Forms and clean figures for the tests: every relation holds, nothing is far from anything."""

import random
from collections.abc import Iterator

from congtac.statistics.rules.book import Book, book_of
from congtac.statistics.rules.forms import Column, Form, FormPeriod, Relation
from congtac.statistics.rules.rows import rows_of
from congtac.statistics.rules.rulebook import Rulebook

UNITS = tuple(f"Sở {number:02d}" for number in range(1, 17))
PERIODS = (
    FormPeriod("6T", "6 tháng", due="25-06"),
    FormPeriod("NCT", "Năm", due="20-02 next year"),
)
PETITIONS = Form(
    code="01/ĐƠN",
    name="Đơn thư",
    reporter="Sở",
    periods=PERIODS,
    columns=(
        Column("c1", ("Đơn", "Tổng số"), "đơn"),
        Column("c2", ("Đơn", "Chia ra", "Khiếu nại"), "đơn"),
        Column("c3", ("Đơn", "Chia ra", "Tố cáo"), "đơn"),
        Column("c4", ("Trong đó: quá hạn",), "đơn"),
        Column("c5", ("Tỷ lệ quá hạn",), "%"),
        Column("c6", ("Ghi chú",), "", "text"),
    ),
    rows=rows_of(["Tổng số", "I. Cấp tỉnh", "II. Cấp xã", "Xã..."]),
    relations=(
        Relation("c1 = c2 + c3", "blocking"),
        Relation("c4 <= c1", "explain"),
        Relation("c5 = 100 * c4 / c1", "warning"),
        Relation("row[Tổng số] = row[I] + row[II]", "blocking"),
        Relation("row[II] = SUM(row[Xã...])", "blocking"),
    ),
)
SETTLED = Form(
    code="02/KN",
    name="Giải quyết khiếu nại",
    reporter="Sở",
    periods=PERIODS,
    columns=(Column("c1", ("Khiếu nại",), "đơn"), Column("c2", ("Tiền thu hồi",), "triệu đồng")),
    rows=rows_of([]),
    relations=(Relation("c1 = [01/ĐƠN].c2", "blocking"),),
)
RULES = Rulebook.of([PETITIONS, SETTLED])
Place = tuple[str, str, str, str, str]  # unit, period, form, row, column
Cells = dict[Place, str]
SHARES = {"2023": 1.0, "2024": 1.05, "2024-H1": 0.5, "2024p": 1.02}


def clean(periods: tuple[str, ...] = ("2024",), units: tuple[str, ...] = UNITS) -> Cells:
    """Figures in which there is nothing to find."""
    cells: Cells = {}
    for unit in units:
        for period in periods:
            cells |= dict(_sheet(unit, period))
    return cells


def _sheet(unit: str, period: str) -> Iterator[tuple[Place, str]]:
    chance = random.Random(unit)
    share = SHARES[period]
    rows = {}
    for row in ("I. Cấp tỉnh", "Xã An Bình", "Xã Bình Hòa"):
        rows[row] = [round(chance.randrange(200, 400) * share) * 4 for _ in range(2)]
    rows["II. Cấp xã"] = _added(rows["Xã An Bình"], rows["Xã Bình Hòa"])
    rows["Tổng số"] = _added(rows["I. Cấp tỉnh"], rows["II. Cấp xã"])
    for row, (complaints, charges) in rows.items():
        total = complaints + charges
        figures = (total, complaints, charges, total // 4, 25, "không")
        for number, figure in enumerate(figures, start=1):
            yield (unit, period, "01/ĐƠN", row, f"c{number}"), str(figure)
    yield (unit, period, "02/KN", "1", "c1"), str(rows["Tổng số"][0])
    yield (unit, period, "02/KN", "1", "c2"), str(rows["Tổng số"][0] / 4)


def _added(one: list[int], other: list[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def book(cells: Cells) -> Book:
    """The figures as a book."""
    return book_of(((*place, value) for place, value in cells.items()), RULES.forms)
