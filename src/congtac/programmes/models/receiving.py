"""What the unit that asks does with reports: letters that urge, and what a consolidation took."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.programmes.models.reports import Report, ReportRevision
from congtac.programmes.models.requests import ReportRequest


class Urging(Lasting):
    """A letter that urged units to send their report, as it went out: never changed.

    `letter` has the shape that `vanban.write` takes.
    """

    request = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="urgings")
    subject = models.CharField(max_length=300)
    letter = models.JSONField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-recorded_on", "-id")

    def __str__(self) -> str:
        return self.subject


class UrgedReport(Lasting):
    """One report that a letter urged, with the days that it was late then."""

    urging = models.ForeignKey(Urging, on_delete=models.PROTECT, related_name="urged")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="urgings")
    days_late = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("report__unit__sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("urging", "report"), name="programmes_urged_once_a_letter"
            ),
        )

    def __str__(self) -> str:
        return self.report.unit_name


class TakenReport(models.Model):
    """One report that a consolidation stands on, at the revision that was taken last."""

    consolidation = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="taken")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="taken_by")
    revision = models.ForeignKey(ReportRevision, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()

    class Meta:
        ordering = ("report__unit__sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("consolidation", "report"), name="programmes_taken_once"
            ),
            models.CheckConstraint(
                name="programmes_taken_from_another",
                condition=~Q(consolidation=F("report")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.report.unit_name}: {self.revision}"
