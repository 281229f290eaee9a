"""The two panes: lines of text with marks on the left, cards in groups on the right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from congtac.documents.rules.acceptance import Obstacle, obstacles
from congtac.documents.rules.cards import Card, card, card_anchor
from congtac.documents.rules.citing import Lead
from congtac.documents.rules.marks import Line, Row, lines
from congtac.documents.rules.places import marks_of
from congtac.documents.rules.portions import Portion, inside, portion_at
from congtac.documents.rules.problems import SENTENCES, SHORT
from congtac.documents.rules.review import Item
from congtac.documents.rules.shapes import Content
from congtac.documents.rules.words import FIELD_NAMES
from congtac.kernel.words import gettext as _
from congtac.kernel.words import gettext_noop

GROUPS = (
    ("task", "nhiem-vu", gettext_noop("Nhiệm vụ")),
    ("metadata", "thong-tin", gettext_noop("Thông tin chung")),
    ("finding", "loi", gettext_noop("Lỗi và lưu ý")),
    ("citation", "vien-dan", gettext_noop("Văn bản viện dẫn")),
    ("target", "chi-tieu", gettext_noop("Chỉ tiêu")),
)


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind, how many, how many of them nobody has looked at; cards to be shown."""

    kind: str
    anchor: str
    title: str
    total: int
    open_count: int
    cards: tuple[Card, ...] = ()


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
    """How far the review of a reading is."""
    groups = tuple(_group(items, kind, anchor, _(title)) for kind, anchor, title in GROUPS)
    names = {(item.kind, item.key): _name(item) for item in items}
    return Standing(groups, tuple(_question(it, names) for it in obstacles(items)))


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of running text, or the rows of one table."""

    is_table: bool
    lines: tuple[Line, ...]


def text_blocks(
    text: str, content: Content, items: Sequence[Item], portion: Portion
) -> tuple[Block, ...]:
    """The left pane of a reading: running text and tables of a portion in their order."""
    here = {card_anchor(item) for item in inside(portion, items)}
    marks = (replace(it, is_away=it.target not in here) for it in marks_of(items))
    shown = lines(text, marks, rows_of(content), (portion.start, portion.end))
    grouped = groupby(shown, key=lambda line: line.table)
    return tuple(Block(bool(table), tuple(rows)) for table, rows in grouped)


def rows_of(content: Content) -> Iterator[Row]:
    """The rows of the tables of a stored reading."""
    for number, table in enumerate(content["tables"], start=1):
        for row in table:
            yield Row(row["start"], tuple((start, end) for start, end in row["cells"]), number)


def _group(items: Sequence[Item], kind: str, anchor: str, title: str) -> Group:
    shown = [item for item in items if item.kind == kind and not _is_idle(item)]
    return Group(kind, anchor, title, len(shown), sum(1 for it in shown if it.state == "proposed"))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside cards: the portions of the text, the one shown, where citations lead."""

    portions: tuple[Portion, ...]
    portion: Portion
    leads: Mapping[str, Lead]


def with_cards(groups: Sequence[Group], items: Sequence[Item], beside: Beside) -> tuple[Group, ...]:
    """The right pane: the groups with the cards of these items."""
    shown = [item for item in items if not _is_idle(item)]
    return tuple(
        replace(group, cards=tuple(full_card(it, beside) for it in shown if it.kind == group.kind))
        for group in groups
    )


def full_card(item: Item, beside: Beside) -> Card:
    """The card of an item; that of a citation says where it leads, here and on the shelf."""
    made = card(item)
    if item.kind != "citation":
        return made
    numbers = (portion_at(beside.portions, start).number for start, _ in item.content["spans"])
    places = tuple(
        (spot, 0 if number == beside.portion.number else number)
        for spot, number in zip(made.spots, numbers, strict=False)
    )
    return replace(made, places=places, lead=beside.leads.get(item.key))


def _is_idle(item: Item) -> bool:
    """The symbol matters only where the number was left blank."""
    return item.key == "symbol" and not item.content["value"] and not item.decisions


def _name(item: Item) -> str:
    if item.kind == "metadata":
        return FIELD_NAMES[item.key]
    path = item.content.get("path")
    return _("Nhiệm vụ {path}").format(path=path) if path else _("Nhiệm vụ thêm")


def _question(obstacle: Obstacle, names: Mapping[tuple[str, str], str]) -> Question:
    prefix = "m-" if obstacle.kind == "metadata" else ""
    anchor = f"x-{prefix}{obstacle.key}" if obstacle.key else "nhiem-vu"
    name = names.get((obstacle.kind, obstacle.key), "")
    code = obstacle.code
    return Question(code, SENTENCES[code], SHORT[code], name, anchor, obstacle.kind, obstacle.key)
