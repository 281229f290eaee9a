"""Writing a report: drafted from tasks, by hand, section by section, through several hands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from congtac.accounts.queries import posts_on
from congtac.kernel.actor import Actor
from congtac.notices.rules.kinds import Telling
from congtac.notices.services import notify
from congtac.programmes import permissions
from congtac.programmes.models import Report, ReportSection, Sentence
from congtac.programmes.queries.drafting import Material, material
from congtac.programmes.queries.reports import sections_of
from congtac.programmes.rules import drafting as drafts
from congtac.programmes.rules import reports as rules
from congtac.programmes.rules import requests as kinds
from congtac.programmes.rules.drafting import Drafted, Redrafted, There
from congtac.programmes.rules.sentences import (
    tell_counts,
    tell_difficulty,
    tell_programme,
    tell_task,
)
from congtac.programmes.rules.tellings import REPORT
from congtac.programmes.services.reports import Turn, turn
from congtac.programmes.services.steps import demand

OWN_KINDS = (drafts.OF_TASK, drafts.OF_COUNT, drafts.OF_DIFFICULTY)


@dataclass(frozen=True, slots=True)
class Drafting:
    """How many sentences a drafting added, said anew, and showed beside what a person wrote."""

    added: int = 0
    renewed: int = 0
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What a person writes in a section: `version` is the one that they saw."""

    version: int
    words: Mapping[int, str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()  # sentences that take over what stands beside
    added: Sequence[str] = ()
    rows: Sequence[Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Giving:
    """To whom a section is given, by when."""

    person: str
    due_on: date
    division: str = ""


def draft(actor: Actor, report: Report, *, day: date) -> Drafting:
    """Draft all sections that may be written from the unit's tasks as of the cut-off."""
    permissions.may_write_report(actor, report).demand()
    demand(rules.objection_to_report("draft", state=report.state))
    with transaction.atomic():
        turn(actor, report, Turn("draft", day))
        found = material(report)
        open_ones = [it for it in sections_of(report) if it.state in rules.WRITABLE]
        done = [redraft(actor, it, fresh(it, found)) for it in open_ones]
    return Drafting(*(sum(counts) for counts in zip(*done, strict=True))) if done else Drafting()


def fresh(section: ReportSection, found: Material) -> list[Drafted]:
    """What the sources say now for a section of its kind."""
    day = found.day
    if section.kind == kinds.RESULTS:
        counts = tell_counts(found.tally, unit=found.unit, day=day)
        return [counts, *(tell_task(it, day) for it in found.tasks)] if found.tasks else []
    if section.kind == kinds.FIGURES:
        return [tell_programme(*line, day) for line in found.by_programme]
    is_proposal = section.kind == kinds.PROPOSALS
    if is_proposal or section.kind == kinds.DIFFICULTIES:
        told = [it for it in found.difficulties if (it.kind == "proposal") == is_proposal]
        return [tell_difficulty(it, day) for it in told]
    return []


def redraft(
    actor: Actor,
    section: ReportSection,
    told: Sequence[Drafted],
    *,
    kinds: Collection[str] = OWN_KINDS,
) -> tuple[int, int, int]:
    """Let a section say what its sources say; returns how many were added, renewed, beside.

    Only sentences whose source is of these kinds are looked at; others stand as they are.
    """
    drafted = (it for it in section.sentences.all() if it.source_kind in kinds)
    there = {it.source_key: it for it in drafted}
    found = drafts.redraft([_there(it) for it in there.values()], told)
    place = _last_place(section)
    added = enumerate(found.added, start=place + 1)
    Sentence.objects.bulk_create([_added(actor, section, it, ordinal) for ordinal, it in added])
    renewed = [_renew(there[it.source.key], it) for it in found.renewed]
    for it in found.beside:
        there[it.source.key].beside = it.words
        there[it.source.key].save(update_fields=["beside"])
    _mark(there.values(), found)
    ReportSection.objects.filter(pk=section.pk).update(version=F("version") + 1)
    return len(found.added), sum(renewed), len(found.beside)


def _there(sentence: Sentence) -> There:
    return There(sentence.source_key, sentence.words, sentence.drafted, sentence.is_touched)


def _last_place(section: ReportSection) -> int:
    return max((it.position for it in section.sentences.all()), default=0)


def _added(actor: Actor, section: ReportSection, made: Drafted, place: int) -> Sentence:
    source = made.source
    return Sentence(
        section=section,
        position=place,
        words=made.words,
        drafted=made.words,
        source_kind=source.kind,
        source_key=source.key,
        source_number=source.number,
        source_day=source.day,
        derivation=source.derivation,
        person_name=actor.name,
    )


def _renew(sentence: Sentence, said: Drafted) -> bool:
    is_new = sentence.words != said.words
    sentence.words = sentence.drafted = said.words
    sentence.source_day, sentence.derivation = said.source.day, said.source.derivation
    sentence.save()
    return is_new


def _mark(drafted: Iterable[Sentence], found: Redrafted) -> None:
    """Mark the sentences whose source says nothing any more."""
    numbers = {it.source_key: it.pk for it in drafted}
    if not numbers:
        return
    Sentence.objects.filter(pk__in=numbers.values()).update(is_sourceless=False)
    lost = [numbers[key] for key in found.sourceless]
    Sentence.objects.filter(pk__in=lost).update(is_sourceless=True)


def write(actor: Actor, section: ReportSection, said: Written, *, day: date) -> None:
    """Write in a section: change, strike out and add sentences, fill the rows of a table."""
    report = section.report
    permissions.may_write_report(actor, report).demand()
    demand(rules.objection_to_report("write", state=report.state))
    is_theirs = actor.person == section.person
    demand(rules.objection_to_writing(state=section.state, is_theirs=is_theirs))
    with transaction.atomic():
        unmoved = ReportSection.objects.filter(pk=section.pk, version=said.version)
        fields = {} if said.rows is None else {"rows": _rows(section, said.rows)}
        demand(None if unmoved.update(version=F("version") + 1, **fields) else "PRG-117")
        for sentence in section.sentences.all():
            _rewrite(actor, sentence, said)
        place = _last_place(section)
        for ordinal, words in enumerate(_lines(said.added), start=place + 1):
            _by_hand(actor, section, words, ordinal)
        turn(actor, report, Turn("write", day, section=section.heading))
    section.refresh_from_db()
    section.report = report


def _rewrite(actor: Actor, sentence: Sentence, said: Written) -> None:
    if sentence.pk in said.taken and sentence.beside:
        sentence.words = sentence.drafted = sentence.beside
        sentence.beside, sentence.is_touched, sentence.is_struck = "", False, False
        sentence.save()
        return
    if sentence.pk not in said.words:
        return
    words = said.words[sentence.pk].strip()
    is_struck = sentence.pk in said.struck or not words
    if (words in ("", sentence.words)) and is_struck == sentence.is_struck:
        return
    sentence.words = words or sentence.words
    sentence.is_struck, sentence.is_touched = is_struck, True
    if sentence.beside:
        sentence.drafted, sentence.beside = sentence.beside, ""
    sentence.person_name = actor.name
    sentence.save()


def _lines(added: Sequence[str]) -> list[str]:
    return [words.strip() for words in added if words.strip()]


def _by_hand(actor: Actor, section: ReportSection, words: str, place: int) -> None:
    Sentence.objects.create(
        section=section, position=place, words=words, is_touched=True, person_name=actor.name
    )


def _rows(section: ReportSection, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    wide = len(section.columns)
    cut = ([cell.strip() for cell in row][:wide] for row in rows)
    return [row + [""] * (wide - len(row)) for row in cut if any(row)]


def give(actor: Actor, section: ReportSection, giving: Giving, *, day: date) -> None:
    """Give a section to a person of the unit, with an internal last day."""
    report = section.report
    permissions.may_write_report(actor, report).demand()
    last = report.request.due_on if report.request else None
    demand(rules.objection_to_section_day(due_on=giving.due_on, report_due_on=last, today=day))
    held = posts_on(day).filter(unit__key=actor.unit, person__username=giving.person).first()
    demand(None if held else "PRG-045")
    fields = {
        "person": giving.person,
        "person_name": held.person.name if held else "",
        "division": giving.division.strip()[:255],
        "due_on": giving.due_on,
    }
    _move(actor, section, Turn("give", day), **fields)


def hand_in(actor: Actor, section: ReportSection, *, words: str = "", day: date) -> None:
    """Say that a section is written; nobody changes it until a leader has looked."""
    permissions.may_hand_in_section(actor, section).demand()
    _move(actor, section, Turn("hand_in", day, words))


def approve(actor: Actor, section: ReportSection, *, words: str = "", day: date) -> None:
    """Approve a section; only then may the report go up."""
    permissions.may_approve_section(actor, section).demand()
    _move(actor, section, Turn("approve", day, words), approved_by=actor.person)


def give_back(actor: Actor, section: ReportSection, *, words: str, day: date) -> None:
    """Return a section to its person, with the reason."""
    permissions.may_approve_section(actor, section).demand()
    _move(actor, section, Turn("give_back", day, words), approved_by="")


def take_back(actor: Actor, section: ReportSection, *, words: str = "", day: date) -> None:
    """Take a section back from its person; anyone of the unit may write it again."""
    permissions.may_write_report(actor, section.report).demand()
    free = {"person": "", "person_name": "", "division": "", "due_on": None}
    _move(actor, section, Turn("take_back", day, words), **free)


def _move(actor: Actor, section: ReportSection, to: Turn, **fields: object) -> None:
    demand(rules.objection_to_section(to.act, state=section.state, words=to.words))
    holder, report = section.person, section.report
    with transaction.atomic():
        unmoved = ReportSection.objects.filter(pk=section.pk, state=section.state)
        state = rules.SECTION_TO[to.act]
        demand(None if unmoved.update(state=state, **fields) else "PRG-111")
        turn(actor, report, Turn(to.act, to.day, to.words, section=section.heading))
        section.refresh_from_db()
        section.report = report
        _tell(actor, section, to, holder)
    section.report = report


def _tell(actor: Actor, section: ReportSection, to: Turn, holder: str) -> None:
    said = rules.REPORT_ACTS.written[to.act]
    subject = f"{said}: {section.heading}, {section.report.title}"
    address = reverse("programmes:write", args=[section.pk])
    person = section.person or holder
    telling = Telling(REPORT, subject, to.words.strip(), address)
    if to.act == "hand_in":
        leaders = posts_on(to.day).filter(unit=section.report.unit)
        names = [it.person.username for it in leaders if "leader" in it.roles]
        notify(actor, telling, to_person=names)
    else:
        notify(actor, telling, to_person=person)
