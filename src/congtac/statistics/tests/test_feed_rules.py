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

from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.statistics.rules import feeds as rules
from congtac.statistics.rules.feeds import Came, CellRule, Mapping
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.periods import Window
from congtac.statistics.rules.slots import Known
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
    offered = [(("1", f"c{at}"), "12", "") for at in (1, 2, 3)]
    found = rules.difference(grid, offered)
    assert [(it.is_new, it.is_same) for it in found] == [
        (False, True),
        (False, False),
        (True, False),
    ]
    after = rules.taken(grid, found)
    assert set(after.cells.values()) == {"12"}


SLOT = "Tên xã…"
SLOTTED = made_form(rows=["Tổng số", SLOT], relation_details=[])
OFFICES = """xa;viec;loai
Xã An;3;A
xã an;4;B
2. Xã Bình;5;A
;1;A
Tổng số;9;A
Xã Cam;7;C
""".encode()
INTO_SLOT = (
    CellRule(SLOT, "c1", "sum", "viec", {"loai": "A|B"}),
    CellRule(SLOT, "c2", "count", where={"loai": "B"}),
    CellRule("Tổng số", "c1", "sum", "viec"),
)


def test_names_of_a_file_become_rows_of_a_slot() -> None:
    mapping = Mapping(INTO_SLOT, rows="xã")
    came = rules.draw(mapping, SLOTTED, read_table("a.csv", OFFICES), HALF)
    assert came.slots[""] == {"Xã An": SLOT, "2. Xã Bình": SLOT}
    assert came.cells[""] == {
        ("Tổng số", "c1"): "29",
        ("Xã An", "c1"): "7",
        ("Xã An", "c2"): "1",
        ("2. Xã Bình", "c1"): "5",
        ("2. Xã Bình", "c2"): "-",
    }
    assert [it.split(":")[0] for it in came.faults] == ["Dòng 5", "Dòng 6"]


def test_a_slot_asks_for_the_column_that_names_its_rows() -> None:
    assert len(rules.objections(Mapping(INTO_SLOT), SLOTTED)) == 1
    named = Mapping(INTO_SLOT, rows="xa")
    assert rules.objections(named, SLOTTED) == []
    assert rules.mapping_of(named.plain()) == named


def test_offered_rows_are_known_by_name_or_number_and_new_ones_are_added() -> None:
    grid = Grid(((SLOT, "1. Xã An"), (SLOT, "2. Xã Bình")), {("1. Xã An", "c1"): "7"})
    offered = [((row, "c1"), "8", SLOT) for row in ("xa an", "2", "Xã Cam")]
    found = rules.difference(grid, offered)
    assert [(it.place[0], it.before, it.is_new_row) for it in found] == [
        ("1. Xã An", "7", False), ("2. Xã Bình", "", False), ("Xã Cam", "", True),
    ]  # fmt: skip
    after = rules.taken(grid, found[1:])
    assert after.rows == (*grid.rows, (SLOT, "Xã Cam"))
    assert after.cells == {
        ("1. Xã An", "c1"): "7", ("2. Xã Bình", "c1"): "8", ("Xã Cam", "c1"): "8",
    }  # fmt: skip


OFFERS = st.lists(
    st.sampled_from(["Xã An", "1", "1. Xã An", "2. xa binh", "Xã Bình", "3", "Xã Cam"]),
    unique=True,
)


@given(OFFERS, OFFERS)
def test_whatever_rows_are_offered_each_has_a_row_of_its_own(
    there: list[str], names: list[str]
) -> None:
    known, rows = Known(), list[str]()
    for name in there:  # two rows of one form never bear one name
        if search_key(name) not in {search_key(it) for it in rows}:
            known.add(name)
            rows.append(name)
    grid = Grid(tuple((SLOT, it) for it in rows), {(it, "c1"): "1" for it in rows})
    found = rules.difference(grid, [((it, "c2"), "5", SLOT) for it in names])
    assert len({it.place for it in found}) == len(names)
    after = rules.taken(grid, found)
    assert after.rows[: len(rows)] == grid.rows
    assert len(set(after.rows)) == len(after.rows)
    assert sum(column == "c2" for _row, column in after.cells) == len(names)
    assert {it for it in after.cells.items() if it[0][1] == "c1"} == set(grid.cells.items())
