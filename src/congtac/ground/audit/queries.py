"""Reading the log, and checking that nobody has touched it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.rules import GENESIS, Fault, Place, faults_in, is_whole
from congtac.kernel.keys import search_key

UNSEALED_AFTER = timedelta(seconds=10)
STRETCH, AT_ONCE = 5_000, 500  # lines that are walked in one go, and compared together
ZONES = {"sqlite": "+00:00", "postgresql": ":00"}  # what a moment as text lacks of ISO 8601
COLUMNS = ("actor", "actor_name", "unit", "act", "subject_kind", "subject_key", "search_key")


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of checking the log; `head` is the last chained hash, to compare elsewhere."""

    lines: int
    head: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """A stretch of the chain: how many lines it has, and their faults."""

    lines: int
    faults: tuple[Fault, ...]


def lines(search: str = "") -> QuerySet[Line]:
    """Return the lines, newest first, that hold each word of `search`, tone marks or not."""
    found = Line.objects.all()
    for word in search_key(search).split():
        found = found.filter(search_key__contains=word)
    return found


def facts_of(line: Line) -> dict[str, object]:
    """Return what a line says, from the bytes that were hashed."""
    return cast(dict[str, object], json.loads(bytes(line.body)))


def head() -> str:
    """Return the hash of the last seal: who keeps it elsewhere can show a cut tail."""
    last = Seal.objects.order_by("-sequence").values_list("digest", flat=True).first()
    return last or GENESIS


def verify(
    now: datetime,
    walk_all: Callable[[Callable[[int], Walked], Iterable[int]], Iterable[Walked]] = map,
) -> Check:
    """Walk the chain from its beginning and name every fault.

    A line unsealed for over 10 seconds is a fault: it was written past the services,
    or the sealer has stopped. `walk_all` is for walking stretches of the chain side by side.
    """
    last = Seal.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    stretches = range(1, last + 1, STRETCH)
    walks = list(walk_all(walk, stretches))
    faults = [fault for walked in walks for fault in walked.faults]
    written, walked = Line.objects.count(), sum(walked.lines for walked in walks)
    if not written == walked == Seal.objects.filter(sequence__lte=last).count():
        faults += [*_without_a_line(last), *_unsealed(now)]
    return Check(written, head(), tuple(faults))


def walk(first: int) -> Walked:
    """Walk a stretch of the chain, which leans on the last seal before it.

    Rows that stand in the chain as they were written pass together; only others are looked at
    one by one.
    """
    before = Seal.objects.filter(sequence__lt=first).order_by("-sequence").first()
    place = Place(before.sequence, before.digest) if before else Place(0, GENESIS)
    faults: list[Fault] = []
    lines = 0
    for rows in _stored(first):
        if not is_whole(rows, place):
            faults += faults_in(rows, place)
        place = Place(*rows[-1][:2])
        lines += len(rows)
    return Walked(lines, tuple(faults))


def _stored(first: int) -> Iterator[Sequence[Sequence[Any]]]:
    """Seals with their lines as `Row` names them; a model for each takes ten times as long.

    The limit, and no end of the range, lets PostgreSQL go from seal to line by the keys: else it
    would read and sort all lines for each stretch.
    """
    zone = Value(ZONES[connection.vendor], TextField())
    moment = Concat(Cast("line__at", TextField()), zone)
    columns = (F(f"line__{name}") for name in COLUMNS)
    sealed = Seal.objects.order_by("sequence").values_list(
        "sequence", "digest", "line_id", "line__digest", "line__body", moment, *columns
    )
    stretch = sealed.filter(sequence__gte=first)[:STRETCH]
    statement, values = stretch.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while rows := [row for row in cursor.fetchmany(AT_ONCE) if row[0] < first + STRETCH]:
            yield rows


def _without_a_line(last: int) -> Iterator[Fault]:
    line = Line.objects.filter(pk=OuterRef("line_id"))
    for seal in Seal.objects.filter(~Exists(line), sequence__lte=last):
        yield Fault("removed", seal.line_id, seal.sequence)


def _unsealed(now: datetime) -> Iterator[Fault]:
    late = Line.objects.filter(seal__isnull=True, at__lt=now - UNSEALED_AFTER)
    for line in late.values_list("id", flat=True):
        yield Fault("inserted", line)
