"""The state of a task and its standing on a day: the page `docs/rules/task-states.md`."""

from datetime import date

ASSIGNED, ACCEPTED, IN_PROGRESS = "assigned", "accepted", "in_progress"
REPORTED, RETURNED = "reported", "returned"
DONE, CANCELLED = "done", "cancelled"
WORKING = (ASSIGNED, ACCEPTED, IN_PROGRESS, RETURNED)
FINISHED = (REPORTED, DONE)
STATES = (*WORKING, *FINISHED, CANCELLED)
OVERDUE, DONE_LATE = "overdue", "done_late"
STANDINGS = (
    OVERDUE,
    ASSIGNED,
    ACCEPTED,
    IN_PROGRESS,
    RETURNED,
    REPORTED,
    DONE,
    DONE_LATE,
    CANCELLED,
)
RARE = (ACCEPTED, RETURNED, REPORTED, CANCELLED)  # shown where there are any


def standing_on(day: date, *, state: str, due_on: date | None, done_on: date | None) -> str:
    """Where a task stands on a day; `due_on` is the last day on which it is on time."""
    if state == DONE:
        return DONE_LATE if due_on and done_on and done_on > due_on else DONE
    return OVERDUE if state in WORKING and due_on and due_on < day else state
