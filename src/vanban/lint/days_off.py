"""Days on which offices are closed: weekends, fixed holidays, lunar holidays by year."""

from datetime import date
from functools import cache

from vanban.words import entries

_FIXED = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "Ngày Chiến thắng",
    (5, 1): "Ngày Quốc tế lao động",
    (9, 2): "Quốc khánh",
}
_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}


@cache
def _dated() -> dict[date, str]:
    rows = (entry.partition(" ") for entry in entries("days_off"))
    return {date.fromisoformat(day): name for day, _, name in rows}


def day_off(day: date) -> str | None:
    """Why offices are closed on this day, None on a working day.

    Bộ luật Lao động 2019, Điều 112. Days swapped by decision of a year are not known here.
    """
    return _FIXED.get((day.month, day.day)) or _dated().get(day) or _WEEKEND.get(day.weekday())
