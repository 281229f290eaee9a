"""Which act may follow on a task: the page `docs/rules/task-states.md`."""

from datetime import date

from congtac.programmes.rules.standing import DONE


def objection_to_progress(*, state: str, percent: int, was: int, note: str) -> str | None:
    """Why this progress may not be reported: a code of the catalogue, or nothing."""
    if state == DONE:
        return "PRG-010"
    if not 0 <= percent <= 99:
        return "PRG-011"
    return "PRG-012" if percent == was and not note.strip() else None


def objection_to_completion(
    *, state: str, done_on: date, today: date, issued_on: date | None
) -> str | None:
    """Why this task may not be completed on this day: a code of the catalogue, or nothing."""
    if state == DONE:
        return "PRG-010"
    if done_on > today:
        return "PRG-013"
    return "PRG-014" if issued_on and done_on < issued_on else None


def objection_to_reopening(*, state: str, reason: str) -> str | None:
    """Why this task may not be reopened: a code of the catalogue, or nothing."""
    if state != DONE:
        return "PRG-015"
    return None if reason.strip() else "PRG-016"
