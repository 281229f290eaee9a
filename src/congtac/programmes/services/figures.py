"""Putting a figure of the statistics into a report, and dropping it: the link is kept below."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congtac.kernel.actor import Actor
from congtac.programmes import permissions
from congtac.programmes.models import Report, ReportSection, Sentence
from congtac.programmes.queries.figures import Renewal
from congtac.programmes.rules import reports as rules
from congtac.programmes.services import drafting
from congtac.programmes.services.drafting import Written
from congtac.programmes.services.reports import report_reference
from congtac.programmes.services.steps import demand
from congtac.statistics.models import Quotation
from congtac.statistics.queries.quoting import Choice
from congtac.statistics.services import quoting


@dataclass(frozen=True, slots=True)
class Inserted:
    """A figure to put in: which, in which words, behind which sentence (None: as a new one).

    `version` is the one of the section that the writer saw.
    """

    choice: Choice
    words: str
    version: int
    behind: int | None = None


@transaction.atomic
def insert(actor: Actor, section: ReportSection, what: Inserted, *, day: date) -> Quotation:
    """Write a figure into a section and keep its link to cell, revision and value."""
    words = what.words.strip() or what.choice.wording
    live = section.sentences.filter(is_struck=False)
    target = live.filter(pk=what.behind).first() if what.behind else None
    if target is None:
        said = Written(what.version, added=[sentence_of(words)])
    else:
        joined = f"{target.words.rstrip().removesuffix('.')}, {words}."
        said = Written(what.version, words={target.pk: joined})
    drafting.write(actor, section, said, day=day)
    written = target or section.sentences.latest("position", "pk")
    _explain(written, what.choice)
    report = section.report
    text = report_reference(report)
    place = quoting.Place(text, report.unit.key, str(written.pk))
    return quoting.quote(actor, place, what.choice, day=day)


def sentence_of(words: str) -> str:
    """The words as a sentence."""
    return words if words.endswith((".", ";")) else f"{words}."


def _explain(sentence: Sentence, choice: Choice) -> None:
    """Let the sentence say where its figure came from."""
    ordinals = sorted({it.sent.revision.ordinal for it in choice.cells})
    said = f"{choice.source}: {choice.shown} (bản {', '.join(map(str, ordinals))})."
    before = Sentence.objects.values_list("derivation", flat=True).get(pk=sentence.pk)
    derivation = f"{before} {said}".strip()
    Sentence.objects.filter(pk=sentence.pk).update(derivation=derivation)


def drop(actor: Actor, report: Report, made: Quotation, *, day: date) -> None:
    """Say that a report quotes a figure no more, while it is being written."""
    permissions.may_write_report(actor, report).demand()
    demand(rules.objection_to_report("write", state=report.state))
    quoting.drop(actor, made, day=day)


@transaction.atomic
def refresh(
    actor: Actor, report: Report, renewal: Renewal, version: int, *, day: date
) -> Quotation:
    """Put the figure that the source says now in place of the one quoted: a new quotation.

    `version` is the one of the section that the writer saw.
    """
    permissions.may_write_report(actor, report).demand()
    demand(rules.objection_to_report("write", state=report.state))
    section, sentence = renewal.sentence.section, renewal.sentence
    said = Written(version, words={sentence.pk: renewal.words})
    drafting.write(actor, section, said, day=day)
    _explain(sentence, renewal.choice)
    place = quoting.Place(report_reference(report), report.unit.key, str(sentence.pk))
    made = quoting.quote(actor, place, renewal.choice, day=day)
    quoting.drop(actor, renewal.made, day=day)
    return made
