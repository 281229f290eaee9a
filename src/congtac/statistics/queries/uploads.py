"""Reads of workbooks that came in: whose form each sheet is, and cell by cell what it changes."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from congtac.ground.files.queries import content
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Verdict
from congtac.kernel.words import Names, gettext_noop
from congtac.organisations.models import Unit
from congtac.organisations.queries import match
from congtac.statistics.models import FormVersion, Period, Submission, TakenSheet, Upload
from congtac.statistics.queries import drafts
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules.definitions import CONFIRMED
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import (
    Change,
    Grid,
    Place,
    changes,
    in_form_order,
    shown_cell,
)
from congtac.statistics.rules.problems import SENTENCES, problem
from congtac.statistics.rules.submissions import BEING_FILLED, is_open
from congtac.statistics.rules.workbooks.brought import Brought, put_upon, read_brought
from congtac.statistics.rules.workbooks.filled import grids_of

NEW, CHANGED, EMPTIED, CLASH = "new", "changed", "emptied", "clash"
KINDS = Names(
    {
        NEW: gettext_noop("Thêm"),
        CHANGED: gettext_noop("Sửa"),
        EMPTIED: gettext_noop("Bỏ trống"),
        CLASH: gettext_noop("Người khác cũng sửa"),
    }
)
COLOURS = {NEW: "green", CHANGED: "blue", EMPTIED: "yellow", CLASH: "red"}
May = Callable[[Unit, FormVersion, Submission | None], Verdict]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who may fill in what, and the day on which it is asked."""

    may: May
    day: date


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the sheet would change: what stands there, what would, and of which kind."""

    row: str
    column: str
    before: str
    after: str
    kind: str
    writer: str = ""

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]

    @property
    def colour(self) -> str:
        return COLOURS[self.kind]


@dataclass(frozen=True, slots=True)
class Looked:
    """A sheet that was looked at: whose it is, what it would change, what is in the way."""

    sheet: str
    brought: Brought | None = None
    unit: Unit | None = None
    form: FormVersion | None = None
    period: Period | None = None
    submission: Submission | None = None
    grid: Grid = Grid()
    differences: tuple[Difference, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    blocking: int = 0
    taken: TakenSheet | None = None

    @property
    def key(self) -> str:
        """How the page names it."""
        return hashlib.sha256(self.sheet.encode()).hexdigest()[:16]

    @property
    def seen(self) -> str:
        """What was seen: it is another as soon as the figures there or in the file are."""
        asked = self.submission
        state = f"{asked.pk if asked else 0}:{asked.revisions_count if asked else 0}"
        return hashlib.sha256(f"{self.sheet}\n{state}\n{self.grid.text()}".encode()).hexdigest()

    @property
    def may_be_taken(self) -> bool:
        return bool(self.differences) and not (self.problem or self.faults or self.taken)

    @property
    def is_sure(self) -> bool:
        """Nothing was guessed, and nobody else's figures would give way."""
        is_guessed = self.brought is not None and self.brought.is_guessed
        return not is_guessed and all(it.kind != CLASH for it in self.differences)


def upload(number: int) -> Upload | None:
    """A workbook that came in."""
    return Upload.objects.select_related("file").filter(pk=number).first()


def forms_in_use() -> dict[str, Form]:
    """The forms that a sheet may be, by code; of several versions the newest."""
    found = FormVersion.objects.filter(state=CONFIRMED).order_by("code", "version")
    return {it.code: it.form for it in found}


def looked(actor: Actor, found: Upload, *, may: May, day: date) -> list[Looked]:
    """Every sheet of a workbook that is a form, or that seems to be one and can't be known."""
    forms, taken = forms_in_use(), {it.sheet: it for it in found.taken.select_related("submission")}
    seen = [
        _looked(actor, name, grid, forms, _Asked(may, day))
        for name, grid in grids_of(content(found.file)).items()
    ]
    told = [replace(it, taken=taken.get(it.sheet)) for it in seen if it]
    return list(_without_twins(told))


def _without_twins(told: Sequence[Looked]) -> Iterable[Looked]:
    """Two sheets for one form of a unit are for a person to settle."""
    places = [(it.unit and it.unit.pk, it.form and it.form.pk, it.period and it.period.pk)
              for it in told]  # fmt: skip
    for it, place in zip(told, places, strict=True):
        is_twin = None not in place and places.count(place) > 1
        yield replace(it, problem=it.problem or SENTENCES["STA-366"]) if is_twin else it


def _looked(
    actor: Actor, name: str, grid: Sequence[Sequence[object]], forms: dict[str, Form], by: _Asked
) -> Looked | None:
    brought = None
    try:
        brought = read_brought(name, grid, forms)
        if brought is None:
            return None
        period, version = _period(brought)
        if version.form != brought.form:
            brought = read_brought(name, grid, {version.code: version.form}) or brought
        unit = _unit(actor, brought, period)
        return _compared(Looked(name, brought, unit, version, period), by)
    except Problem as refusal:
        return Looked(name, brought, problem=refusal.sentence)


def _period(brought: Brought) -> tuple[Period, FormVersion]:
    """The period that a sheet names, and the version of its form that the period uses."""
    key = search_key(brought.period)
    named = [
        it for it in period_queries.periods() if key in (search_key(it.code), search_key(it.title))
    ]
    for period in named:
        version = form_queries.forms_of(period).filter(code=brought.form.code).first()
        if version is not None:
            return period, version
    raise problem("STA-365" if named else "STA-364")


def _unit(actor: Actor, brought: Brought, period: Period) -> Unit:
    found = match(brought.unit, near=actor.unit, day=period.last_day)
    if found is None:
        found = Unit.objects.filter(key=brought.unit.strip()).first()
    if found is None:
        raise problem("STA-363")
    return found


def _compared(it: Looked, by: _Asked) -> Looked:
    """The sheet held against what the unit has; nothing of that is shown to who may not fill."""
    if it.brought is None or it.unit is None or it.form is None or it.period is None:
        return it
    if not queries.reporters(it.form, it.period, it.unit.key).filter(pk=it.unit.pk).exists():
        raise problem("STA-348")
    asked = queries.submission_of(it.form, it.unit.key, it.period)
    verdict = by.may(it.unit, it.form, asked)
    if not verdict:
        return replace(it, problem=verdict.reason)
    shut = _shut(it.form, it.period, asked, by.day)
    newest = queries.grid_of(queries.revision(asked)) if asked else Grid()
    base, seen = _base(it.brought, asked)
    merged = put_upon(it.brought, base, newest)
    clashes = {(one.row, one.column) for one in merged.clashes}
    writers = drafts.writers(asked, seen, clashes) if asked and clashes else {}
    return replace(
        it,
        submission=asked,
        problem=SENTENCES[shut] if shut else "",
        grid=merged.grid,
        differences=tuple(
            _difference(it.brought.form, one, clashes, writers)
            for one in in_form_order(it.brought.form, merged.grid, changes(newest, merged.grid))
        ),
        faults=tuple(_faults(it.brought)),
        blocking=_blocking(asked, merged.grid),
    )


def _shut(form: FormVersion, period: Period, asked: Submission | None, day: date) -> str | None:
    """Why figures can't be saved now: the form is at another step, or its last day has passed."""
    if asked is not None and asked.state not in BEING_FILLED:
        return "STA-371"
    due = period_queries.due_of(period, form.level)
    until = [it.until for it in queries.openings(asked)] if asked else []
    due_on = due.counts if due else None
    return None if is_open(due_on=due_on, opened_until=until, day=day) else "STA-341"


def _base(brought: Brought, asked: Submission | None) -> tuple[Grid, int]:
    """The figures with which the sheet was filled, as far as it says so."""
    made = queries.revision(asked, brought.base) if asked and brought.base else None
    return queries.grid_of(made), made.ordinal if made else 0


def _difference(
    form: Form, change: Change, clashes: set[Place], writers: dict[Place, str]
) -> Difference:
    column = form.column(change.column) or Column(change.column, (change.column,))
    place = (change.row, change.column)
    kind = CHANGED if change.before and change.after else NEW if change.after else EMPTIED
    return Difference(
        row=change.row,
        column=column.title,
        before=shown_cell(column, change.before),
        after=shown_cell(column, change.after),
        kind=CLASH if place in clashes and change.before else kind,
        writer=writers.get(place, ""),
    )


def _faults(brought: Brought) -> Iterable[tuple[str, str]]:
    for (row, code), said in brought.faults.items():
        column = brought.form.column(code)
        yield f"{row}, {column.title if column else code}", said


def _blocking(asked: Submission | None, grid: Grid) -> int:
    """How many places would be wrong or empty then; unknown before the form is begun."""
    return finding_queries.counts_of(finding_queries.findings_of(asked, grid))[0] if asked else 0
