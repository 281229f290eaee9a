"""Stored bytes: name, digest, size and kind; the bytes themselves lie beside the database."""

from django.db import models


class StoredFile(models.Model):
    """One file as it was given; equal bytes are kept once, under their digest."""

    name = models.CharField("tên tệp", max_length=255)
    digest = models.CharField("mã băm SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("dung lượng")  # bytes
    kind = models.CharField("loại", max_length=10)
    stored_at = models.DateTimeField("lưu lúc")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
