"""A small document as the reader would give it, made by hand; the texts are our own."""

from datetime import date

from vanban.model import (
    Agency,
    Citation,
    Deadline,
    Document,
    Finding,
    Metadata,
    Source,
    Span,
    Target,
    Task,
)

TEXT = """KẾ HOẠCH
Số 12/KH-STP ngày 05/3/2024 về rà soát văn bản năm 2024
Căn cứ Nghị định số 34/2016/NĐ-CP; theo Nghị định số 34/2016/NĐ-CP.
1. Rà soát văn bản về đất đai, chậm nhất ngày 30/6/2024.
Chủ trì: Sở Tư pháp. Phối hợp: Sở Tài chính.
2. Tập huấn cho cán bộ cấp xã.
Chủ trì: Đề nghị Hội Luật gia tỉnh.
Ít nhất 90% văn bản được rà soát."""


def at(words: str, nth: int = 1) -> Span:
    """Where words stand in the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def agency(name: str, *, is_request: bool = False) -> Agency:
    """An agency of the text."""
    place = at(name)
    return Agency(name, place.start, place.end, is_request)


def tasks() -> tuple[Task, ...]:
    """Two tasks: one with everything, one without a time whose lead is only asked."""
    first, second = at("Rà soát văn bản về đất đai"), at("Tập huấn cho cán bộ cấp xã.")
    due = Deadline(
        "chậm nhất ngày 30/6/2024",
        "date",
        None,
        date(2024, 6, 30),
        at("chậm nhất ngày 30/6/2024"),
    )
    whole = Task(
        path="1",
        text="Rà soát văn bản về đất đai, chậm nhất ngày 30/6/2024.",
        start=first.start,
        end=at("Sở Tài chính.").end,
        mode="labelled",
        lead=(agency("Sở Tư pháp"),),
        coordinating=(agency("Sở Tài chính"),),
        deadline=due,
    )
    asked = (agency("Hội Luật gia tỉnh", is_request=True),)
    timeless = Task("2", "Tập huấn cho cán bộ cấp xã.", second.start, second.end, "labelled", asked)
    return whole, timeless


def found() -> Document:
    """The whole document."""
    number = at("12/KH-STP")
    metadata = Metadata(
        issuer="Sở Tư pháp",
        number="12/KH-STP",
        date=date(2024, 3, 5),
        type="Kế hoạch",
        title="Rà soát văn bản năm 2024",
        spans={"number": number},
    )
    decree = "34/2016/NĐ-CP"
    spans = (at(decree), at(decree, 2))
    cited = Citation(decree, "Nghị định", "Chính phủ", None, None, "legal_basis", False, spans)
    goal = at("Ít nhất 90% văn bản được rà soát.")
    target = Target("", "Ít nhất 90%", 90.0, ">=", "%", goal.start, goal.end)
    fault = at("Tập huấn cho cán bộ cấp xã.")
    finding = Finding("VB-026", "note", "Chưa có thời hạn.", fault.start, fault.end, "Bộ đọc")
    return Document(
        source=Source("ke-hoach.txt", "txt", TEXT),
        metadata=metadata,
        outline=(),
        citations=(cited,),
        tasks=tasks(),
        targets=(target,),
        findings=(finding,),
    )


PLAN = """UBND TỈNH NINH THUẬN
SỞ TƯ PHÁP
Số: 12/KH-STP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ninh Thuận, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Rà soát văn bản năm 2024

Căn cứ Nghị định số 34/2016/NĐ-CP của Chính phủ;

I. NHIỆM VỤ

1. Rà soát văn bản về đất đai.

a) Cơ quan chủ trì: Sở Tư pháp.

b) Cơ quan phối hợp: Sở Tài chính.

c) Thời gian thực hiện: trước ngày 30/6/2024.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

GIÁM ĐỐC

Lê Văn Sáng
"""
