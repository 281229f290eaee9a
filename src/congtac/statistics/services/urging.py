"""The act of urging: the letter is kept as it went out, each unit is told."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from congtac.documents.rules.letters import Letter, letter_data
from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.organisations.models import Unit
from congtac.statistics import permissions
from congtac.statistics.models import FormUrging, Period, UrgedForm
from congtac.statistics.queries.boards import receiver_of
from congtac.statistics.queries.urging import UrgeRow, rows
from congtac.statistics.rules.problems import demand
from congtac.statistics.rules.tellings import URGED


def urge(
    actor: Actor, period: Period, units: Collection[str], letter: Letter, *, day: date
) -> FormUrging:
    """Urge units, by their keys, with a letter; STA-480 if one has sent everything meanwhile."""
    permissions.may_urge(actor).demand()
    demand(None if letter.subject.strip() and letter.text.strip() else "STA-481")
    chosen = [it for it in rows(receiver_of(actor), period, day) if it.unit.key in units]
    demand(None if chosen and len(chosen) == len(set(units)) else "STA-480")
    with transaction.atomic():
        made = _keep(actor, period, letter, day)
        UrgedForm.objects.bulk_create(
            UrgedForm(urging=made, form=it.owed.form, unit=row.unit, days_late=it.stood.days)
            for row in chosen
            for it in row.cells
        )
        _record(actor, made, chosen)
        for row in chosen:
            _tell(actor, made, row)
    return made


def _keep(actor: Actor, period: Period, letter: Letter, day: date) -> FormUrging:
    return FormUrging.objects.create(
        period=period,
        receiver=Unit.objects.get(key=receiver_of(actor)),
        subject=letter.subject.strip()[:300],
        letter=letter_data(letter),
        person=actor.person,
        person_name=actor.name,
        unit_name=actor.unit_name,
        recorded_on=day,
        at=timezone.now(),
    )


def _record(actor: Actor, made: FormUrging, chosen: Sequence[UrgeRow]) -> None:
    subject = Subject("statistics.period", str(made.period_id), str(made.period))
    facts = {
        "letter": made.pk,
        "subject": made.subject,
        "units": {row.unit.key: [it.owed.form.code for it in row.cells] for row in chosen},
    }
    record(actor, "statistics.forms.urged", subject, facts)


def _tell(actor: Actor, made: FormUrging, row: UrgeRow) -> None:
    codes = ", ".join(it.owed.form.code for it in row.cells)
    subject = f"{actor.unit_name} đôn đốc gửi {len(row.cells)} biểu thống kê"
    address = f"{reverse('statistics:mine')}?ky={made.period_id}"
    notify(actor, Telling(URGED, subject, f"{made.period}: {codes}", address), to_unit=row.unit.key)
