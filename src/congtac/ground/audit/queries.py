"""Reading the log, and checking that nobody has touched it."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.rules import GENESIS, chain, digest, quoted
from congtac.kernel.keys import search_key

UNSEALED_AFTER = timedelta(seconds=10)
STRETCH = 20_000  # lines that are walked in one go
CHECKED = ("actor", "actor_name", "unit", "act", "subject_kind", "subject_key", "search_key")
AT, SUBJECT = ',"at":"', ',"subject":'


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the log isn't what was written: altered, removed, inserted, reordered."""

    kind: str
    line: int
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of checking the log; `head` is the last chained hash, to compare elsewhere."""

    lines: int
    head: str
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


def verify(now: datetime, executor: Executor | None = None) -> Check:
    """Walk the chain from its beginning and name every fault.

    A line unsealed for over 10 seconds is a fault: it was written past the services,
    or the sealer has stopped. With an executor stretches of the chain are walked side by side.
    """
    last = Seal.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    stretches = range(1, last + 1, STRETCH)
    walked = executor.map(faults_from, stretches) if executor else map(faults_from, stretches)
    faults = [fault for some in walked for fault in some]
    return Check(Line.objects.count(), head(), (*faults, *_unsealed(now)))


def faults_from(first: int) -> list[Fault]:
    """Return the faults of a stretch of the chain, which leans on the last seal before it."""
    before = Seal.objects.filter(sequence__lt=first).order_by("-sequence").first()
    previous, expected = (before.digest, before.sequence + 1) if before else (GENESIS, 1)
    known: dict[str, Head] = {}
    faults = []
    for sequence, line, seal_digest, body_digest, body, *columns in _stored(first):
        if sequence != expected:
            faults.append(Fault("removed", line, expected))
        if digest(body) != body_digest or not _says(body, columns, known):
            faults.append(Fault("altered", line, sequence))
        if seal_digest != chain(previous, sequence, body_digest):
            faults.append(Fault("reordered", line, sequence))
        previous, expected = seal_digest, sequence + 1
    return faults


def _stored(first: int) -> Iterator[Sequence[Any]]:
    """Seals with their lines, as the database keeps them: a model for each takes ten times as long.

    Behind the names come the moment as text and the columns in the order of `CHECKED`.
    """
    names = ("sequence", "line_id", "digest", "line__digest", "line__body")
    columns = (f"line__{name}" for name in CHECKED)
    moment = Cast("line__at", TextField())
    stretch = Seal.objects.filter(sequence__range=(first, first + STRETCH - 1))
    sealed = stretch.order_by("sequence").values_list(*names, moment, *columns)
    statement, values = sealed.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(2000):
            yield from rows


@dataclass(frozen=True, slots=True)
class Head:
    """What a line says before its moment: the columns of the actor and the act, and their key."""

    columns: tuple[str, ...]
    key: str


def _says(body: bytes, columns: Sequence[Any], known: dict[str, Head]) -> bool:
    """Compare the columns for searching with what the bytes of a line say.

    The bytes are canonical, else their hash would differ: keys in order, a quote never bare inside
    a text. So the act and the actor, the same in thousands of lines, are read once; and what is
    about the subject stands behind the last ',"subject":'.
    """
    moment, *of_head, kind, key, found_by = columns
    begun, rest = body.decode().split(AT, 1)
    head = known.get(begun)
    if head is None:
        head = known[begun] = _head(json.loads(begun + "}"))
    said = rest[rest.rindex(SUBJECT) + len(SUBJECT) : -1]
    opening = f'{{"key":{quoted(key)},"kind":{quoted(kind)},"name":'
    if not said.startswith(opening) or head.columns != tuple(of_head):
        return False
    name = said[len(opening) : -1]
    words = json.loads(name) if "\\" in name else name[1:-1]
    is_found = found_by == " ".join(filter(None, (head.key, search_key(f"{words} {key}"))))
    return is_found and _is_then(moment, rest[: rest.index('"')])


def _head(said: dict[str, Any]) -> Head:
    actor, act = said["actor"], said["act"]
    key = search_key(f"{actor['name']} {actor['unit_name']} {act}")
    return Head((actor["person"], actor["name"], actor["unit"], act), key)


def _is_then(stored: str, at: str) -> bool:
    """Compare a moment as the database writes it in UTC with the same in ISO 8601."""
    if at == f"{stored[:10]}T{stored[11:26]}+00:00":
        return True
    moment = datetime.fromisoformat(stored)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) == datetime.fromisoformat(at)


def columns_of(said: dict[str, object]) -> dict[str, object]:
    """Return the columns for searching, made from what a line says."""
    actor = cast(dict[str, str], said["actor"])
    subject = cast(dict[str, str], said["subject"])
    names = (actor["name"], actor["unit_name"], said["act"], subject["name"], subject["key"])
    return {
        "actor": actor["person"],
        "actor_name": actor["name"],
        "unit": actor["unit"],
        "act": said["act"],
        "subject_kind": subject["kind"],
        "subject_key": subject["key"],
        "search_key": search_key(" ".join(str(name) for name in names)),
        "at": datetime.fromisoformat(str(said["at"])),
    }


def _unsealed(now: datetime) -> Iterator[Fault]:
    late = Line.objects.filter(seal__isnull=True, at__lt=now - UNSEALED_AFTER)
    for line in late.values_list("id", flat=True):
        yield Fault("inserted", line)
