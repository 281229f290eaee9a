"""Targets read in plans and what they are of: the place in the text, kept with the link."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Document
from congtac.statistics.models.indicators import IndicatorTarget


class TargetLink(models.Model):
    """A target of an indicator was read at a place of a document; a link that ended stays."""

    target = models.OneToOneField(IndicatorTarget, on_delete=models.PROTECT, related_name="link")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=24)  # the key of the reading's item
    reading = models.PositiveIntegerField()  # the revision of the reading
    start = models.PositiveIntegerField()  # offsets into the text of that reading
    end = models.PositiveIntegerField()
    path = models.CharField(max_length=200, blank=True)
    quote = models.TextField()
    ended_on = models.DateField(null=True)
    ended_by_name = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ("document", "start")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "item"),
                condition=Q(ended_on=None),
                name="statistics_target_linked_once",
            ),
            models.CheckConstraint(
                name="statistics_target_link_has_a_place", condition=Q(start__lt=F("end"))
            ),
            models.CheckConstraint(
                name="statistics_target_link_quotes", condition=~Q(quote="") & ~Q(item="")
            ),
            models.CheckConstraint(
                name="statistics_target_link_ended_by_someone",
                condition=Q(ended_on=None, ended_by_name="")
                | (Q(ended_on__isnull=False) & ~Q(ended_by_name="")),
            ),
        )

    def __str__(self) -> str:
        return self.quote[:80]
