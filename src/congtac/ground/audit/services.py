"""Writing the log: a line inside the act's transaction, its seal after the commit."""

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.queries import Check, columns_of, verify
from congtac.ground.audit.rules import GENESIS, canonical, chain, digest
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject

BATCH = 500
SEALER_LOCK = 7_340_512  # any number that no other advisory lock of ours has


def record(
    actor: Actor, act: str, subject: Subject, facts: Mapping[str, object] | None = None
) -> Line:
    """Write that `actor` did `act` ("documents.reading.accepted") to `subject`.

    Call it inside the transaction of the act. The moment is always the real one,
    whatever day the demo shows.
    """
    said: dict[str, object] = {
        "at": timezone.now().isoformat(),
        "actor": _who(actor),
        "act": act,
        "subject": {"kind": subject.kind, "key": subject.key, "name": subject.name},
        "facts": dict(facts or {}),
    }
    body = canonical(said)
    line = Line.objects.create(body=body, digest=digest(body), **columns_of(said))
    transaction.on_commit(seal, robust=True)
    return line


def check_log() -> Check:
    """Seal what waits and walk the whole chain: what `congtac audit verify` reports."""
    seal()
    return verify(timezone.now())


def seal() -> int:
    """Chain the lines that wait for it, in batches under one lock; return how many."""
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    if not _holds_the_lock():
        return 0
    waiting = list(
        Line.objects.filter(seal__isnull=True).order_by("id").values_list("id", "digest")[:BATCH]
    )
    last = Seal.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence, last.digest) if last else (0, GENESIS)
    seals = []
    for line, body_digest in waiting:
        sequence += 1
        previous = chain(previous, sequence, body_digest)
        seals.append(Seal(sequence=sequence, line_id=line, digest=previous))
    Seal.objects.bulk_create(seals)
    return len(seals)


def _holds_the_lock() -> bool:
    """Take the sealer's lock for this transaction; SQLite has one writer at a time anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        return bool(cursor.fetchone()[0])


def _who(actor: Actor) -> dict[str, object]:
    return {
        "person": actor.person,
        "name": actor.name,
        "post": actor.post,
        "unit": actor.unit,
        "unit_name": actor.unit_name,
        "on_behalf_of": actor.on_behalf_of,
    }
