"""The mapping of feeds and the files they come in: docs/rules/statistics-feeds.md."""

import io
import json
import re
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.problem import Problem
from congtac.statistics.rules import feeds as rules
from congtac.statistics.rules.feeds import Came, CellRule, Mapping
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.periods import Window
from congtac.statistics.rules.tables import read_table
from congtac.statistics.tests.begun import made_form
from congtac.statistics.tests.tables import RULES

HALF = Window(date(2024, 1, 1), date(2024, 7, 1), date(2024, 6, 1))
FORM = made_form()
PAGE = (RULES / "statistics-feeds.md").read_text(encoding="utf-8")
WORDS = st.text("abcđê ", min_size=1).map(lambda it: " ".join(it.split())).filter(bool)


def table(first: str) -> list[list[str]]:
    """The rows of a table in whose cells \\| is a bar."""
    lines = PAGE[PAGE.index(f"| {first} |") :].split("\n\n")[0].splitlines()
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in (lines[0], *lines[2:])]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in rows]


SHEET = "\n".join(";".join(row) for row in table("ngay")).encode()


def drawn(*cells: CellRule, data: bytes = SHEET, unit: str = "", day: str = "ngay") -> Came:
    return rules.draw(Mapping(cells, unit, day), FORM, read_table("a.csv", data), HALF)


@pytest.mark.parametrize("row", table("how | from")[1:])
def test_each_way_of_computing_gives_what_the_page_says(row: list[str]) -> None:
    how, source, where, said = row
    came = drawn(CellRule("1", "c1", how, source, rules.read_where(where)))
    if said.startswith("a fault"):
        assert (came.cells[""], len(came.faults)) == ({}, 1)
    else:
        assert (came.cells[""], came.faults) == ({("1", "c1"): said}, ())
    assert (came.read, came.left) == (4, 1)


def test_what_is_no_number_is_told_with_its_line_and_the_rest_counts() -> None:
    data = "so;ngay\n5;05/02/2024\nnăm;06/02/2024\n7;hôm qua\n1.000,5;2024-03-01".encode()
    came = drawn(CellRule("1", "c1", "sum", "so"), data=data)
    assert came.cells[""] == {("1", "c1"): "1005.5"}
    assert [it.split(":")[0] for it in came.faults] == ["Dòng 4", "Dòng 3, cột so"]


def test_a_column_that_is_not_there_is_told_and_its_cells_get_nothing() -> None:
    absent = CellRule("1", "c1", "sum", "so_tien")
    came = drawn(absent, CellRule("1", "c2", "count"), data=SHEET)
    assert came.cells[""] == {("1", "c2"): "3"}
    assert came.faults == ("Tệp không có cột so_tien.",)


def test_rows_are_given_to_the_units_that_they_name() -> None:
    data = "Đơn vị,so\nSở A,1\nSở B,2\nSở A,3".encode()
    came = drawn(CellRule("1", "c1", "sum", "so"), data=data, unit="don vi", day="")
    assert came.cells == {"Sở A": {("1", "c1"): "4"}, "Sở B": {("1", "c1"): "2"}}


def test_many_faults_are_told_once_and_the_rest_counted() -> None:
    data = ("so\n" + "\n".join(f"x{it}" for it in range(300))).encode()
    came = drawn(CellRule("1", "c1", "sum", "so"), data=data, day="")
    assert len(came.faults) == rules.MOST_FAULTS + 1
    assert came.faults[-1] == "Và 200 lỗi khác."


def excel(rows: Sequence[Sequence[object]]) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value)
            else:
                sheet.write(at, column, value)
    book.close()
    return kept.getvalue()


def test_csv_excel_and_json_say_the_same() -> None:
    lines = ["Ngày;Số lượt;Tiền", "05/02/2024;2;1234,5", "17/03/2024;1;0"]
    cells: list[list[object]] = [
        ["Ngày", "Số lượt", "Tiền"],
        [date(2024, 2, 5), 2, 1234.5],
        [date(2024, 3, 17), 1, 0],
    ]
    said = [
        {"Ngày": "05/02/2024", "Số lượt": 2, "Tiền": 1234.5},
        {"Ngày": "17/03/2024", "Số lượt": 1, "Tiền": 0},
    ]
    read = [
        read_table("a.csv", "\n".join(lines).encode("utf-8-sig")),
        read_table("a.csv", "\n".join(lines).replace(",", ".").replace(";", "\t").encode()),
        read_table("a.xlsx", excel(cells)),
        read_table("a.json", json.dumps(said).encode()),
        read_table("a.json", json.dumps({"rows": said}).encode()),
    ]
    mapping = Mapping((CellRule("1", "c1", "sum", "tien"), CellRule("1", "c2", "sum", "so luot")))
    came = [rules.draw(mapping, FORM, rows, HALF).cells[""] for rows in read]
    assert all(it == {("1", "c1"): "1234.5", ("1", "c2"): "3"} for it in came)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b"{"),
        ("a.json", b"{}"),
        ("a.json", b"[]"),
        ("a.json", b"[1, 2]"),
        ("a.json", b"3"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", b"so;ngay\n"),
        ("a.csv", b'a,b\n"1'),
        ("a.xlsx", b"PK\x03\x04"),
    ],
)
def test_what_is_no_table_is_refused_in_words(name: str, data: bytes) -> None:
    with pytest.raises(Problem, match="STA-482"):
        read_table(name, data)


@given(
    st.lists(
        st.builds(
            CellRule,
            st.sampled_from(("1", "2")),
            st.sampled_from(("c1", "c2", "c3")),
            st.sampled_from(("count", "sum", "value")),
            WORDS,
            st.dictionaries(WORDS, WORDS, max_size=3),
        ),
        min_size=1,
        unique_by=lambda it: it.place,
    ),
    st.sampled_from(("", "don_vi")),
)
def test_a_mapping_is_read_back_from_its_data_and_its_conditions_from_their_words(
    cells: list[CellRule], unit: str
) -> None:
    mapping = Mapping(tuple(cells), unit, "ngay")
    assert rules.mapping_of(json.loads(json.dumps(mapping.plain()))) == mapping
    for it in cells:
        assert rules.read_where(rules.written_where(it.where)) == it.where


CELL = {"row": "1", "column": "c1", "how": "count"}


@pytest.mark.parametrize(
    "said",
    [
        None, [], {}, {"cells": []}, {"cells": [{}]}, {"cells": [CELL, CELL]},
        {"cells": [{**CELL, "how": "guess"}]}, {"cells": [{**CELL, "how": "sum"}]},
        {"cells": [{**CELL, "row": 1}]}, {"cells": [{**CELL, "where": ["x"]}]},
        {"cells": [CELL], "unit": 5},
    ],
)  # fmt: skip
def test_a_mapping_that_is_not_whole_is_refused(said: object) -> None:
    with pytest.raises(Problem, match="STA-483"):
        rules.mapping_of(said)


def test_a_mapping_names_only_cells_of_its_form() -> None:
    mapping = Mapping((CellRule("1", "c1", "count"), CellRule("9", "c1", "count")))
    assert len(rules.objections(mapping, FORM)) == 1


def test_a_difference_tells_what_is_new_the_same_and_changed() -> None:
    grid = Grid((), {("1", "c1"): "12", ("1", "c2"): "10"})
    offered = [(("1", "c1"), "12"), (("1", "c2"), "12"), (("1", "c3"), "12")]
    found = rules.difference(grid, offered)
    assert [(it.is_new, it.is_same) for it in found] == [
        (False, True),
        (False, False),
        (True, False),
    ]
    after = rules.taken(grid, [(it.place, it.after) for it in found])
    assert set(after.cells.values()) == {"12"}
