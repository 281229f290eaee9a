"""The shelf: documents, their readings, what the reader proposed and what people decided."""

from typing import Any, NoReturn

from django.db import models
from django.db.models.functions import Coalesce

from congtac.documents.rules.review import ACTS
from congtac.documents.rules.words import RELATION_NAMES
from congtac.ground.files.models import StoredFile
from congtac.ground.jobs.models import Job
from congtac.kernel.words import Names, gettext_noop

WAITING, READ, UNREADABLE, ACCEPTED = "waiting", "read", "unreadable", "accepted"
STATES = Names(
    {
        WAITING: gettext_noop("Đang đọc"),
        READ: gettext_noop("Chờ xem lại"),
        UNREADABLE: gettext_noop("Không đọc được"),
        ACCEPTED: gettext_noop("Đã tiếp nhận"),
    }
)
ITEM_KINDS = ("metadata", "task", "citation", "target", "finding")


class Lasting(models.Model):
    """A row that is written once: to save it again or to delete it is an error of the program."""

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"rows of {type(self).__name__} never change")
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        raise TypeError(f"rows of {type(self).__name__} never change")


class Document(models.Model):
    """A document on the shelf; number, title and the rest are those last decided."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=12, default=WAITING)
    problem_code = models.CharField(max_length=16, blank=True)
    problem_sentence = models.TextField(blank=True)
    unit = models.CharField(max_length=80, db_index=True)
    unit_name = models.CharField(max_length=255)
    added_by = models.CharField(max_length=150)
    added_by_name = models.CharField(max_length=255)
    added_at = models.DateTimeField()
    number = models.CharField(max_length=120, blank=True)
    type = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=255, blank=True)
    title = models.TextField(blank=True)
    issued_on = models.DateField(null=True, db_index=True)
    number_key = models.CharField(max_length=120, blank=True, db_index=True)
    issuer_key = models.CharField(max_length=255, blank=True)
    sort_key = models.CharField(max_length=255, blank=True, db_index=True)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    is_newest = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("first", "version"), name="documents_version_once_in_a_series"
            ),
            models.UniqueConstraint(
                Coalesce("first_id", "id"),
                condition=models.Q(is_newest=True),
                name="documents_one_newest_in_a_series",
            ),
            models.CheckConstraint(
                name="documents_later_versions_follow_a_first",
                condition=models.Q(first=None, version=1)
                | models.Q(first__isnull=False, version__gt=1),
            ),
            models.CheckConstraint(
                name="documents_state_known", condition=models.Q(state__in=tuple(STATES))
            ),
            models.CheckConstraint(
                name="documents_unreadable_says_why",
                condition=~models.Q(state=UNREADABLE) | ~models.Q(problem_sentence=""),
            ),
        )
        indexes = (models.Index(fields=("unit", "-added_at")),)

    def __str__(self) -> str:
        return self.called

    @property
    def series(self) -> int:
        """The first version of this document, which names them all."""
        return self.first_id or self.pk

    @property
    def called(self) -> str:
        """The name people use: "Kế hoạch số 131-KH/BCSĐ", or the name of the file."""
        if self.number:
            return f"{self.type or 'Văn bản'} số {self.number}"
        return self.title or self.name

    @property
    def state_name(self) -> str:
        """The state in words."""
        return STATES[self.state]


class Reading(Lasting):
    """What one run of the reader found in a file: a revision that never changes."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    revision = models.PositiveIntegerField()
    text = models.TextField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("document", "revision"), name="documents_reading_once_a_revision"
            ),
            models.CheckConstraint(
                name="documents_reading_from_one", condition=models.Q(revision__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"Bản đọc {self.revision}"


class FullText(models.Model):
    """All words of a document without tone marks, to be sought: of the register, of the text."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="full_text"
    )
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="+")
    head = models.TextField()
    body = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.head


class Topic(models.Model):
    """A field of work that a document's tasks, or else its title, belong to."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="topics")
    field = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "field"), name="documents_topic_once"),
        )

    def __str__(self) -> str:
        return self.field


class Mention(models.Model):
    """A citation of a document's latest reading, entered so that "cited by" can be asked."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="mentions")
    key = models.CharField(max_length=24)
    number_key = models.CharField(max_length=120, db_index=True)
    day = models.DateField(null=True)
    relation = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="documents_mention_once"),
        )

    def __str__(self) -> str:
        return self.number_key

    @property
    def relation_name(self) -> str:
        """What the other document says it does with this one, in words."""
        return RELATION_NAMES.get(self.relation, self.relation)


class Proposal(Lasting):
    """One item as the reader proposed it; never changed."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("reading", "kind", "key"), name="documents_proposal_once_an_item"
            ),
            models.CheckConstraint(
                name="documents_proposal_kind_known", condition=models.Q(kind__in=ITEM_KINDS)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Decision(Lasting):
    """One decision of a person on one item; only ever added."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=24)
    ordinal = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    content = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("reading", "kind", "key", "ordinal"), name="documents_decision_in_turn"
            ),
            models.CheckConstraint(
                name="documents_decision_kind_known", condition=models.Q(kind__in=ITEM_KINDS)
            ),
            models.CheckConstraint(
                name="documents_decision_act_known", condition=models.Q(act__in=ACTS)
            ),
            models.CheckConstraint(
                name="documents_drop_says_why",
                condition=~models.Q(act="drop") | ~models.Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.key}"


class Delivery(models.Model):
    """Files that a person put up at one time; each has a result of its own."""

    key = models.UUIDField(unique=True)
    person = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)


class Delivered(Lasting):
    """One file of a delivery: the document that it became, or why it could not be used."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="deliveries"
    )
    problem_code = models.CharField(max_length=16, blank=True)
    problem_sentence = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="documents_delivered_or_refused",
                condition=models.Q(document__isnull=False, problem_sentence="")
                | (models.Q(document=None) & ~models.Q(problem_sentence="")),
            ),
        )

    def __str__(self) -> str:
        return self.name
