"""A correction (đính chính) of a form that was accepted: asked, checked, signed, decided.

The page `docs/rules/statistics-submissions.md`, "Corrections after acceptance".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid, changes

ASKED, CHECKED, SENT = "asked", "checked", "sent"
ACCEPTED, REFUSED, DROPPED = "accepted", "refused", "dropped"
STATES = Names(
    {
        ASKED: gettext_noop("Chờ kiểm tra"),
        CHECKED: gettext_noop("Chờ ký"),
        SENT: gettext_noop("Chờ nơi nhận quyết định"),
        ACCEPTED: gettext_noop("Đã chấp nhận"),
        REFUSED: gettext_noop("Không chấp nhận"),
        DROPPED: gettext_noop("Đơn vị đã rút"),
    }
)
COLOURS = {
    ASKED: "yellow",
    CHECKED: "yellow",
    SENT: "blue",
    ACCEPTED: "green",
    REFUSED: "red",
    DROPPED: "grey",
}
OPEN = (ASKED, CHECKED, SENT)
AFTER_CHECK = (CHECKED, SENT, ACCEPTED)
AFTER_SIGNING = (SENT, ACCEPTED)
FROM = {
    "check": (ASKED,),
    "sign": (CHECKED,),
    "accept": (SENT,),
    "refuse": (SENT,),
    "drop": OPEN,
}
TO = {"check": CHECKED, "sign": SENT, "accept": ACCEPTED, "refuse": REFUSED, "drop": DROPPED}
ACTS = Names(
    {
        "ask": gettext_noop("Đề nghị đính chính"),
        "check": gettext_noop("Kiểm tra đính chính"),
        "sign": gettext_noop("Ký, gửi đính chính"),
        "accept": gettext_noop("Chấp nhận đính chính"),
        "refuse": gettext_noop("Không chấp nhận đính chính"),
        "drop": gettext_noop("Rút đính chính"),
    }
)
WITH_REASON = ("refuse", "drop")
ROW = "#"  # begins the column under which a row itself is mended


def objection(act: str, *, state: str, words: str) -> str | None:
    """Why this act may not follow on a correction in this state."""
    if state not in FROM[act]:
        return "STA-340"
    return "STA-342" if act in WITH_REASON and not words.strip() else None


@dataclass(frozen=True, slots=True)
class Mending:
    """One cell of a correction: the value that stood, the one to stand, why.

    A row that fills a slot is mended under the column "#" with the place of its slot in the form:
    its name before and after, nothing where it is added or taken out.
    """

    row: str
    column: str
    before: str
    after: str
    reason: str = ""

    @property
    def is_of_row(self) -> bool:
        return self.column.startswith(ROW)

    @property
    def is_renaming(self) -> bool:
        return self.is_of_row and bool(self.before and self.after)

    @property
    def is_taking_out(self) -> bool:
        return self.is_of_row and not self.after

    def in_slot(self, slots: Sequence[str]) -> tuple[str, str]:
        """The slot of a row that is mended, and the name that it had, or else gets."""
        return slots[int(self.column[len(ROW) :])], self.before or self.after


def objection_to_asking(cells: Sequence[Mending]) -> str | None:
    """Why a correction of these cells may not be asked for."""
    if not cells:
        return "STA-395"
    if any(not it.reason.strip() for it in cells):
        return "STA-396"
    places = [(it.row, it.column) for it in cells]
    is_twice = len(set(places)) < len(places)
    return "STA-397" if is_twice or any(it.before == it.after for it in cells) else None


def mended(
    slots: Sequence[str], before: Grid, after: Grid, origins: Mapping[str, str]
) -> tuple[Mending, ...]:
    """All in which two states of a form differ: rows named anew, taken out, added; then cells.

    `origins` says for rows of the later state which row of the earlier one each was.
    """
    named = _renamed(before, after, origins)
    stay = set(after.rows)
    rows = [
        Mending(name, _of_slot(slots, slot), name, named.get(name, ""))
        for slot, name in before.rows
        if (slot, name) not in stay
    ]
    known = {*before.rows, *((slot, named.get(name, "")) for slot, name in before.rows)}
    rows += [
        Mending(name, _of_slot(slots, slot), "", name)
        for slot, name in after.rows
        if (slot, name) not in known
    ]
    cells = changes(_with_names(before, named), after)
    return (*rows, *(Mending(it.row, it.column, it.before, it.after) for it in cells))


def _renamed(before: Grid, after: Grid, origins: Mapping[str, str]) -> dict[str, str]:
    """The rows that bear another name: a name that stands on both sides is the same row."""
    old = {name: slot for slot, name in before.rows}
    new = {name for _slot, name in after.rows}
    return {
        origins[name]: name
        for slot, name in after.rows
        if name not in old
        and name in origins
        and origins[name] not in new
        and old.get(origins[name]) == slot
    }


def _of_slot(slots: Sequence[str], slot: str) -> str:
    return f"{ROW}{slots.index(slot)}"


def _with_names(grid: Grid, named: Mapping[str, str]) -> Grid:
    rows = tuple((slot, named.get(name, name)) for slot, name in grid.rows)
    return Grid(rows, {(named.get(row, row), it): kept for (row, it), kept in grid.cells.items()})


def corrected(grid: Grid, cells: Sequence[Mending], slots: Sequence[str] = ()) -> Grid:
    """The figures with the corrected rows and cells."""
    of_rows = [it for it in cells if it.is_of_row]
    gone = {it.in_slot(slots) for it in of_rows if it.is_taking_out}
    left = Grid(tuple(it for it in grid.rows if it not in gone), grid.cells)
    named = _with_names(left, {it.before: it.after for it in of_rows if it.is_renaming})
    added = (it.in_slot(slots) for it in of_rows if not it.before)
    kept = dict(named.cells)
    for it in cells:
        if not it.is_of_row:
            kept[(it.row, it.column)] = it.after
    return Grid((*named.rows, *added), {place: value for place, value in kept.items() if value})


def is_standing(grid: Grid, cells: Sequence[Mending]) -> bool:
    """Whether everything that is to be mended is still as it was when that was asked."""
    names = {name for _slot, name in grid.rows}
    gone = {it.before for it in cells if it.is_taking_out}
    was = {it.after: it.before for it in cells if it.is_renaming}
    for it in cells:
        if it.is_of_row:
            if it.before not in names if it.before else it.after in names - gone:
                return False
        elif grid.cells.get((was.get(it.row, it.row), it.column), "") != it.before:
            return False
    return True


def strays(form: Form, grid: Grid) -> list[str]:
    """The rows of cells that no form like this has."""
    names = {*(it.code for it in form.fixed_rows), *(name for _slot, name in grid.rows)}
    columns = {it.code for it in form.columns}
    return [row for row, column in grid.cells if row not in names or column not in columns]
