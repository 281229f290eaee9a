"""The figures that a report quotes, each beside what its source says now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from congtac.ground.lineage.rules import Reference
from congtac.programmes.models import Report, ReportSection, Sentence
from congtac.statistics.models import IndicatorVersion, Quotation
from congtac.statistics.queries import quoting
from congtac.statistics.queries.quoting import Choice
from congtac.statistics.rules import quoting as said
from congtac.statistics.rules.problems import problem

AREA, KIND = "programmes", "report"


@dataclass(frozen=True, slots=True)
class QuotedFrom:
    """A form on which a figure stands, at the revision quoted."""

    form: str
    revision: int
    address: str


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A quotation as the panel shows it; `is_lost` where its sentence doesn't say it any more."""

    made: Quotation
    before: str
    now: str
    cells: Sequence[QuotedFrom]
    is_lost: bool


def figures_of(report: Report) -> list[ShownFigure]:
    """What a report quotes; three queries, however much it is."""
    made = quoting.quotations_of(Reference(AREA, KIND, str(report.pk)))
    places = [int(it.place) for it in made if it.place.isdigit()]
    words = {
        str(key): told
        for key, told, is_struck in Sentence.objects.filter(pk__in=places).values_list(
            "pk", "words", "is_struck"
        )
        if not is_struck
    }
    return [_shown(it, words.get(it.place, "")) for it in made]


def _shown(made: Quotation, words: str) -> ShownFigure:
    before = quoting.print_value(made.value)
    cells = {
        it.submission_id: QuotedFrom(
            it.submission.form.code,
            it.revision,
            reverse("statistics:submission", args=[it.submission_id]),
        )
        for it in made.cells.all()
    }
    is_lost = not said.says(words, made.wording)
    return ShownFigure(
        made, before, quoting.print_value(made.now_value), [*cells.values()], is_lost
    )


@dataclass(frozen=True, slots=True)
class Renewal:
    """A figure whose source changed: its sentence as it is and as it would be, the new figure."""

    made: Quotation
    sentence: Sentence
    choice: Choice
    words: str
    before: str
    now: str


def renewal_of(report: Report, made: Quotation, versions: Sequence[IndicatorVersion]) -> Renewal:
    """What taking the new figure would do; a Problem says why it can't be done."""
    found = Sentence.objects.filter(
        pk=int(made.place) if made.place.isdigit() else 0, section__report=report, is_struck=False
    ).select_related("section")
    sentence = found.first()
    choice = quoting.choice_now(made, versions) if made.now_value else None
    if choice is None:
        raise problem("STA-540")
    words = said.renewed(sentence.words, made.wording, choice.wording) if sentence else None
    if sentence is None or words is None:
        raise problem("STA-539")
    shown = quoting.print_value(made.value), quoting.print_value(made.now_value)
    return Renewal(made, sentence, choice, words, *shown)


def changed_here(section: ReportSection) -> int:
    """How many figures quoted in a section have changed at their source."""
    places = [str(it) for it in section.sentences.values_list("pk", flat=True)]
    made = quoting.quotations_of(Reference(AREA, KIND, str(section.report_id)))
    return sum(it.is_changed and it.place in places for it in made)


def changed_in(reports: Sequence[Report]) -> dict[int, int]:
    """How many quoted figures have changed in some reports, by report; one query."""
    found = quoting.changed_in(AREA, KIND, [str(it.pk) for it in reports])
    return {int(key): count for key, count in found.items()}
