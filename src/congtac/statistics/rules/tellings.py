"""What people are told of forms, and what stands in their history, in the office's language."""

from collections.abc import Sequence
from datetime import date

from congtac.kernel.numbers import print_date

SUBMISSION = "statistics.submission"
QUOTED = "statistics.quoted"
REMINDER = "statistics.reminder"
URGED = "statistics.urged"
OFFERED = "statistics.offered"
PART = {
    "give": "Bạn được giao một phần biểu {form}",
    "done": "Phần biểu chờ duyệt: {form}",
    "approve": "Đã duyệt phần biểu {form}",
    "return": "Phần biểu phải nhập lại: {form}",
    "take": "Phần biểu đã rút: {form}",
}
CORRECTION = {
    "ask": "Đính chính chờ kiểm tra: {form}",
    "check": "Đính chính chờ ký: {form}",
    "sign": "{unit} đề nghị đính chính biểu {form}",
    "accept": "Đã chấp nhận đính chính biểu {form}",
    "refuse": "Không chấp nhận đính chính biểu {form}",
    "drop": "{unit} rút đính chính biểu {form}",
}
ON_PAPER = "Biểu đã ký trên giấy, chờ gửi: {form}"
NOTE_RETURNED = "Thuyết minh bị trả lại: {form}"
ASKED_TO_OPEN = "{unit} xin mở khóa biểu {form}"
HANDED = "Nhận bàn giao biểu {form} của {unit}"
NOT_OPENED = "Không mở khóa biểu {form}"


def handed_words(giver: str, heir: str) -> str:
    """From whom to whom a form was handed over."""
    return f"{giver} bàn giao cho {heir}"


def taken_over_words(taker: str) -> str:
    """Who takes the forms that came to a unit which ended."""
    return f"{taker} tiếp nhận thay đơn vị đã kết thúc"


def given_words(holder: str, due_on: date) -> str:
    """To whom a part was given, by when."""
    return f"{holder}, hạn {print_date(due_on)}"


def part_words(cells: str, due_on: date) -> str:
    """Which cells a part has, by when."""
    return f"{cells}. Hạn nội bộ {print_date(due_on)}."


def paper_words(*, signer: str, capacity: str, number: str, signed_on: date) -> str:
    """Who signed a paper, in which capacity, under which number."""
    return f"Ký trên giấy: {signer}, {capacity}; số {number} ngày {print_date(signed_on)}"


def judged_words(accepted: int, returned: Sequence[str]) -> str:
    """How many notes were accepted, and why others were returned."""
    said = [f"Chấp nhận {accepted} thuyết minh"] if accepted else []
    return "; ".join([*said, *(f"Trả lại: {it}" for it in returned)])
