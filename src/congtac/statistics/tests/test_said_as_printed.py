"""Whoever reads a sentence finds the row, the column and the reason that it speaks of."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from congtac.statistics.models import Submission
from congtac.statistics.queries import pages
from congtac.statistics.queries.drawing import drawn_form
from congtac.statistics.queries.errors import Error
from congtac.statistics.rules.entry import Beside, entry_lines, read_posted
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, changes, in_form_order, read_typed
from congtac.statistics.rules.heads import numbers
from congtac.statistics.rules.parts import scope_of, scope_words
from congtac.statistics.rules.printers.sentence import column_name
from congtac.statistics.services import submissions as services
from congtac.statistics.services.submissions import Returning
from congtac.statistics.tests.begun import (
    DAY,
    Cast,
    as_keeper,
    let_ha_keep,
    let_minh_sign,
    made_form,
    open_half_year,
)
from congtac.statistics.tests.tables import table

Clients = Callable[[str], Client]
OnDay = Callable[[date], None]
GOOD = {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}
MARKED = [
    {"code": "p1", "label_vi": "Phòng Tư pháp", "unit": "việc"},
    {"code": "c7", "label_vi": "Xã", "unit": "việc"},
]
ROWED = {"rows": ["Tổng số", "<cơ sở>"]}


def marked() -> Form:
    return made_form(columns=MARKED, relation_details=[])


@pytest.mark.parametrize(
    ("said", "mark", "words"), table("statistics-forms.md", "code of a column")
)
def test_a_sentence_calls_a_column_by_what_is_printed_under_its_heads(
    said: str, mark: str, words: str
) -> None:
    code = said.split("`")[1]
    form = made_form(columns=[{"code": code, "label_vi": "A", "unit": "việc"}], relation_details=[])
    [(printed, column)] = numbers(form)
    assert printed == mark == f"({drawn_form(form).columns[0].number})"
    assert column_name(column.code) == words


def test_parts_and_errors_call_columns_alike() -> None:
    scope = scope_of(marked(), tops=[], rows=[], columns=["p1", "c7"])
    assert scope_words(marked(), scope) == "cột p1, 7"
    error = Error("1", "", "", "", "", "", "p1,c7", "", 1, 1, 1)
    assert error.place == "cột p1, cột 7"


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        (("",), ["STA-550"]),
        (("Tổng số",), ["STA-349"]),
        (("Cơ sở A", "CƠ SỞ A"), ["", "STA-349"]),
        (("Cơ sở A", "Cơ sở B"), ["", ""]),
    ],
)
def test_a_row_without_a_name_of_its_own_is_told_which_and_why(
    names: tuple[str, ...], faults: list[str]
) -> None:
    form = made_form(**ROWED)
    slot = form.rows[1].code
    data: dict[str, str] = {}
    for at, name in enumerate(names, start=1):
        data |= {f"+{at}": name, f"+{at}.slot": slot, f"+{at}.c1": "5"}
    posted = read_posted(form, data)
    grid = read_typed(form, posted.rows, posted.typed).grid
    lines = [it for it in entry_lines(form, grid, Beside(), blanks=0) if it.is_filling]
    assert [it.name_fault for it in lines] == faults
    assert [it.name for it in lines] == list(names)


def test_changes_are_listed_as_the_form_prints_them() -> None:
    form = made_form(**ROWED)
    slot = form.rows[1].code
    rows = ((slot, "Cơ sở B"), (slot, "Cơ sở A"))
    cells = [("Cơ sở A", "c1"), ("Cơ sở B", "c2"), ("Cơ sở B", "c1"), ("Tổng số", "c4")]
    after = Grid(rows, dict.fromkeys(cells, "5"))
    gone = Grid(((slot, "Cơ sở C"),), {("Cơ sở C", "c1"): "5"})
    told = in_form_order(form, after, changes(gone, after))
    assert [(it.row, it.column) for it in told] == [
        ("Tổng số", "c4"),
        ("Cơ sở B", "c1"),
        ("Cơ sở B", "c2"),
        ("Cơ sở A", "c1"),
        ("Cơ sở C", "c1"),
    ]


def sent_back(cast: Cast) -> Submission:
    period, version = open_half_year(cast)
    let_minh_sign()
    asked = services.begin(cast["lan"], version, period, day=DAY)
    grid = Grid((), {("1", column): value for column, value in GOOD.items()})
    services.write(cast["lan"], asked, grid, seen=0, day=DAY)
    services.submit(cast["lan"], asked, day=DAY)
    services.check(cast["minh"], asked, day=DAY)
    services.sign(cast["minh"], asked, day=DAY)
    services.send(cast["lan"], asked, day=DAY)
    why = Returning("Soát lại số nam", remarks={("1", "c2"): "Lệch với sổ"})
    services.give_back(as_keeper(cast), asked, why, day=DAY)
    return asked


def test_who_mends_a_returned_form_reads_why_and_at_which_cell(
    cast: Cast, client_of: Clients, on_day: OnDay
) -> None:
    asked = sent_back(cast)
    on_day(DAY)
    let_ha_keep()
    for address in (f"/thong-ke/bieu/{asked.pk}/", f"/thong-ke/bieu/{asked.pk}/nhap/"):
        for name in ("lan", "minh"):
            page = client_of(name).get(address).content.decode()
            assert "Soát lại số nam" in page
            assert "Lệch với sổ" in page
            assert "trả lại ngày 17/06/2024" in page
    assert client_of("hoa").get(f"/thong-ke/bieu/{asked.pk}/").status_code == 403
    outside = client_of("ha").get(f"/thong-ke/bieu/{asked.pk}/").content.decode()
    assert "trả lại ngày" not in outside


def next_step(asked: Submission) -> str:
    return next(it.name for it in pages.steps(asked, list(asked.lines.all())) if it.is_next)


def test_the_way_of_a_form_says_what_is_next(cast: Cast) -> None:
    asked = sent_back(cast)
    assert next_step(asked) == "Nhập số liệu"
    wrong = Grid((), {("1", "c1"): "9", ("1", "c2"): "1"})
    services.write(cast["lan"], asked, wrong, seen=1, day=DAY)
    assert next_step(asked) == "Nhập số liệu"
    mended = {**GOOD, "c2": "60", "c3": "60"}
    grid = Grid((), {("1", column): value for column, value in mended.items()})
    services.write(cast["lan"], asked, grid, seen=2, day=DAY)
    assert next_step(asked) == "Trình kiểm tra"
    services.submit(cast["lan"], asked, day=DAY)
    assert next_step(asked) == "Kiểm tra"


def test_a_form_without_figures_is_not_said_to_be_right(
    cast: Cast, client_of: Clients, on_day: OnDay
) -> None:
    period, version = open_half_year(cast)
    asked = services.begin(cast["lan"], version, period, day=DAY)
    on_day(DAY)
    page = client_of("lan").get(f"/thong-ke/bieu/{asked.pk}/").content.decode()
    assert "Chưa có số liệu để kiểm tra." in page
    assert "Không có chỗ nào sai" not in page


def test_a_row_without_a_name_stays_on_the_page_with_a_link_to_where_it_is_typed(
    cast: Cast, client_of: Clients, on_day: OnDay
) -> None:
    period, version = open_half_year(cast, **ROWED)
    asked = services.begin(cast["lan"], version, period, day=DAY)
    on_day(DAY)
    slot = version.form.rows[1].code
    data = {"ban": "0", "+1": "", "+1.slot": slot, "+1.c1": "77"}
    answer = client_of("lan").post(f"/thong-ke/bieu/{asked.pk}/nhap/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#ten-1"' in page
    assert 'id="ten-1"' in page
    assert "Dòng này có số liệu mà chưa có tên" in page
    assert 'value="77"' in page
    assert Submission.objects.get().revisions_count == 0
