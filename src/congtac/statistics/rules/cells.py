"""What may stand in a cell: a number, "-", "…", or nothing; 0 is a number like others.

The table is in docs/rules/statistics-checks.md. "(1)" is refused: some programs read it as -1.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from congtac.kernel.numbers import print_number
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _

MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-"})
SPACES = re.compile(r"[\s\u00a0\u202f]+")
VIETNAMESE = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d{1,30})(?:,\d{1,15})?", re.ASCII)
ENGLISH = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,15})?", re.ASCII)
PLAIN = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
POWER = re.compile(r"[+-]?\d{1,17}(?:\.\d{1,30})?[eE][+-]?\d{1,2}", re.ASCII)
UNCOLLECTED = frozenset({"…", "...", "..", "⋯"})


class State(StrEnum):
    """The four states of a cell."""

    NUMBER = "number"
    NONE_AROSE = "none"  # "-": filled, nothing arose, adds up as 0
    NOT_COLLECTED = "not_collected"  # "…": asks for a reason
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `number` is set where the state is a number, `reason` may stand beside "…"."""

    state: State
    number: Decimal | None = None
    reason: str = ""

    @property
    def amount(self) -> Decimal | None:
        """What the cell adds to a sum: "-" adds 0; None where it can't be judged."""
        return Decimal(0) if self.state is State.NONE_AROSE else self.number

    @property
    def is_filled(self) -> bool:
        """Whether the reporter has put something there."""
        return self.state is not State.MISSING

    def __str__(self) -> str:
        return print_cell(self)


MISSING = Cell(State.MISSING)
NONE_AROSE = Cell(State.NONE_AROSE)
NOT_COLLECTED = Cell(State.NOT_COLLECTED)


def number(value: int | Decimal) -> Cell:
    """A cell with a number."""
    return Cell(State.NUMBER, Decimal(value))


def parse_cell(text: str) -> Cell:
    """Read what a person typed: 1.234,5 as an office writes it; 1234.5 and 1,234.5 are known too.

    "1.234" is one thousand two hundred and thirty-four. "(1)" is a Problem, never -1.
    """
    typed = SPACES.sub(" ", text).strip().translate(MINUS)
    if not typed:
        return MISSING
    if typed == "-":
        return NONE_AROSE
    if typed in UNCOLLECTED:
        return NOT_COLLECTED
    return number(_read(typed, (VIETNAMESE, ENGLISH)))


def parse_plain(text: str) -> Cell:
    """Read a value of a data file: 1234.5, where "1.234" has decimals; Vietnamese spelling too."""
    typed = text.strip()
    if PLAIN.fullmatch(typed):
        return number(Decimal(typed))
    if POWER.fullmatch(typed):
        return number(Decimal(typed))
    return parse_cell(text)


def print_cell(cell: Cell) -> str:
    """Write a cell as it stands on a form: 1.234,5, "-", "…" or nothing."""
    match cell.state:
        case State.NUMBER:
            return print_number(cell.number or Decimal(0))
        case State.NONE_AROSE:
            return "-"
        case State.NOT_COLLECTED:
            return "…"
        case State.MISSING:
            return ""


def _read(typed: str, spellings: tuple[re.Pattern[str], ...]) -> Decimal:
    joined = re.sub(r"(?<=\d) (?=\d{3})", "", typed)
    if VIETNAMESE.fullmatch(joined):
        return Decimal(joined.replace(".", "").replace(",", "."))
    if any(spelling.fullmatch(joined) for spelling in spellings):
        return Decimal(joined.replace(",", ""))
    if re.fullmatch(r"\(\s*[\d.,]+\s*\)", typed):
        raise Problem(
            "STA-102",
            _(
                "“{text}” có thể là số âm, cũng có thể là số thứ tự. "
                "Hãy ghi số không có dấu ngoặc đơn."
            ).format(text=typed[:40]),
        )
    raise Problem(
        "STA-101",
        _(
            "“{text}” không phải là số. Hãy ghi số như 1.234,5; ghi “-” nếu không phát sinh, "
            "“…” nếu không thu thập được."
        ).format(text=typed[:40]),
    )
