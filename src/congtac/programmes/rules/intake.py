"""What an accepted task becomes: the values of a tracked task, from its reviewed content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

DATED = ("date", "range", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Intake:
    """The time and the place of a task as they enter the programme."""

    kind: str
    time_text: str
    starts_on: date | None
    due_on: date | None
    start: int | None
    end: int | None


def intake(task: Mapping[str, Any]) -> Intake:
    """Take over a task of an accepted reading; only dated kinds have a last day."""
    deadline = task["deadline"]
    kind = deadline["kind"]
    return Intake(
        kind=kind,
        time_text=deadline["text"] or "",
        starts_on=_day(deadline["start"]) if kind != "none" else None,
        due_on=_day(deadline["end"]) if kind in DATED else None,
        start=task["start"],
        end=task["end"],
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
