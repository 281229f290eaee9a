"""What an authority may change: causes of notes, days of reminders, norms, each a dated row."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.kernel.words import gettext
from congtac.statistics.models.periods import Regime
from congtac.statistics.rules.periods import LEVELS
from congtac.statistics.rules.provisions import MEASURES, NORMS, Span
from congtac.statistics.rules.reminders import Stages


class Provision(Lasting):
    """What holds of a key from `since` until before `until`; the next row of the key ends it.

    No two rows of a key share a day: triggers see to that, `congtac.statistics.overlaps`.
    """

    key = models.SlugField(max_length=20)
    ordinal = models.PositiveSmallIntegerField(default=1)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    is_own = models.BooleanField(default=False)  # came with the site, no paper says it
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("key", "-ordinal")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("key", "ordinal"), name="statistics_%(class)s_in_turn"),
            models.UniqueConstraint(
                fields=("key",), condition=Q(until=None), name="statistics_one_%(class)s_goes_on"
            ),
            models.CheckConstraint(
                name="statistics_%(class)s_forward",
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
            ),
            models.CheckConstraint(
                name="statistics_%(class)s_on_a_paper", condition=~Q(basis="") & ~Q(key="")
            ),
        )

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, None without an end."""
        return self.until - timedelta(days=1) if self.until else None


class Cause(Provision):
    """What a note may name as its reason, under the name that it has between two days."""

    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    asks_evidence = models.BooleanField(default=False)
    regime = models.ForeignKey(
        Regime, on_delete=models.PROTECT, null=True, related_name="+"
    )  # for which alone it is
    ended_why = models.TextField(blank=True)
    ended_by_name = models.CharField(max_length=255, blank=True)

    class Meta(Provision.Meta):
        ordering = ("position", "key", "-ordinal")
        constraints = (
            *Provision.Meta.constraints,
            models.CheckConstraint(name="statistics_cause_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="statistics_cause_ended_on_a_day",
                condition=Q(ended_why="") | Q(until__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> str:
        """Its name in the language of the page, if it came with the site."""
        return gettext(self.name)


class ReminderRule(Provision):
    """At which days before and after its last day a level is reminded; the key is the level."""

    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    class Meta(Provision.Meta):
        constraints = (
            *Provision.Meta.constraints,
            models.CheckConstraint(
                name="statistics_reminderrule_level", condition=Q(key__in=tuple(LEVELS))
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.before} {self.after}"

    @property
    def level_name(self) -> str:
        return LEVELS[self.key]

    @property
    def stages(self) -> Stages:
        return Stages(tuple(self.before), tuple(self.after))


class Norm(Provision):
    """A number that an authority sets."""

    value = models.PositiveIntegerField()

    class Meta(Provision.Meta):
        constraints = (
            *Provision.Meta.constraints,
            models.CheckConstraint(name="statistics_norm_known", condition=Q(key__in=tuple(NORMS))),
            models.CheckConstraint(name="statistics_norm_from_one", condition=Q(value__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    @property
    def name(self) -> str:
        return NORMS[self.key]

    @property
    def measure(self) -> str:
        return MEASURES[self.key]
