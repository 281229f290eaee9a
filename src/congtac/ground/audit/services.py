"""Writing the log: a line inside the act's transaction, its seal after the commit."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from congtac.ground.audit.models import Line, Seal
from congtac.ground.audit.queries import Check, Walked, verify
from congtac.ground.audit.rules import GENESIS, canonical, chain, columns_of, digest
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject

BATCH = 500
GATHER = 0.1  # seconds; 0 seals each act at once, as tests want it
WORTH_MANY = 100_000  # lines from which on it pays to start processes
OVERTAKEN = 1_000  # lines that may be sealed before one written earlier
_asked = threading.Event()  # an act waits for its seal
_sealing = threading.Lock()  # held while a thread of this process seals
logger = logging.getLogger("congtac.audit")
SEALER_LOCK = 7_340_512  # any number that no other advisory lock of ours has


def record(
    actor: Actor, act: str, subject: Subject, facts: Mapping[str, object] | None = None
) -> Line:
    """Write that `actor` did `act` ("documents.reading.accepted") to `subject`.

    Call it inside the transaction of the act. The moment is always the real one,
    whatever day the demo shows.
    """
    line = line_of(actor, act, subject, facts)
    line.save(force_insert=True)
    transaction.on_commit(seal_soon, robust=True)
    return line


def record_all(
    actor: Actor, act: str, done: Iterable[tuple[Subject, Mapping[str, object]]]
) -> None:
    """Write one line for each of many subjects of one act, in one go; see `record`."""
    Line.objects.bulk_create([line_of(actor, act, subject, facts) for subject, facts in done])
    transaction.on_commit(seal_soon, robust=True)


def line_of(
    actor: Actor, act: str, subject: Subject, facts: Mapping[str, object] | None = None
) -> Line:
    """Return the line of an act that happens now, not saved yet."""
    said: dict[str, object] = {
        "at": timezone.now().isoformat(),
        "actor": _who(actor),
        "act": act,
        "subject": {"kind": subject.kind, "key": subject.key, "name": subject.name},
        "facts": dict(facts or {}),
    }
    body = canonical(said)
    return Line(body=body, digest=digest(body), **columns_of(said))


def check_log() -> Check:
    """Seal what waits and walk the whole chain: what `congtac audit verify` reports."""
    seal(since_the_start=True)
    is_long = Line.objects.count() >= WORTH_MANY
    return verify(timezone.now(), _side_by_side if is_long else map)


def _side_by_side(work: Callable[[int], Walked], stretches: Iterable[int]) -> Iterable[Walked]:
    """Let as many processes work as the machine has processors.

    They are forked: to start Django anew would take longer than the work. A connection can't be
    shared with them, so each opens its own.
    """
    connection.close()
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        return list(pool.map(work, stretches))


def seal_soon() -> None:
    """Seal a moment after an act, together with what other acts of this process left by then.

    A seal costs a commit of its own: so a hundred acts a second share ten of them, and one thread
    with its connection as long as acts follow each other.
    """
    if GATHER == 0:
        seal()
        return
    _asked.set()
    if _sealing.acquire(blocking=False):
        threading.Thread(target=_seal_while_asked, name="sealer").start()


def _seal_while_asked() -> None:
    try:
        while _asked.wait(GATHER):
            time.sleep(GATHER)
            _asked.clear()
            seal()
    except DatabaseError:
        _asked.clear()
        logger.exception("the log could not be sealed; the next act or the worker tries again")
    finally:
        connection.close()
        _sealing.release()
    if _asked.is_set():  # an act came when this thread had ceased to wait
        seal_soon()


def seal(*, since_the_start: bool = False) -> int:
    """Chain the lines that wait for it, in batches under one lock; return how many.

    Lines are looked for among the last ones; `since_the_start` also finds one whose act
    took so long to commit that a thousand others were sealed meanwhile.
    """
    sealed = 0
    while batch := _seal_batch(since_the_start):
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch(since_the_start: bool) -> int:
    if not _holds_the_lock():
        return 0
    last = Seal.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence, last.digest) if last else (0, GENESIS)
    seals = []
    for line, body_digest in _waiting(last, since_the_start):
        sequence += 1
        previous = chain(previous, sequence, body_digest)
        seals.append(Seal(sequence=sequence, line_id=line, digest=previous))
    Seal.objects.bulk_create(seals)
    return len(seals)


def _waiting(last: Seal | None, since_the_start: bool) -> list[tuple[int, str]]:
    found = Line.objects.filter(seal__isnull=True)
    if last and not since_the_start:
        found = found.filter(pk__gt=last.line_id - OVERTAKEN)
    elif Line.objects.count() == Seal.objects.count():  # quicker than a look at all lines
        return []
    return list(found.order_by("id").values_list("id", "digest")[:BATCH])


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
