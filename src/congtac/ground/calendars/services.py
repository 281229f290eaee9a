"""Setting the days off, and moving the day of the demo."""

import csv
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record
from congtac.ground.calendars.models import DemoDay, SpecialDay
from congtac.ground.calendars.permissions import may_keep_days
from congtac.kernel.actor import Actor
from congtac.kernel.numbers import parse_date, print_date
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.kernel.workdays import SATURDAY

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
                is_recalled=row["sure"] == "recalled",
            )
            for row in csv.DictReader(file)
        ]
    SpecialDay.objects.bulk_create(rows, ignore_conflicts=True)
    subject = Subject("calendars.special_days", "vn", "Ngày nghỉ và ngày làm bù")
    record(actor, "calendars.special_days.loaded", subject, {"rows": len(rows)})
    return len(rows)


@transaction.atomic
def set_special_day(actor: Actor, special: SpecialDay) -> SpecialDay:
    """Add a day off or a day worked in exchange: an unsaved row; a day is set once."""
    may_keep_days(actor).demand()
    _refuse_wrong_kind(special)
    if SpecialDay.objects.filter(day=special.day).exists():
        raise Problem(
            "CAL-003", _("Ngày {day} đã có trong danh sách.").format(day=print_date(special.day))
        )
    special.save(force_insert=True)
    record(actor, "calendars.special_day.set", _subject(special), _facts(special))
    return special


@transaction.atomic
def change_special_day(actor: Actor, special: SpecialDay, *, name: str, basis: str) -> None:
    """Change what a day is called and on which paper it stands; it counts as checked then."""
    may_keep_days(actor).demand()
    old = _facts(special)
    special.name, special.basis, special.is_recalled = name, basis, False
    new = _facts(special)
    if old == new:
        raise Problem("CAL-004", _("Chưa có gì thay đổi."))
    special.save(update_fields=["name", "basis", "is_recalled"])
    facts = {key: [old[key], new[key]] for key in new if old[key] != new[key]}
    record(actor, "calendars.special_day.changed", _subject(special), facts)


@transaction.atomic
def drop_special_day(actor: Actor, special: SpecialDay) -> None:
    """Take a day out of the list; the log keeps what it was."""
    may_keep_days(actor).demand()
    if not SpecialDay.objects.filter(pk=special.pk).delete()[0]:
        raise Problem("CAL-005", _("Ngày này đã bỏ khỏi danh sách rồi."))
    record(actor, "calendars.special_day.dropped", _subject(special), _facts(special))


@transaction.atomic
def move_demo_day(actor: Actor, day: date) -> None:
    """Let the demo live on another day; a real site refuses."""
    if not settings.DEMO:
        raise Problem("CAL-001", _("Chỉ bản trình diễn mới đổi được ngày làm việc."))
    if not FIRST <= day <= LAST:
        raise Problem(
            "CAL-002",
            _("Ngày của bản trình diễn nằm trong khoảng {first} - {last}.").format(
                first=print_date(FIRST), last=print_date(LAST)
            ),
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


def _refuse_wrong_kind(special: SpecialDay) -> None:
    is_weekend = special.day.weekday() >= SATURDAY
    if special.is_worked and not is_weekend:
        raise Problem("CAL-006", _("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật."))
    if is_weekend and not special.is_worked:
        raise Problem("CAL-007", _("Thứ Bảy, Chủ nhật vốn là ngày nghỉ: không cần ghi."))


def _subject(special: SpecialDay) -> Subject:
    return Subject("calendars.special_day", special.day.isoformat(), str(special))


def _facts(special: SpecialDay) -> dict[str, object]:
    return {
        "day": special.day,
        "is_worked": special.is_worked,
        "name": special.name,
        "basis": special.basis,
        "is_recalled": special.is_recalled,
    }
