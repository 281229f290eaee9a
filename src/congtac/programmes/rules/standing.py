"""The state of a task and its standing on a day: the page `docs/rules/task-states.md`."""

from datetime import date

ASSIGNED, IN_PROGRESS, DONE = "assigned", "in_progress", "done"
STATES = (ASSIGNED, IN_PROGRESS, DONE)
OVERDUE, DONE_LATE = "overdue", "done_late"
STANDINGS = (OVERDUE, ASSIGNED, IN_PROGRESS, DONE, DONE_LATE)


def standing_on(day: date, *, state: str, due_on: date | None, done_on: date | None) -> str:
    """Where a task stands on a day; `due_on` is the last day on which it is on time."""
    if state == DONE:
        return DONE_LATE if due_on and done_on and done_on > due_on else DONE
    return OVERDUE if due_on and due_on < day else state
