"""Asking for reports: a request, its outline, of whom it is asked, its history."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Reading
from congtac.organisations.models import Group, Unit
from congtac.programmes.models.tasks import Programme
from congtac.programmes.rules.requests import (
    DRAFT,
    REQUEST_ACTS,
    REQUEST_KINDS,
    REQUEST_NAMES,
    SECTION_KINDS,
)


class ReportRequest(models.Model):
    """Who asks for what report, counted until when, by which day.

    `unit` drew the request up. Where it follows a letter from another body, `asker` is that
    body: the unit's own report goes there, those of others come to the unit.
    `asked_due_on` is the last day as it was written, `due_on` the working day that counts.
    Requests of one series name the first one of it in `series`.
    """

    title = models.CharField(max_length=500)
    basis = models.CharField(max_length=500, blank=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="report_requests"
    )
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="+")
    series = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    kind = models.CharField(max_length=12)
    period = models.CharField(max_length=12, blank=True)
    since = models.DateField(null=True)
    cut_off = models.DateField()
    asked_due_on = models.DateField()
    due_on = models.DateField(db_index=True)
    unit = models.CharField(max_length=80, db_index=True)
    unit_name = models.CharField(max_length=255)
    asker = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, default=DRAFT, db_index=True)
    made_by = models.CharField(max_length=150)
    made_by_name = models.CharField(max_length=255)
    issued_on = models.DateField(null=True)
    lines_count = models.PositiveIntegerField(default=0)
    search_key = models.TextField()

    class Meta:
        ordering = ("-due_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="programmes_request_state_known", condition=Q(state__in=tuple(REQUEST_NAMES))
            ),
            models.CheckConstraint(
                name="programmes_request_kind_known",
                condition=Q(kind="regular", since__isnull=False) & ~Q(period="")
                | Q(kind="once", period=""),
            ),
            models.CheckConstraint(
                name="programmes_request_days_in_order",
                condition=Q(due_on__gte=F("asked_due_on"))
                & Q(asked_due_on__gte=F("cut_off"))
                & (Q(since=None) | Q(since__lte=F("cut_off"))),
            ),
            models.CheckConstraint(
                name="programmes_request_issued_on_a_day",
                condition=~Q(state="issued") | Q(issued_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("series", "period"), name="programmes_request_once_a_period"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return REQUEST_KINDS[self.kind]


class RequestSection(models.Model):
    """One section of the outline that is asked for; `columns` are those of an annex table."""

    request = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="outline")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=500)
    kind = models.CharField(max_length=12)
    guidance = models.TextField(blank=True)
    columns = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("request", "position"), name="programmes_outline_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_outline_kind_known", condition=Q(kind__in=tuple(SECTION_KINDS))
            ),
        )

    def __str__(self) -> str:
        return self.heading


class Addressee(models.Model):
    """A unit, or a group of units, of whom a report is asked, through a body or straight."""

    request = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="addressees")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="+")
    through = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("request", "position"), name="programmes_addressee_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_addressee_is_one",
                condition=Q(unit__isnull=False, group=None) | Q(unit=None, group__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name


class RequestLine(models.Model):
    """One line of a request's history, with the last day in force after it; only ever added."""

    request = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    due_on = models.DateField()
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("request", "ordinal"), name="programmes_request_line_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_request_act_known", condition=Q(act__in=tuple(REQUEST_ACTS))
            ),
            models.CheckConstraint(
                name="programmes_request_line_with_reason",
                condition=~Q(act__in=("move", "cancel"), words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.recorded_on}"
