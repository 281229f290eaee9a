"""Figures from other systems: how a feed is mapped, what came, what was taken into which cell."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.ground.files.models import StoredFile
from congtac.organisations.models import Unit
from congtac.statistics.models.periods import Period
from congtac.statistics.models.submissions import Submission
from congtac.statistics.rules.feeds import API, FILE, WAYS, Mapping, mapping_of


class Feed(Lasting):
    """One version of how the figures of another system fill the cells of a form, between two days.

    `mapping` is data: docs/rules/statistics-feeds.md. Only the end of a version changes.
    """

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    form_code = models.CharField(max_length=80, db_index=True)
    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField()
    since = models.DateField()
    until = models.DateField(null=True)
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("name", "code", "-version")
        constraints = (
            models.UniqueConstraint(fields=("code", "version"), name="statistics_feed_once"),
            models.UniqueConstraint(
                fields=("code",), condition=Q(until=None), name="statistics_one_feed_in_force"
            ),
            models.CheckConstraint(
                name="statistics_feed_forward",
                condition=Q(until=None) | Q(since__lte=F("until")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @cached_property
    def rules(self) -> Mapping:
        """The mapping as a value."""
        return mapping_of(self.mapping)

    @property
    def is_in_force(self) -> bool:
        return self.until is None


class FeedRun(Lasting):
    """One file or call of a feed for a period: what was read, and what was wrong with it."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="runs")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=6)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField()
    rows_left = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    given_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("feed", "period", "giver", "digest"), name="statistics_feed_run_once"
            ),
            models.CheckConstraint(
                name="statistics_feed_run_way", condition=Q(way__in=(FILE, API))
            ),
        )

    def __str__(self) -> str:
        return f"{self.feed}: {self.file}"

    @property
    def way_name(self) -> str:
        return WAYS[self.way]


class FeedOffer(Lasting):
    """The cells of one unit that came in a run: proposed until somebody of the unit takes them.

    `cells` are rows of [row, column, value]; `figures_count` is how many.
    """

    run = models.ForeignKey(FeedRun, on_delete=models.PROTECT, related_name="offers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cells = models.JSONField()
    figures_count = models.PositiveIntegerField()

    class Meta:
        ordering = ("-run", "unit__sort_key")
        constraints = (
            models.UniqueConstraint(fields=("run", "unit"), name="statistics_feed_offer_once"),
        )

    def __str__(self) -> str:
        return f"{self.run}: {self.unit}"


class CellSource(Lasting):
    """Where the figure of a cell came from: an offer, taken into a revision, with its value."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="cell_sources"
    )
    row = models.CharField(max_length=300)
    column = models.CharField(max_length=40)
    offer = models.ForeignKey(FeedOffer, on_delete=models.PROTECT, related_name="taken")
    revision = models.PositiveIntegerField()
    value = models.CharField(max_length=500)
    person_name = models.CharField(max_length=255)
    taken_on = models.DateField()

    class Meta:
        ordering = ("revision", "row", "column")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "row", "column", "revision"),
                name="statistics_cell_source_once",
            ),
            models.CheckConstraint(
                name="statistics_cell_source_of_a_revision", condition=Q(revision__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"{self.row}, {self.column}: {self.value}"
