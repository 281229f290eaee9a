"""A workbook of figures comes in: looked at first, then taken sheet by sheet as it was seen."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from congtac.ground.audit.services import record
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.kernel.verdict import Verdict
from congtac.organisations.models import Unit
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion, Submission, TakenSheet, Upload
from congtac.statistics.queries import uploads as queries
from congtac.statistics.queries.uploads import Looked
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.rules.workbooks.filled import grids_of, names_a_form
from congtac.statistics.services import submissions as services


@transaction.atomic
def bring(actor: Actor, name: str, data: bytes) -> Upload:
    """Keep a workbook to be looked at; STA-362 where none of its sheets is a form."""
    permissions.may_bring_figures(actor).demand()
    stored = store(actor, name, data)
    demand(None if stored.kind == "xlsx" else "STA-372")
    is_known = any(names_a_form(grid) for grid in grids_of(data).values())
    demand(None if is_known else "STA-362")
    made = Upload(file=stored, person=actor.person, person_name=actor.name, unit=actor.unit)
    made.at = timezone.now()
    made.save(force_insert=True)
    record(actor, "statistics.upload.brought", upload_subject(made), {"digest": stored.digest})
    return made


def upload_subject(found: Upload) -> Subject:
    """A workbook as the log names it."""
    return Subject("statistics.upload", str(found.pk), found.file.name)


def look(actor: Actor, found: Upload, *, day: date) -> list[Looked]:
    """What each sheet would change, as far as the actor may fill it in."""
    permissions.may_see_upload(actor, found).demand()

    def may(unit: Unit, form: FormVersion, asked: Submission | None) -> Verdict:
        return permissions.may_bring(actor, unit, form, asked)

    return queries.looked(actor, found, may=may, day=day)


@transaction.atomic
def take(actor: Actor, found: Upload, seen: Mapping[str, str], *, day: date) -> list[Looked]:
    """Take sheets, each as it was `seen` (its key and what was seen); all of them or none."""
    chosen = [it for it in look(actor, found, day=day) if it.key in seen]
    demand("STA-369" if not chosen else None)
    for it in chosen:
        demand("STA-368" if it.taken else None)
        demand(None if it.may_be_taken and it.seen == seen[it.key] else "STA-367")
        _take_one(actor, found, it, day)
    return chosen


def _take_one(actor: Actor, found: Upload, it: Looked, day: date) -> None:
    if it.unit is None or it.form is None or it.period is None:
        raise problem("STA-367")
    asked = it.submission or services.begin_for(actor, it.form, it.period, it.unit, day=day)
    saving = services.Saving(it.grid, asked.revisions_count, f"tệp {found.file.name}")
    written = services.write_all(actor, asked, saving, day=day)
    demand(None if written.revision else "STA-367")
    taken = TakenSheet(upload=found, sheet=it.sheet, submission=asked, person_name=actor.name)
    taken.revision, taken.at = asked.revisions_count, timezone.now()
    try:
        with transaction.atomic():
            taken.save(force_insert=True)
    except IntegrityError:
        raise problem("STA-368") from None
    facts = {"sheet": it.sheet, "submission": asked.pk, "revision": asked.revisions_count}
    digest = {"file": found.file.name, "digest": found.file.digest}
    record(actor, "statistics.upload.taken", upload_subject(found), {**facts, **digest})
