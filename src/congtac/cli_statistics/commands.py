"""The commands `check` and `template`: statistics without a server, and without Django."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from congtac.cli_documents.channels import (
    complain,
    demand_place,
    put,
    reader_may_leave,
    speak_utf8,
    whole_file,
    with_progress,
)
from congtac.kernel.numbers import parse_date
from congtac.kernel.pools import pool_for
from congtac.kernel.problem import Problem

if TYPE_CHECKING:
    from congtac.statistics.rules.findings import Finding
    from congtac.statistics.rules.form_files import FormsRead
    from congtac.statistics.rules.inputs import Asked, Loaded
    from congtac.statistics.rules.rulebook import Rulebook

FOUND, UNUSABLE = 1, 2
TAKE_ONE = ("--forms", "--as-of", "--previous", "--jobs", "--scheduler")
STATUS = "Exit status: 0 done; 1 done, something blocking was found; 2 a file could not be used."
Forms = Annotated[
    Path | None,
    typer.Option("--forms", metavar="DIR", help="Form definitions (.json) to use, not ours."),
]


class ManyPrevious(typer.core.TyperCommand):
    """`--previous` takes all files up to the next option, where the files to check stand before."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, with_previous_repeated(args))


def with_previous_repeated(args: Sequence[str]) -> list[str]:
    """`a --previous b c` as `a --previous b --previous c`; `--previous b a` stays as it is."""
    said: list[str] = []
    has_files = takes = False
    for at, one in enumerate(args):
        is_value = at > 0 and args[at - 1] in TAKE_ONE
        if one.startswith("-") and one != "-":
            takes = one == "--previous" and has_files
        elif takes and not is_value:
            said.append("--previous")
        elif not is_value:
            has_files = True
        said.append(one)
    return said


def add_to(app: typer.Typer) -> None:
    """Give the application its commands of statistics."""
    app.command(epilog=STATUS, cls=ManyPrevious)(check)
    app.command(epilog="Exit status: 0 done; 2 the form is not known.")(template)


def check(  # noqa: PLR0913  # each option of the command is an argument
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Figures: long CSV or workbooks filled from a template, or folders of them.",
            show_default=False,
        ),
    ],
    previous: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE...", help="Figures of other periods to compare with."),
    ] = None,
    forms: Forms = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="What is late then: 2024-12-31 or 31/12/2024."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON value and nothing else.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Check N forms at a time.")] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Check on the Dask cluster of this scheduler."),
    ] = None,
) -> None:
    """Check statistics: sums, bounds, gaps, last year, the year, peers, other forms, lateness.

    All files are checked together; each finding shows the numbers that it compared.
    """
    speak_utf8()
    with reader_may_leave():
        way = Way(forms, _day(as_of), jobs, scheduler)
        status = _checked(files, previous or [], way, as_json=as_json)
    raise typer.Exit(status)


def template(
    form: Annotated[str, typer.Argument(metavar="FORM", help="Code of the form: 02/XLD.")],
    to: Annotated[Path, typer.Option(metavar="FILE.xlsx", help="The workbook to write.")],
    forms: Forms = None,
) -> None:
    """Write the Excel template of a form: to be filled in, checked, and read back."""
    from congtac.statistics.rules.rulebook import Rulebook
    from congtac.statistics.rules.workbooks.template import template as workbook_of

    speak_utf8()
    demand_place(to)
    if to.suffix.lower() != ".xlsx":
        raise Problem("STA-141", f"Tệp {to} phải có đuôi .xlsx.")
    rules = Rulebook.of(_forms(forms).forms)
    found = rules.forms.get(form)
    if found is None or not found.columns:
        raise Problem("STA-140", f"Không có biểu mẫu {form} (hoặc biểu chưa có cột nào).")
    with whole_file(to) as unfinished:
        unfinished.write_bytes(workbook_of([found], rules))
    put(f"Đã ghi mẫu biểu {form} vào {to}.\n")


@dataclass(frozen=True, slots=True)
class Way:
    """How the figures are checked: with which forms, for which day, where."""

    forms: Path | None
    as_of: date | None
    jobs: int
    scheduler: str | None


def _checked(files: Sequence[Path], previous: Sequence[Path], way: Way, *, as_json: bool) -> int:
    """Check, say what was found, and return the exit status."""
    from congtac.cli_statistics.loading import gather, load_one
    from congtac.statistics.rules.inputs import Asked
    from congtac.statistics.rules.rulebook import Rulebook

    read = _forms(way.forms)
    rules = Rulebook.of(read.forms)
    inputs = gather(files)
    paths = [*inputs.paths, *(gather(previous).paths if previous else ())]
    loaded = list(with_progress((load_one(one, rules.forms) for one in paths), len(paths)))
    own, before = loaded[: len(inputs.paths)], loaded[len(inputs.paths) :]
    _complain(loaded, read, rules)
    findings = _found(Asked(own, before, way.as_of), rules, way)
    is_usable = all(one.problem is None for one in loaded)
    _say(own, findings, as_json=as_json, is_list=inputs.is_list, is_usable=is_usable)
    blocking = any(finding.severity == "blocking" for finding in findings)
    return UNUSABLE if not is_usable else FOUND if blocking else 0


def _day(written: str | None) -> date | None:
    """The day that a person gave: 2024-12-31 or 31/12/2024."""
    if written is None:
        return None
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written.strip(), re.ASCII)
    return parse_date("/".join(match.groups()[::-1]) if match else written)


def _forms(folder: Path | None) -> "FormsRead":
    from congtac.statistics.rules.form_files import FormsRead, built_in_forms, forms_in

    return FormsRead(built_in_forms()) if folder is None else forms_in(folder)


def _complain(loaded: Iterable["Loaded"], read: "FormsRead", rules: "Rulebook") -> None:
    """What can't be used, on standard error: files, forms, and relations of the forms in use."""
    used = set()
    for one in loaded:
        if one.problem is not None:
            complain(one.source, one.problem.code, one.problem.sentence)
        used |= set(one.book.sheets) if one.book else set()
    for problem in read.problems:
        complain("--forms", problem.code, problem.sentence)
    for code in sorted(used):
        for problem in rules.problems.get(code, ()):
            complain(rules.forms[code].source, problem.code, problem.sentence)


def _found(asked: "Asked", rules: "Rulebook", way: Way) -> list["Finding"]:
    """The findings of all files, in the order of the files, wherever they are checked."""
    from congtac.statistics.rules.inputs import all_found, pieces
    from congtac.statistics.rules.runs import run_pieces

    some = pieces(asked, rules)
    preload = ("congtac.statistics.rules.runs",)
    with pool_for(min(way.jobs, max(len(some), 1)), way.scheduler, preload=preload) as pool:
        coming = with_progress(run_pieces(some, pool), len(some), "Đang kiểm tra")
        return all_found(asked, rules, coming)


def _say(
    own: Sequence["Loaded"],
    findings: Sequence["Finding"],
    *,
    as_json: bool,
    is_list: bool,
    is_usable: bool,
) -> None:
    """A JSON list or a table; a single file that can't be used leaves nothing but its sentence."""
    if not is_usable and not is_list:
        return
    if as_json:
        refused: list[dict[str, Any]] = [
            {
                "source": one.source,
                "error": {"code": one.problem.code, "message": one.problem.sentence},
            }
            for one in own
            if one.problem
        ]
        said = [*refused, *(finding.plain() for finding in findings)]
        put(orjson.dumps(said, option=orjson.OPT_INDENT_2).decode() + "\n")
        return
    from congtac.cli_documents.screens import console
    from congtac.cli_statistics.screens import show_findings

    put(show_findings(findings, console()))
