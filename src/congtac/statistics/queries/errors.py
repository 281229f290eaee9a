"""The league of errors: which rule is broken most, at which column of which form, by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Q, QuerySet, Value, When

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.words import gettext as _
from congtac.statistics.models import FindingCount, Remark, Submission
from congtac.statistics.queries.boards import receiver_of
from congtac.statistics.rules.definitions import SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.printers.sentence import column_name
from congtac.statistics.rules.submissions import RETURNED

NAMES = {"ky": "period", "bieu": "form", "q": "words"}  # of the filters in the address
REMARKED = "remark"
REMARK_COLOUR = "blue"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the league is narrowed to."""

    period: str = ""
    form: str = ""
    words: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address."""
        return cls(**{name: asked.get(key, "").strip()[:200] for key, name in NAMES.items()})


@dataclass(frozen=True, slots=True)
class Error:
    """One line of the league."""

    form: str
    kind: str
    severity: str
    key: str
    sentence: str
    rule: str
    columns: str
    row: str
    submissions: int
    units: int
    standing: int

    @property
    def place(self) -> str:
        """Its columns as they are printed: "cột 2, cột 5"."""
        return ", ".join(column_name(it) for it in self.columns.split(",") if it)

    @property
    def severity_name(self) -> str:
        return _("Nơi nhận nhận xét") if self.severity == REMARKED else SEVERITIES[self.severity]

    @property
    def colour(self) -> str:
        return REMARK_COLOUR if self.severity == REMARKED else SEVERITY_COLOURS[self.severity]


def seen_by(actor: Actor) -> Q:
    """The submissions whose errors an actor sees: the own unit's, and what was sent to the body."""
    sent = Q(submission__sent_revision__gt=0)
    if actor.has_role("ministry"):
        return sent
    receiver = Q(submission__receiver__key=receiver_of(actor)) & sent
    own = Q(submission__unit__key=actor.unit) | Q(submission__heir__key=actor.unit)
    return receiver | own


def _narrowed(sought: Sought) -> Q:
    found = Q()
    if sought.period.isascii() and sought.period.isdigit():
        found &= Q(submission__period=int(sought.period[:9]))
    if sought.form:
        found &= Q(submission__form__code=sought.form)
    for word in search_key(sought.words).split():
        found &= Q(submission__unit__search_key__contains=word)
    return found


STANDING = Q(last_revision=F("submission__revisions_count"))


def league(actor: Actor, sought: Sought) -> list[Error]:
    """The errors that an actor sees, the most frequent first; two queries."""
    broken = FindingCount.objects.filter(seen_by(actor), _narrowed(sought)).order_by()
    counted = broken.values("submission__form__code", "key").annotate(
        submissions=Count("submission", distinct=True),
        units=Count("submission__unit", distinct=True),
        standing=Count("submission", filter=STANDING, distinct=True),
        rule=Max("rule"), kind=Max("kind"), severity=Max("severity"),
        sentence=Max("sentence"), columns=Max("columns"), row=Max("row"),
    )  # fmt: skip
    remarked = Remark.objects.filter(seen_by(actor), _narrowed(sought)).order_by()
    said = remarked.values("submission__form__code", "row", "column").annotate(
        submissions=Count("submission", distinct=True),
        units=Count("submission__unit", distinct=True),
        standing=Count("submission", filter=Q(submission__state=RETURNED), distinct=True),
        sentence=Max("words"),
    )
    found = [*map(_error, counted), *map(_remark, said)]
    return sorted(found, key=lambda it: (-it.units, -it.submissions, it.form, it.sentence))


def _error(row: Mapping[str, Any]) -> Error:
    return Error(form=row["submission__form__code"], **_without(row, "submission__form__code"))


def _remark(row: Mapping[str, Any]) -> Error:
    return Error(
        form=row["submission__form__code"],
        kind=REMARKED,
        severity=REMARKED,
        key=REMARKED,
        rule="",
        columns=row["column"],
        **_without(row, "submission__form__code", "column"),
    )


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: it for name, it in row.items() if name not in names}


def with_error(
    actor: Actor, sought: Sought, key: str, *, row: str = "", column: str = ""
) -> QuerySet[Submission]:
    """The submissions that have an error of the league, by unit."""
    of: QuerySet[Any]
    if key == REMARKED:
        of = Remark.objects.filter(seen_by(actor), _narrowed(sought), row=row, column=column)
        standing = Submission.objects.filter(state=RETURNED)
    else:
        of = FindingCount.objects.filter(seen_by(actor), _narrowed(sought), key=key)
        standing = Submission.objects.filter(
            finding_counts__key=key, finding_counts__last_revision=F("revisions_count")
        )
    found = Submission.objects.filter(pk__in=of.values("submission"))
    is_standing = Case(
        When(pk__in=standing.values("pk"), then=Value("1")),
        default=Value(""),
        output_field=CharField(),
    )
    found = found.annotate(is_standing=is_standing)
    return found.select_related("form", "period__kind", "unit").order_by(
        "-period__end", "unit__sort_key", "id"
    )


def forms_with_errors(actor: Actor) -> list[str]:
    """The codes of the forms that have errors, for the filter."""
    code = "submission__form__code"
    broken = FindingCount.objects.filter(seen_by(actor)).order_by().values_list(code, flat=True)
    said = Remark.objects.filter(seen_by(actor)).order_by().values_list(code, flat=True)
    return sorted({*broken.distinct(), *said.distinct()})
