"""The act of checking everything: handed to the workers, run over processes or a cluster, kept."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.ground.jobs.models import Job
from congtac.ground.jobs.services import Progress, start
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.pools import Pool, pool_for
from congtac.kernel.subject import Subject
from congtac.kernel.words import gettext_noop
from congtac.statistics import permissions
from congtac.statistics.models import HeavyRun
from congtac.statistics.queries import heavy as queries
from congtac.statistics.queries.heavy import Extent
from congtac.statistics.rules.engine import in_order
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.problems import demand
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.runs import kept_findings, run

KIND = "statistics.check_all"
FEW = 300  # sheets that one process checks sooner than others are started


@transaction.atomic
def begin_run(actor: Actor, periods: Collection[int], codes: Collection[str], *, day: date) -> Job:
    """Hand the checking of whole periods to the workers."""
    permissions.may_keep_statistics(actor).demand()
    demand(None if periods else "STA-442")
    over = queries.extent(periods, codes)
    demand(None if over.sheets else "STA-443")
    begun = start(
        actor,
        KIND,
        periods=[it.pk for it in over.periods],
        codes=list(codes),
        person=actor.person,
        person_name=actor.name,
        day=day.isoformat(),
    )
    subject = Subject("statistics.run", str(begun.key), _title(over))
    record(actor, "statistics.run.begun", subject, {"forms": over.codes, "sheets": over.sheets})
    return begun


def check_all(over: Extent, pool: Pool, progress: Progress | None = None) -> list[Finding]:
    """Check all parts, wherever the pool does, and put the findings in order."""
    found: list[Finding] = []
    for done, some in enumerate(run(queries.parts(over), pool), start=1):
        found += some
        if progress:
            progress.tell(done, len(over.versions) + 1, gettext_noop("Đang kiểm tra số liệu"))
    return in_order(found, Rulebook.of(it.form for it in over.versions))


def run_and_keep(progress: Progress, over: Extent, by: tuple[str, str], day: date) -> HeavyRun:
    """Check, and keep what was found; `by` is the person, and their name."""
    address = settings.DASK or None
    jobs = settings.CHECK_PROCESSES if over.sheets > FEW else 1
    with pool_for(jobs, address, preload=("congtac.statistics.rules.runs",)) as pool:
        found = check_all(over, pool, progress)
    return _keep(progress.key, over, found, by, day)


@transaction.atomic
def _keep(
    job: UUID, over: Extent, found: Iterable[Finding], by: tuple[str, str], day: date
) -> HeavyRun:
    listed = list(found)
    counts, table = Counter(it.severity for it in listed), kept_findings(listed)
    kept, is_new = HeavyRun.objects.get_or_create(
        job=job,
        defaults={
            "periods": [it.pk for it in over.periods],
            "title": _title(over),
            "forms": over.codes,
            "forms_count": len(over.codes),
            "units_count": len(over.units),
            "sheets_count": over.sheets,
            "blocking_count": counts["blocking"],
            "explain_count": counts["explain"],
            "warning_count": counts["warning"],
            "units": dict(over.units),
            "findings": table,
            "digest": hashlib.sha256(table).hexdigest(),
            "person": by[0],
            "person_name": by[1],
            "made_on": day,
            "at": timezone.now(),
        },
    )
    if is_new:
        subject = Subject("statistics.run", str(job), kept.title)
        facts = {"findings": kept.found_count, "digest": kept.digest, "asked_by": kept.person}
        record(SYSTEM, "statistics.run.ended", subject, facts)
    return kept


def _title(over: Extent) -> str:
    return "; ".join(it.title for it in over.periods)
