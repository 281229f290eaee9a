"""Tells where the labels of the examples disagree with their texts."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDERS = ((HERE / "gold", HERE / "documents"), (HERE / "corpus/gold", HERE / "corpus"))
KINDS = ("date", "range", "quarter", "year", "ongoing", "none")
MODES = ("explicit", "responsible", "coordinate", "table", "prose")

Label = dict[str, Any]


def flat(text: str) -> str:
    """The text on one line, without regard to case."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(label_file: Path, documents: Path) -> str:
    """The plain text that a label file speaks of."""
    places = (documents, HERE / "word-sources")
    found = [place / f"{label_file.stem}.txt" for place in places]
    return next(path for path in found if path.exists()).read_text("utf-8")


def wrong_citations(label: Label, text: str) -> Iterator[str]:
    numbers = [citation["number"] for citation in label["citations"]]
    if len(set(numbers)) < len(numbers):
        yield "a number is cited twice"
    for citation in label["citations"]:
        forms = (citation["number"], *citation.get("variants", ()))
        if not any(tight(form) in tight(text) for form in forms):
            yield f"citation {citation['number']}"
        yield from wrong_days(citation["date"])


def wrong_days(*days: str | None) -> Iterator[str]:
    for day in days:
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError:
            yield f"day {day}"


def wrong_task(task: Label, line: str) -> Iterator[str]:
    """What of one task isn't in the text on one line, or isn't in the list of words."""
    for said in (task["text_start"], *task["lead"], *task["coordinating"]):
        if flat(said) not in line:
            yield f"{task['heading']}: {said}"
    if task["deadline_text"] and flat(task["deadline_text"]) not in line:
        yield f"{task['heading']}: {task['deadline_text']}"
    deadline = task["deadline"]
    if task["mode"] not in MODES or deadline["kind"] not in KINDS:
        yield f"{task['heading']}: mode or kind"
    yield from wrong_days(deadline["start"], deadline["end"])


def disagreements(label: Label, text: str) -> Iterator[str]:
    """Everything wrong between one label and its text."""
    line = flat(text)
    if unicodedata.normalize("NFC", text) != text:
        yield "the text is not in NFC"
    yield from wrong_citations(label, text)
    for task in (*label["tasks"], *label.get("optional_tasks", ())):
        yield from wrong_task(task, line)
    for target in label["targets"]:
        if flat(target["text"]) not in line:
            yield f"target {target['text']}"


def main() -> int:
    faults = 0
    for labels, documents in FOLDERS:
        for path in sorted(labels.glob("*.json")):
            label = json.loads(path.read_text("utf-8"))
            for fault in disagreements(label, text_of(path, documents)):
                sys.stdout.write(f"{path.stem}: {fault}\n")
                faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
