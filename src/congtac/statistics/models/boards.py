"""What the boards keep: errors found at each saving, reminders told, letters that urged."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.organisations.models import Unit
from congtac.statistics.models.forms import FormVersion
from congtac.statistics.models.periods import Period
from congtac.statistics.models.submissions import Submission


class FindingCount(models.Model):
    """One rule that a form broke at some columns, from its first to its last revision that did.

    `key` is the same for the same rule at the same columns of a form, whatever the unit.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="finding_counts"
    )
    key = models.CharField(max_length=32, db_index=True)
    rule = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    severity = models.CharField(max_length=10)
    row = models.CharField(max_length=300, blank=True)
    columns = models.CharField(max_length=300, blank=True)
    sentence = models.TextField()
    cells = models.PositiveIntegerField(default=1)
    first_revision = models.PositiveIntegerField()
    last_revision = models.PositiveIntegerField()

    class Meta:
        ordering = ("submission", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "key"), name="statistics_finding_count_once"
            ),
            models.CheckConstraint(
                name="statistics_finding_count_forward",
                condition=Q(first_revision__gte=1, last_revision__gte=F("first_revision")),
            ),
        )

    def __str__(self) -> str:
        return self.sentence[:60]


class Reminder(Lasting):
    """One form of which a unit was reminded at a stage: days before its last day, or after (-)."""

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    stage = models.SmallIntegerField()
    due_on = models.DateField()
    told_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("told_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("form", "period", "unit", "stage", "due_on"),
                name="statistics_reminded_once_a_stage",
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_on}: {self.stage}"


class FormUrging(Lasting):
    """A letter that urged units to send their forms of a period, as it went out.

    `letter` has the shape that `vanban.write` takes.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="urgings")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
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


class UrgedForm(Lasting):
    """One form of one unit that a letter urged, with the days that it was late then."""

    urging = models.ForeignKey(FormUrging, on_delete=models.PROTECT, related_name="urged")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    days_late = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("unit__sort_key", "form__sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("urging", "form", "unit"), name="statistics_urged_once_a_letter"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.form}"
