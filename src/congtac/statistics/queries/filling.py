"""What the entry page shows and what its script is given and answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.statistics.models import Draft, Submission
from congtac.statistics.queries import drafts
from congtac.statistics.queries import findings as finding_queries
from congtac.statistics.queries.drawing import drawn
from congtac.statistics.queries.findings import Told
from congtac.statistics.queries.pages import Figures
from congtac.statistics.rules.entry import BLANKS, Beside, Posted, entry_lines
from congtac.statistics.rules.grids import Grid, Place, Typed, read_typed
from congtac.statistics.rules.live import JUDGED_LIVE, live_rules


def figures(
    asked: Submission,
    grid: Grid,
    beside: Beside,
    told: Sequence[Told],
    blanks: int | Mapping[str, int] = BLANKS,
) -> Figures:
    """The lines of the entry page, with blank rows in each slot."""
    lines = entry_lines(asked.form.form, grid, beside, blanks=blanks)
    return Figures(drawn(asked.form), lines, told, None)


def live(asked: Submission, shown: Figures) -> dict[str, Any]:
    """What the script of the page judges by, and what the server has found already."""
    keys = {line.name: line.key for line in shown.lines if line.is_filling and line.name}
    return {
        **live_rules(finding_queries.rulebook_of(asked), asked.form.form),
        "findings": [_plain(it, keys) for it in shown.told],
    }


def answer(actor: Actor, asked: Submission, posted: Posted, draft: Draft | None) -> dict[str, Any]:
    """What the server says after keeping: findings, who else is at work, the newest revision."""
    typed = read_typed(asked.form.form, posted.rows, posted.typed)
    told = told_of(asked, typed)
    return {
        "ordinal": draft.ordinal if draft else 0,
        "count": draft.count if draft else 0,
        "at": _clock(draft.at) if draft else "",
        "revision": asked.revisions_count,
        "saver": asked.filled_by_name,
        "faults": {_name(place, posted.keys): said for place, said in typed.faults.items()},
        "findings": [_plain(it, posted.keys) for it in told],
        "others": [other_words(it) for it in drafts.others(actor, asked)],
    }


def told_of(asked: Submission, typed: Typed) -> list[Told]:
    """What the checks say of typed cells; one that can't be read isn't told to be empty as well."""
    found = finding_queries.findings_of(asked, typed.grid)
    return [it for it in found if it.finding.rule != "missing" or it.places[0] not in typed.faults]


def other_words(draft: Draft) -> str:
    """Who else is typing, and how much of it isn't saved."""
    words = _("{name} đang nhập, {count} ô chưa lưu (lúc {at})")
    return words.format(name=draft.person_name, count=draft.count, at=_clock(draft.at))


def _clock(moment: datetime) -> str:
    local = timezone.localtime(moment)  # noqa: TID251 - converts a given moment, asks no clock
    return f"{local:%H:%M}"


def _plain(told: Told, keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        "words": told.finding.message,
        "severity": told.severity,
        "colour": told.colour,
        "is_live": told.finding.kind in JUDGED_LIVE,
        "note": told.note.words if told.note else "",
        "is_missing": told.finding.rule == "missing",
        "cells": [_name(it, keys) for it in told.places],
    }


def _name(place: Place, keys: Mapping[str, str]) -> str:
    """The name of a cell on the page."""
    row, column = place
    return f"{keys.get(row, row)}.{column}"
