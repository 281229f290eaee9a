"""What programs read through the API: forms, periods, figures that were sent, series, findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.words import as_written
from congtac.organisations.models import Unit
from congtac.organisations.queries import MINISTRY_KEY, Lineage, members, names_on
from congtac.statistics.models import FormVersion, IndicatorVersion, Period, Revision, Submission
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries import indicators as indicator_queries
from congtac.statistics.queries.indicators import Sheets
from congtac.statistics.queries.submissions import grid_of
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules.definitions import CONFIRMED, WITHDRAWN
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.indicators import Computed, Definition
from congtac.statistics.rules.inputs import Asked, all_found, pieces
from congtac.statistics.rules.restating import blocks
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.runs import check_piece
from congtac.statistics.rules.submissions import AWAY


def forms(regime: str) -> QuerySet[FormVersion]:
    """The versions of forms that aren't withdrawn, of one regime if it is named."""
    found = FormVersion.objects.exclude(state=WITHDRAWN).select_related("regime")
    found = found.defer("definition", "search_key").order_by("sort_key", "-version", "pk")
    return found.filter(regime__key=regime) if regime else found


def form(code: str, version: int | None) -> FormVersion | None:
    """A version of a form by its number, else the newest."""
    found = FormVersion.objects.filter(code=code).select_related("regime").order_by("-version")
    return found.filter(version=version).first() if version else found.first()


def form_known(code: str) -> bool:
    """Say whether any version of a form has this code."""
    return FormVersion.objects.filter(code=code).exists()


def period(code: str, day: date) -> Period | None:
    """The period of a code that is open by a day."""
    return Period.objects.filter(code=code, opened_on__lte=day).select_related("kind").first()


def rulebook() -> Rulebook:
    """The forms by which the site checks what comes from outside, tied once until one changes.

    Of each code the version that is confirmed, else the newest draft.
    """
    every = FormVersion.objects.exclude(state=WITHDRAWN).order_by("code", "version")
    known: dict[str, tuple[bool, str, int]] = {}
    for code, state, digest, pk in every.values_list("code", "state", "digest", "pk"):
        if code not in known or state == CONFIRMED or not known[code][0]:
            known[code] = (state == CONFIRMED, digest, pk)
    digests = tuple(sorted(digest for _confirmed, digest, _pk in known.values()))
    return finding_queries.rulebook_by(digests, [pk for *_rest, pk in known.values()])


def check(asked: Asked, book: Rulebook) -> list[Finding]:
    """What `congtac check` finds in the same figures, in the same words and the same order."""
    with as_written():
        return all_found(asked, book, map(check_piece, pieces(asked, book)))


def sent(form_code: str, period_code: str, unit: str) -> QuerySet[Revision]:
    """The revisions that count of a form for a period, of one unit if it is named."""
    found = Revision.objects.filter(
        submission__form__code=form_code,
        submission__period__code=period_code,
        submission__state__in=AWAY,
        ordinal=F("submission__sent_revision"),
    )
    found = found.filter(submission__unit__key=unit) if unit else found
    found = found.select_related("submission__form", "submission__period", "submission__unit")
    return found.defer("submission__form__definition").order_by("submission__unit__key", "pk")


def findings(asked: Submission) -> list[Finding]:
    """What the page of a form finds in what was sent of it."""
    made = asked.revisions.filter(ordinal=asked.sent_revision).first()
    with as_written():
        return finding_queries.check_grid(asked, grid_of(made)) if made else []


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator in a period: its value or why there is none, and whose figures are in it."""

    period: Period
    now: Computed
    units: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the day with its points."""

    unit: Unit
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """An indicator over like periods on the units of one day."""

    made: IndicatorVersion
    periods: Sequence[Period]
    lines: Sequence[Line]


def series(code: str, last: Period, on: date, actor: Actor) -> Restated | None:
    """An indicator up to a period, on the units of a day; the queries grow with the periods.

    Sums add, a ratio is computed again from its sums, what can't be divided says so.
    """
    found = indicator_queries.indicator(code)
    versions = indicator_queries.versions(found) if found else []
    made = indicator_queries.version_on(versions, last.last_day)
    if made is None:
        return None
    periods = indicator_queries.like(last)
    sheets = Sheets.of(versions, periods, actor)
    asked = {it.pk: _definition(versions, sheets, it) for it in periods}
    targets = _targets(sheets, asked[last.pk], last, on)
    names = names_on(on, targets)
    stages = list(_stages(sheets, asked, targets, on))
    lines = [
        Line(it, names[it.pk], tuple(_point(stage, it.key) for stage in stages)) for it in targets
    ]
    return Restated(made, periods, lines)


def _definition(
    versions: Sequence[IndicatorVersion], sheets: Sheets, of: Period
) -> Definition | None:
    made = indicator_queries.version_on(versions, of.last_day)
    return sheets.definition(made, of) if made else None


def _targets(sheets: Sheets, asked: Definition | None, last: Period, on: date) -> list[Unit]:
    named = [sheets.forms[last.pk][it.form] for it in asked.names] if asked else []
    group = next((it.reporters for it in named if it.reporters), None)
    if group is None:
        return []
    return list(members(group, near=MINISTRY_KEY, day=on).order_by("sort_key", "key"))


@dataclass(frozen=True, slots=True)
class _Stage:
    """A period: its definition, what each of its units comes to, who stands for whom."""

    period: Period
    asked: Definition | None
    parts: Mapping[str, Computed]
    sources: Mapping[str, frozenset[str]]
    divided: frozenset[str]


def _stages(
    sheets: Sheets,
    asked: Mapping[int, Definition | None],
    targets: Sequence[Unit],
    on: date,
) -> Iterator[_Stage]:
    days = [on, *(it.last_day for it in sheets.periods)]
    lineage = Lineage(min(days), max(days))
    keys = [it.key for it in targets]
    for of in sheets.periods:
        definition = asked[of.pk]
        units = sheets.owing(definition, of) if definition else []
        parts = {it.key: sheets.computed(definition, of, it.pk) for it in units if definition}
        tied = lineage.stand_ins(units, of.last_day, on)
        tied = {unit: heirs & set(keys) for unit, heirs in tied.items()}
        met = {target: it for it in blocks(tied, keys) for target in it.targets}
        yield _Stage(
            of,
            definition,
            parts,
            {target: it.sources for target, it in met.items() if not it.is_unborn},
            frozenset(target for target, it in met.items() if it.is_divided),
        )


def _point(stage: _Stage, target: str) -> Point:
    sources = tuple(sorted(stage.sources.get(target, ())))
    nothing = Computed(None)
    if stage.asked is None:
        return Point(stage.period, nothing, (), _("biểu của kỳ không có ô của chỉ tiêu"))
    if not sources:
        return Point(stage.period, nothing, (), _("chưa có đơn vị"))
    if target in stage.divided:
        return Point(stage.period, nothing, sources, _("không tách được"))
    lacking = [it for it in sources if stage.parts[it].numerator is None]
    if lacking:
        said = _("thiếu số liệu của {units}").format(units=", ".join(lacking))
        return Point(stage.period, nothing, sources, said)
    now = rules.together(stage.asked, (stage.parts[it] for it in sources))
    said = _("mẫu số bằng 0") if now.is_divided_by_nothing else ""
    return Point(stage.period, now, sources, said)
