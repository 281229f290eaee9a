"""What was read, as a person reads it in a terminal: tasks in a table, findings in a list."""

import os
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from congtac.kernel.numbers import print_date

NARROW = 90  # columns below which a task is a short list, not a row
PIPED = 120  # columns where there is no terminal
LONGEST = 240  # letters of a task in a table
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Lưu ý"}
COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}
HEADS = ("Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")
UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f]+|\s+")
Values = Mapping[str, Any]


def console() -> Console:
    """Standard output; wide enough where it is no terminal and nobody said how wide."""
    is_known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(file=sys.stdout, width=None if is_known else PIPED)


def show_reading(said: Values, on: Console) -> str:
    """The heading of a document, its tasks, and how much else was found."""
    parts: list[RenderableType] = [_heading(said)]
    if said["tasks"]:
        is_narrow = on.width < NARROW
        parts.append(_list(said["tasks"]) if is_narrow else _table(said["tasks"]))
    parts.append(Text(_counts(said), style="dim"))
    return _drawn(Group(*parts, Text()), on)


def show_findings(said: Values, on: Console) -> str:
    """The findings of a document, each with its line, its words and its basis."""
    parts: list[RenderableType] = [Text(_clean(said["source"]), style="bold")]
    parts += _findings(said) if said["findings"] else [Text("Không phát hiện lỗi nào.")]
    return _drawn(Group(*parts, Text()), on)


def deadline_of(task: Values) -> str:
    """The words of a deadline, with the last day where the words don't write it so."""
    deadline = task["deadline"]
    said = _clean(deadline["text"] or "")
    last = print_date(date.fromisoformat(deadline["end"])) if deadline["end"] else ""
    if not said:
        return last and f"đến {last}"
    return f"{said} (đến {last})" if last and last not in said else said


def _drawn(shown: RenderableType, on: Console) -> str:
    with on.capture() as captured:
        on.print(shown)
    return captured.get()


def _heading(said: Values) -> Text:
    metadata = said["metadata"]
    day = metadata["date"]
    words = [
        metadata["type"],
        f"số {metadata['number']}" if metadata["number"] else None,
        f"ngày {print_date(date.fromisoformat(day))}" if day else None,
        f"của {metadata['issuer']}" if metadata["issuer"] else None,
    ]
    heading = Text(_clean(said["source"]), style="bold")
    for line in (" ".join(word for word in words if word), metadata["title"]):
        if line:
            heading.append(f"\n{_clean(line)}", style="not bold")
    return heading


def _table(tasks: Sequence[Values]) -> Table:
    table = Table(expand=True, show_lines=True)
    for head, ratio in zip(HEADS, (2, 12, 5, 5, 4), strict=True):
        table.add_column(head, ratio=ratio, overflow="fold")
    for task in tasks:
        table.add_row(*(Text(cell) for cell in _cells(task)))
    return table


def _list(tasks: Sequence[Values]) -> Group:
    return Group(*(line for task in tasks for line in _entry(task)))


def _entry(task: Values) -> Iterator[RenderableType]:
    path, words, *rest = _cells(task)
    yield Text(f"{path}  ", style="bold").append(words, style="not bold")
    for head, cell in zip(HEADS[2:], rest, strict=True):
        if cell:
            yield Padding(Text(f"{head}: {cell}"), (0, 0, 0, 2), expand=False)


def _cells(task: Values) -> tuple[str, ...]:
    words = _clean(task["text"])
    shown = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    agencies = ("; ".join(map(_clean, task[key])) for key in ("lead", "coordinating"))
    return task["path"], shown, *agencies, deadline_of(task)


def _counts(said: Values) -> str:
    names = (
        ("tasks", "nhiệm vụ"),
        ("citations", "văn bản trích dẫn"),
        ("targets", "chỉ tiêu"),
        ("findings", "phát hiện"),
    )
    return " · ".join(f"{len(said[key])} {name}" for key, name in names)


def _findings(said: Values) -> list[RenderableType]:
    text = said["text"]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    shown: list[RenderableType] = []
    for finding in said["findings"]:
        severity = finding["severity"]
        line = Text(f"Dòng {bisect_right(starts, finding['start'])}  ", style="dim")
        label = f"{SEVERITIES[severity]} {finding['code']}  "
        line.append(label, style=f"not dim {COLOURS[severity]}")
        line.append(_clean(finding["message"]), style="not dim")
        words = f"“{_clean(text[finding['start'] : finding['end']])}” · {_clean(finding['basis'])}"
        shown += [line, Padding(Text(words, style="dim"), (0, 0, 0, 2), expand=False)]
    return shown


def _clean(words: str) -> str:
    """Words on one line, without the signs that would steer a terminal."""
    return UNSHOWN.sub(" ", words).strip()
