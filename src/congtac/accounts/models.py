"""People, and the posts that they hold in units, each between two days."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from congtac.organisations.models import Unit

ROLES = {
    "officer": "chuyên viên",
    "leader": "lãnh đạo",
    "ministry": "cán bộ của Bộ",
    "administrator": "quản trị hệ thống",
}


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their user name."""


class Person(AbstractBaseUser):
    """Someone who signs in. What they may do comes from their posts, never from the person."""

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    name = models.CharField("họ và tên", max_length=200)
    is_active = models.BooleanField("đang hoạt động", default=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person's post in a unit: `since` is its first day, `until` the first day without it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("chức vụ", max_length=150)
    roles = models.JSONField("vai trò", default=list)
    since = models.DateField("từ ngày")
    until = models.DateField("trước ngày", null=True, blank=True)

    class Meta:
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__lt=F("until")),
                name="accounts_post_lives_forward",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"
