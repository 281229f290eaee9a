"""A round of the example series: what units sent for a period, written in bulk.

Rows are left as the services would have left them; the notes stand to findings of the checks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from congtac.accounts.queries import as_actor, posts_on
from congtac.ground.audit.services import record
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.statistics.models import (
    Cause,
    Explanation,
    FormVersion,
    Period,
    Revision,
    Submission,
    SubmissionLine,
)
from congtac.statistics.queries.findings import compared_of, key_of
from congtac.statistics.queries.provisions import offered
from congtac.statistics.rules.book import Book, book_of
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.submissions import ACCEPTED, DRAFT, RETURNED, SENT

WRITTEN = (("begin", -4), ("write", -3))
GONE = (("submit", -2), ("check", -1), ("sign", 0), ("send", 0))
WAYS = {
    DRAFT: WRITTEN,
    SENT: (*WRITTEN, *GONE),
    ACCEPTED: (*WRITTEN, *GONE, ("accept", 5)),
    RETURNED: (*WRITTEN, *GONE, ("return", 5)),
}
STATES = {"submit": "submitted", "check": "checked", "sign": "signed", "send": SENT}
STATES |= {"accept": ACCEPTED, "return": RETURNED}
CHECKS = ("check", "sign")  # by the leader of the unit
TAKES = ("accept", "return")  # by the Ministry
NOTES = (  # the cause and the words of a note, by turns
    ("work", "Số việc phát sinh thực tế thay đổi so với kỳ trước, đã đối chiếu với sổ theo dõi."),
    ("method", "Kỳ này thống nhất cách tổng hợp từ phần mềm, không cộng trùng như kỳ trước."),
    ("before", "Kỳ trước một tổ chức báo cáo thiếu, nay đã đủ."),
)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who fills in, and who checks and signs at a Sở."""

    officer: Actor
    leader: Actor

    def at(self, unit: Unit) -> "Hands":
        """The same people at the unit that theirs became part of."""
        officer = replace(self.officer, unit=unit.key, unit_name=unit.name)
        return Hands(officer, replace(self.leader, unit=unit.key, unit_name=unit.name))


def hands_of(units: list[Unit], day: date) -> dict[int, Hands]:
    """Of each unit an officer and a leader with the power to sign, one query."""
    found: dict[int, dict[str, Actor]] = {}
    for post in posts_on(day).filter(unit__in=units).order_by("id"):
        actor = as_actor(post)
        is_head = "leader" in actor.roles and not actor.post.startswith("Phó")
        role = "leader" if is_head else "officer" if "officer" in actor.roles else ""
        found.setdefault(post.unit_id, {}).setdefault(role, actor)
    return {
        unit: Hands(it["officer"], it["leader"])
        for unit, it in found.items()
        if {"officer", "leader"} <= set(it)
    }


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form of one unit: the figures, how far it came, and on which day it was sent."""

    form: FormVersion
    unit: Unit
    grid: Grid
    sent: date
    state: str = ACCEPTED
    words: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.unit.key, self.form.code

    def lines(self, period: Period) -> Iterator[tuple[str, ...]]:
        """The cells as the checks read them."""
        for (row, column), value in self.grid.cells.items():
            yield self.unit.key, period.code, self.form.code, row, column, value


@dataclass
class Round:
    """What all units sent for one period."""

    period: Period
    keeper: Actor
    ministry: Unit
    hands: Mapping[int, Hands]
    sheets: list[Sheet] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    lines: list[SubmissionLine] = field(default_factory=list)
    notes: list[Explanation] = field(default_factory=list)

    @property
    def forms(self) -> dict[str, Form]:
        versions = {it.form.code: it.form for it in self.sheets}
        return {code: version.form for code, version in versions.items()}

    def book(self, forms: Mapping[str, Form]) -> Book:
        """The figures of the forms that are asked for."""
        wanted = (it for it in self.sheets if it.form.code in forms)
        return book_of((line for it in wanted for line in it.lines(self.period)), forms)

    def write(self, before: "Round | None" = None) -> None:
        """Keep it all, with a note to every finding that asks for one."""
        told = self._told(before)
        for sheet in self.sheets:
            self._follow(sheet, told.get(sheet.key, []))
        Submission.objects.bulk_create(self.submissions)
        made = zip(self.sheets, self.submissions, strict=True)
        revisions = Revision.objects.bulk_create([self._revision(*one) for one in made])
        SubmissionLine.objects.bulk_create(self.lines)
        Explanation.objects.bulk_create(self.notes)
        subject = Subject("statistics.period", str(self.period.pk), str(self.period))
        facts = {"submissions": len(revisions), "digests": [it.digest for it in revisions]}
        record(SYSTEM, "statistics.examples.loaded", subject, facts)

    @cached_property
    def _causes(self) -> dict[str, Cause]:
        return {it.key: it for it in offered(self.period)}

    def _told(self, before: "Round | None") -> dict[tuple[str, str], list[Finding]]:
        forms = self.forms
        known = {code: form for code, form in forms.items() if before and code in before.forms}
        around = Surroundings(previous=before.book(known) if before and known else Book())
        told: dict[tuple[str, str], list[Finding]] = {}
        for finding in check(self.book(forms), Rulebook.of(forms.values()), around):
            told.setdefault((finding.unit, finding.form), []).append(finding)
        return told

    def _follow(self, sheet: Sheet, told: list[Finding]) -> None:
        asked, hands = self._submission(sheet), self.hands[sheet.unit.pk]
        asked.blocking_count = sum(it.severity == "blocking" for it in told)
        asking = [it for it in told if it.severity == "explain"]
        is_noted = sheet.state != DRAFT and bool(asking)
        asked.explain_count = 0 if is_noted else len(asking)
        if is_noted:
            causes = self._causes
            self.notes += [_note(asked, hands.officer, it, causes, sheet.sent) for it in asking]
        way = WAYS[sheet.state]
        steps = [*way[:2], ("explain", -3), *way[2:]] if is_noted else list(way)
        state = DRAFT
        for ordinal, (act, days) in enumerate(steps, start=1):
            state = STATES.get(act, state)
            line = SubmissionLine(submission=asked, ordinal=ordinal, act=act, state=state)
            line.revision = 1 if ordinal > 1 else 0
            line.words = sheet.words if act == "return" else ""
            self._sign(line, hands, sheet.sent + timedelta(days=days))
            self.lines.append(line)
        asked.lines_count = len(steps)
        self.submissions.append(asked)

    def _sign(self, line: SubmissionLine, hands: Hands, day: date) -> None:
        inside = hands.leader if line.act in CHECKS else hands.officer
        actor = self.keeper if line.act in TAKES else inside
        line.person, line.person_name = actor.person, actor.name
        line.unit_name, line.recorded_on = actor.unit_name, day
        line.at = moment(day, line.ordinal)

    def _submission(self, sheet: Sheet) -> Submission:
        hands, sent = self.hands[sheet.unit.pk], sheet.sent
        asked = Submission(form=sheet.form, unit=sheet.unit, unit_name=sheet.unit.name)
        asked.period, asked.receiver, asked.state = self.period, self.ministry, sheet.state
        asked.begun_on, asked.revisions_count = sent - timedelta(4), 1
        asked.filled_by, asked.filled_by_name = hands.officer.person, hands.officer.name
        if sheet.state != DRAFT:
            asked.checked_by, asked.checked_by_name = hands.leader.person, hands.leader.name
            asked.signed_by, asked.signed_by_name = hands.leader.person, hands.leader.name
            asked.capacity, asked.signed_on = [hands.leader.post.upper()], sent
            asked.first_sent_on, asked.sent_revision = sent, 1
        if sheet.state == ACCEPTED:
            asked.accepted_on = sent + timedelta(days=5)
        return asked

    def _revision(self, sheet: Sheet, asked: Submission) -> Revision:
        day, officer = sheet.sent - timedelta(days=3), self.hands[sheet.unit.pk].officer
        made = Revision(submission=asked, ordinal=1, cells=sheet.grid.text(), saved_on=day)
        made.at, made.digest = moment(day, 2), sheet.grid.digest(sheet.form.digest)
        made.person, made.person_name = officer.person, officer.name
        return made


def _note(
    asked: Submission, officer: Actor, told: Finding, causes: Mapping[str, Cause], sent: date
) -> Explanation:
    key = key_of(told)
    cause, words = NOTES[int(key[:4], 16) % len(NOTES)]
    note = Explanation(submission=asked, finding=key, ordinal=1, compared=compared_of(told))
    note.cause, note.words = causes[cause], words
    note.person_name, note.made_on = officer.name, sent - timedelta(days=3)
    return note


def moment(day: date, hour: int) -> datetime:
    """A time of a day at which offices work."""
    return datetime.combine(day, time(8 + hour, 15), timezone.get_default_timezone())
