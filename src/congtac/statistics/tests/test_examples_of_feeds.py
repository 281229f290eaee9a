"""The feeds that come with the site fit their forms, and their example files give whole figures."""

from datetime import date
from pathlib import Path

import pytest

from congtac.statistics.examples.feeds import said_of
from congtac.statistics.rules import feeds as rules
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.periods import Window
from congtac.statistics.rules.tables import read_table
from congtac.statistics.services.feeds import Said

FILES = Path(__file__).parents[4] / "examples" / "feeds"
YEAR = Window(date(2024, 1, 1), date(2025, 1, 1), date(2024, 11, 1))
FORMS = {it.code: it for it in built_in_forms()}


@pytest.mark.parametrize("said", said_of(), ids=lambda it: it.code)
def test_each_example_file_fills_its_form_without_a_fault(said: Said) -> None:
    [file] = FILES.glob(f"{said.code}.*")
    form = FORMS[said.form_code]
    assert rules.objections(said.mapping, form) == []
    came = rules.draw(said.mapping, form, read_table(file.name, file.read_bytes()), YEAR)
    assert came.faults == ()
    assert came.left == 0
    per_row = sum(it.row in {slot.code for slot in form.slots} for it in said.mapping.cells)
    for unit, cells in came.cells.items():
        rows = len(came.slots[unit])
        assert len(cells) == len(said.mapping.cells) + per_row * (rows - 1 if per_row else 0)


def test_notaries_come_as_rows_that_add_up_to_the_total() -> None:
    said = next(it for it in said_of() if it.code == "to-chuc-cong-chung")
    rows = read_table("a.csv", (FILES / "to-chuc-cong-chung.csv").read_bytes())
    came = rules.draw(said.mapping, FORMS[said.form_code], rows, YEAR)
    assert len(came.slots[""]) == 5
    for at in range(1, 12):
        parts = sum(int(came.cells[""][name, f"c{at}"]) for name in came.slots[""])
        assert int(came.cells[""]["Tổng số", f"c{at}"]) == parts


def test_legal_aid_adds_up_as_its_form_asks() -> None:
    said = next(it for it in said_of() if it.code == "tro-giup-phap-ly")
    rows = read_table("a.csv", (FILES / "tro-giup-phap-ly.csv").read_bytes())
    cells = rules.draw(said.mapping, FORMS[said.form_code], rows, YEAR).cells[""]
    amount = {place: 0 if it == "-" else int(it) for place, it in cells.items()}
    total = sum(int(row.value("so_luot")) for row in rows)
    assert amount["Tổng số", "c1"] == total
    assert amount["Tổng số", "c2"] + amount["Tổng số", "c3"] == total
    parts = ("1. Pháp luật hình sự", "2. Pháp luật dân sự, hôn nhân gia đình")
    assert sum(amount[row, "c1"] for row in parts) == total
    assert sum(amount["Tổng số", f"c{at}"] for at in range(4, 19)) == total
