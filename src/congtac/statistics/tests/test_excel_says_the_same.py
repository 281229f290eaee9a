"""What a spreadsheet program makes of the template's formulas is what the checks find."""

import io
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import python_calamine

from congtac.statistics.rules.book import book_of
from congtac.statistics.rules.checks.relation import broken_relations
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.printers.sentence import column_name
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.workbooks.filled import read_filled
from congtac.statistics.rules.workbooks.template import BROKEN, CHECKS, KEPT, Sheet, workbook

JUDGED = tuple(form for form in built_in_forms() if form.columns and form.relations)
WITH_ROWS = [form for form in JUDGED if len(form.rows) > 1]
FORMS = (*WITH_ROWS, *[form for form in JUDGED if len(form.rows) == 1][::3])
RULES = Rulebook.of(FORMS)
FURTHER = (
    "3. Thêm một",
    "3.1 Thêm hai",
    "1.3 Thêm ba",
    "Thêm bốn",
)  # in slots, with their place
SAID = ("0", "0", "1", "2", "3", "100", "0.04", "1000000", "-", "…", "")
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def need_calc() -> str:
    program = shutil.which("soffice")
    if program is None or not (Path(program).resolve().parent / "libsclo.so").exists():
        pytest.skip("no LibreOffice Calc here")
    return program


def recalculated(data: bytes, folder: Path) -> bytes:
    """The workbook as the program saves it after it has counted every formula anew."""
    program, profile = need_calc(), folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    (folder / "book.xlsx").write_bytes(data)
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={profile.as_uri()}",
         "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "book.xlsx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return (folder / "out" / "book.xlsx").read_bytes()


def sheets() -> Iterator[Sheet]:
    """Each form with one cell planted and with anything at all; some with no row in a slot."""
    chance = random.Random(8)
    for number, form in enumerate(FORMS):
        for way in range(2):
            added = FURTHER if (number + way) % 4 else ()
            rows = tuple((slot.code, f"{name} {at}") for at, slot in enumerate(form.slots)
                         for name in added)  # fmt: skip
            codes = [*(row.code for row in form.fixed_rows), *(name for _slot, name in rows)]
            places = [(row, column.code) for row in codes for column in form.numbers]
            cells = {it: "0" if way == 0 else chance.choice(SAID) for it in places}
            if way == 0:
                cells[chance.choice(places)] = "5"
            grid = Grid(rows, {it: said for it, said in cells.items() if said})
            name = f"{number} {way}"
            yield Sheet(form, name, unit=name, key=name, period="2024", grid=grid)


def place(form: Form, finding: Finding) -> str:
    """Where the sheet of checks says that a finding stands."""
    (ready,) = (it for it in RULES.relations[form.code] if it.bound.relation.text == finding.rule)
    if ready.bound.reach == "column":
        column = form.column(finding.columns[0])
        return f"{column_name(finding.columns[0])}: {column.label if column else ''}"
    if ready.bound.reach == "form":
        return "cả biểu"
    row = form.row(finding.row) or form.slots[int(finding.row.split()[-1])]
    return row.label or "cả biểu"


def test_a_spreadsheet_program_comes_to_the_verdicts_of_the_checks(tmp_path: Path) -> None:
    data = recalculated(workbook(list(sheets()), RULES), tmp_path)
    found = broken_relations(book_of(read_filled(data, RULES.forms), RULES.forms), RULES)
    said = Counter(
        (one.unit, place(RULES.forms[one.form], one), one.message.partition(", nhưng ")[0])
        for one in found
        if one.kind == "relation"
    )
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    lines = book.get_sheet_by_name(CHECKS).to_python()
    counted = Counter((line[0], str(line[1]).lstrip("'")) for line in lines if line[4] == BROKEN)
    assert counted == Counter((unit, where) for unit, where, _said in said.elements())
    assert {line[4] for line in lines} >= {BROKEN, KEPT, "Chưa đủ số liệu"}
    assert not [line for line in lines if str(line[4]).startswith(("#", "Err:"))]
