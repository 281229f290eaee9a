"""Which act may follow on a task: the page `docs/rules/task-states.md`."""

from datetime import date

from congtac.programmes.rules.standing import (
    ASSIGNED,
    CANCELLED,
    DONE,
    REPORTED,
    WORKING,
)

ONGOING = "ongoing"
NOT_WORKED_ON = {DONE: "PRG-010", CANCELLED: "PRG-023", REPORTED: "PRG-024"}


def objection_to_work(state: str) -> str | None:
    """Why nobody may work on a task in this state: a code of the catalogue, or nothing."""
    return NOT_WORKED_ON.get(state)


def objection_to_whole(shares: int) -> str | None:
    """Why nobody does this to a task that is shared: it is done to the share of each unit."""
    return "PRG-070" if shares else None


def objection_to_taking(state: str) -> str | None:
    """Why this task may not be taken on: a code of the catalogue, or nothing."""
    return None if state == ASSIGNED else "PRG-020"


def objection_to_progress(*, state: str, percent: int, was: int, note: str) -> str | None:
    """Why this progress may not be reported: a code of the catalogue, or nothing."""
    if code := objection_to_work(state):
        return code
    if not 0 <= percent <= 99:
        return "PRG-011"
    return "PRG-012" if percent == was and not note.strip() else None


def objection_to_completion(
    *, state: str, kind: str, done_on: date, today: date, not_before: date | None
) -> str | None:
    """Why this task may not be completed on this day: a code of the catalogue, or nothing."""
    if code := objection_to_work(state):
        return code
    if kind == ONGOING:
        return "PRG-029"
    if done_on > today:
        return "PRG-013"
    return "PRG-014" if not_before and done_on < not_before else None


def objection_to_judging(*, state: str, reason: str, needs_reason: bool) -> str | None:
    """Why a report that a task is done may not be confirmed or given back."""
    if state != REPORTED:
        return "PRG-021"
    return "PRG-022" if needs_reason and not reason.strip() else None


def objection_to_cancelling(*, state: str, reason: str) -> str | None:
    """Why this task may not be cancelled: a code of the catalogue, or nothing."""
    if state not in (*WORKING, REPORTED):
        return objection_to_work(state)
    return None if reason.strip() else "PRG-022"


def objection_to_reopening(*, state: str, reason: str) -> str | None:
    """Why this task may not be reopened: a code of the catalogue, or nothing."""
    if state not in (DONE, CANCELLED):
        return "PRG-015"
    return None if reason.strip() else "PRG-016"


def objection_to_extension(
    *, state: str, due_on: date | None, asked_for: date, today: date
) -> str | None:
    """Why this task may not get this new last day: a code of the catalogue, or nothing."""
    if code := objection_to_work(state):
        return code
    if due_on is None:
        return "PRG-027"
    return "PRG-025" if asked_for <= due_on or asked_for < today else None


def objection_to_assessment(*, state: str, kind: str, begins: date, today: date) -> str | None:
    """Why this task may not be assessed for a period that begins on a day."""
    if code := objection_to_work(state):
        return code
    if kind != ONGOING:
        return "PRG-031"
    return "PRG-030" if begins > today else None
