"""Parts of a form inside a unit: which cells, whose, until when, and who may write in which cell.

The page `docs/rules/statistics-submissions.md`, "Parts inside a unit".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.forms import Form, Row
from congtac.statistics.rules.grids import Grid, Place, changes

GIVEN, DONE, APPROVED, RETURNED, TAKEN = "given", "done", "approved", "returned", "taken"
OPEN = (GIVEN, DONE, RETURNED)
AT_WORK = (GIVEN, RETURNED)
STATES = Names(
    {
        GIVEN: gettext_noop("Đang nhập"),
        DONE: gettext_noop("Chờ duyệt phần"),
        APPROVED: gettext_noop("Đã duyệt phần"),
        RETURNED: gettext_noop("Nhập lại phần"),
        TAKEN: gettext_noop("Đã rút"),
    }
)
COLOURS = {GIVEN: "blue", DONE: "yellow", APPROVED: "green", RETURNED: "red", TAKEN: "grey"}
ACTS = Names(
    {
        "give": gettext_noop("Giao phần"),
        "done": gettext_noop("Báo xong phần"),
        "approve": gettext_noop("Duyệt phần"),
        "return": gettext_noop("Trả lại phần"),
        "take": gettext_noop("Rút phần"),
    }
)
FROM = {"done": AT_WORK, "approve": (DONE,), "return": (DONE,), "take": OPEN}
TO = {"done": DONE, "approve": APPROVED, "return": RETURNED, "take": TAKEN}
WITH_REASON = ("return", "take")


@dataclass(frozen=True, slots=True)
class Scope:
    """The cells of a part: its rows by its columns; none named means all of them."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def holds(self, row: str, column: str) -> bool:
        """Whether a cell is among them; a row that fills a slot is asked by its slot."""
        return (not self.rows or row in self.rows) and (not self.columns or column in self.columns)

    def meets(self, other: "Scope") -> bool:
        """Whether two scopes have a cell in common."""
        return _meet(self.rows, other.rows) and _meet(self.columns, other.columns)


def _meet(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def branch(form: Form, code: str) -> tuple[str, ...]:
    """A row with all rows below it, in the order of the form."""
    inside = {code}
    for row in form.rows:
        if row.parent in inside:
            inside.add(row.code)
    return tuple(it.code for it in form.rows if it.code in inside)


def branches(form: Form) -> tuple[Row, ...]:
    """The rows that have others below them."""
    parents = {it.parent for it in form.rows}
    return tuple(it for it in form.rows if it.code in parents)


def scope_of(
    form: Form, *, tops: Iterable[str], rows: Iterable[str], columns: Iterable[str]
) -> Scope:
    """The scope of chosen branches, rows and columns, in the order of the form."""
    named = {*rows, *(code for top in tops for code in branch(form, top))}
    chosen = set(columns)
    return Scope(
        tuple(it.code for it in form.rows if it.code in named),
        tuple(it.code for it in form.columns if it.code in chosen),
    )


def scope_words(form: Form, scope: Scope) -> str:
    """A scope in words: "dòng I, II; cột 2, 3"."""
    labels = [it.label or it.code for it in form.rows if it.code in scope.rows]
    numbers = [it.mark for it in form.columns if it.code in scope.columns]
    said = []
    if labels:
        said.append(_("dòng {rows}").format(rows=", ".join(labels)))
    if numbers:
        said.append(_("cột {columns}").format(columns=", ".join(numbers)))
    return "; ".join(said) or _("cả biểu")


def objection_to_giving(
    scope: Scope, *, due_on: date, form_due_on: date | None, today: date
) -> str | None:
    """Why a part may not be given so: a code of the catalogue."""
    if not (scope.rows or scope.columns):
        return "STA-380"
    if due_on < today:
        return "STA-381"
    is_after = form_due_on is not None and today <= form_due_on < due_on
    return "STA-382" if is_after else None


def objection(act: str, *, state: str, words: str) -> str | None:
    """Why this act may not follow on a part in this state."""
    if state not in FROM[act]:
        return "STA-340"
    return "STA-342" if act in WITH_REASON and not words.strip() else None


@dataclass(frozen=True, slots=True)
class Held:
    """A part that is open: its cells, whose it is, and whether they work on it now."""

    scope: Scope
    state: str
    person: str  # "" for anyone of the division
    division: str
    name: str
    given_by: str

    def is_of(self, person: str, unit: str) -> bool:
        """Whether the part is this person's: by name, or by the division when nobody is named."""
        return self.person == person if self.person else self.division == unit

    def binds(self, person: str, unit: str) -> bool:
        """Whether this person keeps to the part: it is theirs and another gave it."""
        return self.is_of(person, unit) and self.given_by != person


def locked(
    form: Form, held: Sequence[Held], *, person: str, unit: str, is_office: bool
) -> dict[Place, str]:
    """The cells in which a person may not write, each with whose it is ("" for the office's)."""
    own = [it for it in held if it.is_of(person, unit) and it.state in AT_WORK]
    is_bound = not is_office or any(it.binds(person, unit) for it in held)
    shut: dict[Place, str] = {}
    for row in form.rows:
        for column in form.columns:
            if any(it.scope.holds(row.code, column.code) for it in own):
                continue
            holder = next((it for it in held if it.scope.holds(row.code, column.code)), None)
            if holder is not None or is_bound:
                shut[(row.code, column.code)] = holder.name if holder else ""
    return shut


def touched(form: Form, before: Grid, after: Grid, shut: Mapping[Place, str]) -> list[Place]:
    """The cells, by form row and column, that a saving changes though they are shut."""
    slots = {name: slot for slot, name in (*before.rows, *after.rows)}
    changed = {(slots.get(it.row, it.row), it.column) for it in changes(before, after)}
    for slot, _name in set(before.rows) ^ set(after.rows):
        columns = [(slot, it.code) for it in form.columns]
        changed |= set(columns[:1]) if all(it in shut for it in columns) else set()
    return sorted(changed & set(shut))


def missing(form: Form, grid: Grid, scope: Scope) -> list[Place]:
    """The cells of a scope in fixed rows that nobody filled in; a dash or a reason fills one."""
    rows = [it for it in form.fixed_rows if not it.is_implied]
    return [
        (row.code, column.code)
        for row in rows
        for column in form.numbers
        if scope.holds(row.code, column.code) and not grid.cells.get((row.code, column.code))
    ]
