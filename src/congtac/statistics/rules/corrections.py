"""A correction (đính chính) of a form that was accepted: asked, checked, signed, decided.

The page `docs/rules/statistics-submissions.md`, "Corrections after acceptance".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.grids import Grid

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


def objection(act: str, *, state: str, words: str) -> str | None:
    """Why this act may not follow on a correction in this state."""
    if state not in FROM[act]:
        return "STA-340"
    return "STA-342" if act in WITH_REASON and not words.strip() else None


@dataclass(frozen=True, slots=True)
class Mending:
    """One cell of a correction: the value that stood, the one to stand, why."""

    row: str
    column: str
    before: str
    after: str
    reason: str


def objection_to_asking(cells: Sequence[Mending]) -> str | None:
    """Why a correction of these cells may not be asked for."""
    if not cells:
        return "STA-395"
    if any(not it.reason.strip() for it in cells):
        return "STA-396"
    places = [(it.row, it.column) for it in cells]
    is_twice = len(set(places)) < len(places)
    return "STA-397" if is_twice or any(it.before == it.after for it in cells) else None


def corrected(grid: Grid, cells: Iterable[Mending]) -> Grid:
    """The figures with the corrected cells."""
    kept = dict(grid.cells)
    for it in cells:
        kept[(it.row, it.column)] = it.after
    return Grid(grid.rows, {place: value for place, value in kept.items() if value})
