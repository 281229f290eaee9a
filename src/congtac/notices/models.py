"""Notices to people, and how each person wants them to come."""

from django.db import models
from django.db.models import Q

from congtac.accounts.models import Person
from congtac.notices.rules.kinds import WAYS, kind_of


class Notice(models.Model):
    """One thing told to one person: `way` says by which letter, if any; `mailed_at` when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField("loại", max_length=100)
    subject = models.CharField("tiêu đề", max_length=300)
    text = models.TextField("nội dung", blank=True)
    address = models.CharField("địa chỉ", max_length=500, blank=True)
    sender = models.CharField("người gửi", max_length=200, blank=True)
    at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("xem lúc", null=True, blank=True)
    way = models.CharField("cách gửi", max_length=10, choices=WAYS)
    mailed_at = models.DateTimeField("gửi thư lúc", null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at"], name="notices_of_person"),
            models.Index(
                fields=["way"], condition=Q(mailed_at__isnull=True), name="notices_to_mail"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=list(WAYS)), name="notices_known_way"),
            models.UniqueConstraint(
                fields=["person", "kind", "subject", "address"],
                condition=Q(read_at__isnull=True),
                name="notices_unread_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_title(self) -> str:
        """What the kind is called."""
        return kind_of(self.kind).title


class Choice(models.Model):
    """How a person wants a kind of notices to come."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notice_choices")
    kind = models.CharField("loại", max_length=100)
    way = models.CharField("cách gửi", max_length=10, choices=WAYS)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=list(WAYS)), name="notices_chosen_way"),
            models.UniqueConstraint(fields=["person", "kind"], name="notices_one_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"
