"""Links by reference: this stands on that. A link that ended stays, with its end."""

from django.db import models
from django.db.models import F, Q

from congtac.ground.lineage.rules import RELATIONS, Reference


class Link(models.Model):
    """An upper thing stands on a lower one; things are named, never pointed at by a key."""

    upper_area = models.CharField("mảng", max_length=40)
    upper_kind = models.CharField("loại", max_length=40)
    upper_key = models.CharField("mã", max_length=100)
    upper_revision = models.CharField("bản", max_length=40, blank=True)
    upper_name = models.CharField("tên", max_length=300, blank=True)
    upper_address = models.CharField("địa chỉ", max_length=500, blank=True)
    lower_area = models.CharField("mảng gốc", max_length=40)
    lower_kind = models.CharField("loại gốc", max_length=40)
    lower_key = models.CharField("mã gốc", max_length=100)
    lower_revision = models.CharField("bản gốc", max_length=40, blank=True)
    lower_name = models.CharField("tên gốc", max_length=300, blank=True)
    lower_address = models.CharField("địa chỉ gốc", max_length=500, blank=True)
    relation = models.CharField("quan hệ", max_length=20, choices=RELATIONS)
    made_at = models.DateTimeField("lập lúc")
    ended_at = models.DateTimeField("bỏ lúc", null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(
                fields=["upper_area", "upper_kind", "upper_key"], name="lineage_upper_thing"
            ),
            models.Index(
                fields=["lower_area", "lower_kind", "lower_key"], name="lineage_lower_thing"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(relation__in=list(RELATIONS)), name="lineage_known_relation"
            ),
            models.CheckConstraint(
                condition=~Q(
                    upper_area=F("lower_area"),
                    upper_kind=F("lower_kind"),
                    upper_key=F("lower_key"),
                    upper_revision=F("lower_revision"),
                ),
                name="lineage_not_on_itself",
            ),
            models.UniqueConstraint(
                fields=[
                    "upper_area",
                    "upper_kind",
                    "upper_key",
                    "upper_revision",
                    "lower_area",
                    "lower_kind",
                    "lower_key",
                    "lower_revision",
                    "relation",
                ],
                condition=Q(ended_at__isnull=True),
                name="lineage_linked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upper_name} {self.get_relation_display()} {self.lower_name}"

    @property
    def relation_name(self) -> str:
        return RELATIONS.get(self.relation, self.relation)

    @property
    def upper(self) -> Reference:
        """What stands on something."""
        return Reference(
            self.upper_area,
            self.upper_kind,
            self.upper_key,
            self.upper_revision,
            self.upper_name,
            self.upper_address,
        )

    @property
    def lower(self) -> Reference:
        """What it stands on."""
        return Reference(
            self.lower_area,
            self.lower_kind,
            self.lower_key,
            self.lower_revision,
            self.lower_name,
            self.lower_address,
        )
