"""The figures that a report quotes, each beside what its source says now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from congtac.ground.lineage.rules import Reference
from congtac.programmes.models import Report, Sentence
from congtac.statistics.models import Quotation
from congtac.statistics.queries import quoting

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
        str(key): said
        for key, said, is_struck in Sentence.objects.filter(pk__in=places).values_list(
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
    figure = made.wording.partition(",")[0] if made.value == "-" else before
    is_lost = figure not in words
    return ShownFigure(
        made, before, quoting.print_value(made.now_value), [*cells.values()], is_lost
    )


def changed_in(reports: Sequence[Report]) -> dict[int, int]:
    """How many quoted figures have changed in some reports, by report; one query."""
    found = quoting.changed_in(AREA, KIND, [str(it.pk) for it in reports])
    return {int(key): count for key, count in found.items()}
