"""Days off and swapped days as dated rows, and the day that the demo shows."""

from django.db import models


class SpecialDay(models.Model):
    """A weekday that is off, or a Saturday or Sunday that is worked in exchange."""

    day = models.DateField("ngày", unique=True)
    is_worked = models.BooleanField("làm bù", default=False)
    name = models.CharField("tên", max_length=200)
    basis = models.CharField("căn cứ", max_length=200)
    is_recalled = models.BooleanField("chưa đối chiếu với văn bản", default=False)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_worked=False) | models.Q(day__iso_week_day__in=(6, 7)),
                name="calendars_worked_on_weekends",
            ),
            models.CheckConstraint(
                condition=models.Q(is_worked=True) | ~models.Q(day__iso_week_day__in=(6, 7)),
                name="calendars_off_on_weekdays",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class DemoDay(models.Model):
    """The one row that moves the day of the demo; a real site has none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField("ngày")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="calendars_one_day")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
