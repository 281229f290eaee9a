"""The letter that urges units to send their forms: `docs/rules/statistics-boards.md`.

These are the words of a paper, so they are Vietnamese in every language of the screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.numbers import print_date

LONGEST_LIST = 12  # units named one by one under "Kính gửi"


@dataclass(frozen=True, slots=True)
class UrgedUnit:
    """One unit with the codes of the forms that it hasn't sent, and by how many days each is late.

    0 days: before the last day.
    """

    name: str
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about: who urges, which period, by which circular."""

    issuer: str
    period: str
    basis: str


def subject_of(period: str) -> str:
    """What stands behind "V/v"."""
    return f"đôn đốc gửi báo cáo thống kê {period[:1].lower()}{period[1:]}"[:300]


def text_of(matter: Matter, urged: Sequence[UrgedUnit], *, day: date, send_by: date) -> str:
    """The paragraphs of the letter, one a line."""
    issuer, period = matter.issuer, f"{matter.period[:1].lower()}{matter.period[1:]}"
    count = len({code for one in urged for code, _days in one.forms})
    missed = (
        f"Thực hiện chế độ báo cáo thống kê theo {matter.basis}, tính đến hết ngày "
        f"{print_date(day)}, {issuer} chưa nhận được {count} biểu của báo cáo "
        f"thống kê {period} từ các đơn vị sau:"
    )
    wanted = (
        f"{issuer} đề nghị các đơn vị nêu trên gửi biểu trước ngày {print_date(send_by)} để tổng "
        "hợp. Nếu có khó khăn, vướng mắc, đề nghị nêu rõ lý do./."
    )
    listed = [_listed(one, is_last=one is urged[-1]) for one in urged]
    return "\n".join((missed, *listed, wanted))


def _listed(urged: UrgedUnit, *, is_last: bool) -> str:
    by_days: dict[int, list[str]] = {}
    for code, days in urged.forms:
        by_days.setdefault(days, []).append(code)
    said = ", ".join(
        f"{'quá hạn ' + str(days) + ' ngày' if days else 'chưa đến hạn'} biểu {', '.join(codes)}"
        for days, codes in sorted(by_days.items(), reverse=True)
    )
    return f"- {urged.name} {said}{'.' if is_last else ';'}"


def addressees_of(urged: Sequence[UrgedUnit]) -> tuple[str, ...]:
    """Whom the letter addresses: the units, or all at once where they are many."""
    if len(urged) > LONGEST_LIST:
        return ("Các đơn vị có tên trong công văn này",)
    return tuple(one.name for one in urged)
