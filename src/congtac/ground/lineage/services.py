"""Making and ending links; the act that calls them has asked whether the actor may."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record, record_all
from congtac.ground.lineage.models import Link
from congtac.ground.lineage.rules import RELATIONS, Reference, fault_of
from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.kernel.words import gettext_noop

SENTENCES = {
    "LIN-001": gettext_noop("Liên kết phải thuộc một trong các loại: {relations}."),
    "LIN-002": gettext_noop("Một mục không dựa trên chính nó được."),
    "LIN-003": gettext_noop("Liên kết phải nêu đủ mảng, loại và mã của hai mục."),
}


@transaction.atomic
def link(actor: Actor, upper: Reference, lower: Reference, *, relation: str = "derived") -> Link:
    """Say that `upper` stands on `lower`; saying it again returns the link that is there."""
    _demand_someone(actor)
    fault = fault_of(upper, lower, relation)
    if fault:
        sentence = _(SENTENCES[fault]).format(relations=", ".join(RELATIONS.values()))
        raise Problem(fault, sentence)
    there = _live(upper, lower, relation)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            made = _make(upper, lower, relation)
    except IntegrityError:  # another act said the same in this moment
        found = _live(upper, lower, relation)
        if found is None:
            raise
        return found
    record(actor, "lineage.link.made", _subject(upper), _facts(made))
    return made


@transaction.atomic
def link_new(actor: Actor, pairs: Iterable[tuple[Reference, Reference]]) -> None:
    """Say that things made in this act stand on others: derived, and none of them linked before."""
    _demand_someone(actor)
    made = [_new(upper, lower, "derived") for upper, lower in pairs]
    Link.objects.bulk_create(made)
    record_all(actor, "lineage.link.made", [(_subject(it.upper), _facts(it)) for it in made])


@transaction.atomic
def unlink(actor: Actor, made: Link) -> None:
    """End a link; it stays, with its end, and a second time is refused."""
    _demand_someone(actor)
    ended = Link.objects.filter(pk=made.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    if not ended:
        raise Problem("LIN-004", _("Liên kết này đã bỏ rồi."))
    record(actor, "lineage.link.ended", _subject(made.upper), _facts(made))


def _demand_someone(actor: Actor) -> None:
    """The areas above know who may link what; the ground only refuses nobody."""
    signed_in(actor).demand()


def _live(upper: Reference, lower: Reference, relation: str) -> Link | None:
    same = _columns("upper", upper, is_whole=False) | _columns("lower", lower, is_whole=False)
    return Link.objects.filter(relation=relation, ended_at__isnull=True, **same).first()


def _make(upper: Reference, lower: Reference, relation: str) -> Link:
    made = _new(upper, lower, relation)
    made.save(force_insert=True)
    return made


def _new(upper: Reference, lower: Reference, relation: str) -> Link:
    columns = _columns("upper", upper) | _columns("lower", lower)
    return Link(relation=relation, made_at=timezone.now(), **columns)


def _columns(side: str, thing: Reference, *, is_whole: bool = True) -> dict[str, str]:
    columns = {
        f"{side}_area": thing.area,
        f"{side}_kind": thing.kind,
        f"{side}_key": thing.key,
        f"{side}_revision": thing.revision,
    }
    if is_whole:
        columns |= {f"{side}_name": thing.name[:300], f"{side}_address": thing.address}
    return columns


def _subject(thing: Reference) -> Subject:
    return Subject(f"{thing.area}.{thing.kind}", thing.key, thing.name)


def _facts(made: Link) -> dict[str, object]:
    lower = made.lower
    return {
        "relation": made.relation,
        "upper_revision": made.upper_revision,
        "lower": f"{lower.area}.{lower.kind} {lower.key}",
        "lower_revision": lower.revision,
        "lower_name": lower.name,
    }
