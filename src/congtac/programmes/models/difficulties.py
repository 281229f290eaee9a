"""What is said and shown about a task: remarks, evidence, difficulties."""

from django.db import models
from django.db.models import Q

from congtac.ground.files.models import StoredFile
from congtac.organisations.models import Unit
from congtac.programmes.models.tasks import Task
from congtac.programmes.rules.difficulties import (
    DIFFICULTY_ACTS,
    DIFFICULTY_KINDS,
    DIFFICULTY_STATES,
    RAISED,
)


class Remark(models.Model):
    """What someone says about a task; only ever added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="remarks")
    words = models.TextField()
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="programmes_remark_has_words", condition=~Q(words="")),
        )

    def __str__(self) -> str:
        return self.words[:60]


class Evidence(models.Model):
    """A file that shows what was done in a task; only ever added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=500)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.caption


class Difficulty(models.Model):
    """A difficulty, an obstacle or a proposal that a unit raises and a body must answer."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="difficulties")
    kind = models.CharField(max_length=12)
    words = models.TextField()
    unit = models.CharField(max_length=80, db_index=True)
    unit_name = models.CharField(max_length=255)
    responsible = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=RAISED)
    raised_on = models.DateField()
    answer = models.TextField(blank=True)
    lines_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="programmes_difficulty_state_known", condition=Q(state__in=DIFFICULTY_STATES)
            ),
            models.CheckConstraint(
                name="programmes_difficulty_kind_known",
                condition=Q(kind__in=tuple(DIFFICULTY_KINDS)),
            ),
            models.CheckConstraint(
                name="programmes_difficulty_answered",
                condition=~Q(state__in=("answered", "settled"), answer=""),
            ),
        )

    def __str__(self) -> str:
        return self.words[:60]


class DifficultyLine(models.Model):
    """One line of a difficulty's history; only ever added."""

    difficulty = models.ForeignKey(Difficulty, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("difficulty", "ordinal"), name="programmes_difficulty_line_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_difficulty_act_known",
                condition=Q(act__in=tuple(DIFFICULTY_ACTS)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.recorded_on}"
