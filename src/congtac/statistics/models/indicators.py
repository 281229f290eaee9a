"""Indicators: their definitions as versions in time, and what they are to reach."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.statistics.rules.indicators import COMPARISONS, DIRECTIONS, PERS, Target


class Indicator(models.Model):
    """An indicator by its code; what it means is in its versions."""

    code = models.SlugField(max_length=40, unique=True)
    made_on = models.DateField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class IndicatorVersion(Lasting):
    """What an indicator means between two days: never changed; the next one ends it.

    Formulas are written in the notation of relations; `breakdowns` are pairs of a name and the
    formula of a part of the numerator.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    definition = models.TextField()
    numerator = models.TextField()
    denominator = models.TextField(blank=True)
    per = models.PositiveIntegerField(default=1)
    unit = models.CharField(max_length=60)
    breakdowns = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    basis = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField()
    search_key = models.TextField()
    sort_key = models.CharField(max_length=900)

    class Meta:
        ordering = ("sort_key", "-ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "ordinal"), name="statistics_indicator_version_in_turn"
            ),
            models.UniqueConstraint(
                fields=("indicator",),
                condition=Q(until=None),
                name="statistics_one_indicator_version_goes_on",
            ),
            models.CheckConstraint(
                name="statistics_indicator_forward",
                condition=Q(until=None) | Q(since__lt=F("until")),
            ),
            models.CheckConstraint(name="statistics_indicator_per", condition=Q(per__in=PERS)),
            models.CheckConstraint(
                name="statistics_indicator_direction", condition=Q(direction__in=tuple(DIRECTIONS))
            ),
            models.CheckConstraint(
                name="statistics_indicator_says_what_it_is",
                condition=~Q(name="") & ~Q(definition="") & ~Q(numerator="") & ~Q(source=""),
            ),
            models.CheckConstraint(
                name="statistics_indicator_ratio_per_something",
                condition=Q(denominator="", per=1) | ~Q(denominator=""),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_ratio(self) -> bool:
        return bool(self.denominator)

    @property
    def direction_name(self) -> str:
        return DIRECTIONS[self.direction]

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, None without an end."""
        return self.until - timedelta(days=1) if self.until else None


class IndicatorTarget(Lasting):
    """What an indicator is to reach in a year, in the country ("") or in a province, by a plan.

    Of several for the same year and scope the one with the highest ordinal holds.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=100, blank=True)
    ordinal = models.PositiveSmallIntegerField()
    comparison = models.CharField(max_length=2)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    basis = models.CharField(max_length=300)
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("-year", "scope", "ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "year", "scope", "ordinal"),
                name="statistics_target_in_turn",
            ),
            models.CheckConstraint(
                name="statistics_target_comparison",
                condition=Q(comparison__in=tuple(COMPARISONS)),
            ),
            models.CheckConstraint(name="statistics_target_on_a_paper", condition=~Q(basis="")),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.comparison} {self.value}"

    @property
    def as_rule(self) -> Target:
        return Target(self.comparison, Decimal(self.value))

    @property
    def words(self) -> str:
        return self.as_rule.words
