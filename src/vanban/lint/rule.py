"""What every rule offers, and which article a finding names in which kind of paper."""

from collections.abc import Iterator
from typing import Protocol

from vanban.model import Document, Finding
from vanban.text import Text

READER = "Quy tắc của bộ đọc (không có điều luật riêng)"
PARTY_NUMBER = "Hướng dẫn 36-HD/VPTW ngày 03/4/2018, số và ký hiệu văn bản"
STATE_NUMBER = "Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, Phần I, Mục II, khoản 3"
STATE_CONTENT = "Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, Phần I, Mục II, khoản 6"


class Rule(Protocol):
    """One rule: a module with these names."""

    CODE: str
    SEVERITY: str  # error, warning, note
    BASIS: str
    TITLE: str

    def check(self, document: Document, text: Text) -> Iterator[Finding]:
        """The faults that the rule sees in the document, in any order."""
        ...


def is_state(document: Document) -> bool:
    """True where Nghị định 30/2020/NĐ-CP is the law of the paper: no party paper, no news page."""
    return document.metadata.layout == "state"


def basis_for(document: Document, article: str) -> str:
    """The article, or the reader's own rule where the article doesn't bind the paper."""
    return article if is_state(document) else READER


def first_line(document: Document, start: int, end: int) -> tuple[int, int]:
    """The place of the first line of a part of the text, cut to 120 characters."""
    line_end = document.source.text.find("\n", start, end)
    return start, min(line_end if line_end > start else end, start + 120)


def quoted(text: str, length: int = 80) -> str:
    """Words of the text for a message: on one line, cut to `length` characters."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
