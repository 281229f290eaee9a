"""Letters of notices: one notice at once, or all of a day together, as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

FOOT = "Thư tự động của hệ thống Công tác. Đổi cách nhận thông báo tại: {address}"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as a letter tells it: `address` is whole, or empty."""

    subject: str
    text: str
    address: str
    kind: str = ""


def letter(name: str, told: Told, *, choices: str) -> tuple[str, str]:
    """Return subject and body of a letter about one notice."""
    lines = [f"Kính gửi {name},", "", *_lines(told), "", FOOT.format(address=choices)]
    return _one_line(told.subject), "\n".join(lines)


def digest(name: str, told: Sequence[Told], *, day: str, choices: str) -> tuple[str, str]:
    """Return subject and body of the letter that tells several notices, kind by kind."""
    lines = [f"Kính gửi {name},", "", f"Có {len(told)} thông báo chưa xem:"]
    for kind in dict.fromkeys(it.kind for it in told):
        lines += ["", kind.upper()]
        for it in told:
            if it.kind == kind:
                lines += [
                    f"- {_one_line(it.subject)}",
                    *([f"  {it.address}"] if it.address else []),
                ]
    lines += ["", FOOT.format(address=choices)]
    return f"Công tác: {len(told)} thông báo, ngày {day}", "\n".join(lines)


def _lines(told: Told) -> list[str]:
    parts = [told.subject, told.text, f"Xem tại: {told.address}" if told.address else ""]
    return [part for part in parts if part]


def _one_line(subject: str) -> str:
    """A line break in a subject would begin another header of the letter."""
    return " ".join(subject.split())
