"""VB-001: a state paper with a letterhead has every part that Nghị định 30/2020/NĐ-CP requires."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.lint.rule import is_state
from vanban.model import Document, Finding
from vanban.text import Text, plain_copy

CODE = "VB-001"
SEVERITY = "error"
BASIS = "Nghị định 30/2020/NĐ-CP, Điều 8, khoản 2"
TITLE = "Thiếu thành phần thể thức bắt buộc"

_HEAD = 20_000  # characters in which the letterhead is looked for; a web page begins with menus
_MOTTO = re.compile(r"CỘNG\s+H[ÒO]A\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.I)
_MOTTO_TAIL = re.compile(r"Độc\s+lập\s?[-.,]?\s?Tự\s+do\s?[-.,]?\s?Hạnh\s+phúc", re.I)
_NUMBER_LINE = re.compile(r"^ {0,4}(?:.{0,80}\| ?)?Số ?:", re.M)
_PLACE_LINE = re.compile(r"[^\W\d_]{2,12} ?, {0,3}ngày .{0,14}tháng .{0,10}năm .{0,6}$", re.M)
_LETTER = re.compile(r"^ {0,4}(?:V/v|Về việc|Kính gửi)", re.M | re.I)
_CUT = ("[...]", "[…]", "...", "…")
_LONGEST_SUBJECT = 600  # characters
_SENTENCES = re.compile(r"[^.\s]{3}\. [A-ZĐ]")
_SIGNS = re.compile(
    r"(?:(?:BỘ|THỐNG|VIỆN|CỤC|TỔNG CỤC|THỨ|VỤ|KIỂM TOÁN|TỔNG THANH TRA)\s+TRƯỞNG|THỦ\s+TƯỚNG"
    r"|(?:PHÓ\s+)?CHỦ\s+TỊCH|CHÍNH\s+PHỦ|ỦY\s+BAN|HỘI\s+ĐỒNG|GIÁM\s+ĐỐC|CHÁNH)(?!\w)"
)
_OTHER_LAW = (
    "luật",
    "bộ luật",
    "pháp lệnh",
    "lệnh",
    "hiến pháp",
)  # the National Assembly's own layout


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    point: str  # of Điều 8, khoản 2
    clause: int  # of Phụ lục I, Mục II
    is_tail: bool = False

    @property
    def basis(self) -> str:
        """The point that asks for this part, and where the annex draws it."""
        return f"{BASIS}, điểm {self.point}; Phụ lục I, Phần I, Mục II, khoản {self.clause}"


_NAME = _Part("Quốc hiệu", "a", 1)
_TAIL = _Part("Tiêu ngữ", "a", 1)
_ISSUER = _Part("tên cơ quan, tổ chức ban hành", "b", 2)
_NUMBER = _Part("số, ký hiệu", "c", 3)
_PLACE = _Part("địa danh và thời gian ban hành", "d", 4)
_KIND = _Part("tên loại văn bản", "đ", 5)
_ABOUT = _Part("trích yếu nội dung", "đ", 5)
_SIGNER = _Part("chức vụ, họ tên của người ký", "g", 7, is_tail=True)
_SENT_TO = _Part("nơi nhận", "i", 9, is_tail=True)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Nghị định 30/2020/NĐ-CP, Điều 8, khoản 2; an extract without a letterhead is not judged."""
    head = text.plain[:_HEAD]
    kind = (document.metadata.type or "").lower()
    if not is_state(document) or kind in _OTHER_LAW or not has_letterhead(head):
        return
    is_cut = document.source.text.rstrip().endswith(_CUT)
    for part in _missing(document, head):
        if not (part.is_tail and is_cut):
            message = f"Văn bản thiếu {part.name}; bổ sung theo thể thức văn bản hành chính."
            yield Finding(CODE, SEVERITY, message, *_place(document, text, part), part.basis)


def has_letterhead(head: str) -> bool:
    """The national name or motto, or a number line and a line with place and day."""
    if _MOTTO.search(head) or _MOTTO_TAIL.search(head):
        return True
    return bool(_NUMBER_LINE.search(head) and _PLACE_LINE.search(head))


def _missing(document: Document, head: str) -> Iterator[_Part]:
    meta = document.metadata
    is_letter = bool(_LETTER.search(head))
    # A draft without its number leaves the name of the signer open as well.
    is_draft = not meta.number and bool(meta.capacity)
    lacks = (
        (_NAME, not _MOTTO.search(head)),
        (_TAIL, not _MOTTO_TAIL.search(head)),
        (_ISSUER, not meta.issuer),
        (_NUMBER, not (meta.number or meta.symbol)),
        (_PLACE, not meta.date and not _PLACE_LINE.search(head)),
        (_KIND, not meta.type and not is_letter),
        (_ABOUT, bool(meta.type) and not is_letter and not _is_subject(meta.title)),
        (_SIGNER, not (meta.signer or is_draft)),
        (_SENT_TO, not meta.recipients),
    )
    return (part for part, is_missing in lacks if is_missing)


def _is_subject(title: str | None) -> bool:
    """Words that tell what the paper is about, not its first sentence nor who signs it."""
    words = (title or "").strip()
    if not words or len(words) > _LONGEST_SUBJECT or words.endswith((".", ";", ":")):
        return False
    names_signer = words.isupper() and bool(_SIGNS.match(plain_copy(words)))
    return not (names_signer or _SENTENCES.search(words))


def _place(document: Document, text: Text, part: _Part) -> tuple[int, int]:
    """The line nearest to where the part should stand."""
    lines = [line for line in text.lines if line.end > line.start]
    if part.is_tail:
        line = lines[-1]
    else:
        known = [span.start for span in document.metadata.spans.values()]
        first = min(known, default=0)
        line = next((each for each in lines if each.end > first), lines[0])
    return line.start, min(line.end, line.start + 120)
