"""The letter that urges units to send their report: `docs/rules/reports-received.md`.

These are the words of a paper, so they are Vietnamese in every language of the screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.numbers import print_date
from congtac.programmes.rules.papers import split_title

LONGEST_LIST = 12  # units named one by one under "Kính gửi"


@dataclass(frozen=True, slots=True)
class Urged:
    """One unit that is urged: by how many days it is late; 0 before the last day."""

    name: str
    late: int = 0
    is_returned: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about: who asked for which report, counted until when, due when."""

    issuer: str
    title: str
    asked_on: date
    cut_off: date
    due_on: date
    asker: str = ""  # who asked, where it isn't who urges


def subject_of(matter: Matter) -> str:
    """What stands behind "V/v"."""
    _kind, about = split_title(matter.title)
    return f"đôn đốc gửi báo cáo {about[:1].lower()}{about[1:]}"[:300]


def text_of(matter: Matter, urged: Sequence[Urged], *, day: date, send_by: date) -> str:
    """The paragraphs of the letter, one a line."""
    asked = (
        f"Ngày {print_date(matter.asked_on)}, {matter.asker or matter.issuer} đã yêu cầu gửi "
        f"“{matter.title}”, số liệu tính đến hết ngày {print_date(matter.cut_off)}, "
        f"hạn gửi là ngày {print_date(matter.due_on)}."
    )
    missed = f"Tính đến hết ngày {print_date(day)}, {matter.issuer} chưa nhận được các báo cáo sau:"
    wanted = (
        f"{matter.issuer} đề nghị các cơ quan, đơn vị nêu trên gửi báo cáo trước ngày "
        f"{print_date(send_by)} để tổng hợp. Nếu có khó khăn, vướng mắc, đề nghị nêu rõ lý do./."
    )
    listed = [_listed(one, is_last=one is urged[-1]) for one in urged]
    return "\n".join((asked, missed, *listed, wanted))


def _listed(urged: Urged, *, is_last: bool) -> str:
    said = "đã trả lại, chưa gửi lại" if urged.is_returned else "chưa đến hạn"
    if urged.late and not urged.is_returned:
        said = f"quá hạn {urged.late} ngày"
    return f"- Báo cáo của {urged.name} {said}{'.' if is_last else ';'}"


def addressees_of(urged: Sequence[Urged]) -> tuple[str, ...]:
    """Whom the letter addresses: the units, or all at once where they are many."""
    if len(urged) > LONGEST_LIST:
        return ("Các cơ quan, đơn vị có tên trong công văn này",)
    return tuple(one.name for one in urged)
