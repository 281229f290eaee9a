"""What the entry page finds while one types is what the server finds, word for word."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtac.kernel.problem import Problem
from congtac.statistics.rules.book import book_of
from congtac.statistics.rules.cells import parse_cell
from congtac.statistics.rules.engine import check
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import UNCOLLECTED, Grid, as_kept, kept_cell, lines, read_typed
from congtac.statistics.rules.live import JUDGED_LIVE, live_rules
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.tests.made import PETITIONS

SCRIPTS = Path(__file__).resolve().parents[1] / "static" / "statistics"
RULES = Rulebook.of([PETITIONS])
TYPED = (
    "",
    "0",
    "-",
    "–",
    "…",
    "... hỏng máy",
    "5",
    "12",
    "1.234,5",
    "1,234.5",
    "2 000",
    "(1)",
    "x",
)
NAMES = ("Xã An Bình", "1.1 Xã Bình Hòa", "")


def in_node(program: str, given: Any) -> Any:
    """What a program of one expression over `given` comes to, with our scripts loaded."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here")
    loaded = "".join(f"require({json.dumps(str(SCRIPTS / it))});" for it in ("rules.js", "live.js"))
    source = (
        f"{loaded}const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        f"console.log(JSON.stringify({program}));"
    )
    done = subprocess.run(
        [node, "-e", source], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@st.composite
def pages(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The rows of a page of the petitions, as the script reads them."""
    text = st.sampled_from(TYPED)
    cells = st.fixed_dictionaries({it.code: text for it in PETITIONS.columns})
    fixed = [
        {"key": it.code, "code": it.code, "name": it.code, "cells": draw(cells)}
        for it in PETITIONS.fixed_rows
    ]
    names = draw(st.lists(st.sampled_from(NAMES[:2]), unique=True, max_size=2))
    more = [
        {"key": f"+{at}", "code": None, "name": name, "cells": draw(cells)}
        for at, name in enumerate(names, start=1)
    ]
    return [*fixed, *more]


def said_by_the_server(form: Form, rules: Rulebook, rows: list[dict[str, Any]]) -> set[Any]:
    """Words, severity and cells of each finding that the script can know too."""
    slot = form.slots[0].code if form.slots else ""
    filling = tuple((slot, it["name"]) for it in rows if it["code"] is None)
    places = {(it["name"], code): text for it in rows for code, text in it["cells"].items()}
    grid = read_typed(form, filling, places).grid
    keys = {it["name"]: it["key"] for it in rows}
    found = check(book_of(list(long(form, grid)), rules.forms), rules)
    return {
        (it.message, it.severity, tuple(f"{keys[it.row]}.{code}" for code in it.columns))
        for it in found
        if it.kind in JUDGED_LIVE
    }


def long(form: Form, grid: Grid) -> Any:
    for line in lines(form, grid):
        for column in form.columns:
            kept = grid.cells.get((line.name, column.code), "")
            value = UNCOLLECTED if kept.startswith(UNCOLLECTED) else kept
            yield "Sở", "2024", form.code, line.name, column.code, value, ""


def test_the_page_says_what_the_server_says() -> None:
    cases: list[list[dict[str, Any]]] = []

    @given(pages())
    @settings(max_examples=25, deadline=None)
    def gathered(page: list[dict[str, Any]]) -> None:
        cases.append(page)

    gathered()
    rules = live_rules(RULES, PETITIONS)
    program = "given[1].map(rows => congtacLive.judge(given[0], rows).findings)"
    told = in_node(program, [rules, cases])
    found = 0
    for page, said in zip(cases, told, strict=True):
        mine = {(it["words"], it["severity"], tuple(it["cells"])) for it in said}
        assert mine == said_by_the_server(PETITIONS, RULES, page)
        found += len(mine)
    assert found > 10


def test_every_built_in_form_is_judged_on_its_page() -> None:
    """Small figures in every cell: none of the forms says another thing here than there."""
    forms = [it for it in built_in_forms() if it.columns and it.relations][::3]
    told = in_node(
        "given.map(([rules, rows]) => congtacLive.judge(rules, rows).findings)",
        [[live_rules(Rulebook.of([it]), it), page_of(it)] for it in forms],
    )
    for form, said in zip(forms, told, strict=True):
        mine = {(it["words"], it["severity"], tuple(it["cells"])) for it in said}
        assert mine == said_by_the_server(form, Rulebook.of([form]), page_of(form)), form.code
    assert sum(map(len, told)) > 20


def page_of(form: Form) -> list[dict[str, Any]]:
    return [
        {
            "key": row.code,
            "code": row.code,
            "name": row.code,
            "cells": {it.code: str((at * 7 + n * 3) % 11) for n, it in enumerate(form.columns)},
        }
        for at, row in enumerate(form.fixed_rows)
    ]


def test_the_page_reads_a_cell_as_the_server_does() -> None:
    texts = [*TYPED, "1.234", "-5", "+3", "1 2", "1.23", "⋯", "..", " 7 ", "1.234.567,25", "( 2 )"]
    words = live_rules(RULES, PETITIONS)["words"]
    read = in_node("given[1].map(text => congtacLive.read(text, given[0]))", [words, texts])
    assert [it.get("fault", "") or kept(it) for it in read] == [server(it) for it in texts]


def kept(read: Mapping[str, Any]) -> str:
    number = parse_cell(f"{read['amount']:f}") if read["state"] == "number" else None
    return as_kept(number) if number else {"none": "-", "not_collected": "…"}.get(read["state"], "")


def server(text: str) -> str:
    try:
        return kept_cell(Column("c1", ("x",)), text).partition(" ")[0]
    except Problem as problem:
        return problem.sentence


def test_totals_come_up_while_parts_are_typed() -> None:
    cells = {"c1": "", "c2": "70", "c3": "1.000,5", "c4": "", "c5": "", "c6": ""}
    rows = [{"key": it.code, "code": it.code, "name": it.code, "cells": dict(cells)}
            for it in PETITIONS.fixed_rows]  # fmt: skip
    rows[2]["cells"] = {**cells, "c3": ""}
    told = in_node(
        "congtacLive.judge(given[0], given[1]).totals", [live_rules(RULES, PETITIONS), rows]
    )
    assert told["Tổng số.c1"] == {"amount": 1070.5, "shown": "1.070,5", "missing": 0}
    assert told["II. Cấp xã.c1"] == {"amount": 70, "shown": "70", "missing": 1}
    assert told["Tổng số.c2"]["amount"] == 140, "the rows below add up in each column"


@pytest.mark.parametrize(("value", "said"), [(1234.5, "1.234,5"), (-0.5, "-0,5"), (1e21, None)])
def test_figures_are_written_as_an_office_writes_them(value: float, said: str | None) -> None:
    shown = in_node("congtacLive.shown(given)", value)
    assert shown == said if said else "e" not in shown
