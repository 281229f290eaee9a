"""What the pages of one submission show: its figures, findings, steps, history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congtac.statistics.models import Remark, Revision, Submission, SubmissionLine
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries.drawing import Drawn, drawn
from congtac.statistics.queries.feeds import sources_of
from congtac.statistics.queries.findings import Told
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.entry import Beside, EntryCell, EntryLine, entry_lines
from congtac.statistics.rules.forms import Column, Form
from congtac.statistics.rules.grids import Change, Grid, Place, changes, in_form_order, shown_cell


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a revision laid out, with what is said at each cell."""

    drawn: Drawn
    lines: Sequence[EntryLine]
    told: Sequence[Told]
    made: Revision | None

    @property
    def blocking(self) -> int:
        return sum(it.is_blocking for it in self.told)

    @property
    def remarked(self) -> list[EntryCell]:
        """The cells at which the receiver said something."""
        return [cell for line in self.lines for cell in line.cells if cell.remark]

    @property
    def unexplained(self) -> int:
        return sum(it.is_unexplained for it in self.told)

    @property
    def to_explain(self) -> list[Told]:
        return [it for it in self.told if it.finding.severity == "explain"]

    @property
    def missing(self) -> list[tuple[Told, str]]:
        """The cells that nobody filled in."""
        return [it for it in self.anchored if it[0].finding.rule == "missing"]

    @property
    def notable(self) -> list[tuple[Told, str]]:
        """The findings but for cells that are empty."""
        return [it for it in self.anchored if it[0].finding.rule != "missing"]

    @property
    def anchored(self) -> list[tuple[Told, str]]:
        """The findings with the anchor of the cell that each is about."""
        anchors = {
            (line.name or line.key, cell.column.code): cell.anchor
            for line in self.lines
            for cell in line.cells
        }
        return [(it, next((anchors[p] for p in it.places if p in anchors), "")) for it in self.told]


def figures(asked: Submission, made: Revision | None, *, checked: bool = True) -> Figures:
    """Lay the figures of a revision out, with its findings unless they aren't wanted."""
    grid = grid_of(made)
    told = finding_queries.findings_of(asked, grid) if made and checked else []
    beside = Beside(
        findings=by_place(told),
        remarks=remarks_of(asked, made),
        sources=sources_of(asked, made),
    )
    return Figures(
        drawn(asked.form), entry_lines(asked.form.form, grid, beside, blanks=0), told, made
    )


def by_place(told: Sequence[Told]) -> Mapping[Place, list[str]]:
    """What the findings say, cell by cell."""
    found: dict[Place, list[str]] = {}
    for it in told:
        for place in it.places:
            found.setdefault(place, []).append(it.finding.message)
    return found


def remarks_of(asked: Submission, made: Revision | None) -> dict[Place, str]:
    """The remarks at the cells of the last revision returned that a revision still has."""
    rows: list[Remark] = list(asked.remarks.all())
    last = max((it.revision for it in rows), default=0)
    if asked.state in rules.AWAY or made is None:
        return {}
    return {(it.row, it.column): it.words for it in rows if it.revision == last}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the way of a form: who passed it, when, or that it is next."""

    name: str
    is_done: bool
    is_next: bool
    line: SubmissionLine | None = None


def steps(asked: Submission, lines: Sequence[SubmissionLine]) -> list[Step]:
    """The stages of the way, with the last act of each that still stands."""
    done = rules.DONE[asked.state] or int(_is_filled(asked))
    last = {it.act: it for it in lines}
    return [
        Step(
            rules.STAGE_NAMES[act],
            place < done,
            place == done,
            last.get(act) if place < done or act == "write" else None,
        )
        for place, act in enumerate(rules.STAGES)
    ]


def _is_filled(asked: Submission) -> bool:
    """Say whether figures that may go up are there, newer than those that came back."""
    is_new = asked.revisions_count > asked.sent_revision
    return is_new and not asked.blocking_count and not asked.explain_count


def returned(asked: Submission) -> SubmissionLine | None:
    """The act by which the form came back, while it is to be mended."""
    if asked.state != rules.RETURNED:
        return None
    return asked.lines.filter(act="return").order_by("pk").last()


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that two revisions hold differently, as it is shown."""

    row: str
    column: str
    before: str
    after: str


def differing(asked: Submission, before: Revision | None, after: Revision) -> list[Differing]:
    """What a revision changed against another."""
    return differing_grids(asked.form.form, grid_of(before), grid_of(after))


def differing_grids(form: Form, before: Grid, after: Grid) -> list[Differing]:
    """The cells that two states of a form hold differently."""
    return [
        _differing(it, form.column(it.column) or Column(it.column, (it.column,)))
        for it in in_form_order(form, after, changes(before, after))
    ]


def _differing(change: Change, column: Column) -> Differing:
    before, after = shown_cell(column, change.before), shown_cell(column, change.after)
    return Differing(change.row, column.title, before or _("(trống)"), after or _("(trống)"))


def newest_seen(asked: Submission, *, is_inside: bool) -> Revision | None:
    """The revision that a reader sees: the newest inside the unit, the one sent outside."""
    return revision(asked, None if is_inside else asked.sent_revision)
