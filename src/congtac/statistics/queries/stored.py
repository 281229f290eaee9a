"""What units have sent, many at a time: the figures of whole forms and periods for the checks."""

from collections.abc import Iterable, Iterator

from django.db.models import F, Q

from congtac.statistics.models import Period, Revision
from congtac.statistics.queries.periods import periods as opened
from congtac.statistics.rules.stored import Kept

Row = tuple[int, str, str, str]  # the version of the form, unit, period, figures


def sent(where: Q) -> Iterator[Row]:
    """The figures that were sent last, by version of the form, unit and period."""
    found = Revision.objects.filter(
        where, ordinal=F("submission__sent_revision"), submission__sent_revision__gte=1
    )
    order = ("submission__form_id", "submission__unit__key", "submission__period__code")
    named = found.order_by(*order).values_list(*order, "cells")
    return named.iterator(chunk_size=2000)


def kept(where: Q) -> list[Kept]:
    """The same without the version."""
    return [row[1:] for row in sent(where)]


def compared_with(periods: Iterable[Period]) -> list[Period]:
    """The other periods that the checks hold these against: of their years, and a year before."""
    asked = list(periods)
    own, years = {it.pk for it in asked}, {it.year - back for it in asked for back in (0, 1)}
    near = opened().filter(year__in=years)
    return [
        it for it in near if it.pk not in own and any(_compares(it, period) for period in asked)
    ]


def _compares(other: Period, asked: Period) -> bool:
    if other.year == asked.year:
        return other.kind.regime_id == asked.kind.regime_id
    return other.year == asked.year - 1 and other.window.is_like(asked.window)
