"""Forms that units have sent, as their way would have left them; for the tests of sums."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from congtac.organisations.models import Unit
from congtac.statistics.models import FormVersion, Period, Revision, Submission, SubmissionLine
from congtac.statistics.rules.grids import Grid

SENT_ON, LATER = date(2024, 6, 18), date(2024, 6, 28)
AT = datetime(2024, 6, 18, 3, tzinfo=UTC)
JUDGED = {"accepted": "accept", "returned": "return"}


def gave(
    form: FormVersion,
    period: Period,
    unit_key: str,
    cells: Mapping[str, str],
    state: str = "accepted",
) -> Submission:
    """A unit's form, sent on one day and judged on a later one; cells named "row.column"."""
    unit, receiver = Unit.objects.get(key=unit_key), Unit.objects.get(key="btp")
    asked = Submission(form=form, period=period, unit=unit, unit_name=unit.name, receiver=receiver)
    asked.state, asked.revisions_count, asked.sent_revision, asked.lines_count = state, 1, 1, 2
    asked.begun_on = asked.first_sent_on = asked.signed_on = SENT_ON
    asked.filled_by, asked.checked_by, asked.signed_by = "a", "b", "b"
    asked.accepted_on = LATER if state == "accepted" else None
    asked.save()
    places = {tuple(it.rpartition(".")[::2]): kept for it, kept in cells.items()}
    grid = Grid((), {(row or "1", column): kept for (row, column), kept in places.items()})
    Revision(
        submission=asked,
        ordinal=1,
        cells=grid.text(),
        digest=grid.digest(form.digest),
        saved_on=SENT_ON,
        at=AT,
    ).save()
    _line(asked, 1, "send", SENT_ON)
    if state in JUDGED:
        _line(asked, 2, JUDGED[state], LATER)
    return asked


def _line(asked: Submission, ordinal: int, act: str, day: date) -> None:
    line = SubmissionLine(submission=asked, ordinal=ordinal, act=act, revision=1, at=AT)
    line.state = "sent" if act == "send" else asked.state
    line.words = "vì" if act == "return" else ""
    line.recorded_on = day
    line.save()
