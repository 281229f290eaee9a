"""The page of a lint rule, as `docs/rules/vanban` writes it: what it checks, and samples."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and the words that the rule marks in it; nothing where the text is sound."""

    text: str
    marked: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What a rule checks, in prose, and the samples of its table."""

    paragraphs: tuple[str, ...]
    samples: tuple[Sample, ...]


def explained(page: str) -> Explained:
    """Read the page of a rule: its paragraphs, and the rows of its table below the head."""
    lines = [line.strip() for line in page.splitlines()]
    rows = [line for line in lines if line.startswith("|")][2:]
    prose = (line for line in lines if line and not line.startswith(("#", "-", "|")))
    return Explained(
        tuple(line.replace("`", "") for line in prose),
        tuple(_sample(row) for row in rows if row.count("|") >= 3),
    )


def _sample(row: str) -> Sample:
    text, _, marked = row.strip("| ").rpartition("|")
    marked = marked.strip()
    return Sample(
        text.strip().replace("<br>", "\n"), "" if marked == "không" else marked.strip("`")
    )
