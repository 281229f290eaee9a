"""Programmes and their tasks: who leads, who coordinates, by when, how far."""

from textwrap import shorten

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Reading
from congtac.organisations.models import Group, Unit
from congtac.programmes.rules.standing import (
    ACCEPTED,
    ASSIGNED,
    CANCELLED,
    FINISHED,
    IN_PROGRESS,
    RETURNED,
    STATES,
)

DATED = ("date", "range", "quarter", "year")
KINDS = (*DATED, "ongoing", "none")
LEAD, COORDINATING = "lead", "coordinating"
ACTS = (
    *("assign", "accept", "progress", "report", "complete", "confirm", "return", "reopen"),
    *("cancel", "ask", "extend", "decline", "assess", "handover", "gather", "members"),
)
WITH_REASON = ("return", "reopen", "cancel", "ask", "decline")


def called(*, type: str, number: str, title: str) -> str:
    """What people call a programme: by its number, or the title."""
    return f"{type or 'Văn bản'} số {number}" if number else title


class Programme(models.Model):
    """A plan accepted from one reading of a document, or made by a unit for itself."""

    reading = models.OneToOneField(Reading, on_delete=models.PROTECT, null=True, related_name="+")
    above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    title = models.TextField()
    number = models.CharField(max_length=120, blank=True)
    type = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=255, blank=True)
    issued_on = models.DateField(null=True)
    unit = models.CharField(max_length=80, db_index=True)
    unit_name = models.CharField(max_length=255)
    accepted_by = models.CharField(max_length=150)
    accepted_by_name = models.CharField(max_length=255)
    accepted_at = models.DateTimeField()
    search_key = models.TextField()
    sort_key = models.CharField(max_length=255, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("above", "unit"), name="programmes_one_of_a_unit_under_each"
            ),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name people use: "Kế hoạch số 131-KH/BCSĐ", or the title."""
        return called(type=self.type, number=self.number, title=self.title)


class Task(models.Model):
    """A task that is followed; `due_on` is the last day on time, `start` and `end` its place.

    A task that a group leads is shared: each of `shares_count` units has a share, which is a task
    within its `whole`. `member` is the unit that the share was made for; who has it now leads it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tasks")
    above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    whole = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="shares", db_index=False
    )
    member = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    shares_count = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    product = models.TextField(blank=True)
    reports_to = models.TextField(blank=True)
    recurrence = models.TextField(blank=True)
    field = models.CharField(max_length=40, blank=True, db_index=True)
    kind = models.CharField(max_length=12)
    time_text = models.CharField(max_length=500, blank=True)
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=12, default=ASSIGNED)
    progress = models.PositiveSmallIntegerField(default=0)
    done_on = models.DateField(null=True)
    steps_count = models.PositiveIntegerField(default=0)
    search_key = models.TextField()
    sort_key = models.CharField(max_length=255, db_index=True)

    class Meta:
        ordering = ("programme_id", "position")
        indexes = (
            models.Index(
                fields=["state", "due_on", "done_on"],
                condition=Q(whole=None),
                name="programmes_task_stands",
            ),
            models.Index(
                fields=["due_on", "programme", "position"],
                condition=Q(whole=None),
                name="programmes_task_due",
            ),
            models.Index(
                fields=["progress", "id"],
                condition=Q(whole=None),
                name="programmes_task_progress",
            ),
            models.Index(fields=["programme", "position"], name="programmes_task_in_turn"),
        )
        constraints = (
            models.UniqueConstraint(fields=("programme", "key"), name="programmes_task_once"),
            models.CheckConstraint(
                name="programmes_state_holds",
                condition=Q(state__in=(ASSIGNED, ACCEPTED), progress=0, done_on=None)
                | Q(state__in=(IN_PROGRESS, RETURNED, CANCELLED), progress__lte=99, done_on=None)
                | Q(state__in=FINISHED, progress=100, done_on__isnull=False),
            ),
            models.CheckConstraint(
                name="programmes_ongoing_is_never_done",
                condition=~Q(kind="ongoing", state__in=FINISHED),
            ),
            models.CheckConstraint(name="programmes_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="programmes_progress_per_cent", condition=Q(progress__range=(0, 100))
            ),
            models.CheckConstraint(
                name="programmes_time_holds",
                condition=Q(kind__in=DATED, due_on__isnull=False)
                | Q(kind="ongoing", due_on=None)
                | Q(kind="none", due_on=None, starts_on=None),
            ),
            models.CheckConstraint(
                name="programmes_days_in_order",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(starts_on__lte=F("due_on")),
            ),
            models.CheckConstraint(
                name="programmes_place_in_order",
                condition=Q(start=None, end=None) | Q(start__lt=F("end")),
            ),
            models.CheckConstraint(
                name="programmes_task_not_under_itself", condition=~Q(above=F("id"))
            ),
            # Shares are looked up by it too. Not of the wholes: SQLite would take them for few.
            models.UniqueConstraint(
                fields=("whole", "member"),
                condition=Q(whole__isnull=False),
                name="programmes_one_share_of_a_unit",
            ),
            models.CheckConstraint(
                name="programmes_share_is_of_a_unit",
                condition=Q(whole=None, member=None)
                | Q(whole__isnull=False, member__isnull=False, shares_count=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.path} {shorten(self.text, 70, placeholder='…')}".strip()


class Assignment(models.Model):
    """One agency's part in a task, as written; with the unit or the group it was recognised as.

    The units of a group stand `within` its row: at the task where they coordinate, at their share
    where they lead. A trigger holds each within a written row of the same task and role.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    search_key = models.CharField(max_length=500)
    is_request = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    within = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="members", db_index=False
    )

    class Meta:
        ordering = ("position", "id")
        indexes = (
            models.Index(fields=["role", "name"], name="programmes_names_that_lead"),
            models.Index(fields=["search_key", "role", "task"], name="programmes_led_by"),
            models.Index(
                fields=["within"],
                condition=Q(within__isnull=False),
                name="programmes_members",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("task", "role", "position"),
                condition=Q(within=None),
                name="programmes_assignment_in_turn",
            ),
            models.UniqueConstraint(
                fields=("task", "role", "unit"),
                condition=Q(within__isnull=False),
                name="programmes_member_once",
            ),
            models.CheckConstraint(
                name="programmes_member_is_a_unit",
                condition=Q(within=None) | Q(unit__isnull=False, group=None),
            ),
            models.CheckConstraint(
                name="programmes_unit_or_group", condition=Q(unit=None) | Q(group=None)
            ),
            models.CheckConstraint(
                name="programmes_role_known", condition=Q(role__in=(LEAD, COORDINATING))
            ),
        )

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One line of a task's history; only ever added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    progress = models.PositiveSmallIntegerField()
    day = models.DateField()
    recorded_on = models.DateField(db_index=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(fields=("task", "ordinal"), name="programmes_step_in_turn"),
            models.CheckConstraint(name="programmes_act_known", condition=Q(act__in=ACTS)),
            models.CheckConstraint(
                name="programmes_step_per_cent", condition=Q(progress__range=(0, 100))
            ),
            models.CheckConstraint(
                name="programmes_step_with_reason",
                condition=~Q(act__in=WITH_REASON, note=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.day}"
