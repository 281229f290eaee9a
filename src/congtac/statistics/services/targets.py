"""Linking a target read in a plan to an indicator, and ending such a link."""

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from congtac.ground.audit.services import record
from congtac.ground.lineage.queries import below
from congtac.ground.lineage.rules import Reference
from congtac.ground.lineage.services import link as link_up
from congtac.ground.lineage.services import unlink
from congtac.kernel.actor import Actor
from congtac.statistics import permissions
from congtac.statistics.models import IndicatorVersion, TargetLink
from congtac.statistics.queries import targets as queries
from congtac.statistics.queries.targets import Place
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.services.indicators import Aim, indicator_subject, set_target


@transaction.atomic
def link_target(
    actor: Actor, place: Place, made: IndicatorVersion, aim: Aim, *, day: date
) -> TargetLink:
    """Set a target of an indicator as a plan says it, and keep the place where it says so."""
    permissions.may_link_targets(actor, place.document).demand()
    is_linked = any(it.item == place.key for it in queries.links_in(place.document.pk))
    demand("STA-535" if is_linked else None)
    target = set_target(actor, made, aim, day=day)
    content = place.item.content
    kept = TargetLink(target=target, document=place.document, item=place.key)
    kept.reading, kept.start, kept.end = place.reading, content["start"], content["end"]
    kept.path, kept.quote = str(content.get("path") or "")[:200], place.sentence
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError as clash:
        raise problem("STA-535") from clash
    link_up(actor, _upper(made), _lower(kept), relation="derived")
    facts = {"document": kept.document_id, "item": kept.item, "target": target.words}
    record(actor, "statistics.target.linked", indicator_subject(made), facts)
    return kept


@transaction.atomic
def end_link(actor: Actor, kept: TargetLink, *, day: date) -> None:
    """Say that a plan's target isn't of this indicator: the target counts no more, both stay."""
    permissions.may_link_targets(actor, kept.document).demand()
    live = TargetLink.objects.filter(pk=kept.pk, ended_on=None)
    demand(None if live.update(ended_on=day, ended_by_name=actor.name) else "STA-536")
    indicator = kept.target.indicator
    made = indicator.versions.order_by("-ordinal")[0]
    others = TargetLink.objects.filter(
        target__indicator=indicator, document=kept.document_id, ended_on=None
    )
    if not others.exists():
        gone = below(_upper(made)).filter(lower_area="documents", lower_key=str(kept.document_id))
        for it in gone:
            unlink(actor, it)
    facts = {"document": kept.document_id, "item": kept.item, "target": kept.target.words}
    record(actor, "statistics.target.unlinked", indicator_subject(made), facts)


def _upper(made: IndicatorVersion) -> Reference:
    code = made.indicator.code
    address = reverse("statistics:indicator", args=[code])
    return Reference("statistics", "indicator", code, "", made.name[:300], address)


def _lower(kept: TargetLink) -> Reference:
    address = queries.place_address(kept.document_id, kept.item)
    name = kept.document.called[:300]
    return Reference("documents", "document", str(kept.document_id), "", name, address)
