"""Reading the log, and checking that nobody has touched it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.db.models import QuerySet

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.rules import GENESIS, chain, digest
from congtac.kernel.keys import search_key

UNSEALED_AFTER = timedelta(seconds=10)


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


def verify(now: datetime) -> Check:
    """Walk the chain from its beginning and name every fault.

    A line unsealed for over 10 seconds is a fault: it was written past the services,
    or the sealer has stopped.
    """
    faults = [*_chain_faults(), *_unsealed(now)]
    return Check(lines=Line.objects.count(), head=head(), faults=tuple(faults))


def _chain_faults() -> Iterator[Fault]:
    previous, expected = GENESIS, 1
    seals = Seal.objects.order_by("sequence").select_related("line")
    for seal in seals.iterator(chunk_size=2000):
        if seal.sequence != expected:
            yield Fault("removed", seal.line_id, expected)
        if not _is_whole(seal.line):
            yield Fault("altered", seal.line_id, seal.sequence)
        if seal.digest != chain(previous, seal.sequence, seal.line.digest):
            yield Fault("reordered", seal.line_id, seal.sequence)
        previous, expected = seal.digest, seal.sequence + 1


def _is_whole(line: Line) -> bool:
    """Compare the stored bytes with their hash, and the columns with what the bytes say."""
    body = bytes(line.body)
    return digest(body) == line.digest and columns_of(facts_of(line)) == {
        "actor": line.actor,
        "actor_name": line.actor_name,
        "unit": line.unit,
        "act": line.act,
        "subject_kind": line.subject_kind,
        "subject_key": line.subject_key,
        "search_key": line.search_key,
        "at": line.at,
    }


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
