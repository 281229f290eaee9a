"""Whether a task's time is well formed and answered: `docs/rules/review-of-a-reading.md`."""

from collections.abc import Mapping
from typing import Any

from congtac.documents.rules.shapes import DATED, KINDS_OF_TIME, DeadlineShape
from vanban import read
from vanban.model import Deadline

PLAN = """SỞ TƯ PHÁP
Số: 01/KH-STP
Hà Nội, ngày 01 tháng 01 {year}

KẾ HOẠCH
Rà soát văn bản {year}

I. NHIỆM VỤ

1. Rà soát văn bản.

a) Cơ quan chủ trì: Sở Tư pháp.

b) Thời gian thực hiện: {words}.
"""


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


def read_words(words: str, year: int | None) -> DeadlineShape:
    """What the reader makes of a time that a person typed, as in a plan of that year."""
    plan = PLAN.format(year=f"năm {year}" if year else "", words=words)
    found = read(plan.encode(), name="ke-hoach.txt").tasks
    deadline = found[0].deadline if found else Deadline()
    return {
        **no_time(),
        "text": words,
        "kind": deadline.kind,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
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
