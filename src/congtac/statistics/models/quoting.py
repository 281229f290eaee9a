"""Figures quoted in texts: the text by reference, the cells by key, and what they say now."""

from django.db import models
from django.db.models import Q

from congtac.documents.models import Lasting
from congtac.ground.lineage.rules import Reference
from congtac.organisations.models import Unit
from congtac.statistics.models.indicators import IndicatorVersion
from congtac.statistics.models.submissions import Explanation, Submission


class Quotation(models.Model):
    """A figure that a text quotes, as it was then; `changed_on` marks that the source differs.

    The text is a thing of an area above, by reference; `place` is where in it the figure stands.
    """

    area = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    place = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=500)
    address = models.CharField(max_length=500)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        IndicatorVersion, on_delete=models.PROTECT, null=True, related_name="quotations"
    )
    source = models.CharField(max_length=600)
    wording = models.TextField()
    value = models.CharField(max_length=60)
    explanation = models.ForeignKey(
        Explanation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()
    now_value = models.CharField(max_length=60, blank=True)
    now_revision = models.PositiveIntegerField(default=0)
    changed_on = models.DateField(null=True, db_index=True)
    dropped_on = models.DateField(null=True)
    dropped_by_name = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("area", "kind", "key")),)
        constraints = (
            models.CheckConstraint(
                name="statistics_quotation_says_something",
                condition=~Q(wording="") & ~Q(value="") & ~Q(key=""),
            ),
            models.CheckConstraint(
                name="statistics_quotation_marked_whole",
                condition=Q(changed_on=None, now_value="", now_revision=0)
                | Q(changed_on__isnull=False, now_revision__gte=1),
            ),
            models.CheckConstraint(
                name="statistics_quotation_dropped_by_someone",
                condition=Q(dropped_on=None, dropped_by_name="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_by_name="")),
            ),
        )

    def __str__(self) -> str:
        return self.wording[:80]

    @property
    def text(self) -> Reference:
        """The text that quotes."""
        return Reference(self.area, self.kind, self.key, "", self.name, self.address)

    @property
    def is_changed(self) -> bool:
        return self.changed_on is not None


class QuotedCell(Lasting):
    """A cell on which a quoted figure stands, with its value in the revision quoted."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="cells")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="quoted")
    row = models.CharField(max_length=300)
    column = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    value = models.CharField(max_length=60)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("quotation", "submission", "row", "column"),
                name="statistics_cell_quoted_once",
            ),
            models.CheckConstraint(
                name="statistics_quoted_cell_was_sent", condition=Q(revision__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"{self.row} {self.column} = {self.value}"
