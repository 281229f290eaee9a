"""Times the log of acts: sealing with two processes, verifying; a program by itself."""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter
from typing import TypedDict

from benchmarks.many_tasks import tidy
from benchmarks.platform import make_site

ACTS, WRITERS, LINES = 8_000, 2, 300_000


class Timed(TypedDict):
    """How many acts a second were sealed, and how many lines a second verified."""

    sealed: float
    verified: float
    faults: int


def main(given: Sequence[str]) -> None:
    acts, lines = (int(given[0]), int(given[1])) if given else (ACTS, LINES)
    make_site()
    sealed = sealed_a_second(acts)
    verified, faults = verified_a_second(lines)
    print(json.dumps(Timed(sealed=sealed, verified=verified, faults=faults)))


def sealed_a_second(acts: int) -> float:
    """Durable acts, each in a transaction of its own, by two processes, until all are sealed."""
    from django.db import connections

    from congtac.ground.audit.models import Seal
    from congtac.ground.audit.services import seal

    connections.close_all()
    with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as pool:
        list(pool.map(write, [0] * WRITERS))  # started and warmed up
        before = Seal.objects.count()
        began = perf_counter()
        list(pool.map(write, [acts // WRITERS] * WRITERS))
        seal()
        spent = perf_counter() - began
    return (Seal.objects.count() - before) / spent


def write(acts: int) -> None:
    """One process of a site at work: each act commits with its line."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.db import transaction

    from congtac.ground.audit.services import record
    from congtac.kernel.actor import Actor
    from congtac.kernel.subject import Subject

    lan = Actor("lan", "Nguyễn Thị Lan", "Chuyên viên", "ninh-thuan.stp", "Sở Tư pháp")
    for number in range(acts):
        subject = Subject("programmes.task", str(number), f"Rà soát văn bản số {number}")
        with transaction.atomic():
            record(lan, "programmes.task.progress", subject, {"progress": number % 100})
    time.sleep(0 if acts else 0.1)


def verified_a_second(lines: int) -> tuple[float, int]:
    """The whole log walked, from the first line to the last; and how many faults it has."""
    from congtac.ground.audit.services import check_log

    fill(lines)
    tidy()
    began = perf_counter()
    check = check_log()
    spent = perf_counter() - began
    return check.lines / spent, len(check.faults)


def fill(lines: int) -> None:
    """As many lines of one officer about as many tasks, sealed."""
    from congtac.ground.audit.models import Line
    from congtac.ground.audit.services import line_of, seal
    from congtac.kernel.actor import Actor
    from congtac.kernel.subject import Subject

    lan = Actor("lan", "Nguyễn Thị Lan", "Chuyên viên", "ninh-thuan.stp", "Sở Tư pháp")
    subjects = (
        Subject("programmes.task", str(at), f"{at}. Rà soát văn bản về đất đai, đợt {at}")
        for at in range(lines)
    )
    acts = (line_of(lan, "programmes.task.progress", it, {"progress": 50}) for it in subjects)
    Line.objects.bulk_create(acts, batch_size=2000)
    seal()


if __name__ == "__main__":
    main(sys.argv[1:])
