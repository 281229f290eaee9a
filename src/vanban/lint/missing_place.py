"""VB-014: an article, clause, point or section of this paper that the text refers to is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.lint.order import ranks, roman
from vanban.lint.quotes import inside, long_quotes
from vanban.lint.rule import READER
from vanban.model import Document, Finding, Node
from vanban.text import Text
from vanban.words import lower

CODE = "VB-014"
SEVERITY = "error"
BASIS = READER
TITLE = "Dẫn chiếu đến điều, khoản, điểm, mục không có trong văn bản này"

_ITEM = r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[a-zđ]?|[IVXL]{1,6}|[a-zđ])(?![\w/])"
_NAMES = "điểm|khoản|tiểu mục|mục|phần|chương|điều"
_STEP = rf"(?P<name>{_NAMES})(?: số)? (?P<items>{_ITEM}(?:(?:, ?| và |; ?|, và ){_ITEM}){{0,20}})"
_ONE = re.compile(_STEP, re.I)
_EACH = re.compile(_ITEM)
_OWN = (
    "quyết định|kế hoạch|chương trình|đề án|thông tư|nghị định|nghị quyết|quy chế|quy định"
    "|hướng dẫn|chỉ thị|kết luận|thông báo|văn bản|luật|phương án|bộ tiêu chí"
)
_PLAIN_STEP = re.sub(r"\?P<\w+>", "?:", _STEP)
_THIS = re.compile(r" này\b")
_OWN_PAPER = tuple(_OWN.split("|"))
_MOST = 500  # parts with one label that a reference is compared with
_FARTHEST = 240  # characters from the first step to "này"
_CHAIN = re.compile(
    rf"\b{_PLAIN_STEP}(?:(?:,? (?:của |tại |thuộc |và )?|, ){_PLAIN_STEP}){{0,12}}"
    rf",?(?: của| tại| ban hành kèm theo| kèm theo)? (?:{_OWN})(?: hành động)? này\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Step:
    """One level of a reference: "mục II", its items with their places in the text."""

    name: str
    items: tuple[tuple[str, int, int], ...]


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a reference into this paper leads to something."""
    nodes = _by_rank(document.outline)
    quotes = long_quotes(document.source.text)
    for match in _references(text.plain):
        if not inside(quotes, match.start()) and not _is_quoted(document, match.start()):
            for chain in _chains(match):
                yield from _follow(chain, nodes)


def _is_quoted(document: Document, at: int) -> bool:
    """Inside curly quotes on the same line: words of another paper."""
    source = document.source.text
    first = max(0, at - _FARTHEST, source.rfind("\n", max(0, at - _FARTHEST), at))
    return source.rfind("\u201c", first, at) > source.rfind("\u201d", first, at)


def _references(plain: str) -> Iterator[re.Match[str]]:
    """The phrases that end with this paper: "khoản 2 Điều 3 Quyết định này"."""
    low, last = lower(plain), 0
    for this in _THIS.finditer(low):
        if low.endswith(_OWN_PAPER, last, this.start()) or low.endswith(
            " hành động", 0, this.start()
        ):
            for match in _CHAIN.finditer(plain, max(last, this.start() - _FARTHEST), this.end()):
                if match.end() == this.end():
                    yield match
        last = this.end()


def _chains(match: re.Match[str]) -> Iterator[list[_Step]]:
    """The references in one phrase, each from the outermost step to the innermost."""
    chain: list[_Step] = []
    for found in _ONE.finditer(match.string, match.start(), match.end()):
        items = tuple(
            (m.group(), *m.span()) for m in _EACH.finditer(match.string, *found.span("items"))
        )
        name = found["name"].lower()
        if chain and chain[-1].name == name:
            chain[-1] = _Step(name, chain[-1].items + items)
            continue
        if any(step.name == name for step in chain):
            yield chain[::-1]
            chain = []
        chain.append(_Step(name, items))
    yield chain[::-1]


Ranked = dict[tuple[str, tuple[int, ...]], list[tuple[str, Node]]]


def _by_rank(outline: tuple[Node, ...]) -> Ranked:
    """All nodes by kind of label and place in the order, with the name before the label."""
    found: Ranked = {}
    stack = list(outline)
    while stack:
        node = stack.pop()
        stack.extend(node.children)
        if read := ranks(node.label):
            found.setdefault(read[1:], []).append((read[0], node))
    return found


def _follow(chain: list[_Step], nodes: Ranked) -> Iterator[Finding]:
    """Goes down step by step; the first step that leads nowhere is the fault."""
    within: list[Node] | None = None
    for step in chain:
        if not _has_level(step, nodes) or _is_crowded(step, nodes):
            return
        found: list[Node] = []
        for item, start, end in step.items:
            here = _matches(step.name, item, nodes, within)
            found.extend(here)
            if not here:
                words = f"{step.name} {item}"
                message = (
                    f"Dẫn chiếu đến “{words}” nhưng văn bản này không có {words};"
                    " sửa lại dẫn chiếu."
                )
                yield Finding(CODE, SEVERITY, message, start, end, BASIS)
        if not found:
            return
        within = found


def _is_crowded(step: _Step, nodes: Ranked) -> bool:
    """So many parts bear the label that to look at each would take too long."""
    return any(len(nodes.get(_key(item), ())) > _MOST for item, _, _ in step.items)


def _has_level(step: _Step, nodes: Ranked) -> bool:
    """The paper has parts of this kind at all: an extract may lack the articles."""
    kinds = {_key(item)[0] for item, _, _ in step.items}
    for (kind, _), entries in nodes.items():
        if step.name == "điều":
            if any(name == "điều" for name, _ in entries):
                return True
        elif kind in kinds:
            return True
    return False


def _matches(name: str, item: str, nodes: Ranked, within: list[Node] | None) -> list[Node]:
    wanted = name if name in ("điều", "chương", "phần") else ""
    found = []
    for label, node in nodes.get(_key(item), ()):
        fits = label == name or (label == "" and wanted != "điều")
        if fits and (within is None or any(_holds(outer, node) for outer in within)):
            found.append(node)
    return found


def _holds(outer: Node, node: Node) -> bool:
    return outer.start <= node.start and node.end <= outer.end and outer is not node


def _key(item: str) -> tuple[str, tuple[int, ...]]:
    if item[0] in "IVXL" and item.isupper():
        return "roman", (roman(item),)
    read = ranks(item)
    return read[1:] if read else ("number", (0,))
