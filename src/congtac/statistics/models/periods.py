"""Regimes of statistics, their kinds of period, the periods opened, and when each level is due."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.statistics.rules import periods as rules


class Regime(models.Model):
    """A regime of statistics: the paper it stands on, from which day until which it holds."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=250)
    basis = models.CharField(max_length=300)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    is_recalled = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "key")
        constraints = (
            models.CheckConstraint(
                name="statistics_regime_forward",
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class PeriodKind(models.Model):
    """One of the periods that a regime has every year, its days as marks of the year."""

    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="kinds")
    key = models.SlugField(max_length=20)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    first = models.CharField(max_length=8)
    last = models.CharField(max_length=8)
    actual = models.CharField(max_length=8)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("regime__position", "position")
        constraints = (
            models.UniqueConstraint(fields=("regime", "key"), name="statistics_kind_once"),
            models.UniqueConstraint(fields=("regime", "code"), name="statistics_kind_code_once"),
        )

    def __str__(self) -> str:
        return f"{self.regime.key} {self.key}"

    def window(self, year: int) -> rules.Window:
        """The days of the period of a year."""
        return rules.window(first=self.first, last=self.last, actual=self.actual, year=year)


class DueRule(models.Model):
    """When a level is due for a kind of period, as its regime says between two days."""

    kind = models.ForeignKey(PeriodKind, on_delete=models.PROTECT, related_name="due_rules")
    level = models.CharField(max_length=12)
    due = models.CharField(max_length=8)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    is_recalled = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "due", "level")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "level", "since"), name="statistics_due_rule_once"
            ),
            models.UniqueConstraint(
                fields=("kind", "level"),
                condition=Q(since=None),
                name="statistics_due_rule_once_from_the_start",
            ),
            models.CheckConstraint(
                name="statistics_due_rule_level", condition=Q(level__in=tuple(rules.LEVELS))
            ),
            models.CheckConstraint(
                name="statistics_due_rule_forward",
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.level}: {self.due}"


class Period(models.Model):
    """A period opened for a year: `start` is in it, `end` no more; estimated from `actual_end`."""

    kind = models.ForeignKey(PeriodKind, on_delete=models.PROTECT, related_name="periods")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12, db_index=True)
    title = models.CharField(max_length=120)
    start = models.DateField()
    end = models.DateField()
    actual_end = models.DateField()
    opened_by_name = models.CharField(max_length=255)
    opened_on = models.DateField()

    class Meta:
        ordering = ("-end", "kind__regime__position", "kind__position")
        constraints = (
            models.UniqueConstraint(fields=("kind", "year"), name="statistics_period_once"),
            models.CheckConstraint(
                name="statistics_period_forward",
                condition=Q(start__lt=F("actual_end"), actual_end__lte=F("end")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def window(self) -> rules.Window:
        """The days that its figures cover."""
        return rules.Window(self.start, self.end, self.actual_end)

    @property
    def last_day(self) -> date:
        """The last day covered, whose units the period is about."""
        return self.window.last_day


class DueDate(Lasting):
    """A last day of a level in a period as it was set: first by the regime, later by letters.

    The highest ordinal holds. What counts is the next working day, if that day is off.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="dues")
    level = models.CharField(max_length=12)
    ordinal = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    letter = models.CharField(max_length=120, blank=True)
    letter_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    set_by_name = models.CharField(max_length=255)
    set_on = models.DateField()

    class Meta:
        ordering = ("period", "level", "ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=("period", "level", "ordinal"), name="statistics_due_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_due_level", condition=Q(level__in=tuple(rules.LEVELS))
            ),
            models.CheckConstraint(
                name="statistics_due_moved_by_a_letter",
                condition=Q(ordinal=1, letter="", letter_on=None)
                | (Q(ordinal__gt=1, letter_on__isnull=False) & ~Q(letter="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.period} {self.level}: {self.due_on}"
