"""Reads of notes: last year's to the same finding, how many there are of each cause."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from congtac.kernel.actor import Actor
from congtac.statistics.models import Cause, Explanation, Judgement, Submission

FORM, UNIT, PERIOD = "bieu", "don-vi", "ky"  # by what causes are counted


def note(number: int) -> Explanation | None:
    """A note by its number."""
    near = ("file", "submission__form", "submission__unit", "submission__receiver")
    return Explanation.objects.select_related(*near).filter(pk=number).first()


def last_year(asked: Submission) -> Mapping[str, Explanation]:
    """The notes of the unit to the same findings in the same period a year before, by finding."""
    found = Explanation.objects.filter(
        submission__unit=asked.unit_id,
        submission__form__code=asked.form.code,
        submission__period__year=asked.period.year - 1,
        submission__period__kind__key=asked.period.kind.key,
    )
    near = found.select_related("submission__period__kind", "cause").order_by("ordinal", "id")
    return {it.finding: it for it in near}


@dataclass(frozen=True, slots=True)
class Again:
    """A note of the year before, and whether its cause is still in force: it may be taken over."""

    note: Explanation
    is_offered: bool


def again(asked: Submission, offered: Iterable[Cause]) -> Mapping[str, Again]:
    """Last year's notes, by finding, beside the causes that notes of the period may name."""
    keys = {it.key for it in offered}
    return {key: Again(it, it.cause.key in keys) for key, it in last_year(asked).items()}


def standing() -> QuerySet[Explanation]:
    """The notes of forms that were sent: the newest to each finding, unless it was returned."""
    later = Explanation.objects.filter(
        submission=OuterRef("submission"), finding=OuterRef("finding")
    ).order_by("-ordinal")
    opinion = Judgement.objects.filter(explanation=OuterRef("pk")).order_by("-ordinal")
    found = Explanation.objects.filter(submission__sent_revision__gt=0).annotate(
        newest=Subquery(later.values("ordinal")[:1]),
        accepted=Subquery(opinion.values("is_accepted")[:1]),
    )
    stands = Q(accepted__isnull=True) | Q(accepted=True)
    return found.filter(stands, ordinal=F("newest"))


def seen_by(actor: Actor) -> QuerySet[Explanation]:
    """The notes that a person may see counted: the Ministry all, a unit its own and received."""
    if actor.has_role("ministry", "administrator"):
        return standing()
    if not actor.unit:
        return standing().none()
    near = Q(submission__unit__key=actor.unit) | Q(submission__receiver__key=actor.unit)
    return standing().filter(near)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the count of causes is asked for."""

    period: int | None = None
    form: str = ""
    by: str = FORM

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address."""
        period, by = asked.get("ky", ""), asked.get("theo", FORM)
        number = int(period) if period.isascii() and period.isdigit() and len(period) < 9 else None
        return cls(number, asked.get("bieu", "")[:80], by if by in (FORM, UNIT, PERIOD) else FORM)


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the count: a form, a unit or a period, with its notes by cause and in all."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Fact:
    """One note as it is counted."""

    form: str
    unit: str
    period: str
    cause: str  # its key


def facts(actor: Actor, sought: Sought) -> list[Fact]:
    """The notes that are counted."""
    near = ("submission__form", "submission__period__kind__regime", "cause")
    found = seen_by(actor).select_related(*near)
    if sought.period is not None:
        found = found.filter(submission__period=sought.period)
    if sought.form:
        found = found.filter(submission__form__code=sought.form)
    order = ("submission__form__sort_key", "submission__unit__sort_key", "id")
    return [
        Fact(
            it.submission.form.code,
            it.submission.unit_name,
            str(it.submission.period),
            it.cause.key,
        )
        for it in found.order_by(*order)
    ]


def counted(found: Iterable[Fact], by: str, causes: Sequence[str]) -> list[Counted]:
    """The notes by form, unit or period, each with the number of every cause, by their keys."""
    name = {FORM: "form", UNIT: "unit", PERIOD: "period"}[by]
    lines: dict[str, Counter[str]] = {}
    for it in found:
        lines.setdefault(getattr(it, name), Counter())[it.cause] += 1
    return [Counted(key, tuple(counts[cause] for cause in causes)) for key, counts in lines.items()]
