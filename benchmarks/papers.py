"""The labelled papers: those of the project, and those beside it where they are."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examples.make_documents import Recipe, write_word

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
BESIDE = ROOT.parent / "shared" / "documents"
# Kept out of daily work: only their score at the end says how general the reader is.
HELD_OUT = ("05_", "08_", "32_")
OTHERS = (".pdf", ".html", ".doc")


@dataclass(frozen=True, slots=True)
class Paper:
    """One labelled paper in one form: `text`, `word` (a given file), `made` (Word made of the text)
    or `other` (PDF, web page, old Word)."""

    group: str  # ours, beside
    form: str
    name: str
    path: Path
    gold: dict[str, Any]

    @property
    def key(self) -> str:
        return f"{self.group}/{self.form}/{self.path.name}"


def papers(workshop: Path, *, has_held_out: bool = False) -> list[Paper]:
    """All labelled papers in all their forms; Word files that lack are made in `workshop`."""
    ours = [*_of_folder("ours", EXAMPLES / "documents", EXAMPLES / "gold")]
    ours += _of_folder("ours", EXAMPLES / "corpus", EXAMPLES / "corpus" / "gold")
    found = [*ours, *_beside(has_held_out)]
    return [*found, *_made(found, workshop)]


def _of_folder(group: str, documents: Path, labels: Path) -> Iterator[Paper]:
    for label in sorted(labels.glob("*.json")):
        yield from _forms(group, label, [documents, EXAMPLES / "word-sources"])


def _beside(has_held_out: bool) -> Iterator[Paper]:
    for label in sorted((BESIDE / "gold").glob("*.json")):
        if has_held_out or not label.name.startswith(HELD_OUT):
            yield from _forms("beside", label, [BESIDE, BESIDE / "originals"])


def _forms(group: str, label: Path, folders: list[Path]) -> Iterator[Paper]:
    """The files of the name of a label."""
    gold = json.loads(label.read_text("utf-8"))
    for folder in folders:
        for kind, form in (
            (".txt", "text"),
            (".docx", "word"),
            *((end, "other") for end in OTHERS),
        ):
            path = folder / f"{label.stem}{kind}"
            if path.exists():
                yield Paper(group, form, label.stem, path, gold)


def _made(found: list[Paper], workshop: Path) -> Iterator[Paper]:
    """A Word file of each text that has none, laid out as offices do."""
    have = {(paper.group, paper.name) for paper in found if paper.form == "word"}
    for paper in found:
        if paper.form == "text" and (paper.group, paper.name) not in have:
            text, word = (workshop / f"{paper.name}{kind}" for kind in (".txt", ".docx"))
            text.write_text(_without_blank_blocks(paper.path.read_text("utf-8")), encoding="utf-8")
            write_word(Recipe(text=str(text), word=str(word)))
            yield Paper(paper.group, "made", paper.name, word, paper.gold)


def _without_blank_blocks(text: str) -> str:
    """The text as the maker of Word files takes it: nothing but single empty lines between."""
    lines = (line if line.strip() else "" for line in text.splitlines())
    return re.sub("\n{3,}", "\n\n", "\n".join(lines))
