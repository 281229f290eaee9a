"""Runs of numbered parts: which labels stand one after the other, and where a run breaks."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.lint.memo import last_answer
from vanban.lint.order import ranks, spell
from vanban.lint.quotes import inside, long_quotes
from vanban.model import Document, Node

_NAMED = ("điều", "chương", "phần")  # numbered through the whole paper
_OWN_PAPER = ("annex", "attachment")


@dataclass(frozen=True, slots=True)
class Label:
    """One label in a run: its kind and its place in the order, where it stands."""

    written: str
    kind: str
    places: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Break:
    """Where a run breaks: the label before, the wrong one, the one expected; a repeat or a gap."""

    before: Label | None  # None where the list begins with its second
    wrong: Label
    expected: str
    is_repeat: bool


@last_answer
def breaks(document: Document) -> tuple[Break, ...]:
    """Every break in the numbering of the paper, in no order."""
    text = document.source.text
    quotes = long_quotes(text)
    runs = list(_runs(document.outline))
    starts = sorted(label.start for run in runs for label in run)
    kept = ([label for label in run if not inside(quotes, label.start)] for run in runs)
    found = (each for run in kept for each in _run_breaks(run))
    return tuple(each for each in found if each.is_repeat or not _is_elsewhere(each, text, starts))


def _runs(nodes: tuple[Node, ...]) -> Iterator[list[Label]]:
    """The runs of one paper; annexes and attached papers have their own."""
    named: dict[str, list[Label]] = {}
    stack: list[tuple[Node, ...]] = [nodes]
    while stack:
        siblings = stack.pop()
        yield from _sibling_runs(siblings, named)
        for node in _through_numbers(siblings):
            if node.level in _OWN_PAPER:
                yield from _runs(node.children)
            elif _is_numbered(node):
                stack.append(tuple(child for child in node.children if not _is_numbered(child)))
            else:
                stack.append(node.children)
    for run in named.values():
        run.sort(key=lambda label: label.start)
        yield run


def _sibling_runs(
    siblings: tuple[Node, ...], named: dict[str, list[Label]]
) -> Iterator[list[Label]]:
    runs: dict[str, list[Label]] = {}
    for node in _through_numbers(siblings):
        read = ranks(node.label)
        if not read:
            continue
        name, kind, places = read
        label = Label(node.label, kind, places, node.start, node.start + len(node.label))
        target = named if name in _NAMED else runs
        target.setdefault(name if name in _NAMED else f"{name} {kind}", []).append(label)
    yield from runs.values()


def _through_numbers(siblings: tuple[Node, ...]) -> Iterator[Node]:
    """The siblings and, below a number, the numbers under it: 1., 1.1., 1.1.1. are one run."""
    for node in siblings:
        yield node
        if _is_numbered(node):
            yield from (child for child in _through_numbers(node.children) if _is_numbered(child))


def _is_numbered(node: Node) -> bool:
    read = ranks(node.label)
    return read is not None and read[:2] == ("", "number")


def _run_breaks(run: list[Label]) -> Iterator[Break]:
    last: Label | None = None
    seen: set[tuple[int, ...]] = set()
    if len(run) > 1 and run[0].places == (2,):
        yield Break(None, run[0], spell(run[0].kind, (1,)), is_repeat=False)
    for at, label in enumerate(run):
        places = label.places
        if last and places not in _successors(last.places):
            expected = _expected(last, label)
            yield Break(last, label, spell(label.kind, expected), places in seen)
            after = run[at + 1].places if at + 1 < len(run) else ()
            if after in _successors(expected) and after not in _successors(places):
                label = Label(label.written, label.kind, expected, label.start, label.end)
        last = label
        seen.add(label.places)


def _is_elsewhere(found: Break, text: str, starts: list[int]) -> bool:
    """The missing label stands where the outline doesn't look: inside a table, before a figure."""
    earlier = bisect_left(starts, found.wrong.start)
    previous = starts[earlier - 1] + 1 if earlier else 0
    begins = found.before.end if found.before else previous
    *outer, last = found.wrong.places
    wanted = [found.expected]
    if last > 1:
        wanted.append(spell(found.wrong.kind, (*outer, last - 1)))
    labels = "|".join(map(re.escape, wanted))
    seen = re.compile(rf"(?:^|\|)[ \t\xa0]{{0,8}}(?:{labels})(?:[.):]| ?\|)", re.M | re.I)
    return bool(seen.search(text, begins, found.wrong.start))


def _successors(places: tuple[int, ...]) -> set[tuple[int, ...]]:
    """What may follow: one more at any depth, the first one deeper, or a new list."""
    deeper = {(*places, 1), (1,)} if places != (1,) else {(1, 1)}
    return deeper | {(*places[:depth], places[depth] + 1) for depth in range(len(places))}


def _expected(last: Label, wrong: Label) -> tuple[int, ...]:
    """The label that should stand here: the next one at the depth of the wrong one."""
    depth = min(len(wrong.places), len(last.places))
    if (
        len(last.places) > 1
        and wrong.places[:1] != last.places[:1]
        and wrong.places[0] > last.places[0] + 1
    ):
        depth = len(last.places)
    if len(wrong.places) > len(last.places):
        return (*last.places, 1)
    return (*last.places[: depth - 1], last.places[depth - 1] + 1)
