"""Setting the days off, and moving the day of the demo."""

import csv
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from congtac.ground.audit.services import record
from congtac.ground.calendars.models import DemoDay, SpecialDay
from congtac.kernel.actor import Actor
from congtac.kernel.numbers import parse_date, print_date
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject

DAYS = Path(__file__).parent / "data" / "special_days.csv"
FIRST, LAST = date(2020, 1, 1), date(2035, 12, 31)


@transaction.atomic
def load_special_days(actor: Actor) -> int:
    """Bring in the known days off and swapped days; rows that an office changed stay."""
    with DAYS.open(encoding="utf-8", newline="") as file:
        rows = [
            SpecialDay(
                day=date.fromisoformat(row["day"]),
                is_worked=row["kind"] == "worked",
                name=row["name"],
                basis=row["basis"],
            )
            for row in csv.DictReader(file)
        ]
    SpecialDay.objects.bulk_create(rows, ignore_conflicts=True)
    subject = Subject("calendars.special_days", "vn", "Ngày nghỉ và ngày làm bù")
    record(actor, "calendars.special_days.loaded", subject, {"rows": len(rows)})
    return len(rows)


@transaction.atomic
def move_demo_day(actor: Actor, day: date) -> None:
    """Let the demo live on another day; a real site refuses."""
    if not settings.DEMO:
        raise Problem("CAL-001", "Chỉ bản trình diễn mới đổi được ngày làm việc.")
    if not FIRST <= day <= LAST:
        raise Problem(
            "CAL-002",
            f"Ngày của bản trình diễn nằm trong khoảng {print_date(FIRST)} - {print_date(LAST)}.",
        )
    DemoDay.objects.update_or_create(id=1, defaults={"day": day})
    subject = Subject("calendars.demo_day", "1", "Ngày của bản trình diễn")
    record(actor, "calendars.demo_day.moved", subject, {"day": day})


def parse_demo_day(text: str) -> date:
    """Read the day from a form: 31/12/2024, or 2024-12-31 as a date field sends it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return parse_date(text)
