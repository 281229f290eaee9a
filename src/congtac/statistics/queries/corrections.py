"""Reads of corrections, and of what changed in a form since it was signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics.models import Correction, Revision, Submission
from congtac.statistics.queries.submissions import grid_of
from congtac.statistics.rules import corrections as rules
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.grids import form_order, shown_cell
from congtac.statistics.rules.history import Difference, Saved, changed_since

NEAR = (
    "submission__form",
    "submission__unit",
    "submission__receiver",
    "submission__period__kind__regime",
)


def correction(number: int) -> Correction | None:
    """A correction by its number."""
    return Correction.objects.select_related(*NEAR).filter(pk=number).first()


def corrections_of(asked: Submission, *, is_inside: bool) -> list[Correction]:
    """The corrections of a form, the newest first; outside the unit those that were signed."""
    found = asked.corrections.prefetch_related("cells").order_by("-ordinal")
    return list(found if is_inside else found.filter(signed_on__isnull=False))


def open_correction(asked: Submission) -> Correction | None:
    """The correction that is under way."""
    return asked.corrections.filter(state__in=rules.OPEN).first()


def mendings(made: Correction) -> list[rules.Mending]:
    """The cells of a correction as the rules read them."""
    return [
        rules.Mending(it.row, it.column, it.before, it.after, it.reason) for it in made.cells.all()
    ]


def to_decide(actor: Actor) -> QuerySet[Correction]:
    """The corrections that wait for the actor's body to decide."""
    key = MINISTRY_KEY if actor.has_role("ministry") else actor.unit
    found = Correction.objects.filter(state=rules.SENT, submission__receiver__key=key)
    return found.select_related(*NEAR).order_by("signed_on", "id")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected cell as it is shown."""

    row: str
    column: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A correction with its cells as they are shown."""

    made: Correction
    cells: Sequence[Corrected]


def shown(asked: Submission, found: Sequence[Correction]) -> list[Shown]:
    """Corrections laid out for their panel."""
    return [Shown(it, [corrected_of(asked, cell) for cell in mendings(it)]) for it in found]


def corrected_of(asked: Submission, it: rules.Mending) -> Corrected:
    """One thing that a correction changes, as it is shown: a cell, or the name of a row."""
    if it.is_of_row:
        row = it.before or it.after
        return Corrected(row, _("Tên dòng"), it.before or "–", it.after or "–", it.reason)
    column = _column(asked, it.column)
    before, after = shown_cell(column, it.before), shown_cell(column, it.after)
    return Corrected(_row(asked, it.row), column.title, before or "–", after or "–", it.reason)


def _column(asked: Submission, code: str) -> Column:
    return asked.form.form.column(code) or Column(code, (code,))


def _row(asked: Submission, code: str) -> str:
    row = asked.form.form.row(code)
    return row.label if row else code


def saved(revisions: Sequence[Revision]) -> list[Saved]:
    """Revisions as the rules of history read them."""
    return [Saved(it.ordinal, grid_of(it), it.person_name, it.saved_on) for it in revisions]


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that differs from what was signed, as it is shown."""

    row: str
    column: str
    before: str
    after: str
    difference: Difference


def since_signed(asked: Submission, upto: int) -> tuple[int, list[Changed]]:
    """The revision signed last, and how revision `upto` differs from it, cell by cell."""
    signed = asked.lines.filter(act="sign", revision__lte=upto).order_by("ordinal").last()
    if signed is None:
        return 0, []
    kept = asked.revisions.filter(ordinal__gte=signed.revision, ordinal__lte=upto)
    states = saved(list(kept))
    found = changed_since(states, signed.revision)
    order = form_order(asked.form.form, states[-1].grid)
    found.sort(key=lambda it: order((it.row, it.column)))
    return signed.revision, [_changed(asked, it) for it in found]


def _changed(asked: Submission, it: Difference) -> Changed:
    if not it.column:
        return Changed(it.row, _("Tên dòng"), it.before or "–", it.after or "–", it)
    column = _column(asked, it.column)
    before, after = shown_cell(column, it.before), shown_cell(column, it.after)
    empty = _("(trống)")
    return Changed(_row(asked, it.row), column.title, before or empty, after or empty, it)


def seen_outside(asked: Submission) -> set[int]:
    """The revisions that were ever sent: the receiver reads them on, superseded or not."""
    found = asked.lines.filter(act__in=("send", "correct")).values_list("revision", flat=True)
    return {*found, *([asked.sent_revision] if asked.sent_revision else [])}
