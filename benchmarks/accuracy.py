"""Reads the labelled papers, scores what was read, and tells what a change finds and loses."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.papers import Paper
from benchmarks.scoring import PARTS, SHARES, Score, score
from vanban import Unreadable, as_json, read

TARGETS = {
    "metadata": 0.97,
    "citations": 0.98,
    "tasks": 0.93,
    "lead": 0.93,
    "coordinating": 0.93,
    "deadline": 0.95,
    "targets": 0.90,
    "places": 0.99,
}
FORMS = {
    ("text",): "as text",
    ("word", "made"): "as Word files",
    ("other",): "as PDF, web page or old Word",
}
LIMITED = ("text", "word", "made")  # the forms that are held against the targets
GROUPS = {"ours": "Our own papers", "beside": "The papers beside the project"}
Items = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one paper in one form."""

    paper: Paper
    scores: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of the reader did to one paper and part; `+` is better, `-` is worse."""

    paper: str
    part: str
    sign: str
    what: str


def measure(papers: Iterable[Paper]) -> list[Row]:
    """Read and score every paper; one that can't be read scores nothing."""
    return [Row(paper, score(paper.gold, _read(paper.path))) for paper in papers]


def _read(path: Path) -> dict[str, object]:
    try:
        return as_json(read(path))
    except Unreadable:
        return {}


def totals(rows: Iterable[Row]) -> dict[str, Score]:
    """The sums over all papers: every item weighs the same."""
    sums = dict.fromkeys(PARTS, Score())
    for row in rows:
        for part in PARTS:
            sums[part] += row.scores[part]
    return sums


def figure(part: str, total: Score) -> float:
    """The figure that is held against the target: a share, or F1."""
    return total.recall if part in SHARES else total.f1


def sections(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of each group and form, with its heading."""
    found = []
    for group, title in GROUPS.items():
        for forms, manner in FORMS.items():
            mine = [row for row in rows if row.paper.group == group and row.paper.form in forms]
            if mine:
                found.append((f"{title}, {manner} ({_number(mine)})", mine))
    return found


def _number(rows: Sequence[Row]) -> str:
    made = sum(row.paper.form == "made" for row in rows)
    return f"{len(rows)}, {made} of them made of the text" if made else str(len(rows))


def line(row: Row) -> str:
    """One paper on one line: found of wanted, and in brackets said."""
    told = []
    for part, one in row.scores.items():
        said = "" if part in SHARES else f" ({one.found})"
        told.append(f"{part} {one.hit}/{one.wanted}{said}")
    return f"{row.paper.path.name[:44]:44}  {'  '.join(told)}"


def items(rows: Iterable[Row]) -> Items:
    """What is kept of a run, to compare another with it."""
    return {
        row.paper.key: {
            part: {"right": one.right, "missed": one.missed, "extra": one.extra}
            for part, one in row.scores.items()
        }
        for row in rows
    }


def save(rows: Iterable[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(items(rows), ensure_ascii=False, indent=1), encoding="utf-8")


def changes(before: Items, after: Items) -> list[Change]:
    """What is now found, no longer found, no longer said wrongly, or newly said wrongly.

    Papers that stand in one of the runs only are left out.
    """
    told = []
    for paper in sorted(set(before) & set(after)):
        for part in PARTS:
            old, new = before[paper][part], after[paper][part]
            told += _changes(paper, part, old, new)
    return told


def _changes(
    paper: str, part: str, old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> list[Change]:
    gained = Counter(new["right"]) - Counter(old["right"])
    lost = Counter(old["right"]) - Counter(new["right"])
    mended = Counter(old["extra"]) - Counter(new["extra"])
    invented = Counter(new["extra"]) - Counter(old["extra"])
    return [
        *(Change(paper, part, "+", f"now found: {what}") for what in gained.elements()),
        *(Change(paper, part, "-", f"no longer found: {what}") for what in lost.elements()),
        *(Change(paper, part, "+", f"no longer invented: {what}") for what in mended.elements()),
        *(Change(paper, part, "-", f"now invented: {what}") for what in invented.elements()),
    ]
