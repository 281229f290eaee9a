"""Whether a task's time is well formed and answered: `docs/rules/review-of-a-reading.md`."""

from collections.abc import Mapping
from typing import Any

from congtac.documents.rules.shapes import DATED, KINDS_OF_TIME, DeadlineShape


def no_time(*, is_absent: bool = False) -> DeadlineShape:
    """A task without a time: not asked yet, or plainly said to have none (`is_absent`)."""
    return {
        "text": None,
        "kind": "none",
        "start": None,
        "end": None,
        "span": None,
        "is_absent": is_absent,
    }


def is_answered(deadline: Mapping[str, Any]) -> bool:
    """A time was found, given, or plainly said to be absent; a dated one has its last day."""
    if deadline["kind"] in DATED:
        return bool(deadline["end"])
    if deadline["kind"] == "ongoing":
        return True
    return bool(deadline["text"]) or bool(deadline.get("is_absent"))


def fault_of(*, kind: str, start: str | None, end: str | None) -> tuple[str, str] | None:
    """The field at fault (`kind`, `start`, `end`) and a code, or nothing; days are ISO strings."""
    if kind not in KINDS_OF_TIME:
        return "kind", "DOC-020"
    if kind in DATED and not end:
        return "end", "DOC-021"
    if kind not in DATED and end:
        return "end", "DOC-022"
    if kind == "none" and start:
        return "start", "DOC-022"
    if start and end and start > end:
        return "end", "DOC-023"
    return None
