"""What a unit sends of a form for a period: its revisions, its history, remarks, notes."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.ground.files.models import StoredFile
from congtac.organisations.models import Unit
from congtac.statistics.models.forms import FormVersion
from congtac.statistics.models.periods import Period
from congtac.statistics.models.provisions import Cause
from congtac.statistics.rules.submissions import (
    ACCEPTED,
    ACTS,
    AWAY,
    CHECKED,
    COLOURS,
    DRAFT,
    SIGNED,
    STATES,
    WITH_REASON,
)

AFTER_CHECK = (CHECKED, SIGNED, *AWAY)
AFTER_SIGNING = (SIGNED, *AWAY)


class Submission(models.Model):
    """One form of one unit for one period; its figures are in its revisions.

    `unit_name` and `receiver` are those of the day on which it was begun. `heir` fills it in and
    sends it for a unit that ended, since a handover; the form stays the old unit's.
    """

    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="submissions")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=255)
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=DRAFT, db_index=True)
    revisions_count = models.PositiveIntegerField(default=0)
    sent_revision = models.PositiveIntegerField(default=0)
    lines_count = models.PositiveIntegerField(default=0)
    blocking_count = models.PositiveIntegerField(default=0)
    explain_count = models.PositiveIntegerField(default=0)
    filled_by = models.CharField(max_length=150, blank=True)
    filled_by_name = models.CharField(max_length=255, blank=True)
    checked_by = models.CharField(max_length=150, blank=True)
    checked_by_name = models.CharField(max_length=255, blank=True)
    signed_by = models.CharField(max_length=150, blank=True)
    signed_by_name = models.CharField(max_length=255, blank=True)
    capacity = models.JSONField(default=list)
    signed_on = models.DateField(null=True)
    is_on_paper = models.BooleanField(default=False)  # signed on paper: the signer has no account
    first_sent_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    begun_on = models.DateField()

    class Meta:
        ordering = ("form__sort_key", "unit__sort_key", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("form", "unit", "period"), name="statistics_submission_once"
            ),
            models.CheckConstraint(
                name="statistics_submission_state", condition=Q(state__in=tuple(STATES))
            ),
            models.CheckConstraint(
                name="statistics_submission_checked_by_another",
                condition=~Q(state__in=AFTER_CHECK)
                | (~Q(checked_by="") & ~Q(checked_by=F("filled_by"))),
            ),
            models.CheckConstraint(
                name="statistics_submission_signed_by_another",
                condition=~Q(state__in=AFTER_SIGNING)
                | (
                    ~Q(signed_by=F("filled_by"))
                    & Q(signed_on__isnull=False)
                    & (Q(is_on_paper=True, signed_by="") & ~Q(signed_by_name="") | ~Q(signed_by=""))
                ),
            ),
            models.CheckConstraint(
                name="statistics_submission_sent_whole",
                condition=~Q(state__in=AWAY)
                | Q(
                    first_sent_on__isnull=False,
                    sent_revision__gte=1,
                    sent_revision=F("revisions_count"),
                    blocking_count=0,
                ),
            ),
            models.CheckConstraint(
                name="statistics_submission_heir_is_another",
                condition=Q(heir=None) | ~Q(heir=F("unit")),
            ),
            models.CheckConstraint(
                name="statistics_submission_accepted_on_a_day",
                condition=~Q(state=ACCEPTED) | Q(accepted_on__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("period", "unit")),)

    def __str__(self) -> str:
        return f"{self.form.code}, {self.period}: {self.unit_name}"

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    @property
    def answering(self) -> Unit:
        """Whose people fill it in, sign and send it: the unit itself, or its heir."""
        return self.heir or self.unit

    @property
    def answering_name(self) -> str:
        return self.heir.name if self.heir else self.unit_name


class Revision(Lasting):
    """The figures of a form as somebody saved them: numbered, never changed.

    `cells` is the canonical text of the grid; the digest is over it and the definition.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="revisions")
    ordinal = models.PositiveIntegerField()
    cells = models.TextField()
    digest = models.CharField(max_length=64)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    saved_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "ordinal"), name="statistics_revision_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_revision_from_one", condition=Q(ordinal__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"Bản {self.ordinal}"


class SubmissionLine(Lasting):
    """One line of the history of a submission with the state it left behind; only ever added."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    revision = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    unit_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "ordinal"), name="statistics_line_in_turn"
            ),
            models.CheckConstraint(name="statistics_line_act", condition=Q(act__in=tuple(ACTS))),
            models.CheckConstraint(
                name="statistics_line_with_reason",
                condition=~Q(act__in=WITH_REASON, words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.recorded_on}"


class Remark(Lasting):
    """What the receiver said at a cell when returning a form."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="remarks")
    revision = models.PositiveIntegerField()
    row = models.CharField(max_length=300)
    column = models.CharField(max_length=40)
    words = models.TextField()
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("revision", "row", "column")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "revision", "row", "column"),
                name="statistics_remark_once_a_cell",
            ),
            models.CheckConstraint(name="statistics_remark_says_something", condition=~Q(words="")),
        )

    def __str__(self) -> str:
        return self.words[:60]


class Explanation(Lasting):
    """The note (thuyết minh) to a finding: its cause and its words; the newest one stands.

    `finding` is the key of the finding, `compared` the numbers that it compared then. The cause
    is the row of its day: its name stays, whatever the cause is called later.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="explanations"
    )
    finding = models.CharField(max_length=64, db_index=True)
    ordinal = models.PositiveIntegerField()
    compared = models.TextField()
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "finding", "ordinal"), name="statistics_note_in_turn"
            ),
            models.CheckConstraint(name="statistics_note_says_something", condition=~Q(words="")),
        )

    @property
    def cause_name(self) -> str:
        """As the cause was called on the day of the note."""
        return self.cause.said

    def __str__(self) -> str:
        return self.words[:60]


class Opening(Lasting):
    """An exception: a closed form may be filled in and sent until the end of a day."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="openings")
    until = models.DateField()
    reason = models.TextField()
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="statistics_opening_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="statistics_opening_forward", condition=Q(until__gte=F("made_on"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.until}"
