"""What comes after a form was sent or shut: corrections, judged notes, requests to open it."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.statistics.models.submissions import Explanation, Submission
from congtac.statistics.rules import corrections as rules
from congtac.statistics.rules import openings


class Correction(models.Model):
    """What a unit asks to correct in a form that was accepted; its cells are `CorrectedCell`.

    `base` is the revision that it corrects, `revision` the one that it became once accepted.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="corrections")
    ordinal = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default=rules.ASKED, db_index=True)
    asked_by = models.CharField(max_length=150)
    asked_by_name = models.CharField(max_length=255)
    asked_on = models.DateField()
    checked_by = models.CharField(max_length=150, blank=True)
    checked_by_name = models.CharField(max_length=255, blank=True)
    checked_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_by_name = models.CharField(max_length=255, blank=True)
    signed_on = models.DateField(null=True)
    capacity = models.JSONField(default=list)
    decided_by_name = models.CharField(max_length=255, blank=True)
    decided_on = models.DateField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "ordinal"), name="statistics_correction_in_turn"
            ),
            models.UniqueConstraint(
                fields=("submission",),
                condition=Q(state__in=rules.OPEN),
                name="statistics_correction_one_at_a_time",
            ),
            models.CheckConstraint(
                name="statistics_correction_state", condition=Q(state__in=tuple(rules.STATES))
            ),
            models.CheckConstraint(
                name="statistics_correction_checked_by_another",
                condition=~Q(state__in=rules.AFTER_CHECK)
                | (~Q(checked_by="") & ~Q(checked_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="statistics_correction_signed_by_another",
                condition=~Q(state__in=rules.AFTER_SIGNING)
                | (~Q(signed_by="") & ~Q(signed_by=F("asked_by")) & Q(signed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="statistics_correction_became_a_revision",
                condition=Q(state=rules.ACCEPTED, revision__gt=F("base"), decided_on__isnull=False)
                | (~Q(state=rules.ACCEPTED) & Q(revision=0)),
            ),
            models.CheckConstraint(
                name="statistics_correction_refused_with_reason",
                condition=~Q(state__in=(rules.REFUSED, rules.DROPPED), words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission.form.code} #{self.ordinal}"

    @property
    def state_name(self) -> str:
        return rules.STATES[self.state]

    @property
    def colour(self) -> str:
        return rules.COLOURS[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN


class CorrectedCell(Lasting):
    """One cell of a correction: the value that stood, the new one, why; never changed."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="cells")
    row = models.CharField(max_length=300)
    column = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("correction", "row", "column"), name="statistics_corrected_once_a_cell"
            ),
            models.CheckConstraint(name="statistics_corrected_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="statistics_corrected_to_another", condition=~Q(before=F("after"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.row}.{self.column}"


class Judgement(Lasting):
    """What the receiver says of a note: accepted, or returned with words; the newest stands."""

    explanation = models.ForeignKey(
        Explanation, on_delete=models.PROTECT, related_name="judgements"
    )
    ordinal = models.PositiveIntegerField()
    is_accepted = models.BooleanField()
    words = models.TextField(blank=True)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("explanation", "ordinal"), name="statistics_judgement_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_judgement_returned_with_words",
                condition=Q(is_accepted=True) | ~Q(words=""),
            ),
        )

    def __str__(self) -> str:
        return self.words[:60]


class OpeningRequest(models.Model):
    """A unit asks for a closed form to be opened, with its reason; the receiver decides once."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="opening_requests"
    )
    reason = models.TextField()
    state = models.CharField(max_length=10, default=openings.ASKED, db_index=True)
    asked_by = models.CharField(max_length=150)
    asked_by_name = models.CharField(max_length=255)
    asked_on = models.DateField()
    decided_by_name = models.CharField(max_length=255, blank=True)
    decided_on = models.DateField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission",),
                condition=Q(state=openings.ASKED),
                name="statistics_opening_asked_once",
            ),
            models.CheckConstraint(
                name="statistics_opening_request_state",
                condition=Q(state__in=tuple(openings.STATES)),
            ),
            models.CheckConstraint(
                name="statistics_opening_request_says_why",
                condition=~Q(reason="") & ~Q(state=openings.REFUSED, words=""),
            ),
            models.CheckConstraint(
                name="statistics_opening_request_decided",
                condition=Q(state=openings.ASKED) | Q(decided_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.reason[:60]

    @property
    def state_name(self) -> str:
        return openings.STATES[self.state]
