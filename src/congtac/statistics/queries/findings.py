"""What the checks say of a unit's figures: each finding with its key and, if any, its note."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import F, Q

from congtac.ground.calendars.queries import today
from congtac.statistics.models import Explanation, FormVersion, Judgement, Revision, Submission
from congtac.statistics.rules.causes import needs_evidence
from congtac.statistics.rules.definitions import SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grammar import named_forms
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.stored import Kept, book_of_kept


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
        return self.note.cause_name if self.note else ""

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.finding.row, column) for column in self.finding.columns)


def key_of(finding: Finding) -> str:
    """The key of a finding: the same for the same rule at the same place."""
    parts = (finding.rule, finding.kind, finding.row, *finding.columns)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Forms:
    """Forms, known by the digests of their definitions: the last is the one that is checked."""

    digests: tuple[str, ...]
    forms: tuple[Form, ...] = field(compare=False)


_kept_books: dict[tuple[str, ...], Rulebook] = {}  # of all forms of the site: the last one


@lru_cache(maxsize=256)
def _rulebook(of: _Forms) -> Rulebook:
    return Rulebook.of(of.forms)


def rulebook_of(asked: Submission) -> Rulebook:
    """The relations of a form by itself, without those that look at other forms."""
    return _rulebook(_Forms((asked.form.digest,), (asked.form.form,)))


def rulebook_by(digests: tuple[str, ...], numbers: Collection[int]) -> Rulebook:
    """The relations of many forms; their definitions are read only where a digest is new."""
    known = _kept_books.get(digests)
    if known is None:
        forms = FormVersion.objects.filter(pk__in=numbers).order_by("sort_key")
        known = _rulebook(_Forms(digests, tuple(it.form for it in forms)))
        _kept_books.clear()
        _kept_books[digests] = known
    return known


def findings_of(asked: Submission, grid: Grid) -> list[Told]:
    """All that the checks say of these figures, the gravest first, each with its note."""
    found = check_grid(asked, grid)
    kept = asked.explanations.select_related("file", "cause").prefetch_related("judgements")
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
    named = named_forms(it.text for it in asked.form.form.relations)
    others = list(_sent_beside(asked, named))
    versions = {it.submission.form.code: it.submission.form for it in others}
    versions = {**versions, asked.form.code: asked.form}
    forms = {code: it.form for code, it in versions.items()}
    around = [it for it in others if it.submission.period_id == asked.period_id]
    before = [it for it in others if it not in around and _compares(it.submission, asked)]
    surroundings = Surroundings(
        previous=book_of_kept(_kept(before, forms)), around=book_of_kept(_kept(around, forms))
    )
    own = book_of_kept({forms[asked.form.code]: [_sheet(asked, grid.text())]})
    digests = tuple(it.digest for it in versions.values())
    return check(own, _rulebook(_Forms(digests, tuple(forms.values()))), surroundings)


def _sent_beside(asked: Submission, named: Collection[str]) -> Iterable[Revision]:
    """What the unit sent of the forms named, for the period, and of this one for others."""
    same_form = Q(
        submission__form__code=asked.form.code,
        submission__period__year__in=(asked.period.year - 1, asked.period.year),
    )
    near = Q(submission__period=asked.period_id, submission__form__code__in=named) | same_form
    sent = Revision.objects.filter(
        near,
        submission__unit=asked.unit_id,
        submission__period__opened_on__lte=today(),
        ordinal=F("submission__sent_revision"),
    ).exclude(submission=asked.pk)
    beside = ("submission__unit", "submission__form", "submission__period__kind")
    return sent.select_related(*beside).order_by("id")


def _compares(other: Submission, asked: Submission) -> bool:
    """Periods of the same regime's year, or the one a year before with the same data window."""
    if other.period.year == asked.period.year:
        return other.period.kind.regime_id == asked.period.kind.regime_id
    return other.period.window.is_like(asked.period.window)


def _kept(made: Iterable[Revision], forms: Mapping[str, Form]) -> dict[Form, list[Kept]]:
    found: dict[str, list[Kept]] = {}
    for it in made:
        found.setdefault(it.submission.form.code, []).append(_sheet(it.submission, it.cells))
    return {forms[code]: some for code, some in found.items()}


def _sheet(of: Submission, cells: str) -> Kept:
    return of.unit.key, of.period.code, cells


def counts_of(told: Iterable[Told]) -> tuple[int, int]:
    """How many findings are in the way of sending, and how many still ask for a note."""
    listed = list(told)
    return sum(it.is_blocking for it in listed), sum(it.is_unexplained for it in listed)


def compared_of(finding: Finding) -> str:
    """The numbers that a finding compares: a note stands only while they are these."""
    return f"{finding.actual} / {finding.expected}"
