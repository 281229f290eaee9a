"""One row of the list of tasks, ready to be shown or written to a sheet."""

from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import gettext as _
from congtac.programmes.rules.sharing import Tallied

BRIEF = 240  # characters of a task's text in a list
NAMED = 3  # agencies that a list names of many


@dataclass(frozen=True, slots=True)
class Part:
    """An agency of a task: as written, asked or assigned, recognised or not."""

    name: str
    is_request: bool = False
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A task on a day, in words."""

    number: int
    path: str
    text: str
    programme: str
    programme_number: int
    lead: tuple[Part, ...]
    coordinating: tuple[Part, ...]
    time: str
    due_on: date | None
    distance: str
    product: str
    field: str
    standing: str
    standing_name: str
    standing_colour: str
    progress: int
    done_on: date | None
    units: int = 0  # that have a share of it
    tally: Tallied | None = None

    @property
    def units_words(self) -> str:
        """How many units a shared task has, and how they stand where that was read."""
        if self.tally:
            return self.tally.words
        return _("{count} đơn vị").format(count=self.units) if self.units else ""

    @property
    def headline(self) -> str:
        """Its place and the beginning of its text."""
        text = self.text if len(self.text) <= BRIEF else f"{self.text[: BRIEF - 1].rstrip()}…"
        return f"{self.path}. {text}" if self.path else text

    @property
    def lead_words(self) -> str:
        """Who leads, on one line; of many the first and how many there are."""
        named = ", ".join(part.name for part in self.lead_shown)
        words = f"{named}, {self.lead_more}" if self.lead_more else named
        units = _("{count} đơn vị").format(count=self.units) if self.units else ""
        return f"{words} ({units})" if units else words

    @property
    def lead_shown(self) -> tuple[Part, ...]:
        """Who leads, in a list: the first of many."""
        return self.lead if len(self.lead) <= NAMED else self.lead[:NAMED]

    @property
    def lead_more(self) -> str:
        """How many lead beside those that a list shows: "và 60 cơ quan khác"."""
        more = len(self.lead) - len(self.lead_shown)
        return _("và {count} cơ quan khác").format(count=more) if more else ""


def part_words(part: Part) -> str:
    """An agency in a sheet: "Đề nghị" before one that is only asked."""
    return f"Đề nghị {part.name}" if part.is_request else part.name


def sheet_row(row: Row) -> tuple[str | int | date | None, ...]:
    """The cells of a task, in the order of the sheet's columns."""
    return (
        row.programme,
        row.path,
        row.text,
        "; ".join(part_words(part) for part in row.lead),
        "; ".join(part_words(part) for part in row.coordinating),
        row.time,
        row.due_on,
        row.product,
        row.field,
        row.standing_name,
        row.progress,
        row.done_on,
    )
