"""Bringing in the regimes with their periods, opening a period, moving a last day by a letter."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.organisations.queries import on
from congtac.statistics import permissions
from congtac.statistics.models import DueDate, DueRule, Period, PeriodKind, Regime
from congtac.statistics.queries import periods as queries
from congtac.statistics.rules import periods as rules
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.services.provisions import load_provisions
from congtac.statistics.services.seeds import day_of, rows_of


@transaction.atomic
def load_calendars(actor: Actor) -> int:
    """Bring in the known regimes, periods, last days, causes and norms; what is there stays."""
    permissions.may_keep_statistics(actor).demand()
    rows = {
        "regimes": _load_regimes(),
        "kinds": _load_kinds(),
        "dues": _load_due_rules(),
        **load_provisions(),
    }
    if any(rows.values()):
        subject = Subject("statistics.calendars", "vn", "Chế độ và kỳ thống kê")
        record(actor, "statistics.calendars.loaded", subject, rows)
    return sum(rows.values())


def _load_regimes() -> int:
    known = set(Regime.objects.values_list("key", flat=True))
    made = [
        Regime(
            key=row["key"],
            name=row["name"],
            basis=row["basis"],
            since=day_of(row["since"]),
            until=day_of(row["until"]),
            is_recalled=row["sure"] == "recalled",
            position=place,
        )
        for place, row in enumerate(rows_of("regimes.csv"))
        if row["key"] not in known
    ]
    return len(Regime.objects.bulk_create(made))


def _load_kinds() -> int:
    regimes = {it.key: it for it in Regime.objects.all()}
    known = set(PeriodKind.objects.values_list("regime__key", "key"))
    marks = ("key", "code", "name", "first", "last", "actual")
    made = [
        PeriodKind(
            regime=regimes[row["regime"]], position=place, **{name: row[name] for name in marks}
        )
        for place, row in enumerate(rows_of("period_kinds.csv"))
        if (row["regime"], row["key"]) not in known
    ]
    return len(PeriodKind.objects.bulk_create(made))


def _load_due_rules() -> int:
    kinds = {(it.regime.key, it.key): it for it in PeriodKind.objects.select_related("regime")}
    known = set(DueRule.objects.values_list("kind__regime__key", "kind__key", "level"))
    made = [
        DueRule(
            kind=kinds[row["regime"], row["kind"]],
            level=row["level"],
            due=row["due"],
            since=day_of(row["since"]),
            until=day_of(row["until"]),
            is_recalled=row["sure"] == "recalled",
        )
        for row in rows_of("due_rules.csv")
        if (row["regime"], row["kind"], row["level"]) not in known
    ]
    return len(DueRule.objects.bulk_create(made))


def open_period(actor: Actor, kind: PeriodKind, year: int, *, day: date) -> Period:
    """Open a period of a year; its last days are those that the regime gives each level."""
    permissions.may_keep_statistics(actor).demand()
    window, regime = kind.window(year), kind.regime
    demand(rules.objection_to_opening(window.last_day, since=regime.since, until=regime.until))
    period = Period(kind=kind, year=year, opened_by_name=actor.name, opened_on=day)
    period.code, period.title = rules.named(kind.code, year), rules.named(kind.name, year)
    period.start, period.end, period.actual_end = window.start, window.end, window.actual_end
    with transaction.atomic():
        try:
            with transaction.atomic():
                period.save(force_insert=True)
        except IntegrityError as clash:
            raise problem("STA-307") from clash
        dues = _first_dues(actor, period, day)
        facts = {"dues": {it.level: it.due_on for it in dues}}
        record(actor, "statistics.period.opened", period_subject(period), facts)
    return period


def _first_dues(actor: Actor, period: Period, day: date) -> list[DueDate]:
    """The last days of the regime, as it stood when the data ended."""
    in_force: Q = on(period.last_day)
    return DueDate.objects.bulk_create(
        DueDate(
            period=period,
            level=it.level,
            due_on=rules.Mark.parse(it.due).in_year(period.year),
            set_by_name=actor.name,
            set_on=day,
        )
        for it in period.kind.due_rules.filter(in_force)
    )


def move_due(
    actor: Actor, period: Period, level: str, moving: rules.Moving, *, day: date
) -> DueDate:
    """Move the last day of a level by a letter; the day before stays in the history."""
    permissions.may_keep_statistics(actor).demand()
    last = queries.due_now(period, level)
    if last is None:
        raise problem("STA-308")
    demand(
        rules.objection_to_moving(
            moving, due_on=last.due_on, actual_end=period.actual_end, today=day
        )
    )
    moved = DueDate(period=period, level=level, ordinal=last.ordinal + 1, due_on=moving.due_on)
    moved.letter, moved.letter_on = moving.letter.strip(), moving.letter_on
    moved.reason, moved.set_by_name, moved.set_on = moving.reason.strip(), actor.name, day
    with transaction.atomic():
        try:
            with transaction.atomic():
                moved.save(force_insert=True)
        except IntegrityError as clash:
            raise problem("STA-305") from clash
        facts = {"level": level, "due_on": [last.due_on, moved.due_on], "letter": moved.letter}
        record(actor, "statistics.period.due_moved", period_subject(period), facts)
    return moved


def period_subject(period: Period) -> Subject:
    """A period as the log names it."""
    return Subject("statistics.period", str(period.pk), f"{period} ({period.kind.regime.key})")
