"""Lines that say who did what when, and the seals that chain them; both only ever grow."""

from django.db import models


class Line(models.Model):
    """One act. The columns are for searching; `body` holds the bytes that were hashed."""

    at = models.DateTimeField("lúc")
    actor = models.CharField("tài khoản", max_length=150, blank=True)
    actor_name = models.CharField("người làm", max_length=200)
    unit = models.CharField("mã đơn vị", max_length=100, blank=True)
    act = models.CharField("việc", max_length=100, db_index=True)
    subject_kind = models.CharField("loại đối tượng", max_length=100)
    subject_key = models.CharField("mã đối tượng", max_length=100)
    search_key = models.TextField("khóa tìm kiếm")
    body = models.BinaryField("nội dung gốc")
    digest = models.CharField("mã băm", max_length=64)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.act}"


class Seal(models.Model):
    """A line's place in the chain: the order of sealing is the order of the log."""

    sequence = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField("mã băm nối chuỗi", max_length=64)

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"
