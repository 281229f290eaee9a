"""Runs of the checks over all units: what was asked, what was found, kept for good."""

from django.db import models

from congtac.documents.models import Lasting


class HeavyRun(Lasting):
    """A run that ended: the periods and forms asked for, its counts, and a table of findings.

    `findings` is a Parquet table, see `rules.runs`; `units` the names of the units by key.
    """

    job = models.UUIDField(unique=True)
    periods = models.JSONField(default=list)
    title = models.TextField()
    forms = models.JSONField(default=list)
    forms_count = models.PositiveIntegerField()
    units_count = models.PositiveIntegerField()
    sheets_count = models.PositiveIntegerField()
    blocking_count = models.PositiveIntegerField()
    explain_count = models.PositiveIntegerField()
    warning_count = models.PositiveIntegerField()
    units = models.JSONField(default=dict)
    findings = models.BinaryField()
    digest = models.CharField(max_length=64)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="statistics_run_over_something",
                condition=models.Q(sheets_count__gte=1, forms_count__gte=1, units_count__gte=1),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def found_count(self) -> int:
        """All findings."""
        return self.blocking_count + self.explain_count + self.warning_count
