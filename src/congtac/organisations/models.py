"""Units of the sector, living in time: each exists from a day on, and some until a day."""

from django.db import models
from django.db.models import F, Q


class Unit(models.Model):
    """An agency, a province or a body; `since` is its first day, `until` the first without it."""

    key = models.CharField("mã", max_length=100, unique=True)
    name = models.CharField("tên", max_length=250)
    short_names = models.JSONField("tên gọi khác", default=list, blank=True)
    kind = models.CharField("loại", max_length=30)
    level = models.CharField("cấp", max_length=20)  # centre, province, commune
    parent = models.ForeignKey(
        "self",
        verbose_name="đơn vị cấp trên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    code = models.CharField("mã hành chính", max_length=10, blank=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("trước ngày", null=True, blank=True)
    search_key = models.TextField("khóa tìm kiếm")
    sort_key = models.CharField("khóa sắp xếp", max_length=600)

    class Meta:
        ordering = ["sort_key", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lt=F("until")),
                name="organisations_lives_forward",
            )
        ]

    def __str__(self) -> str:
        return self.name
