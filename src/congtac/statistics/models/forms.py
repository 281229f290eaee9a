"""Forms of the statistics: one row a version, its definition never changed."""

from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.organisations.models import Group
from congtac.statistics.models.periods import PeriodKind, Regime
from congtac.statistics.rules.definitions import CONFIRMED, DRAFT, STATE_COLOURS, STATES, WITHDRAWN
from congtac.statistics.rules.form_files import form_of
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.periods import LEVELS


class FormVersion(Lasting):
    """One version of a form: its definition and digest stay; state and validity may change.

    `since` is its first day, `until` the first without it: of the last day of a period.
    """

    code = models.CharField(max_length=80, db_index=True)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=500)
    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, null=True, related_name="forms")
    basis = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=12)
    reporters = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    receiver = models.CharField(max_length=12)
    kinds = models.ManyToManyField(PeriodKind, related_name="forms")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    state = models.CharField(max_length=10, default=DRAFT, db_index=True)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    columns_count = models.PositiveSmallIntegerField()
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField()
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_by_name = models.CharField(max_length=255, blank=True)
    confirmed_on = models.DateField(null=True)
    search_key = models.TextField()
    sort_key = models.CharField(max_length=200)

    class Meta:
        ordering = ("sort_key", "-version")
        constraints = (
            models.UniqueConstraint(fields=("code", "version"), name="statistics_form_once"),
            models.UniqueConstraint(
                fields=("code",),
                condition=Q(state=CONFIRMED, until=None),
                name="statistics_one_form_in_force",
            ),
            models.CheckConstraint(
                name="statistics_form_state", condition=Q(state__in=tuple(STATES))
            ),
            models.CheckConstraint(
                name="statistics_form_level", condition=Q(level__in=tuple(LEVELS))
            ),
            models.CheckConstraint(
                name="statistics_form_forward",
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
            ),
            models.CheckConstraint(
                name="statistics_form_confirmed_by_someone",
                condition=~Q(state=CONFIRMED)
                | (~Q(confirmed_by="") & Q(confirmed_on__isnull=False, regime__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"

    @cached_property
    def form(self) -> Form:
        """The definition as a value."""
        return form_of(self.definition)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, None without an end."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def colour(self) -> str:
        return STATE_COLOURS[self.state]

    @property
    def level_name(self) -> str:
        return LEVELS[self.level]

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT

    @property
    def is_confirmed(self) -> bool:
        return self.state == CONFIRMED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == WITHDRAWN
