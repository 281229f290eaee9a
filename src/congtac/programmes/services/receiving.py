"""The act of urging: the letter is kept as it went out, each unit is told, each report knows."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from congtac.documents.rules.letters import Letter, letter_data
from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.numbers import print_date
from congtac.programmes import permissions
from congtac.programmes.models import Report, ReportRequest, UrgedReport, Urging
from congtac.programmes.queries.receiving import BoardRow, Sought, board, portion_of
from congtac.programmes.rules.requests import ISSUED
from congtac.programmes.services.reports import Turn, tell, turn
from congtac.programmes.services.requests import request_subject
from congtac.programmes.services.steps import demand


def urge(
    actor: Actor, request: ReportRequest, reports: Sequence[int], letter: Letter, *, day: date
) -> Urging:
    """Urge the units of these reports with a letter; PRG-120 if one is no longer with its unit."""
    permissions.may_gather(actor, request).demand()
    demand(None if request.state == ISSUED else "PRG-100")
    demand(None if letter.subject.strip() and letter.text.strip() else "PRG-043")
    rows = _rows(actor, request, reports, day)
    with transaction.atomic():
        made = _keep(actor, request, letter, day)
        for row in rows:
            UrgedReport.objects.create(urging=made, report=row.report, days_late=row.stood.late)
            turn(actor, row.report, Turn("urge", day, letter.subject))
            _tell(actor, request, row.report)
    return made


def _rows(
    actor: Actor, request: ReportRequest, reports: Sequence[int], day: date
) -> list[BoardRow]:
    """The rows of the board for these reports, each of them one that may be urged."""
    sought = Sought(through=portion_of(request, actor.unit))
    rows = [row for row in board(request, day, sought).rows if row.report.pk in set(reports)]
    demand(None if rows else "PRG-121")
    is_sound = len(rows) == len(set(reports)) and all(row.may_urge for row in rows)
    demand(None if is_sound else "PRG-120")
    return rows


def _keep(actor: Actor, request: ReportRequest, letter: Letter, day: date) -> Urging:
    made = Urging.objects.create(
        request=request,
        subject=letter.subject.strip()[:300],
        letter=letter_data(letter),
        person=actor.person,
        person_name=actor.name,
        unit_name=actor.unit_name,
        recorded_on=day,
        at=timezone.now(),
    )
    facts = {"letter": made.pk, "subject": made.subject}
    record(actor, "programmes.request.urge", request_subject(request), facts)
    return made


def _tell(actor: Actor, request: ReportRequest, report: Report) -> None:
    said = f"{actor.unit_name} đôn đốc gửi báo cáo: {{title}}"
    due = f"Hạn gửi {print_date(request.due_on)}."
    tell(actor, report, said, to_unit=report.unit.key, text=due)
