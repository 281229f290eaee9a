"""A unit's report: its sections and sentences, what was sent, its history."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.organisations.models import Unit
from congtac.programmes.models.requests import ReportRequest
from congtac.programmes.rules.drafting import BY_HAND, SOURCE_KINDS
from congtac.programmes.rules.reports import (
    AWAY,
    CHECKED_ONES,
    DRAFTING,
    FREE,
    REPORT_ACTS,
    REPORT_STATES,
    SECTION_STATES,
    SIGNED_ONES,
    WITH_BODY,
    WITH_REASON,
)
from congtac.programmes.rules.requests import SECTION_KINDS


class Report(models.Model):
    """What one unit answers to a request; `asked_of` is the key of the unit first asked.

    It goes to the unit `to`, through the body `through` if there is one. A report that brings
    others together names in `consolidates` the request that they answer; it may stand without
    a request of its own.
    """

    request = models.ForeignKey(
        ReportRequest, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    consolidates = models.ForeignKey(
        ReportRequest, on_delete=models.PROTECT, null=True, related_name="consolidated"
    )
    title = models.CharField(max_length=500)
    asked_of = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=255)
    to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    through = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateField(null=True)
    cut_off = models.DateField()
    state = models.CharField(max_length=12, default=DRAFTING, db_index=True)
    number = models.CharField(max_length=120, blank=True)
    submitted_by = models.CharField(max_length=150, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_by_name = models.CharField(max_length=255, blank=True)
    capacity = models.JSONField(default=list)
    signed_on = models.DateField(null=True)
    first_sent_on = models.DateField(null=True, db_index=True)
    accepted_on = models.DateField(null=True)
    revisions_count = models.PositiveIntegerField(default=0)
    lines_count = models.PositiveIntegerField(default=0)
    made_on = models.DateField()

    class Meta:
        ordering = ("unit__sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("request", "asked_of"), name="programmes_report_once_a_unit"
            ),
            models.CheckConstraint(
                name="programmes_report_state_known", condition=Q(state__in=REPORT_STATES)
            ),
            models.CheckConstraint(
                name="programmes_report_answers_something",
                condition=Q(request__isnull=False) | Q(consolidates__isnull=False),
            ),
            models.CheckConstraint(
                name="programmes_report_checked_by_another",
                condition=~Q(state__in=CHECKED_ONES)
                | (~Q(checked_by="") & ~Q(checked_by=F("submitted_by"))),
            ),
            models.CheckConstraint(
                name="programmes_report_signed_by_someone",
                condition=~Q(state__in=SIGNED_ONES)
                | (~Q(signed_by="") & Q(signed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="programmes_report_sent_on_a_day",
                condition=~Q(state__in=AWAY)
                | Q(first_sent_on__isnull=False, revisions_count__gte=1),
            ),
            models.CheckConstraint(
                name="programmes_report_with_a_body",
                condition=~Q(state=WITH_BODY) | Q(through__isnull=False),
            ),
            models.CheckConstraint(
                name="programmes_report_accepted_on_a_day",
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.unit_name}"


class ReportSection(models.Model):
    """One section of the working draft; given to a person with an internal last day, or free.

    `version` counts the times it was written, so nobody writes over another's words unseen.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=500)
    kind = models.CharField(max_length=12)
    guidance = models.TextField(blank=True)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=FREE)
    division = models.CharField(max_length=255, blank=True)
    person = models.CharField(max_length=150, blank=True, db_index=True)
    person_name = models.CharField(max_length=255, blank=True)
    due_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=150, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "position"), name="programmes_report_section_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_report_section_kind", condition=Q(kind__in=tuple(SECTION_KINDS))
            ),
            models.CheckConstraint(
                name="programmes_report_section_state", condition=Q(state__in=SECTION_STATES)
            ),
            models.CheckConstraint(
                name="programmes_report_section_given",
                condition=Q(state=FREE, person="", due_on=None)
                | (~Q(state=FREE) & ~Q(person="") & Q(due_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="programmes_report_section_approved",
                condition=Q(~Q(state="approved"), approved_by="")
                | (Q(state="approved") & ~Q(approved_by="") & ~Q(approved_by=F("person"))),
            ),
        )

    def __str__(self) -> str:
        return self.heading


class Sentence(models.Model):
    """A sentence of a section and where it came from.

    `drafted` is what the drafting said when a person last looked, `beside` what a later one
    says of a sentence that a person changed; one without a source any more is `is_sourceless`.
    """

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveIntegerField()
    words = models.TextField()
    source_kind = models.CharField(max_length=12, default=BY_HAND)
    source_key = models.CharField(max_length=120, blank=True)
    source_number = models.PositiveBigIntegerField(null=True)
    source_day = models.DateField(null=True)
    derivation = models.TextField(blank=True)
    drafted = models.TextField(blank=True)
    beside = models.TextField(blank=True)
    is_touched = models.BooleanField(default=False)
    is_struck = models.BooleanField(default=False)
    is_sourceless = models.BooleanField(default=False)
    person_name = models.CharField(max_length=255)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("section", "source_key"),
                condition=~Q(source_key=""),
                name="programmes_sentence_once_a_source",
            ),
            models.CheckConstraint(
                name="programmes_sentence_source_known",
                condition=Q(source_kind=BY_HAND, source_key="")
                | (Q(source_kind__in=SOURCE_KINDS) & ~Q(source_kind=BY_HAND) & ~Q(source_key="")),
            ),
            models.CheckConstraint(
                name="programmes_sentence_struck_by_someone",
                condition=Q(is_struck=False) | Q(is_touched=True),
            ),
        )

    def __str__(self) -> str:
        return self.words[:60]


class ReportRevision(Lasting):
    """A report as it was sent: never changed. `content` is its text, with every source.

    content = {title, number, unit, unit_name, to_name, through_name, since, cut_off, due_on,
    signed_by, signed_by_name, signed_on, capacity: [lines], sections: [{position, heading, kind,
    columns, rows, sentences: [{words, source: {kind, key, number, day, derivation}}]}]};
    days are written 2024-06-30.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="revisions")
    ordinal = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    sent_by_name = models.CharField(max_length=255)
    sent_on = models.DateField()
    due_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "ordinal"), name="programmes_revision_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_revision_from_one", condition=Q(ordinal__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"Bản gửi {self.ordinal}"


class ReportLine(models.Model):
    """One line of a report's history with the state it left behind; only ever added."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    revision = models.PositiveIntegerField(default=0)
    section = models.CharField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "ordinal"), name="programmes_report_line_in_turn"
            ),
            models.CheckConstraint(
                name="programmes_report_act_known", condition=Q(act__in=tuple(REPORT_ACTS))
            ),
            models.CheckConstraint(
                name="programmes_report_line_state", condition=Q(state__in=REPORT_STATES)
            ),
            models.CheckConstraint(
                name="programmes_report_line_with_reason",
                condition=~Q(act__in=WITH_REASON, words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.recorded_on}"
