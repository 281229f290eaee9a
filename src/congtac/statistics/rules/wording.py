"""Growth in words: "tăng 12,9% so với cùng kỳ năm 2023"; only equal windows are compared.

The worked table is in docs/rules/statistics-indicators.md.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from congtac.kernel.numbers import print_number
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.periods import Window

PERCENT = "%"
MANIFOLD = 2  # from this many times on a growth is told as "gấp … lần"
LEAST = Decimal("0.1")  # the smallest change that one decimal shows


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the days that it covers."""

    value: Decimal | None
    window: Window


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Half up, as people round: 12,85 is 12,9."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def print_rounded(value: Decimal, places: int = 1) -> str:
    """A number with at most so many decimals and no zeros behind them: 20, 12,9."""
    short = rounded(value, places).normalize()
    return print_number(short if short else Decimal(0))


def against(before: Window) -> str:
    """What is compared with: "năm 2023" for a whole year, else "cùng kỳ năm 2023"."""
    start, end = before.start, before.end
    if (start.month, start.day) == (1, 1) and end == date(start.year + 1, 1, 1):
        return _("năm {year}").format(year=start.year)
    return _("cùng kỳ năm {year}").format(year=before.last_day.year)


def growth(now: Told, before: Told | None, *, unit: str = "") -> str:
    """The growth in words; "" where nothing may be compared: another window, or no figure."""
    if before is None or now.value is None or before.value is None:
        return ""
    if not now.window.is_like(before.window) or min(now.value, before.value) < 0:
        return ""
    return _growth(now.value, before.value, against(before.window), unit)


def _growth(now: Decimal, before: Decimal, period: str, unit: str) -> str:
    if now == before:
        said = _("không thay đổi so với {period}") if now else _("không phát sinh như {period}")
        return said.format(period=period)
    if unit == PERCENT:
        return _changed(now, abs(now - before), is_up=now > before, points=True, period=period)
    if not before:
        return _("phát sinh mới ({period} không có)").format(period=period)
    if not now:
        return _("không còn phát sinh ({period} là {before})").format(
            period=period, before=print_rounded(before, 2)
        )
    if now >= MANIFOLD * before:
        times = print_rounded(now / before)
        return _("gấp {times} lần {period}").format(times=times, period=period)
    size = abs(now - before) / before * 100
    return _changed(now, size, is_up=now > before, points=False, period=period)


def _changed(now: Decimal, size: Decimal, *, is_up: bool, points: bool, period: str) -> str:
    shown = _size(now, size, points=points)
    unit = _("{size} điểm phần trăm") if points else "{size}%"
    said = _("tăng {size} so với {period}") if is_up else _("giảm {size} so với {period}")
    return said.format(size=unit.format(size=shown), period=period)


def _size(now: Decimal, size: Decimal, *, points: bool) -> str:
    """The size of a change; what one decimal would show as none or as all is told as a bound."""
    if rounded(size) < LEAST:
        return _("dưới {size}").format(size=print_number(LEAST))
    if not points and now and rounded(size) == 100 and size < 100:
        return _("trên {size}").format(size=print_number(Decimal("99.9")))
    return print_rounded(size)


def quoted(value: str, unit: str, said: str) -> str:
    """A figure as a text quotes it: "1.234 việc, tăng 12,9% so với cùng kỳ năm 2023"."""
    measure = f"{value}{unit}" if unit == PERCENT else f"{value} {unit}".strip()
    return f"{measure}, {said}" if said else measure
