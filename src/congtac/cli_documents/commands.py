"""The commands `read`, `lint` and `write`: documents without a server, and without Django."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from congtac.cli_documents.channels import (
    complain,
    demand_folder,
    demand_place,
    put,
    reader_may_leave,
    speak_utf8,
    whole_file,
    with_progress,
)
from congtac.cli_documents.composing import compose, kind_of
from congtac.cli_documents.examining import Outcome, outcomes
from congtac.cli_documents.inputs import Inputs, gather, name_of
from congtac.kernel.pools import Pool, pool_for
from congtac.kernel.problem import Problem

FOUND, UNUSABLE = 1, 2
STATUS = "Exit status: 0 done; 2 a file could not be used."
STATUS_OF_LINT = "Exit status: 0 done; 1 done, an error was found; 2 a file could not be used."
STATUS_OF_WRITE = "Exit status: 0 done; 2 the data could not be used, and nothing is written."

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Documents (.txt .md .docx .doc .pdf .html), or folders of them.",
        show_default=False,
    ),
]
Show = Callable[[Outcome], None]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Read N files at a time.")]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Read on the Dask cluster of this scheduler.")
]
OF_LINT = ("source", "text", "findings", "error")  # all that `lint` prints of a reading


@dataclass
class Tally:
    """What a run came to; `readings` only where a workbook is to be written."""

    refused: int = 0
    is_blocking: bool = False
    readings: list[dict[str, Any]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Count one file; one that can't be used is named on standard error."""
        self.is_blocking |= outcome.is_blocking
        if outcome.said is None:
            self.refused += 1
            complain(outcome.source, outcome.code, outcome.sentence)

    def status(self) -> int:
        if self.refused:
            return UNUSABLE
        return FOUND if self.is_blocking else 0


def add_to(app: typer.Typer) -> None:
    """Give the application its commands of documents."""
    app.command(epilog=STATUS)(read)
    app.command(epilog=STATUS_OF_LINT)(lint)
    app.command(epilog=STATUS_OF_WRITE)(write)


def read(
    files: Files,
    as_json: AsJson = False,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write what was read as an Excel workbook.")
    ] = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
) -> None:
    """Read documents: who issued them, what they cite, their tasks, targets and faults.

    Prints a table of tasks, or JSON. A folder stands for the documents directly in it, by name.
    """
    speak_utf8()
    inputs, tally = gather(files), Tally()
    if xlsx:
        demand_place(xlsx)
        _demand_other_files(inputs, [xlsx])
    with reader_may_leave(), _pool(jobs, inputs, scheduler) as pool:
        with _output(inputs, "read", as_json=as_json, is_quiet=xlsx is not None) as show:
            for outcome in with_progress(outcomes(inputs.paths, pool), len(inputs.paths)):
                tally.count(outcome)
                show(outcome)
                if xlsx and outcome.said:
                    tally.readings.append(outcome.said)
        if xlsx and tally.readings:
            _write_workbook(tally.readings, xlsx, is_quiet=as_json)
    raise typer.Exit(UNUSABLE if tally.refused else 0)


def lint(
    files: Files,
    as_json: AsJson = False,
    docx: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT",
            help="Write the Word file with each finding as a comment; a folder for several files.",
        ),
    ] = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
) -> None:
    """Check documents: missing parts, numbers, dates, arithmetic, deadlines, names.

    Prints a list of findings, or JSON. A folder stands for the documents directly in it, by name.
    """
    speak_utf8()
    inputs, tally = gather(files), Tally()
    margins = _margins(inputs, docx) if docx else {}
    with reader_may_leave(), _pool(jobs, inputs, scheduler) as pool:
        coming = outcomes(inputs.paths, pool, has_margin=docx is not None)
        with _output(inputs, "lint", as_json=as_json) as show:
            for outcome in with_progress(coming, len(inputs.paths)):
                tally.count(outcome)
                show(outcome)
                if outcome.margin is not None:
                    _write_margin(outcome.margin, margins[outcome.source])
    raise typer.Exit(tally.status())


def write(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="DATA",
            help="JSON of the shape of `read --json`, with the content in `body`.",
            show_default=False,
        ),
    ],
    to: Annotated[
        Path, typer.Option(metavar="FILE", help="The document: .docx, or .pdf with LibreOffice.")
    ],
    as_json: AsJson = False,
) -> None:
    """Write an official document from data, laid out as Nghị định 30/2020/NĐ-CP asks.

    `"layout": "party"` in `metadata` asks for the layout of the party's papers.
    """
    speak_utf8()
    kind = kind_of(to)
    demand_place(to)
    _demand_other_files(Inputs((data,), is_list=False), [to])
    written = compose(data, kind)
    with whole_file(to) as unfinished:
        unfinished.write_bytes(written)
    told = {"source": name_of(data), "to": name_of(to), "bytes": len(written)}
    put(json.dumps(told, ensure_ascii=False) + "\n" if as_json else f"Đã ghi văn bản vào {to}.\n")


@contextmanager
def _output(
    inputs: Inputs, command: str, *, as_json: bool, is_quiet: bool = False
) -> Iterator[Show]:
    """Shows each outcome on standard output: in a JSON value, or for people."""
    if as_json:
        with _json_value(inputs, command) as show:
            yield show
    elif is_quiet:
        yield lambda outcome: None
    else:
        yield _shown_to_people(command)


@contextmanager
def _json_value(inputs: Inputs, command: str) -> Iterator[Show]:
    """One object for one file, nothing where it can't be used; a list for several."""
    before = iter(["[\n"])

    def show(outcome: Outcome) -> None:
        plain = outcome.plain()
        if command == "lint":
            plain = {key: plain[key] for key in OF_LINT if key in plain}
        written = json.dumps(plain, ensure_ascii=False)
        if inputs.is_list:
            put(next(before, ",\n") + written)
        elif outcome.said is not None:
            put(written + "\n")

    yield show
    if inputs.is_list:
        put("\n]\n")


def _shown_to_people(command: str) -> Show:
    from congtac.cli_documents.screens import console, show_findings, show_reading

    terminal = console()
    show_values = show_reading if command == "read" else show_findings

    def show(outcome: Outcome) -> None:
        if outcome.said is not None:
            put(show_values(outcome.said, terminal))

    return show


def _write_workbook(readings: Sequence[dict[str, Any]], path: Path, *, is_quiet: bool) -> None:
    from congtac.cli_documents.workbook import write_workbook

    write_workbook(readings, path)
    if not is_quiet:
        tasks = sum(len(said["tasks"]) for said in readings)
        put(f"Đã ghi {tasks} nhiệm vụ của {len(readings)} văn bản vào {path}.\n")


def _margins(inputs: Inputs, place: Path) -> dict[str, Path]:
    """Where the commented file of each document goes: the place itself, or a folder of them."""
    if inputs.is_list:
        demand_folder(place)
        margins = {name_of(path): place / _word_name(path) for path in inputs.paths}
    else:
        demand_place(place)
        margins = {name_of(inputs.paths[0]): place}
    _demand_other_files(inputs, margins.values())
    if len(set(margins.values())) < len(inputs.paths):
        raise Problem("CLI-008", "Có hai tệp cùng tên; hãy kiểm tra chúng trong hai lần chạy.")
    return margins


def _demand_other_files(inputs: Inputs, written: Iterable[Path]) -> None:
    """A document that is read is never written over."""
    read_from = {path.resolve() for path in inputs.paths}
    for path in written:
        if path.resolve() in read_from:
            raise Problem("CLI-009", f"Tệp kết quả {path} trùng tệp đang đọc; hãy đặt tên khác.")


def _word_name(path: Path) -> str:
    """The name with .docx; the old ending stays, so that a.txt and a.docx don't meet."""
    return path.name if path.suffix.lower() == ".docx" else f"{path.name}.docx"


def _write_margin(data: bytes, path: Path) -> None:
    with whole_file(path) as unfinished:
        unfinished.write_bytes(data)


def _pool(jobs: int, inputs: Inputs, scheduler: str | None) -> AbstractContextManager[Pool]:
    """Where the documents are read: no more processes than there are documents."""
    return pool_for(min(jobs, len(inputs.paths)), scheduler, preload=("vanban",))
