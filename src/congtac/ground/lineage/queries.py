"""What a thing stands on, and what stands on it; one step, or all the way."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from congtac.ground.lineage.models import Link
from congtac.ground.lineage.rules import Reference

DEPTH = 10  # steps that a path is followed; each costs one query


def below(thing: Reference) -> QuerySet[Link]:
    """Return the links to what a thing, at any revision, stands on."""
    return Link.objects.filter(_upper(thing), ended_at__isnull=True)


def above(thing: Reference) -> QuerySet[Link]:
    """Return the links to what stands on a thing, at any revision."""
    return Link.objects.filter(_lower(thing), ended_at__isnull=True)


def path_down(thing: Reference) -> list[list[Link]]:
    """Return, step by step, everything that a thing stands on, however far down."""
    return _walk(thing, _upper, lambda link: link.lower)


def path_up(thing: Reference) -> list[list[Link]]:
    """Return, step by step, everything that stands on a thing, however far up."""
    return _walk(thing, _lower, lambda link: link.upper)


def _walk(
    thing: Reference, at: Callable[[Reference], Q], far_end: Callable[[Link], Reference]
) -> list[list[Link]]:
    """Follow links a step at a time; a thing that was met is not walked again."""
    steps: list[list[Link]] = []
    met, here = {thing.thing}, [thing]
    while here and len(steps) < DEPTH:
        found = list(Link.objects.filter(_any(at, here), ended_at__isnull=True))
        if not found:
            break
        steps.append(found)
        ends = {far_end(link).thing: far_end(link) for link in found}
        here = [end for key, end in ends.items() if key not in met]
        met |= set(ends)
    return steps


def _any(at: Callable[[Reference], Q], things: list[Reference]) -> Q:
    wanted = Q()
    for thing in things:
        wanted |= at(thing)
    return wanted


def _upper(thing: Reference) -> Q:
    return Q(upper_area=thing.area, upper_kind=thing.kind, upper_key=thing.key)


def _lower(thing: Reference) -> Q:
    return Q(lower_area=thing.area, lower_kind=thing.kind, lower_key=thing.key)
