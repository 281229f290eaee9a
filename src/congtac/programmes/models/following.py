"""What becomes of a task: later last days, assessments by period, parts inside a unit."""

from django.db import models
from django.db.models import F, Q

from congtac.programmes.models.tasks import Task
from congtac.programmes.rules.parts import GIVEN, PART_ACTS, PART_STATES

RESULTS = ("met", "partly", "unmet")


class Extension(models.Model):
    """A request for a later last day and what was decided; the day before it is kept."""

    ASKED, GRANTED, DECLINED = "asked", "granted", "declined"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    old_due_on = models.DateField()
    asked_for = models.DateField()
    reason = models.TextField()
    asked_by = models.CharField(max_length=150)
    asked_by_name = models.CharField(max_length=255)
    asked_by_unit = models.CharField(max_length=255)
    asked_on = models.DateField()
    state = models.CharField(max_length=12, default=ASKED)
    note = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_by_name = models.CharField(max_length=255, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(state="asked"), name="programmes_one_extension_waits"
            ),
            models.CheckConstraint(
                name="programmes_extension_goes_later", condition=Q(asked_for__gt=F("old_due_on"))
            ),
            models.CheckConstraint(
                name="programmes_extension_decided",
                condition=Q(state="asked", decided_by="", decided_on=None)
                | (Q(state="granted", decided_on__isnull=False) & ~Q(decided_by=""))
                | (Q(state="declined", decided_on__isnull=False) & ~Q(decided_by="") & ~Q(note="")),
            ),
            models.CheckConstraint(
                name="programmes_extension_by_another",
                condition=~Q(asked_by=F("decided_by")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.old_due_on} {self.asked_for}"


class Assessment(models.Model):
    """How a task without an end went in a period; a correction is a new revision."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assessments")
    period = models.CharField(max_length=12)
    revision = models.PositiveIntegerField()
    result = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "period", "revision"), name="programmes_assessment_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_assessment_result_known", condition=Q(result__in=RESULTS)
            ),
        )

    def __str__(self) -> str:
        return f"{self.period} {self.result}"


class Part(models.Model):
    """What a unit asks of one of its people in a task, by an internal last day."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="parts")
    unit = models.CharField(max_length=80, db_index=True)
    ordinal = models.PositiveIntegerField()
    words = models.TextField()
    division = models.CharField(max_length=255, blank=True)
    person = models.CharField(max_length=150, db_index=True)
    person_name = models.CharField(max_length=255)
    due_on = models.DateField()
    state = models.CharField(max_length=12, default=GIVEN)
    result = models.TextField(blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_on = models.DateField(null=True)

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("task", "unit", "ordinal"), name="programmes_part_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_part_state_known", condition=Q(state__in=PART_STATES)
            ),
            models.CheckConstraint(
                name="programmes_part_has_result",
                condition=~Q(state__in=("sent", "approved"), result=""),
            ),
            models.CheckConstraint(
                name="programmes_part_approved_by_another",
                condition=Q(~Q(state="approved"), approved_by="", approved_on=None)
                | (
                    Q(state="approved", approved_on__isnull=False)
                    & ~Q(approved_by="")
                    & ~Q(approved_by=F("person"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_name}: {self.words[:60]}"


class PartLine(models.Model):
    """One line of a part's history; only ever added."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    person_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("part", "ordinal"), name="programmes_part_line_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_part_act_known", condition=Q(act__in=PART_ACTS)
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.recorded_on}"
