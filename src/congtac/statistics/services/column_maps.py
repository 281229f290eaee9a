"""The acts on column maps: keeping one, bringing in those that come with the site."""

import json
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any

from django.db import IntegrityError, transaction

from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.statistics import permissions
from congtac.statistics.models import ColumnMap, FormVersion
from congtac.statistics.queries import column_maps as queries
from congtac.statistics.rules import column_maps as rules
from congtac.statistics.rules.column_maps import Mapped
from congtac.statistics.rules.definitions import CONFIRMED
from congtac.statistics.rules.problems import demand, problem

BUILT_IN = "column_maps.json"


def keep_map(
    actor: Actor, before: FormVersion, after: FormVersion, mapped: Mapped, *, day: date
) -> ColumnMap:
    """Keep a map between two versions; the one before stays in the history."""
    permissions.may_keep_statistics(actor).demand()
    demand("STA-410" if before.pk == after.pk else None)
    demand(rules.objection(mapped, before.form, after.form))
    whole = rules.completed(mapped, before.form, after.form)
    last = queries.map_between(before, after)
    made = ColumnMap(before=before, after=after, ordinal=last.ordinal + 1 if last else 1)
    made.columns, made.rows = rules.as_stored(whole.columns), rules.as_stored(whole.rows)
    made.note = " ".join(mapped.notes).strip()
    made.made_by_name, made.made_on = actor.name, day
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            record(actor, "statistics.map.kept", map_subject(made), {"columns": made.columns})
    except IntegrityError:
        raise problem("STA-414") from None
    return made


def map_subject(kept: ColumnMap) -> Subject:
    """A map as the log names it."""
    return Subject("statistics.map", str(kept.pk), str(kept))


def load_maps(actor: Actor, *, day: date) -> int:
    """Bring in the maps that come with the site, where both forms are there and none is kept."""
    permissions.may_keep_statistics(actor).demand()
    said = json.loads((resources.files("congtac.statistics") / "data" / BUILT_IN).read_bytes())
    forms = _newest({it[side] for it in said for side in ("before", "after")})
    made = 0
    for it in said:
        before, after = forms.get(it["before"]), forms.get(it["after"])
        if before and after and queries.map_between(before, after) is None:
            keep_map(actor, before, after, _mapped(it), day=day)
            made += 1
    return made


def _newest(codes: set[str]) -> dict[str, FormVersion]:
    found = FormVersion.objects.filter(code__in=codes, state=CONFIRMED)
    return {it.code: it for it in found.order_by("version")}


def _mapped(said: Mapping[str, Any]) -> Mapped:
    columns, rows = (rules.read_links(said.get(side, ())) for side in ("columns", "rows"))
    return Mapped(columns, rows, (str(said.get("note", "")),))
