"""The outline: phần, chương, mục, điều, khoản, điểm; I. 1. 1.1. a) - +; papers attached."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.model import Node
from vanban.text import Line, Text
from vanban.words import lower, one_of

# Marks at the head of a line, outermost first: level, rank (smaller holds larger), pattern.
MARKS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(r"(?i:phần)\s+(?:(?i:thứ)\s+\w+|[IVX]{1,5}|\d{1,2})(?=[\s.:]|$)[.:]?")),
    ("chapter", 2, re.compile(r"(?i:chương)\s+(?P<id>[IVX]{1,6}|\d{1,2})(?=[\s.:]|$)[.:]?")),
    (
        "section",
        3,
        re.compile(
            r"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<id>\d{1,2}|[IVX]{1,5})(?=[.:]|\s+[A-ZĐ]|$)[.:]?"
        ),
    ),
    ("article", 4, re.compile(r"(?:Điều|ĐIỀU)\s+(?P<id>\d{1,3}[a-zđ]?)\s*(?:[.:]|(?=\s[A-ZĐ])|$)")),
    ("section", 4.5, re.compile(r"(?P<id>[A-HĐ])\s?[./)]\s+(?=[A-ZĐ])")),
    ("section", 5, re.compile(r"(?P<id>[IVX][IVXivx]{0,5})(?!/v)\s?[./):-]{1,2}\s*(?=[^\W\d_])")),
    (
        "clause",
        6,
        re.compile(r"(?P<id>\d{1,2}(?:\.\d{1,2}){1,4})\s?[.):/]?\s+(?=[^\W\d_\"(]|\"|\()"),
    ),
    ("clause", 6, re.compile(r"(?P<id>\d{1,2})\s?(?:[.):/]|\.\)|-(?=\s))\s*(?=[^\W\d_]|\"|\()")),
    ("point", 20, re.compile(r"(?P<id>[a-zđ]\d?)\s?[).]\s*(?=[^\W_]|\"|\()")),
    ("point", 20, re.compile(r"(?P<id>[a-hđ])/\s+")),
    ("point", 25, re.compile(r"\((?P<id>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s+")),
    ("bullet", 30, re.compile(r"-+\s*(?=[^\s-])")),
    ("bullet", 31, re.compile(r"\+\s*(?=\S)")),
    ("bullet", 32, re.compile(r"[*]\s+(?=\S)")),
)
ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU)"
    r"(?:\s+(?:số\s+|SỐ\s+)?(?:[IVX]{1,5}|\d{1,2}|[A-H]))?\s*(?:[.:].{0,160})?$"
)
CAPITALS = re.compile(
    r"[^a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]{4,}$"
)
ENCLOSED = re.compile(r"\(\s*(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)")
CLOSING = re.compile(r"(?:nơi\s+nhận|nơi\s+gửi)\s*:?")
CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?[./]\s?[^\W\d_a-zđ][^a-z]{3,80}$")
ADDRESSED = re.compile(r"kính\s+gửi|[^\n]{0,60}\sđiện\s*:\s*$")
TYPES = (
    "kế hoạch",
    "chương trình",
    "đề án",
    "quy chế",
    "quy định",
    "hướng dẫn",
    "đề cương",
    "điều lệ",
    "phương án",
    "quy trình",
    "chiến lược",
)
TYPE_LINE = re.compile(
    one_of(TYPES) + r"(?:\s+(?:hành\s+động|công\s+tác|thực\s+hiện|phối\s+hợp))?$"
)


@dataclass(slots=True)
class Part:
    """A part of the outline with its own lines; `start` is its mark, `body` its first word."""

    level: str
    rank: float
    label: str
    path: str
    start: int
    body: int
    lines: list[Line] = field(default_factory=list)
    children: list["Part"] = field(default_factory=list)
    bullets: Counter[str] = field(default_factory=Counter)  # bullets so far, by their sign
    end: int = 0

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class _Mark:
    level: str
    rank: float
    id: str
    label: str
    width: int


def mark_of(line: str) -> _Mark | None:
    """The mark at the head of a line: "1.2.", "a)", "-"."""
    for level, rank, pattern in MARKS:
        if match := pattern.match(line):
            id_ = (match.groupdict().get("id") or "").strip()
            deeper = id_.count(".") if level == "clause" else 0
            return _Mark(level, rank + deeper, id_, match.group().strip(), match.end())
    return None


def read_parts(text: Text) -> Part:
    """The tree of parts; the root holds what stands before the first mark."""
    builder = _Builder(text)
    for index, line in enumerate(text.lines):
        builder.take(index, line)
    return builder.finish()


def read_outline(text: Text) -> tuple[Node, ...]:
    """The outline as nodes (see `model.Node`)."""
    return tuple(_node(part) for part in read_parts(text).children)


def _node(part: Part) -> Node:
    first = part.lines[0] if part.lines else None
    title = first.text[max(0, part.body - first.start) :] if first else ""
    children = tuple(_node(child) for child in part.children)
    return Node(part.path, part.label, part.level, title, part.start, part.end, children)


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.root = Part("root", -1, "", "", 0, 0)
        self.stack: list[Part] = [self.root]
        self.is_addressed = False  # in the list of those whom a letter addresses
        self.is_closed = False  # between "Nơi nhận" and whatever is attached
        self.last_end = 0
        self.heads = _heads(text)

    def take(self, index: int, line: Line) -> None:
        """One more line: it opens a part, or belongs to the open one."""
        if len(self.stack) == 1 and self._addresses(line):
            return
        part = self._attached(index, line) or (None if line.row is not None else self._marked(line))
        if part:
            self._open(part)
        elif not self.is_closed and (
            CLOSING.match(lower(line.text[:20])) or CAPACITY.match(line.text)
        ):
            self.is_closed = True
            self._close_down_to(6)
        if self.is_closed and line.row is None:
            return
        self._own(line)
        if line.text.rstrip('"').endswith("./."):
            self.is_closed = True

    def _addresses(self, line: Line) -> bool:
        """ "Kính gửi:" and the bullets after it name readers, not parts."""
        if ADDRESSED.match(lower(line.text)):
            self.is_addressed = True
            return True
        self.is_addressed = self.is_addressed and line.text.startswith("-")
        return self.is_addressed

    def _own(self, line: Line) -> None:
        top = self.stack[-1]
        while top.level == "bullet" and top.lines:
            self._pop()
            top = self.stack[-1]
        top.lines.append(line)
        self.last_end = line.end

    def _attached(self, index: int, line: Line) -> Part | None:
        """An annex, or a paper that the first one issues."""
        head = self.heads.get(index)
        if head is None:
            return None
        self.is_closed = False
        path = "" if head == "attachment" else "PL"
        return Part(head, 0, line.text if head == "annex" else "", path, line.start, line.start)

    def _marked(self, line: Line) -> Part | None:
        mark = mark_of(line.text)
        if mark is None or (self.is_closed and mark.level in ("bullet", "point")):
            return None
        self.is_closed = False
        gap = len(line.text[mark.width :]) - len(line.text[mark.width :].lstrip())
        return Part(
            mark.level, mark.rank, mark.label, mark.id, line.start, line.start + mark.width + gap
        )

    def _open(self, part: Part) -> None:
        self._close_down_to(part.rank)
        parent = self.stack[-1]
        part.path = _path(self.stack, part)
        parent.children.append(part)
        self.stack.append(part)

    def _close_down_to(self, rank: float) -> None:
        while len(self.stack) > 1 and self.stack[-1].rank >= rank:
            self._pop()

    def _pop(self) -> None:
        self.stack.pop().end = self.last_end

    def finish(self) -> Part:
        """Closes all that is open and gives the root."""
        while self.stack:
            self._pop()
        return self.root


def _heads(text: Text) -> dict[int, str]:
    """The lines that open an annex or an attached paper, by index."""
    heads: dict[int, str] = {}
    for index, line in enumerate(text.lines):
        if line.row is None and len(line.text) <= 400 and ANNEX.match(line.text):
            heads[index] = "annex"
        elif ENCLOSED.match(lower(line.text[:60])):
            found = _head_above(text, index, heads)
            if found is not None:
                heads[found[0]] = found[1]
    return heads


def _head_above(text: Text, index: int, heads: dict[int, str]) -> tuple[int, str] | None:
    """What "(Ban hành kèm theo ...)" belongs to: the type line or the capitals above it."""
    first = None
    is_block = True
    for above in range(index - 1, max(-1, index - 9), -1):
        line = text.lines[above]
        if above in heads or above < 6:
            return None
        if TYPE_LINE.match(lower(line.text)) and line.text[:2].isupper():
            return above, "attachment"
        is_block = is_block and line.row is None and bool(CAPITALS.match(line.text))
        first = above if is_block else first
    return None if first is None else (first, "annex")


def _path(stack: list[Part], part: Part) -> str:
    """The path of a part, as people cite it: "II.1.b", "Đ2.1.a", "PL.II.3", "II.1.-2"."""
    parent = stack[-1]
    above = "" if parent.level in ("part", "chapter", "root") else parent.path
    if part.level in ("annex", "attachment"):
        return part.path
    if part.level == "bullet":
        sign = part.label[0]
        parent.bullets[sign] += 1
        return f"{above}.{sign}{parent.bullets[sign]}".lstrip(".")
    if part.level == "article":
        return f"Đ{part.path}"
    if part.level in ("part", "chapter"):
        return part.path or part.label
    if part.level == "section" and parent.level == "article":
        above = ""
    if part.level == "clause" and "." in part.path:
        above = _above_clauses(stack)
    return f"{above}.{part.path}".lstrip(".")


def _above_clauses(stack: list[Part]) -> str:
    """The path above a chain of numbers: "1.1.2." stands under "II", not under "II.1.1"."""
    for part in reversed(stack):
        if part.level != "clause":
            return (
                ""
                if part.level in ("root", "part", "chapter", "article") and part.rank < 4
                else part.path
            )
    return ""
