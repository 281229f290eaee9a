"""The example half-year: six forms of every Sở Tư pháp, with figures that are invented."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone

from congtac.accounts.queries import as_actor, posts_on, watching
from congtac.ground.audit.services import record
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.statistics.models import (
    FormVersion,
    Opening,
    Period,
    PeriodKind,
    Remark,
    Revision,
    Submission,
    SubmissionLine,
)
from congtac.statistics.queries.submissions import reporters
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.periods import Moving
from congtac.statistics.rules.submissions import ACCEPTED, RETURNED
from congtac.statistics.services.calendars import load_calendars, move_due, open_period
from congtac.statistics.services.forms import load_forms

FIRST_DAY = date(2024, 1, 2)
REGIME = "tt-03-2019"
LETTER = Moving(date(2024, 12, 20), "6021/BTP-KHTC", date(2024, 11, 25), "Nâng cấp phần mềm")
NOTARIES, ADOPTIONS, AID = "12b/BTP/BTTP/CC", "22c/BTP/CN/TN", "24/BTP/TGPL"
CERTIFIED, RECORDS, KEPT = "17c/BTP/HTQTCT/CT", "19/BTP/LLTP", "21/BTP/LLTP"
EXAMPLES = (NOTARIES, ADOPTIONS, AID, CERTIFIED, RECORDS, KEPT)
LATE_ONES, RETURNED_ONE = 9, "ca-mau.stp"  # every ninth Sở sends late


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Bring in the regimes and forms; let the 63 Sở send the six months of 2024."""
    if Period.objects.exists():
        return
    say("Nạp biểu mẫu thống kê, mở kỳ")
    load_calendars(SYSTEM)
    load_forms(SYSTEM, built_in_forms(), day=FIRST_DAY)
    if "duc" not in cast:
        return
    keeper = watching(cast["duc"], FIRST_DAY)
    ours = PeriodKind.objects.select_related("regime").filter(regime__key=REGIME)
    half = open_period(keeper, ours.get(key="h1"), 2024, day=date(2024, 5, 20))
    year = open_period(keeper, ours.get(key="year-p"), 2024, day=date(2024, 11, 1))
    move_due(keeper, year, "department", LETTER, day=date(2024, 11, 26))
    say("63 Sở Tư pháp gửi biểu 6 tháng đầu năm 2024")
    HalfYear(half, keeper).write()


@dataclass(frozen=True, slots=True)
class Hands:
    """Who fills in, and who checks and signs at a Sở."""

    officer: Actor
    leader: Actor


class HalfYear:
    """The forms of the six months, written in bulk as the services would have left them."""

    def __init__(self, period: Period, keeper: Actor) -> None:
        self.period, self.keeper = period, keeper
        self.ministry = Unit.objects.get(key="btp")
        self.lines: list[SubmissionLine] = []
        self.revisions: list[Revision] = []
        self.made: list[Submission] = []

    def write(self) -> None:
        """Write all submissions, then what belongs to them."""
        forms = list(FormVersion.objects.filter(code__in=EXAMPLES, kinds=self.period.kind))
        if not forms:
            return
        units = list(reporters(forms[0], self.period).order_by("key"))
        hands = _hands(units, self.period.last_day)
        for place, unit in enumerate(units):
            if unit.pk in hands:
                for form in forms:
                    self._follow(form, unit, hands[unit.pk], place)
        self._keep()

    def _follow(self, form: FormVersion, unit: Unit, hands: Hands, place: int) -> None:
        is_late = place % LATE_ONES == 4
        sent = date(2024, 6, 27) + timedelta(days=place % 5) if is_late else date(2024, 6, 14)
        sent += timedelta(days=0 if is_late else place % 8)
        returned = unit.key == RETURNED_ONE and form.code == ADOPTIONS
        asked = _submission(form, unit, hands, sent)
        asked.period, asked.receiver = self.period, self.ministry
        asked.state = RETURNED if returned else ACCEPTED
        asked.accepted_on = None if returned else sent + timedelta(days=5)
        self.made.append(asked)
        grid = figures(form.code, place, unit.name)
        self.revisions.append(_revision(asked, hands.officer, grid, sent - timedelta(days=3)))
        steps = [
            ("begin", hands.officer, -4),
            ("write", hands.officer, -3),
            ("submit", hands.officer, -2),
            ("check", hands.leader, -1),
            ("sign", hands.leader, 0),
            ("send", hands.officer, 0),
            ("return" if returned else "accept", self.keeper, 5),
        ]
        self._tell(asked, sent, steps)

    def _tell(self, asked: Submission, sent: date, steps: list[tuple[str, Actor, int]]) -> None:
        state = "draft"
        moves = {"submit": "submitted", "check": "checked", "sign": "signed", "send": "sent"}
        for ordinal, (act, actor, days) in enumerate(steps, start=1):
            state = moves.get(act, asked.state if act in ("return", "accept") else state)
            day = sent + timedelta(days=days)
            line = SubmissionLine(submission=asked, ordinal=ordinal, act=act, state=state)
            line.revision = 1 if ordinal > 1 else 0
            line.words = REASON if act == "return" else ""
            line.person, line.person_name, line.unit_name = (
                actor.person,
                actor.name,
                actor.unit_name,
            )
            line.recorded_on, line.at = day, _at(day, ordinal)
            self.lines.append(line)
        asked.lines_count = len(steps)

    def _keep(self) -> None:
        Submission.objects.bulk_create(self.made)
        Revision.objects.bulk_create(self.revisions)
        SubmissionLine.objects.bulk_create(self.lines)
        for asked in (it for it in self.made if it.state == RETURNED):
            _remark(asked, self.keeper)
        subject = Subject("statistics.period", str(self.period.pk), str(self.period))
        facts = {"submissions": len(self.made), "digests": [it.digest for it in self.revisions]}
        record(SYSTEM, "statistics.examples.loaded", subject, facts)


REASON = "Cột 2 cao bất thường so với các tỉnh cùng vùng, đề nghị soát lại."


def _remark(asked: Submission, keeper: Actor) -> None:
    day = date(2024, 6, 26)
    Remark.objects.create(
        submission=asked,
        revision=1,
        row="1",
        column="c2",
        words="Soát lại số trẻ em dưới 01 tuổi.",
        person_name=keeper.name,
        made_on=day,
    )
    until = date(2024, 12, 27)
    Opening.objects.create(
        submission=asked, until=until, reason=REASON, person_name=keeper.name, made_on=day
    )


def _hands(units: list[Unit], day: date) -> dict[int, Hands]:
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


def _submission(form: FormVersion, unit: Unit, hands: Hands, sent: date) -> Submission:
    asked = Submission(form=form, unit=unit, unit_name=unit.name, begun_on=sent - timedelta(4))
    asked.revisions_count = asked.sent_revision = 1
    asked.filled_by, asked.filled_by_name = hands.officer.person, hands.officer.name
    asked.checked_by, asked.checked_by_name = hands.leader.person, hands.leader.name
    asked.signed_by, asked.signed_by_name = hands.leader.person, hands.leader.name
    asked.capacity, asked.signed_on, asked.first_sent_on = [hands.leader.post.upper()], sent, sent
    return asked


def _revision(asked: Submission, officer: Actor, grid: Grid, day: date) -> Revision:
    made = Revision(submission=asked, ordinal=1, cells=grid.text(), saved_on=day, at=_at(day, 2))
    made.digest = grid.digest(asked.form.digest)
    made.person, made.person_name = officer.person, officer.name
    return made


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(8 + hour, 15), timezone.get_default_timezone())


def figures(code: str, place: int, unit_name: str) -> Grid:
    """The figures of one form of the Sở at a place of the list; every relation holds."""
    makers = {NOTARIES: _notaries, ADOPTIONS: _adoptions, AID: _aid, CERTIFIED: _certified}
    if code in (RECORDS, KEPT):
        people = 1200 + place * 173 % 5200 + (310 if code == KEPT else 0)
        return Grid((), {("1", "x"): str(people)})
    return makers[code](place, unit_name.removeprefix("Sở Tư pháp "))


def _shares(total: int, place: int, count: int) -> list[int]:
    """Divide a total into some parts, differently at each place; they add up."""
    cuts = sorted((total * ((place * 37 + 61 * number) % 97)) // 97 for number in range(1, count))
    return [after - before for before, after in pairwise((0, *cuts, total))]


def _line(row: str, values: Mapping[int, int]) -> dict[tuple[str, str], str]:
    return {(row, f"c{column}"): str(value) if value else "-" for column, value in values.items()}


def _adoptions(place: int, _name: str) -> Grid:
    total = 9 + place * 7 % 23
    ages, homes = _shares(total, place, 6), _shares(total, place + 1, 3)
    values = {1: total, **dict(enumerate(ages, 2)), **dict(enumerate(homes, 8))}
    return Grid((), _line("1", values))


SLOT, ALL = "<tổ chức hành nghề công chứng>", "Tổng số"


def _notaries(place: int, name: str) -> Grid:
    offices = ["Phòng Công chứng số 1", f"Văn phòng công chứng {name} {1 + place % 3}"]
    offices += ["Văn phòng công chứng Bình Minh"] if place % 2 else []
    parts = [_office(place + 11 * number) for number in range(len(offices))]
    total = {column: sum(part[column] for part in parts) for column in parts[0]}
    cells = _line(ALL, total)
    for office, part in zip(offices, parts, strict=True):
        cells |= _line(office, part)
    return Grid(tuple((SLOT, it) for it in offices), cells)


def _office(seed: int) -> dict[int, int]:
    contracts, others = 900 + seed * 131 % 2400, 150 + seed * 53 % 400
    copies, signatures = 2000 + seed * 211 % 5000, 300 + seed * 17 % 600
    fee = contracts * 180_000 + others * 50_000
    values = (2 + seed % 4, contracts + others, contracts, others, fee // 3, fee)
    money = (copies * 2_000, signatures * 10_000)
    rest = (copies, money[0], signatures, money[1], (fee + sum(money)) // 10)
    return dict(enumerate((*values, *rest), 1))


BRANCHES = (  # row of the total, slot, what its rows are called, columns
    ("Tổng số Phòng Tư pháp", "Phòng Tư pháp…", "Phòng Tư pháp {name} {number}", 4, "p"),
    ("Tổng số UBND cấp xã", "huyện…", "huyện {name} {number}", 3, "x"),
)


def _certified(place: int, name: str) -> Grid:
    every = [
        f"{letter}{at}" for _t, _s, _n, count, letter in BRANCHES for at in range(1, count + 1)
    ]
    cells: dict[tuple[str, str], str] = {}
    rows: list[tuple[str, str]] = []
    for total, slot, called, count, letter in BRANCHES:
        sums = dict.fromkeys(every, 0)
        for number in (1, 2):
            row = called.format(name=name, number=number)
            amounts = {
                f"{letter}{at}": 40 + (place * 31 + at * 17 + number * 53) % 700
                for at in range(1, count + 1)
            }
            rows.append((slot, row))
            cells |= {(row, it): str(amounts[it]) if it in amounts else "-" for it in every}
            sums = {it: sums[it] + amounts.get(it, 0) for it in every}
        cells |= {(total, it): str(value) if value else "-" for it, value in sums.items()}
    return Grid(tuple(rows), cells)


CRIMINAL, CIVIL = "1. Pháp luật hình sự", "2. Pháp luật dân sự, hôn nhân gia đình"
LEAVES = {
    CRIMINAL: ("1.1 Tư vấn", "1.2 Tham gia tố tụng"),
    CIVIL: ("2.1 Tư vấn", "2.2 Tham gia tố tụng"),
}
AID_HEAD = "I. Phân theo lĩnh vực TGPL"


def _aid(place: int, _name: str) -> Grid:
    cells: dict[tuple[str, str], str] = {}
    whole: dict[int, int] = dict.fromkeys(range(1, 19), 0)
    for number, (branch, leaves) in enumerate(LEAVES.items()):
        parts = [_aided(place + 29 * number + 13 * at) for at in range(len(leaves))]
        sums = {column: sum(part[column] for part in parts) for column in whole}
        cells |= _line(branch, sums)
        for leaf, part in zip(leaves, parts, strict=True):
            cells |= _line(leaf, part)
        whole = {column: whole[column] + sums[column] for column in whole}
    return Grid((), {**cells, **_line(ALL, whole), **_line(AID_HEAD, whole)})


def _aided(seed: int) -> dict[int, int]:
    total = 40 + seed * 19 % 140
    men, women = _shares(total, seed, 2)
    people = _shares(total, seed + 3, 15)
    return dict(enumerate((total, men, women, *people), 1))
