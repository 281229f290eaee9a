"""What the checks find, each with the numbers that it compared."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from congtac.kernel.keys import sort_key
from congtac.kernel.numbers import print_number
from congtac.statistics.rules.forms import Severity

FindingKind = Literal[
    "relation",
    "bound",
    "missing",
    "same_period",
    "peers",
    "cross_form",
    "within_year",
    "late",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found; `expected` and `actual` are plain, the message Vietnamese."""

    rule: str
    kind: FindingKind
    severity: Severity
    unit: str
    period: str
    form: str
    row: str
    columns: tuple[str, ...]
    expected: str
    actual: str
    message: str

    def plain(self) -> dict[str, Any]:
        """The finding as JSON says it."""
        return {**asdict(self), "columns": list(self.columns)}

    @property
    def order(self) -> tuple[str, ...]:
        """By unit, form, period and place: the same at every run."""
        place = (self.form, self.period, self.row, *self.columns[:1])
        return (sort_key(self.unit), self.unit, *place, self.kind, self.rule)


def plain(value: float) -> str:
    """A number for programs: 1234.5, no more digits than it has."""
    written = f"{Decimal(repr(value)).normalize():f}"
    return "0" if written == "-0" else written


def shown(value: float) -> str:
    """A number for people: 1.234,5."""
    return print_number(Decimal(plain(value)))
