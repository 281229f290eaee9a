"""What a new report request is prefilled with: from a programme, or a document on the shelf."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from congtac.documents.models import Document, Reading
from congtac.documents.queries import items_of, latest_reading
from congtac.documents.rules.acceptance import live_tasks
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.kernel.periods import Period
from congtac.kernel.words import as_written
from congtac.programmes.models import LEAD, Assignment, Programme
from congtac.programmes.rules.asking import Hints, coming_period, hints


def _named(period: Period) -> str:
    """A period in a title, which stays in the language of the office."""
    with as_written():
        return period.title_inside


def of_nothing(day: date) -> dict[str, Any]:
    """A request by hand: the regular period that ends next."""
    period = coming_period(day)
    title = f"Báo cáo {_named(period)}"
    return {"title": title, "period": period.code, "cut_off": period.last_day}


def of_programme(programme: Programme, day: date) -> dict[str, Any]:
    """A request about a programme: its leading agencies, what its document says of reports."""
    found = hints_of(programme.reading) if programme.reading else Hints()
    parts = Assignment.objects.filter(task__programme=programme, role=LEAD, within=None)
    known = parts.filter(Q(unit__isnull=False) | Q(group__isnull=False))
    others = known.exclude(Q(unit__isnull=False) & Q(unit__key=programme.unit))
    names = others.values_list(Coalesce("unit__name", "name"), flat=True)
    facts = _facts(programme.called, found, day)
    return facts | {"addressees": "\n".join(sorted(set(names)))}


def of_document(actor: Actor, document: Document, day: date) -> dict[str, Any]:
    """A request that follows from a document: of another body, which asks; or of one's own unit."""
    reading = latest_reading(document)
    if reading is None:
        return of_nothing(day)
    tasks = [it.content for it in live_tasks(items_of(reading))]
    leads = {agency["name"]: None for task in tasks for agency in task["lead"]}
    facts = _facts(document.called, hints_of(reading), day)
    if document.issuer and search_key(document.issuer) != search_key(actor.unit_name):
        return facts | {"asker": document.issuer, "addressees": actor.unit_name}
    return facts | {"addressees": "\n".join(leads)}


def hints_of(reading: Reading) -> Hints:
    """What the text of a reading says about reports."""
    tasks = (it.content for it in live_tasks(items_of(reading)))
    return hints(reading.text, tasks)


def _facts(called: str, found: Hints, day: date) -> dict[str, Any]:
    title = f"Báo cáo kết quả thực hiện {called}"
    facts: dict[str, Any] = {"basis": called, "through": found.through}
    if found.due_on and found.due_on >= day and not found.periods:
        return facts | {"title": title, "due_on": found.due_on, "cut_off": day, "period": ""}
    period = coming_period(day, found.periods)
    title = f"{title}, {_named(period)}"
    return facts | {"title": title, "period": period.code, "cut_off": period.last_day}
