"""Reminding by the clock: each unit once at each stage of what it hasn't sent."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.ground.calendars.queries import today
from congtac.ground.jobs.services import Progress, job
from congtac.kernel.actor import SYSTEM
from congtac.kernel.subject import Subject
from congtac.kernel.words import gettext_noop
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.statistics.models import Period, Reminder
from congtac.statistics.queries.urging import Due, to_remind
from congtac.statistics.rules import reminders as rules
from congtac.statistics.rules.tellings import REMINDER

REMINDING = "statistics.reminders"


@job(REMINDING, title=gettext_noop("Nhắc gửi biểu thống kê"), attempts=3)
def remind_daily(progress: Progress) -> dict[str, object]:
    """Remind the units of the forms that are due or overdue today."""
    return {"units": remind(today())}


def remind(day: date) -> int:
    """Tell each unit what it hasn't sent, one notice a stage; return how many units were told."""
    by_period: dict[int, list[Due]] = {}
    for it in to_remind(day):
        by_period.setdefault(it.period.pk, []).append(it)
    return sum(_remind_of(dues[0].period, dues, day) for dues in by_period.values())


@transaction.atomic
def _remind_of(period: Period, dues: Sequence[Due], day: date) -> int:
    now = timezone.now()
    Reminder.objects.bulk_create(
        [
            Reminder(
                form=it.form,
                period=period,
                unit=it.unit,
                stage=it.stage,
                due_on=it.due_on,
                told_on=day,
                at=now,
            )
            for it in dues
        ],
        ignore_conflicts=True,  # another worker may tell it at once
    )
    notices: dict[tuple[str, date, int], list[str]] = {}
    for it in dues:
        notices.setdefault((it.unit.key, it.due_on, it.stage), []).append(it.form.code)
    for (unit, due_on, stage), codes in notices.items():
        _tell(period, unit, codes, due_on=due_on, stage=stage)
    units = {it.unit.key for it in dues}
    facts = {"day": day, "forms": len(dues), "units": sorted(units)}
    subject = Subject("statistics.period", str(period.pk), str(period))
    record(SYSTEM, "statistics.reminders.told", subject, facts)
    return len(units)


def _tell(period: Period, unit: str, codes: Sequence[str], *, due_on: date, stage: int) -> None:
    subject, text = rules.words_of(codes, due_on=due_on, is_late=stage < 0)
    address = f"{reverse('statistics:mine')}?ky={period.pk}"
    notify(SYSTEM, Telling(REMINDER, subject, f"{period}: {text}", address), to_unit=unit)
