"""The two panes: lines of text with marks on the left, cards in groups on the right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from congtac.documents.rules.acceptance import Obstacle, obstacles
from congtac.documents.rules.cards import Card, card
from congtac.documents.rules.marks import Line, Row, lines
from congtac.documents.rules.places import marks_of
from congtac.documents.rules.problems import SENTENCES, SHORT
from congtac.documents.rules.review import Item
from congtac.documents.rules.shapes import Content
from congtac.documents.rules.words import FIELD_NAMES

GROUPS = (
    ("task", "nhiem-vu", "Nhiệm vụ"),
    ("metadata", "thong-tin", "Thông tin chung"),
    ("finding", "loi", "Lỗi và lưu ý"),
    ("citation", "vien-dan", "Văn bản viện dẫn"),
    ("target", "chi-tieu", "Chỉ tiêu"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one kind; `open_count` of them nobody has looked at."""

    kind: str
    anchor: str
    title: str
    cards: tuple[Card, ...]
    open_count: int


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be answered before acceptance, with the card where to answer it."""

    code: str
    sentence: str
    short: str
    name: str
    anchor: str
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the review is: the groups with their counts, and what is still asked."""

    groups: tuple[Group, ...]
    questions: tuple[Question, ...]

    @property
    def is_without_tasks(self) -> bool:
        return any(question.code == "DOC-030" for question in self.questions)


def standing(items: Sequence[Item]) -> Standing:
    """The right pane of a reading."""
    groups = tuple(_group(items, *group) for group in GROUPS)
    names = {(item.kind, item.key): _name(item) for item in items}
    return Standing(groups, tuple(_question(it, names) for it in obstacles(items)))


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of running text, or the rows of one table."""

    is_table: bool
    lines: tuple[Line, ...]


def text_blocks(text: str, content: Content, items: Sequence[Item]) -> tuple[Block, ...]:
    """The left pane of a reading: running text and tables in their order."""
    shown = lines(text, marks_of(items), rows_of(content))
    grouped = groupby(shown, key=lambda line: line.table)
    return tuple(Block(bool(table), tuple(rows)) for table, rows in grouped)


def rows_of(content: Content) -> Iterator[Row]:
    """The rows of the tables of a stored reading."""
    for number, table in enumerate(content["tables"], start=1):
        for row in table:
            yield Row(row["start"], tuple((start, end) for start, end in row["cells"]), number)


def _group(items: Sequence[Item], kind: str, anchor: str, title: str) -> Group:
    cards = tuple(card(item) for item in items if item.kind == kind and not _is_idle(item))
    waiting = sum(1 for it in cards if it.state == "proposed")
    return Group(kind, anchor, title, cards, waiting)


def _is_idle(item: Item) -> bool:
    """The symbol matters only where the number was left blank."""
    return item.key == "symbol" and not item.content["value"] and not item.decisions


def _name(item: Item) -> str:
    if item.kind == "metadata":
        return FIELD_NAMES[item.key]
    path = item.content.get("path")
    return f"Nhiệm vụ {path}" if path else "Nhiệm vụ thêm"


def _question(obstacle: Obstacle, names: Mapping[tuple[str, str], str]) -> Question:
    prefix = "m-" if obstacle.kind == "metadata" else ""
    anchor = f"x-{prefix}{obstacle.key}" if obstacle.key else "nhiem-vu"
    name = names.get((obstacle.kind, obstacle.key), "")
    code = obstacle.code
    return Question(code, SENTENCES[code], SHORT[code], name, anchor, obstacle.kind, obstacle.key)
