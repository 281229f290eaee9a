"""What the checks find, each with the numbers that it compared."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from congtac.kernel.numbers import print_number
from congtac.statistics.rules.forms import Severity

EXACT = 1e15  # below it most figures are whole: then no decimals have to be made
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


def plain(value: float) -> str:
    """A number for programs: 1234.5, no more digits than it has."""
    if -EXACT < value < EXACT and value == (whole := int(value)):
        return str(whole)
    return f"{Decimal(repr(value)).normalize():f}"


def shown(value: float) -> str:
    """A number for people: 1.234,5."""
    if -EXACT < value < EXACT and value == (whole := int(value)):
        return f"{whole:,}".replace(",", ".")
    return print_number(Decimal(plain(value)))
