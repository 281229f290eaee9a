"""Where the found things lie in the text, and where a quoted passage lies."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from congtac.documents.rules.marks import Mark
from congtac.documents.rules.review import Item

LABELS = 4000  # characters after a task in which its labels ("Cơ quan chủ trì: ...") may stand


def marks_of(items: Sequence[Item]) -> tuple[Mark, ...]:
    """The marks of all items not dropped; the block of a task goes on to its own labels."""
    marks = [mark for item in items if not item.is_dropped for mark in _marks(item)]
    starts = sorted(mark.start for mark in marks if mark.kind == "task")
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.kind in ("agency", "deadline", "task"):
            ends[mark.target] = max(ends.get(mark.target, 0), mark.end)
    return tuple(_to_its_labels(mark, starts, ends) for mark in marks)


def _to_its_labels(mark: Mark, starts: Sequence[int], ends: Mapping[str, int]) -> Mark:
    if mark.kind != "task":
        return mark
    after = bisect_right(starts, mark.start)
    limit = starts[after] if after < len(starts) else mark.end + LABELS
    end = max(mark.end, min(ends[mark.target], limit, mark.end + LABELS))
    return replace(mark, end=end)


def _marks(item: Item) -> Iterator[Mark]:
    if item.kind == "metadata":
        yield from _at("metadata", f"m-{item.key}", f"m-{item.key}", item.content.get("span"))
    elif item.kind == "citation":
        yield from _of_citation(item)
    elif item.kind == "task":
        yield from _of_task(item)
    else:
        yield from _at(item.kind, item.key, item.key, (item.content["start"], item.content["end"]))


def _at(kind: str, spot: str, target: str, place: Sequence[int | None] | None) -> Iterator[Mark]:
    if place and place[0] is not None and place[1] is not None:
        yield Mark(kind, spot, target, place[0], place[1])


def _of_citation(item: Item) -> Iterator[Mark]:
    for number, span in enumerate(item.content["spans"], start=1):
        yield from _at("citation", f"{item.key}-{number}", item.key, span)


def _of_task(item: Item) -> Iterator[Mark]:
    task: dict[str, Any] = item.content
    if task["start"] is not None and task["end"] is not None:
        yield Mark("task", item.key, item.key, task["start"], task["end"], task["path"])
    yield from _at("deadline", f"{item.key}-d", item.key, task["deadline"].get("span"))
    for role in ("lead", "coordinating"):
        for number, agency in enumerate(task[role], start=1):
            spot = f"{item.key}-{role[0]}{number}"
            yield from _at("agency", spot, item.key, (agency.get("start"), agency.get("end")))


def place_of(text: str, quoted: str) -> tuple[int, int] | None:
    """Where a quoted passage stands in the text; blanks may differ; nothing when it isn't there."""
    words = quoted.split()
    if not words:
        return None
    start = text.find(quoted.strip())
    if start >= 0:
        return start, start + len(quoted.strip())
    return _place_of_words(text, words)


def _place_of_words(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    at = text.find(words[0])
    while at >= 0:
        end = _end_of_words(text, at, words)
        if end is not None:
            return at, end
        at = text.find(words[0], at + 1)
    return None


def _end_of_words(text: str, start: int, words: Sequence[str]) -> int | None:
    here = start
    for word in words:
        while here < len(text) and text[here].isspace():
            here += 1
        if not text.startswith(word, here):
            return None
        here += len(word)
    return here
