"""A plan on the shelf with targets that were read in it, as the reader leaves them."""

from datetime import UTC, date, datetime
from typing import Any

from congtac.documents.models import Document, Proposal, Reading
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor

TEXT = "I. MỤC TIÊU\n1. Phấn đấu từ 38% hồ sơ của nữ trở lên.\n2. Xây dựng 3 mô hình điểm.\n"
READ = (
    ("Phấn đấu từ 38% hồ sơ của nữ trở lên", 38.0, ">=", "%"),
    ("Xây dựng 3 mô hình điểm", 3.0, "=", "mô"),
)


def plan(keeper: Actor, name: str = "ke-hoach.txt") -> Document:
    """A plan of a unit with two targets."""
    file, at = store(keeper, name, TEXT.encode()), datetime(2024, 1, 3, tzinfo=UTC)
    made = Document(file=file, name=name, state="read", unit=keeper.unit, title="Kế hoạch năm 2024")
    made.unit_name, made.added_by, made.added_by_name = keeper.unit_name, keeper.person, keeper.name
    made.added_at, made.issued_on, made.number = at, date(2024, 1, 2), "12/KH-BTP"
    made.save()
    reading = Reading(document=made, revision=1, text=TEXT, content=_content(), digest="x")
    reading.made_at = at
    reading.save()
    for at_, target in enumerate(_targets(), start=1):
        Proposal(reading=reading, kind="target", key=f"g{at_}", position=at_, content=target).save()
    return made


def _targets() -> list[dict[str, Any]]:
    return [
        {
            "path": str(at),
            "text": text,
            "value": value,
            "comparator": sign,
            "unit": unit,
            "start": TEXT.index(text),
            "end": TEXT.index(text) + len(text),
            "value_max": None,
            "is_approximate": False,
        }
        for at, (text, value, sign, unit) in enumerate(READ, start=1)
    ]


def _content() -> dict[str, Any]:
    lists: dict[str, Any] = dict.fromkeys(("tables", "outline", "citations", "tasks"), [])
    return {**lists, "targets": _targets(), "findings": [], "metadata": {"spans": {}}}
