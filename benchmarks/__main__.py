"""`python -m benchmarks`: measures accuracy and speed and writes docs/benchmarks.md."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import (
    accuracy,
    many_tasks,
    one_letter,
    page,
    page_platform,
    page_statistics,
    platform,
    readers,
    redmine,
    speed,
    statistics,
)
from benchmarks.papers import ROOT, papers

PAGE = ROOT / "docs" / "benchmarks.md"
HEADINGS = ("# Benchmarks", page_platform.HEADING, page_statistics.HEADING)  # in their order
SAVED = ROOT / "var" / "benchmarks" / "accuracy.json"


def main(given: Sequence[str]) -> int:
    """Do what the arguments say; without any, measure everything and write the page."""
    choice = arguments().parse_args(given)
    if choice.what == "platform":
        keep(page_platform.HEADING, page_platform.write(measure_platform(choice.redmine)))
        return 0
    if choice.what == "statistics":
        found = {**statistics.measure(choice.minutes), "conditions": [page.conditions()]}
        keep(page_statistics.HEADING, page_statistics.write(found))
        return 0
    if choice.what == "hotspots":
        print(speed.hot_spots(speed.five_texts()[1]))
        return 0
    rows = read_papers(choice) if choice.what in ("all", "accuracy") else []
    if choice.what == "accuracy":
        return 0
    five, grown, burdens = measure_speed()
    if choice.what == "all" and choice.only == "*":
        keep("# Benchmarks", page.write(rows, five, grown, burdens))
    return 0


def keep(heading: str, written: str) -> None:
    """Write one part of the page; the others, which other commands measure, stay as they are."""
    was = PAGE.read_text("utf-8") if PAGE.exists() else ""
    parts = dict(parts_of(was)) | {heading: written}
    order = [it for it in HEADINGS if it in parts]
    text = "\n\n".join(parts[it].strip() for it in order)
    PAGE.write_text(f"{text}\n", encoding="utf-8")
    print(f"Written to {PAGE.relative_to(ROOT)}")


def parts_of(page: str) -> Iterator[tuple[str, str]]:
    """The parts of the page, each with its heading."""
    starts = [(page.find(it), it) for it in HEADINGS if it in page]
    for (start, heading), (end, _) in pairwise([*starts, (len(page), "")]):
        yield heading, page[start:end]


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        default="all",
        choices=("all", "accuracy", "speed", "hotspots", "platform", "statistics"),
    )
    parser.add_argument("--redmine", type=Path, help="install Redmine, the peer, in this folder")
    parser.add_argument(
        "--minutes", type=float, default=statistics.MINUTES, help="how long the last hour is"
    )
    parser.add_argument("--all", action="store_true", help="read the papers held out, too")
    parser.add_argument("--only", default="*", help="papers of these names alone: '0[1-5]_*'")
    parser.add_argument("--against", type=Path, help="tell what changed since this saved run")
    parser.add_argument("--save", type=Path, default=SAVED, help="where to save this run")
    return parser


def read_papers(choice: argparse.Namespace) -> list[accuracy.Row]:
    """Measure, print every paper and the sums, tell the changes, save the run."""
    before = json.loads(choice.against.read_text("utf-8")) if choice.against else None
    with tempfile.TemporaryDirectory() as workshop:
        found = papers(Path(workshop), has_held_out=choice.all)
        rows = accuracy.measure(paper for paper in found if fnmatch(paper.name, choice.only))
    for title, chosen in accuracy.sections(rows):
        print(f"\n{title}")
        for row in chosen:
            print(f"  {accuracy.line(row)}")
        print(f"  {sums(chosen)}")
    if before is not None:
        tell_changes(accuracy.changes(before, accuracy.items(rows)))
    accuracy.save(rows, choice.save)
    return rows


def sums(rows: Sequence[accuracy.Row]) -> str:
    """The figures of some papers on one line; what lies below its limit is marked."""
    told = []
    for part, total in accuracy.totals(rows).items():
        reached = accuracy.figure(part, total)
        below = "" if reached >= accuracy.TARGETS[part] else " BELOW"
        told.append(f"{part} {reached:.4f}{below}")
    return "= " + "  ".join(told)


def tell_changes(changes: Sequence[accuracy.Change]) -> None:
    better = sum(change.sign == "+" for change in changes)
    print(f"\nAgainst the earlier run: {better} better, {len(changes) - better} worse")
    for change in changes:
        print(f"  {change.sign} {change.paper}  {change.part}: {change.what}")


def measure_platform(folder: Path | None) -> dict[str, Any]:
    """Long lists, many readers and the log, printed as they come."""
    found: dict[str, Any] = {"tasks": platform.on_each("many_tasks")}
    for database, pages in found["tasks"].items():
        print(page_platform.tasks(database, pages))
    found["readers"] = measure_readers(folder)
    print(page_platform.readers(found["readers"]))
    found["log"] = platform.on_each("log", options=platform.DURABLE)
    print(page_platform.log(found["log"]))
    return {**found, "conditions": [page.conditions()]}


def measure_readers(folder: Path | None) -> dict[str, tuple[float, float]]:
    """Our list beside the emptiest page of its framework and, if asked, beside Redmine."""
    tasks, found = many_tasks.TASKS, {}
    with readers.serving(readers.free_port(), tasks) as ours:
        found["Django's empty page"] = readers.in_turns(ours, ours, readers.EMPTY)
        if folder is not None:
            redmine.install(folder)
            redmine.fill(folder, tasks)
            with redmine.serving(folder, readers.free_port()) as peer:
                found[redmine.name(folder)] = readers.in_turns(ours, peer, redmine.LIST)
    return found


def measure_speed() -> tuple[tuple[str, speed.Speed], speed.Growth, list[one_letter.Burden]]:
    """Measure and print; the huge files first, while nothing else is in memory."""
    burdens = [one_letter.measure(letter) for letter in one_letter.LETTERS]
    print(page.letters(burdens))
    grown = speed.growth()
    print(page.growth(grown))
    called, texts = speed.five_texts()
    five = called, speed.measure(texts)
    print(page.speed(*five))
    return five, grown, burdens


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
