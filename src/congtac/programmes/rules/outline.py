"""A programme as branches, and a task as paragraphs: the page `docs/rules/outline.md`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from congtac.programmes.rules.rows import Row
from congtac.programmes.rules.standing import STANDINGS
from congtac.programmes.rules.words import STANDING_COLOURS, STANDING_NAMES


@dataclass(slots=True)
class Branch:
    """A part of a programme with its own tasks and branches; `standings` counts all under it."""

    path: str
    title: str = ""
    rows: list[Row] = field(default_factory=list)
    below: list["Branch"] = field(default_factory=list)
    standings: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many tasks stand under it."""
        return self.standings.total()

    @property
    def name(self) -> str:
        """Its place and its words: "II. Nhiệm vụ trọng tâm"."""
        return f"{self.path}. {self.title}" if self.title else f"{self.path}."

    @property
    def tags(self) -> list[tuple[str, str, int]]:
        """How many of its tasks stand where: name, colour, count; in the usual order."""
        found = ((it, self.standings[it]) for it in STANDINGS)
        return [(STANDING_NAMES[it], STANDING_COLOURS[it], many) for it, many in found if many]


def outline(rows: Iterable[Row], titles: Mapping[str, str]) -> Branch:
    """The trunk with all tasks of a programme in branches, in the order given."""
    trunk = Branch("")
    known = {"": trunk}
    for row in rows:
        for branch in _way_to(row.path, known, titles):
            branch.standings[row.standing] += 1
        known[_above(row.path)].rows.append(row)
    return trunk


def _way_to(path: str, known: dict[str, Branch], titles: Mapping[str, str]) -> list[Branch]:
    """The branches from the trunk to a task, each made when it is first met."""
    way, place = [known[""]], ""
    for step in _above(path).split(".") if _above(path) else ():
        place = f"{place}.{step}" if place else step
        if place not in known:
            known[place] = Branch(place, titles.get(place, ""))
            way[-1].below.append(known[place])
        way.append(known[place])
    return way


def _above(path: str) -> str:
    return path.strip(".").rpartition(".")[0]


def titles_of(nodes: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The words of each part of a document, by its place, from the outline of a reading."""
    return dict(_titles(nodes))


def _titles(nodes: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        yield node["path"], node["title"]
        yield from _titles(node["children"])


def paragraphs(text: str, source: str = "") -> list[str]:
    """The words of a task, cut where the lines of its source begin."""
    cuts, at = [0], 0
    for line in source.splitlines():
        found = text.find(" ".join(line.split()), at) if line.strip() else -1
        if found > at:
            cuts.append(found)
            at = found
    pieces = (text[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True))
    return [line.strip() for piece in pieces for line in piece.splitlines() if line.strip()]
