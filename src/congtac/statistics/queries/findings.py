"""What the checks say of a unit's figures: each finding with its key and, if any, its note."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F, Q

from congtac.statistics.models import Explanation, Judgement, Revision, Submission
from congtac.statistics.rules.book import book_of
from congtac.statistics.rules.causes import CAUSES, needs_evidence
from congtac.statistics.rules.definitions import SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import UNCOLLECTED, Grid, Line, lines
from congtac.statistics.rules.rows import known_row
from congtac.statistics.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the screens tell it, with the note that stands to it."""

    finding: Finding
    key: str
    compared: str
    note: Explanation | None = None
    judged: Judgement | None = None
    needs_evidence: bool = False

    @property
    def is_blocking(self) -> bool:
        return self.finding.severity == "blocking"

    @property
    def is_unexplained(self) -> bool:
        """A note is due, and none stands to the numbers as they are now."""
        return self.finding.severity == "explain" and (self.note is None or self.is_returned)

    @property
    def is_returned(self) -> bool:
        """The receiver returned the note: another one is due."""
        return self.judged is not None and not self.judged.is_accepted

    @property
    def severity(self) -> str:
        return SEVERITIES[self.finding.severity]

    @property
    def colour(self) -> str:
        return SEVERITY_COLOURS[self.finding.severity]

    @property
    def cause(self) -> str:
        return CAUSES[self.note.cause] if self.note else ""

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.finding.row, column) for column in self.finding.columns)


def key_of(finding: Finding) -> str:
    """The key of a finding: the same for the same rule at the same place."""
    parts = (finding.rule, finding.kind, finding.row, *finding.columns)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@lru_cache(maxsize=64)
def _rulebook(forms: tuple[Form, ...]) -> Rulebook:
    return Rulebook.of(forms)


def rulebook_of(asked: Submission) -> Rulebook:
    """The relations of a form by itself, without those that look at other forms."""
    return _rulebook((asked.form.form,))


def findings_of(asked: Submission, grid: Grid) -> list[Told]:
    """All that the checks say of these figures, the gravest first, each with its note."""
    found = check_grid(asked, grid)
    kept = asked.explanations.select_related("file").prefetch_related("judgements")
    notes = {(it.finding, it.compared): it for it in kept}
    told = []
    for finding in found:
        key, compared = key_of(finding), compared_of(finding)
        note = notes.get((key, compared))
        judged = next(reversed(note.judgements.all()), None) if note else None
        evidence = needs_evidence(asked.form.form, finding.rule)
        told.append(Told(finding, key, compared, note, judged, evidence))
    order = tuple(SEVERITIES)
    return sorted(told, key=lambda it: order.index(it.finding.severity))


def check_grid(asked: Submission, grid: Grid) -> list[Finding]:
    """Run the checks over a unit's figures, beside what it sent of other forms and periods."""
    others = list(_sent_beside(asked))
    forms = {it.submission.form.code: it.submission.form.form for it in others}
    forms[asked.form.code] = asked.form.form
    around = [it for it in others if it.submission.period_id == asked.period_id]
    before = [it for it in others if it not in around and _compares(it.submission, asked)]
    surroundings = Surroundings(
        previous=book_of(_lines_of(before, forms), forms),
        around=book_of(_lines_of(around, forms), forms),
    )
    own = book_of(_lines(asked, grid, is_whole=True), forms)
    return check(own, _rulebook(tuple(forms.values())), surroundings)


def _sent_beside(asked: Submission) -> Iterable[Revision]:
    """What the unit sent of other forms for the period, of this form for other periods."""
    same_form = Q(
        submission__form__code=asked.form.code,
        submission__period__year__in=(asked.period.year - 1, asked.period.year),
    )
    near = Q(submission__period=asked.period_id) | same_form
    sent = Revision.objects.filter(
        near, submission__unit=asked.unit_id, ordinal=F("submission__sent_revision")
    ).exclude(submission=asked.pk)
    return sent.select_related("submission__form", "submission__period__kind").order_by("id")


def _compares(other: Submission, asked: Submission) -> bool:
    """Periods of the same regime's year, or the one a year before with the same data window."""
    if other.period.year == asked.period.year:
        return other.period.kind.regime_id == asked.period.kind.regime_id
    return other.period.window.is_like(asked.period.window)


def _lines_of(made: Iterable[Revision], forms: Mapping[str, Form]) -> list[tuple[str, ...]]:
    return [
        line
        for it in made
        for line in _lines(it.submission, Grid.read(it.cells))
        if _is_known(forms[line[2]], line)
    ]


def _is_known(form: Form, line: Sequence[str]) -> bool:
    return form.column(line[4]) is not None and known_row(form, line[3]) is not None


def _lines(of: Submission, grid: Grid, *, is_whole: bool = False) -> Iterator[tuple[str, ...]]:
    """The cells as the checks read them; a whole one names the cells that are missing too."""
    form = of.form.form
    places = list(grid.cells)
    if is_whole:
        rows = [it.name for it in lines(form, grid) if _is_asked(it, grid)]
        places = [(row, column.code) for row in rows for column in form.columns]
    for row, column in places:
        kept = grid.cells.get((row, column), "")
        reason = kept.removeprefix(UNCOLLECTED).strip() if kept.startswith(UNCOLLECTED) else ""
        value = UNCOLLECTED if kept.startswith(UNCOLLECTED) else kept
        yield of.unit.key, of.period.code, form.code, row, column, value, reason


def _is_asked(line: Line, grid: Grid) -> bool:
    """Whether a row must be filled in: one that only a relation speaks of may be left out."""
    return not line.row.is_implied or any(row == line.name for row, _column in grid.cells)


def counts_of(told: Iterable[Told]) -> tuple[int, int]:
    """How many findings are in the way of sending, and how many still ask for a note."""
    listed = list(told)
    return sum(it.is_blocking for it in listed), sum(it.is_unexplained for it in listed)


def compared_of(finding: Finding) -> str:
    """The numbers that a finding compares: a note stands only while they are these."""
    return f"{finding.actual} / {finding.expected}"
