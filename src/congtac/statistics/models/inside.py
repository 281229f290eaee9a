"""What goes on inside a unit with its form: parts given to people, the form signed on paper."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.ground.files.models import StoredFile
from congtac.statistics.models.submissions import Submission
from congtac.statistics.rules.parts import (
    ACTS,
    APPROVED,
    COLOURS,
    GIVEN,
    OPEN,
    STATES,
    WITH_REASON,
    Scope,
    scope_words,
)


class Part(models.Model):
    """Cells of a form that a unit gives to a division and a person, by an internal last day.

    `rows` and `columns` are codes of the form; none means all. `person` is "" for anyone of the
    division.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="parts")
    ordinal = models.PositiveIntegerField()
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    division = models.CharField(max_length=80, db_index=True)
    division_name = models.CharField(max_length=255)
    person = models.CharField(max_length=150, blank=True, db_index=True)
    person_name = models.CharField(max_length=255, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=GIVEN, db_index=True)
    lines_count = models.PositiveIntegerField(default=0)
    given_by = models.CharField(max_length=150)
    given_by_name = models.CharField(max_length=255)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_on = models.DateField(null=True)

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "ordinal"), name="statistics_part_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_part_state", condition=Q(state__in=tuple(STATES))
            ),
            models.CheckConstraint(
                name="statistics_part_approved_by_another",
                condition=(~Q(state=APPROVED) & Q(approved_by="", approved_on=None))
                | (
                    Q(state=APPROVED, approved_on__isnull=False)
                    & ~Q(approved_by="")
                    & ~Q(approved_by=F("person"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission.form.code}: {self.holder}"

    @property
    def scope(self) -> Scope:
        return Scope(tuple(self.rows), tuple(self.columns))

    @property
    def words(self) -> str:
        return scope_words(self.submission.form.form, self.scope)

    @property
    def holder(self) -> str:
        """Who has it: the person, or the division where nobody is named."""
        return self.person_name or self.division_name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def colour(self) -> str:
        return COLOURS[self.state]


class PartLine(Lasting):
    """One act in the history of a part."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="lines")
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    person_name = models.CharField(max_length=255)
    recorded_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(
                fields=("part", "ordinal"), name="statistics_part_line_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_part_line_act", condition=Q(act__in=tuple(ACTS))
            ),
            models.CheckConstraint(
                name="statistics_part_line_with_reason",
                condition=~Q(act__in=WITH_REASON, words=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.recorded_on}"

    @property
    def act_name(self) -> str:
        return ACTS[self.act]


class SignedPaper(Lasting):
    """The scan of a form signed on paper, tied to one revision by the digest printed on it."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="papers")
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=120)
    signed_on = models.DateField()
    signer_name = models.CharField(max_length=255)
    capacity = models.CharField(max_length=255)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="statistics_paper_names_its_signing",
                condition=~Q(number="") & ~Q(signer_name="") & ~Q(capacity="") & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="statistics_paper_signed_before_kept",
                condition=Q(signed_on__lte=F("made_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}, {self.signed_on}"
