"""When a unit is reminded of a form, once a stage: `docs/rules/statistics-boards.md`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.numbers import print_date


@dataclass(frozen=True, slots=True)
class Stages:
    """How many days before and after the last day somebody is told."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def stage_on(said: Stages | None, *, due_on: date, day: date) -> int | None:
    """The stage reached on a day: 10 is ten days before the last day, -1 the day after it."""
    if said is None:
        return None
    ahead = (due_on - day).days
    if ahead < 0:
        return max((-it for it in said.after if it <= -ahead), key=abs, default=None)
    return min((it for it in said.before if it >= ahead), default=None)


def words_of(codes: Sequence[str], *, due_on: date, is_late: bool) -> tuple[str, str]:
    """Subject and text of the notice of a stage, in the language of the office."""
    what = f"biểu {codes[0]}" if len(codes) == 1 else f"{len(codes)} biểu thống kê"
    said = "Quá hạn" if is_late else "Sắp đến hạn"
    return f"{said} {print_date(due_on)}: {what} chưa gửi", ", ".join(codes)
