"""What a sheet of people would change, line by line. Source: docs/rules/people-sheet.md."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from congtac.accounts.rules.sheet import COLUMNS, Fault, PersonRow, ReadRow, Words, texts
from congtac.accounts.rules.signing import do_overlap
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
STANDINGS = Names(
    {
        FAULTY: gettext_noop("có lỗi"),
        NEW: gettext_noop("thêm mới"),
        CHANGED: gettext_noop("thay đổi"),
        SAME: gettext_noop("giữ nguyên"),
    }
)
COLOURS = {FAULTY: "red", NEW: "green", CHANGED: "yellow", SAME: "grey"}
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,99}")
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
LONGEST = {"name": 200, "email": 254, "title": 150, "basis": 200}
OF_PERSON, OF_POST = ("name", "email", "is_active"), ("roles", "until", "basis")
PostKey = tuple[str, str, str, date | None]


class Life(NamedTuple):
    """A unit as the comparison needs it: its name, and its days."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is here already: people by name, posts by what they are known by, units by key."""

    people: Mapping[str, PersonRow] = field(default_factory=dict)
    posts: Mapping[PostKey, PersonRow] = field(default_factory=dict)
    units: Mapping[str, Life] = field(default_factory=dict)
    roles: Words = field(default_factory=dict)
    bringer: str = ""


class Difference(NamedTuple):
    """A cell that would change: its column, what is there, what would be."""

    field: str
    title: str
    old: str
    new: str


class Line(NamedTuple):
    """What a line of the sheet would do."""

    number: int
    person: PersonRow
    standing: str
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_new_person: bool = False
    is_new_post: bool = False

    @property
    def standing_name(self) -> str:
        return STANDINGS[self.standing]

    @property
    def colour(self) -> str:
        return COLOURS[self.standing]


def key_of(row: PersonRow) -> PostKey:
    """Return by what a post is known."""
    return (row.username, row.unit, row.title, row.since)


def compare(read: Sequence[ReadRow], known: Known) -> list[Line]:
    """Compare the lines of a sheet with what is here; what it doesn't name stays untouched."""
    named: dict[str, list[str]] = defaultdict(list)
    for key, unit in known.units.items():
        named[unit.name].append(key)
    rows = [_completed(row, known, named) for row in read]
    times = Counter(key_of(row.person) for row in rows)
    held = _held_after(rows, known)
    first: dict[str, ReadRow] = {}
    lines = []
    for row in rows:
        leader = first.setdefault(row.person.username, row)
        faults = [*row.faults, *_faults_of_person(row, leader, known)]
        faults += _faults_of_post(row, known) if row.person.has_post else ()
        if times[key_of(row.person)] > 1:
            faults.append(row.fault("username", _("dòng này có hai lần trong tệp")))
        faults += _faults_of_days(row, held) if not faults else ()
        lines.append(_line(row, known, tuple(faults), is_first=leader is row))
    return lines


def _held_after(rows: Sequence[ReadRow], known: Known) -> dict[object, list[PersonRow]]:
    """Return who would hold which title where, once the sheet is taken."""
    after = dict(known.posts) | {key_of(row.person): row.person for row in rows}
    held: dict[object, list[PersonRow]] = defaultdict(list)
    for key, row in after.items():
        held[key[:3]].append(row)
    return held


def _completed(row: ReadRow, known: Known, named: Mapping[str, list[str]]) -> ReadRow:
    """Fill in what the sheet has no column for: as it is here; and the unit by its name."""
    said = row.person
    if not said.unit and said.unit_name:
        keys = named.get(said.unit_name, [])
        said = said._replace(unit=keys[0] if len(keys) == 1 else "")
    unit = known.units.get(said.unit)
    said = said._replace(unit_name=unit.name if unit else said.unit_name)
    for fields, old in (
        (OF_PERSON, known.people.get(said.username)),
        (OF_POST, known.posts.get(key_of(said))),
    ):
        missing = [it for it in fields if it not in row.columns] if old else []
        said = said._replace(**{it: getattr(old, it) for it in missing})
    return row._replace(person=said)


def _faults_of_person(row: ReadRow, leader: ReadRow, known: Known) -> Iterator[Fault]:
    said = row.person
    if not USERNAME.fullmatch(said.username):
        yield row.fault(
            "username", _("tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch")
        )
    if not said.name:
        yield row.fault("name", _("thiếu họ và tên"))
    if said.email and not ADDRESS.fullmatch(said.email):
        yield row.fault("email", _("địa chỉ thư viết như ten@coquan.gov.vn"))
    for it, most in LONGEST.items():
        if len(getattr(said, it)) > most:
            yield row.fault(it, _("dài quá {most} chữ").format(most=most))
    for it in OF_PERSON:
        if getattr(said, it) != getattr(leader.person, it):
            yield row.fault(
                it, _("khác với dòng {number} của cùng người này").format(number=leader.number)
            )
    if said.username == known.bringer and not said.is_active:
        yield row.fault("is_active", _("bạn không tự khóa tài khoản của mình được"))


def _faults_of_post(row: ReadRow, known: Known) -> Iterator[Fault]:
    said, unit = row.person, known.units.get(row.person.unit)
    if not said.title:
        yield row.fault("title", _("thiếu chức vụ"))
    if unit is None:
        named = said.unit or said.unit_name
        place = "unit" if said.unit or "unit_name" not in row.columns else "unit_name"
        sentence = (
            _("không có đúng một đơn vị “{named}”").format(named=named[:60])
            if named
            else _("thiếu đơn vị")
        )
        yield row.fault(place, sentence)
    if not said.roles:
        yield row.fault(
            "roles", _("ghi vai trò: {roles}").format(roles=", ".join(known.roles.values()))
        )
    if said.since is None:
        yield row.fault("since", _("thiếu ngày bắt đầu"))
        return
    if said.until is not None and said.until <= said.since:
        yield row.fault("until", _("ngày cuối trước ngày đầu"))
    if unit and not _lives(unit, said.since):
        yield row.fault("since", _("{name} không hoạt động vào ngày này").format(name=unit.name))


def _faults_of_days(row: ReadRow, held: Mapping[object, list[PersonRow]]) -> Iterator[Fault]:
    """Yield a fault if the person holds this title there already in some of these days."""
    said = row.person
    if not said.has_post or said.since is None:
        return
    for other in held[key_of(said)[:3]]:
        if other.since is None or other.since == said.since:
            continue
        if do_overlap((said.since, said.until), (other.since, other.until)):
            yield row.fault("since", _("người này đã giữ chức vụ đó tại đây trong thời gian ấy"))
            return


def _lives(unit: Life, day: date) -> bool:
    return (unit.since is None or unit.since <= day) and (unit.until is None or day < unit.until)


def _line(row: ReadRow, known: Known, faults: tuple[Fault, ...], *, is_first: bool) -> Line:
    said = row.person
    if faults:
        return Line(row.number, said, FAULTY, faults=faults)
    old, post = known.people.get(said.username), known.posts.get(key_of(said))
    is_new_person = old is None and is_first
    is_new_post = said.has_post and post is None
    differences = _differences(said, old if is_first else None, OF_PERSON, known.roles)
    differences += _differences(said, post, OF_POST, known.roles)
    standing = NEW if is_new_person or is_new_post else CHANGED if differences else SAME
    return Line(
        row.number,
        said,
        standing,
        differences,
        is_new_person=is_new_person,
        is_new_post=is_new_post,
    )


def _differences(
    said: PersonRow, old: PersonRow | None, fields: Sequence[str], roles: Words
) -> tuple[Difference, ...]:
    if old is None:
        return ()
    before, now = texts(old, roles), texts(said, roles)
    return tuple(
        Difference(it, COLUMNS[it][0], before[it], now[it])
        for it in fields
        if before[it] != now[it]
    )


def counts(lines: Sequence[Line]) -> dict[str, int]:
    """Count the lines by what they would do."""
    found = Counter(line.standing for line in lines)
    return {standing: found[standing] for standing in STANDINGS}


def fingerprint(lines: Sequence[Line]) -> str:
    """Return a digest of all that the sheet would change, so that only what was seen is taken."""
    acts = [line for line in lines if line.standing != SAME]
    return hashlib.sha256(repr(acts).encode()).hexdigest()[:32]
