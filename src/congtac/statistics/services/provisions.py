"""The acts on what an authority may change: causes of notes, days of reminders, norms.

A row is never written over: the next one begins on a day, and the row before ends on it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from congtac.ground.audit.services import record
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.subject import Subject
from congtac.kernel.words import as_written
from congtac.statistics import permissions
from congtac.statistics.models import Cause, Norm, Regime, ReminderRule
from congtac.statistics.rules import provisions as rules
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.services.seeds import day_of, rows_of


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cause is from a day on, and the paper that says so."""

    name: str
    since: date
    basis: str
    position: int = 0
    asks_evidence: bool = False
    regime: Regime | None = None


@dataclass(frozen=True, slots=True)
class From:
    """From which day something holds, by which paper."""

    since: date
    basis: str


def add_cause(actor: Actor, key: str, meant: Meant, *, day: date) -> Cause:
    """Add a cause that notes may name from a day on."""
    permissions.may_keep_provisions(actor).demand()
    demand(rules.objection_to_words(key, meant.name, meant.basis))
    made = _cause(actor, Cause(key=key), meant, day)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as clash:
            raise problem("STA-501") from clash
        _record_cause(actor, "statistics.cause.added", made)
    return made


def change_cause(actor: Actor, last: Cause, meant: Meant, *, day: date) -> Cause:
    """Say anew what a cause is from a day on; notes written before keep the name of their day."""
    permissions.may_keep_provisions(actor).demand()
    demand(rules.objection_to_words(meant.name, meant.basis))
    made = _cause(actor, Cause(key=last.key, ordinal=last.ordinal + 1), meant, day)
    with transaction.atomic():
        _follow(last, made)
        _record_cause(actor, "statistics.cause.changed", made)
    return made


def end_cause(actor: Actor, last: Cause, *, last_day: date, why: str) -> None:
    """End a cause: periods that end later don't offer it; notes that name it stay."""
    permissions.may_keep_provisions(actor).demand()
    demand(rules.objection_to_ending(last_day, last.since, why))
    until = last_day + timedelta(days=1)
    with transaction.atomic():
        going_on = Cause.objects.filter(pk=last.pk, until=None)
        fields = {"until": until, "ended_why": why.strip(), "ended_by_name": actor.name}
        demand(None if going_on.update(**fields) else "STA-504")
        facts = {"last_day": last_day, "why": why.strip()}
        record(actor, "statistics.cause.ended", cause_subject(last), facts)


def _cause(actor: Actor, made: Cause, meant: Meant, day: date) -> Cause:
    made.name, made.position = meant.name.strip(), meant.position
    made.asks_evidence, made.regime = meant.asks_evidence, meant.regime
    made.since, made.basis = meant.since, meant.basis.strip()
    made.made_by_name, made.made_on = actor.name, day
    return made


def _record_cause(actor: Actor, act: str, made: Cause) -> None:
    facts: dict[str, object] = {"key": made.key, "ordinal": made.ordinal, "since": made.since}
    facts |= {"basis": made.basis, "evidence": made.asks_evidence}
    facts |= {"regime": made.regime.key if made.regime else ""}
    record(actor, act, cause_subject(made), facts)


def change_reminders(
    actor: Actor, key: str, days: tuple[Sequence[int], Sequence[int]], given: From, *, day: date
) -> ReminderRule:
    """Set the days before and after its last day at which a level is reminded, from a day on."""
    permissions.may_keep_provisions(actor).demand()
    before, after = sorted(days[0], reverse=True), sorted(days[1])
    demand(rules.objection_to_days(before, after))
    made = ReminderRule(key=key, before=before, after=after)
    facts = {"level": key, "before": before, "after": after}
    with as_written():
        subject = Subject("statistics.reminders", key, f"Mốc nhắc: {made.level_name}")
    _begin(actor, made, given, day)
    with transaction.atomic():
        _follow(ReminderRule.objects.filter(key=key).order_by("-ordinal").first(), made)
        record(actor, "statistics.reminders.changed", subject, {**facts, **_said(given)})
    return made


def change_norm(actor: Actor, key: str, value: int, given: From, *, day: date) -> Norm:
    """Set a norm from a day on."""
    permissions.may_keep_provisions(actor).demand()
    demand(rules.objection_to_value(key, value))
    made = Norm(key=key, value=value)
    _begin(actor, made, given, day)
    with as_written():
        subject = Subject("statistics.norm", key, made.name)
    with transaction.atomic():
        _follow(Norm.objects.filter(key=key).order_by("-ordinal").first(), made)
        record(actor, "statistics.norm.changed", subject, {"value": value, **_said(given)})
    return made


def _begin(actor: Actor, made: ReminderRule | Norm, given: From, day: date) -> None:
    demand(rules.objection_to_words(given.basis))
    demand(rules.objection_to_early(given.since, day))
    made.since, made.basis = given.since, given.basis.strip()
    made.made_by_name, made.made_on = actor.name, day


def _said(given: From) -> dict[str, object]:
    return {"since": given.since, "basis": given.basis.strip()}


def _follow(last: Cause | ReminderRule | Norm | None, made: Cause | ReminderRule | Norm) -> None:
    """End the last row of a key on the day on which the new one begins, and keep the new one."""
    made.ordinal = last.ordinal + 1 if last else 1
    demand(rules.objection_to_beginning(made.since, last.span if last else None))
    try:
        with transaction.atomic():
            if last is not None and last.until is None:
                going_on = type(last)._default_manager.filter(pk=last.pk, until=None)
                demand(None if going_on.update(until=made.since) else "STA-504")
            made.save(force_insert=True)
    except IntegrityError as clash:
        raise problem("STA-504") from clash


def cause_subject(made: Cause) -> Subject:
    """A cause as the log names it."""
    return Subject("statistics.cause", made.key, made.name)


def load_provisions() -> dict[str, int]:
    """Bring in the rows that come with the site; of what is there already nothing changes."""
    return {"causes": _load_causes(), "reminders": _load_reminders(), "norms": _load_norms()}


def _load_causes() -> int:
    known = set(Cause.objects.values_list("key", flat=True))
    regimes = {it.key: it for it in Regime.objects.all()}
    made = [
        Cause(
            name=row["name"],
            position=place,
            asks_evidence=row["evidence"] == "yes",
            regime=regimes[row["regime"]] if row["regime"] else None,
            **fields,
        )
        for place, (row, fields) in enumerate(_seeded("causes.csv", "key"), start=1)
        if row["key"] not in known
    ]
    return len(Cause.objects.bulk_create(made))


def _load_reminders() -> int:
    known = set(ReminderRule.objects.values_list("key", flat=True))
    made = [
        ReminderRule(
            before=[int(it) for it in row["before"].split()],
            after=[int(it) for it in row["after"].split()],
            **fields,
        )
        for row, fields in _seeded("reminders.csv", "level")
        if row["level"] not in known
    ]
    return len(ReminderRule.objects.bulk_create(made))


def _load_norms() -> int:
    known = set(Norm.objects.values_list("key", flat=True))
    made = [
        Norm(value=int(row["value"]), **fields)
        for row, fields in _seeded("norms.csv", "key")
        if row["key"] not in known
    ]
    return len(Norm.objects.bulk_create(made))


def _seeded(name: str, key: str) -> list[tuple[dict[str, str], dict[str, object]]]:
    """The lines of a data file, each with what every row has."""
    counted: Counter[str] = Counter()
    found = []
    for row in rows_of(name):
        counted[row[key]] += 1
        fields: dict[str, object] = {"key": row[key], "ordinal": counted[row[key]]}
        fields |= {"since": day_of(row["since"]), "until": day_of(row["until"])}
        fields |= {"basis": row["basis"], "is_own": row["sure"] == "own"}
        found.append((row, {**fields, "made_by_name": SYSTEM.name}))
    return found
