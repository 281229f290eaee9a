"""Background work that people can follow: its state, its progress, what came of it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang làm")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không xong")


class Job(models.Model):
    """One piece of background work, started by a person."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("loại việc", max_length=100)
    title = models.CharField("tên việc", max_length=200)
    argument = models.JSONField("tham số", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)
    saying = models.CharField("đang làm gì", max_length=200, blank=True)
    result = models.JSONField("kết quả", null=True, blank=True)
    problem_code = models.CharField("mã lỗi", max_length=10, blank=True)
    problem_sentence = models.TextField("lỗi", blank=True)
    attempts = models.PositiveSmallIntegerField("số lần đã thử", default=0)
    attempts_allowed = models.PositiveSmallIntegerField("số lần được thử", default=1)
    started_by = models.CharField("người giao", max_length=150)
    created_at = models.DateTimeField("giao lúc")
    beat_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    task = models.CharField("mã trong hàng đợi", max_length=64, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "beat_at"], name="jobs_state_beat")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="jobs_known_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def is_finished(self) -> bool:
        return self.state in (State.DONE, State.FAILED)

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100; 100 only when the job is done."""
        if self.state == State.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0


class Schedule(models.Model):
    """Work that begins by itself every day at a time; `last_day` keeps it to once a day."""

    kind = models.CharField("loại việc", max_length=100)
    at = models.TimeField("giờ chạy")
    workdays_only = models.BooleanField("chỉ ngày làm việc", default=False)
    since = models.DateField("từ ngày")
    until = models.DateField("trước ngày", null=True, blank=True)
    last_day = models.DateField("ngày chạy gần nhất", null=True, blank=True)

    class Meta:
        ordering = ["kind", "since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(since__lt=models.F("until")),
                name="jobs_schedule_lives_forward",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(until__isnull=True),
                name="jobs_one_open_schedule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M}"
