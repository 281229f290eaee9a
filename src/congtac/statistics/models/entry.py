"""What is being typed or brought into forms, before it is a revision: drafts and workbooks."""

from django.db import models

from congtac.documents.models import Lasting
from congtac.ground.files.models import StoredFile
from congtac.statistics.models.submissions import Submission


class Draft(models.Model):
    """What one person has typed into a form and not saved yet: kept as typed, faults and all.

    `seen` is the revision that the page showed, `page` the page that wrote last: another one
    has to have seen what it wrote (`ordinal`). It changes with every keeping and goes when the
    figures are saved or thrown away; it is nothing official.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="drafts")
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    seen = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=dict)
    count = models.PositiveIntegerField()  # cells that differ from the revision seen
    page = models.CharField(max_length=40)
    ordinal = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "person"), name="statistics_draft_once_a_person"
            ),
            models.CheckConstraint(
                name="statistics_draft_holds_something", condition=models.Q(count__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_name}: {self.count}"


class Upload(Lasting):
    """A workbook that somebody brought: looked at first, taken sheet by sheet."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    unit = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file.name


class TakenSheet(Lasting):
    """A sheet of a workbook that was taken: into which form, as which revision; once."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="taken")
    sheet = models.CharField(max_length=120)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="sheets")
    revision = models.PositiveIntegerField()
    person_name = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("upload", "sheet"), name="statistics_sheet_once"),
        )

    def __str__(self) -> str:
        return self.sheet
