"""The acts on figures of other systems: keep a feed, give a file, take cells into a form."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.subject import Subject
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.organisations.models import Unit
from congtac.organisations.queries import Matcher, unit
from congtac.statistics import permissions
from congtac.statistics.models import (
    CellSource,
    Feed,
    FeedOffer,
    FeedRun,
    FormVersion,
    Period,
    Revision,
    Submission,
)
from congtac.statistics.queries import feeds as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import feeds as rules
from congtac.statistics.rules.grids import Place
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.rules.tables import read_table
from congtac.statistics.rules.tellings import OFFERED
from congtac.statistics.services import submissions


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a feed."""

    code: str
    name: str
    source: str
    form_code: str
    mapping: rules.Mapping


def keep_feed(actor: Actor, said: Said, *, day: date) -> Feed:
    """Keep a feed, or a new version of it that ends the one before; STA-484 names wrong cells."""
    permissions.may_keep_statistics(actor).demand()
    demand(None if said.code and said.name.strip() and said.source.strip() else "STA-488")
    form = FormVersion.objects.filter(code=said.form_code).order_by("-version").first()
    if form is None:
        raise problem("STA-488")
    wrong = rules.objections(said.mapping, form.form)
    if wrong:
        raise Problem("STA-484", f"{problem('STA-484').sentence} {' '.join(wrong[:5])}")
    with transaction.atomic():
        before = queries.versions(said.code).first()
        Feed.objects.filter(code=said.code, until=None).update(until=day)
        made = Feed.objects.create(
            code=said.code,
            version=before.version + 1 if before else 1,
            name=said.name.strip(),
            source=said.source.strip(),
            form_code=said.form_code,
            keeper=Unit.objects.get(key=actor.unit or "btp"),
            mapping=said.mapping.plain(),
            since=day,
            made_by_name=actor.name,
            made_on=day,
        )
        facts = {"version": made.version, "form": made.form_code, "mapping": made.mapping}
        record(actor, "statistics.feed.kept", _subject(made), facts)
    return made


def end_feed(actor: Actor, feed: Feed, *, day: date) -> None:
    """Let a feed be used no more from a day on."""
    permissions.may_keep_statistics(actor).demand()
    with transaction.atomic():
        ended = Feed.objects.filter(pk=feed.pk, until=None).update(until=day)
        demand(None if ended else "STA-485")
        record(actor, "statistics.feed.ended", _subject(feed), {"version": feed.version})


def _subject(feed: Feed) -> Subject:
    return Subject("statistics.feed", feed.code, feed.name)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it is handed over: its name, its bytes, by which way."""

    name: str
    data: bytes
    way: str = rules.FILE


@dataclass(frozen=True, slots=True)
class Given:
    """The run of a file, and whether it is new or the same bytes came before."""

    run: FeedRun
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Coming:
    """Where figures come from and go to."""

    feed: Feed
    form: FormVersion
    period: Period
    giver: Unit
    day: date


def give(actor: Actor, feed: Feed, period: Period, handed: Handed, *, day: date) -> Given:
    """Read a file of another system and offer its cells to the units; nothing is written yet."""
    permissions.may_give_figures(actor).demand()
    giver, form = unit(actor.unit), queries.form_of(feed, period)
    if form is None or giver is None:
        raise problem("STA-489")
    demand(None if feed.is_in_force else "STA-485")
    digest = hashlib.sha256(handed.data).hexdigest()
    there = queries.same_run(feed, period, giver.pk, digest)
    if there is not None:
        return Given(there, False)
    came = read(feed, form, period, handed)
    faults = list(came.faults)
    to = _Coming(feed, form, period, giver, day)
    offered = _of_units(to, came, faults)
    try:
        with transaction.atomic():
            made = _keep_run(actor, to, handed, came, faults)
            _offer(actor, made, offered)
    except IntegrityError:  # another call gave the same bytes in this moment
        there = queries.same_run(feed, period, giver.pk, digest)
        if there is None:
            raise
        return Given(there, False)
    return Given(made, True)


def _keep_run(
    actor: Actor, to: _Coming, handed: Handed, came: rules.Came, faults: list[str]
) -> FeedRun:
    return FeedRun.objects.create(
        feed=to.feed,
        period=to.period,
        giver=to.giver,
        way=handed.way,
        file=store(actor, handed.name, handed.data),
        digest=hashlib.sha256(handed.data).hexdigest(),
        rows_read=came.read,
        rows_left=came.left,
        faults=faults,
        person=actor.person,
        person_name=actor.name,
        given_on=to.day,
        at=timezone.now(),
    )


def read(feed: Feed, form: FormVersion, period: Period, handed: Handed) -> rules.Came:
    """What a file gives for a period, without keeping anything."""
    return tried(form, period, feed.rules, handed)


def tried(form: FormVersion, period: Period, mapping: rules.Mapping, handed: Handed) -> rules.Came:
    """What a mapping makes of a file: its trial before it is kept."""
    rows = read_table(handed.name, handed.data)
    return rules.draw(mapping, form.form, rows, period.window)


def _of_units(to: _Coming, came: rules.Came, faults: list[str]) -> dict[Unit, list[list[str]]]:
    """The cells by unit; a unit that doesn't owe the form, or isn't the giver's, is a fault."""
    owing = {it.pk for it in submission_queries.reporters(to.form, to.period)}
    giver = to.giver
    found: dict[Unit, list[list[str]]] = {}
    for name, named in _named(giver, came, to.period.last_day):
        if named is None or named.pk not in owing:
            words = _("Đơn vị “{name}” không phải báo cáo biểu {form}.")
            faults.append(words.format(name=name or giver.name, form=to.form.code))
        elif giver.pk not in (named.pk, to.feed.keeper_id):
            words = _("Số liệu của {name} không do {giver} đưa vào nên được bỏ qua.")
            faults.append(words.format(name=named.name, giver=giver.name))
        elif came.cells[name]:
            slots = came.slots.get(name, {})
            found[named] = [_stored(place, it, slots) for place, it in came.cells[name].items()]
    return found


def _stored(place: Place, value: str, slots: Mapping[str, str]) -> list[str]:
    """A cell as an offer keeps it; of a row that fills a slot with the slot."""
    row, column = place
    return [row, column, value, slots[row]] if row in slots else [row, column, value]


def _named(giver: Unit, came: rules.Came, day: date) -> Iterator[tuple[str, Unit | None]]:
    by_key = {it.key: it for it in Unit.objects.filter(key__in=list(came.cells))}
    matcher = Matcher(giver.key, day)
    for name in came.cells:
        yield name, (by_key.get(name) or matcher.unit(name)) if name else giver


def _offer(actor: Actor, made: FeedRun, offered: Mapping[Unit, list[list[str]]]) -> None:
    rows = FeedOffer.objects.bulk_create(
        FeedOffer(run=made, unit=one, cells=cells, figures_count=len(cells))
        for one, cells in offered.items()
    )
    facts = {
        "run": made.pk,
        "period": str(made.period),
        "digest": made.digest,
        "way": made.way,
        "offers": {it.unit.key: it.figures_count for it in rows},
        "faults": len(made.faults),
    }
    record(actor, "statistics.feed.given", _subject(made.feed), facts)
    for it in rows:
        _tell(actor, made, it)


def _tell(actor: Actor, made: FeedRun, one: FeedOffer) -> None:
    subject = f"Có số liệu từ {made.feed.source} cho biểu {made.feed.form_code}"
    address = reverse("statistics:offer", args=[one.pk])
    notify(actor, Telling(OFFERED, subject, str(made.period), address), to_unit=one.unit.key)


def take(actor: Actor, offer: FeedOffer, chosen: Collection[Place], *, day: date) -> Revision:
    """Put the chosen cells of an offer into the form as one revision, each with its source."""
    permissions.may_fill(actor, offer.unit.key, offer.unit.name).demand()
    shown = queries.difference_of(offer, day)
    lines = [it.offered for it in shown.lines if it.offered.place in chosen]
    cells = [(it.place, it.after) for it in lines]
    demand(None if shown.is_open else "STA-486")
    demand(None if cells else "STA-487")
    if shown.form is None:
        raise problem("STA-489")
    with transaction.atomic():
        asked = submissions.begin(actor, shown.form, offer.run.period, day=day)
        grid = submission_queries.grid_of(submission_queries.revision(asked))
        seen = asked.revisions_count
        after = rules.taken(grid, lines)
        made = submissions.write(actor, asked, after, seen=seen, day=day).revision
        if made is None:
            raise problem("STA-340")
        _keep_sources(actor, asked, offer, cells, made)
    return made


def _keep_sources(
    actor: Actor,
    asked: Submission,
    offer: FeedOffer,
    cells: Collection[tuple[Place, str]],
    made: Revision,
) -> None:
    CellSource.objects.bulk_create(
        CellSource(
            submission=asked,
            row=row,
            column=column,
            offer=offer,
            revision=made.ordinal,
            value=value,
            person_name=actor.name,
            taken_on=made.saved_on,
        )
        for (row, column), value in cells
    )
    facts = {
        "feed": offer.run.feed.code,
        "run": offer.run_id,
        "revision": made.ordinal,
        "cells": [[*place, value] for place, value in cells],
    }
    record(actor, "statistics.feed.taken", submissions.submission_subject(asked), facts)
