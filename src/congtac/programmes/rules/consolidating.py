"""Bringing the reports of many units together: `docs/rules/reports-received.md`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from congtac.kernel.keys import search_key
from congtac.kernel.numbers import NUMBER, parse_number, print_date, print_number
from congtac.programmes.rules.counting import Tally
from congtac.programmes.rules.counting import sentence as counted_words
from congtac.programmes.rules.drafting import OF_REPORT, Drafted, Source

NOTHING, UNKNOWN = ("-", "–"), ("…", "...")
_COUNTED = re.compile(
    r"^\d+ = \d+ hoàn thành \((?P<done_in_time>\d+) đúng hạn, (?P<done_late>\d+) muộn\)"
    r" \+ (?P<in_time>\d+) đang thực hiện trong hạn \+ (?P<overdue>\d+) quá hạn"
    r" \+ (?P<without_deadline>\d+) không có thời hạn;"
)
_SERIAL = re.compile(r"s?tt", re.I)


@dataclass(frozen=True, slots=True)
class Taken:
    """One revision that a consolidation takes: whose, which, and what it says."""

    report: int
    revision: int
    ordinal: int
    unit_name: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Addend:
    """What one unit adds to a figure, as it wrote it; None adds nothing."""

    unit_name: str
    written: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of a table with all that adds up to it."""

    row: str
    column: str
    total: str
    addends: tuple[Addend, ...]

    @property
    def derivation(self) -> str:
        """ "2.000 = 1.200 (Sở A) + 800 (Sở B)"."""
        parts = " + ".join(f"{it.written} ({it.unit_name})" for it in self.addends)
        return f"{self.total} = {parts}"


@dataclass(frozen=True, slots=True)
class SummedTable:
    """The rows of an annex table put together, and how each figure came about."""

    rows: tuple[tuple[str, ...], ...]
    sums: tuple[Sum, ...]


def drafted(position: int, taken: Sequence[Taken]) -> list[Drafted]:
    """What a section says, unit by unit, the sums of counts first."""
    counted = _counts(position, taken).items()
    sums = [_summed(key, found) for key, found in counted if len(found) > 1]
    told = [one for it in taken for one in _told(position, it)]
    return [*sums, *told]


def opening(taken: Sequence[Taken], *, asked: int, missing: Sequence[str], day: date) -> Drafted:
    """The first sentence: how many reports were taken, and who is missing."""
    words = f"Báo cáo này tổng hợp từ {len(taken)} trên {asked} báo cáo được yêu cầu"
    if missing:
        words += f"; chưa có báo cáo của {len(missing)} đơn vị: {'; '.join(missing)}"
    names = "; ".join(f"{it.unit_name} (bản gửi lần {it.ordinal})" for it in taken)
    how = f"Lấy báo cáo của: {names}, tính đến hết ngày {print_date(day)}."
    return Drafted(f"{words}.", Source(OF_REPORT, "report:all", None, day, how))


def sections_by_heading(
    outline: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]]
) -> dict[int, int]:
    """Where each section of the outline goes in one's own: by heading, else by kind.

    Both are (heading, kind) in their order; indexes are given, and each is used once.
    """
    found: dict[int, int] = {}
    free = list(range(len(own)))
    for names in (_words_of, _kind_of):
        for at, section in enumerate(outline):
            place = next((it for it in free if names(own[it]) == names(section)), None)
            if at not in found and place is not None:
                found[at] = place
                free.remove(place)
    return found


def _words_of(section: tuple[str, str]) -> str:
    return re.sub(r"^[ivx\d]+[.)]\s*", "", search_key(section[0]))


def _kind_of(section: tuple[str, str]) -> str:
    return section[1]


def _section(position: int, taken: Taken) -> Mapping[str, Any] | None:
    return next((it for it in taken.content["sections"] if it["position"] == position), None)


def _told(position: int, taken: Taken) -> list[Drafted]:
    """The sentences of one unit's section, each with its source."""
    section = _section(position, taken)
    if section is None:
        return []
    by_hand = 0
    told = []
    for place, sentence in enumerate(section["sentences"], start=1):
        by_hand += not sentence["source"]["key"]
        key = sentence["source"]["key"] or f"hand:{by_hand}"
        told.append(_one(position, taken, sentence, (key, place, section["heading"])))
    return told


def _one(
    position: int, taken: Taken, sentence: Mapping[str, Any], place: tuple[str, int, str]
) -> Drafted:
    key, at, heading = place
    words = str(sentence["words"]).strip()
    if search_key(taken.unit_name) not in search_key(words):
        words = f"{taken.unit_name}: {words}"
    sent = taken.content.get("signed_on")
    day = date.fromisoformat(sent) if sent else None
    how = f"Câu {at}, mục “{heading}”, báo cáo của {taken.unit_name}, bản gửi lần {taken.ordinal}."
    own = str(sentence["source"].get("derivation") or "")
    source = Source(
        OF_REPORT, f"report:{taken.report}:{position}:{key}"[:120], taken.revision, day,
        f"{how} {own}".strip(),
    )  # fmt: skip
    return Drafted(words, source)


def _counts(position: int, taken: Sequence[Taken]) -> dict[str, list[tuple[Taken, str, Tally]]]:
    """The counts that units told in a section, by what they count."""
    found: dict[str, list[tuple[Taken, str, Tally]]] = {}
    for it in taken:
        section = _section(position, it)
        for sentence in section["sentences"] if section else ():
            source = sentence["source"]
            counted = tally_of(str(source.get("derivation") or ""))
            if source["kind"] == "count" and counted is not None:
                row = (it, str(sentence["words"]), counted)
                found.setdefault(source["key"], []).append(row)
    return found


def tally_of(derivation: str) -> Tally | None:
    """The counts that a derivation of `rules.sentences` writes out."""
    found = _COUNTED.match(derivation)
    return Tally(**{key: int(value) for key, value in found.groupdict().items()}) if found else None


def add(tallies: Iterable[Tally]) -> Tally:
    """Counts added place by place."""
    rows = list(tallies)
    return Tally(**{it.name: sum(getattr(row, it.name) for row in rows) for it in fields(Tally)})


def _summed(key: str, found: Sequence[tuple[Taken, str, Tally]]) -> Drafted:
    total = add(counted for _, _, counted in found)
    said = counted_words(total)
    named = "" if key == "count:all" else found[0][1].rpartition(": được giao")[0]
    about = f"{named}, tính chung" if named else "Tính chung"
    words = f"{about} {len(found)} báo cáo: {said[:1].lower()}{said[1:]}"
    parts = " + ".join(f"{counted.total} ({it.unit_name})" for it, _, counted in found)
    how = f"{total.total} = {parts}. Số của từng loại cũng được cộng như vậy."
    return Drafted(words, Source(OF_REPORT, f"report:sum:{key}"[:120], None, None, how))


# --- Tables --------------------------------------------------------------------------------------


def summed_table(position: int, columns: Sequence[str], taken: Sequence[Taken]) -> SummedTable:
    """The rows of an annex table of all units, those with the same words put together."""
    rows = [
        (it, [str(cell).strip() for cell in row])
        for it in taken
        for row in (_section(position, it) or {"rows": []})["rows"]
    ]
    serial = 0 if columns and _SERIAL.fullmatch(columns[0].strip()) else None
    figures = {
        at for at in range(len(columns)) if at != serial and _is_figure(row[at] for _, row in rows)
    }
    groups: dict[str, list[tuple[Taken, list[str]]]] = {}
    for it, row in rows:
        words = [cell for at, cell in enumerate(row) if at not in figures and at != serial]
        groups.setdefault(search_key(" | ".join(words)), []).append((it, row))
    return _table(columns, list(groups.values()), figures, serial)


def _table(
    columns: Sequence[str],
    groups: Sequence[Sequence[tuple[Taken, list[str]]]],
    figures: set[int],
    serial: int | None,
) -> SummedTable:
    rows: list[tuple[str, ...]] = []
    sums: list[Sum] = []
    for number, group in enumerate(groups, start=1):
        cells = list(group[0][1])
        named = " · ".join(
            cell for at, cell in enumerate(cells) if at not in figures and at != serial and cell
        )
        for at in sorted(figures):
            made = _sum(named, columns[at], [(it.unit_name, row[at]) for it, row in group])
            cells[at] = made.total
            if made.addends:
                sums.append(made)
        if serial is not None:
            cells[serial] = str(number)
        rows.append(tuple(cells))
    return SummedTable(tuple(rows), tuple(sums))


def _is_figure(cells: Iterable[str]) -> bool:
    said = [cell for cell in cells if cell]
    is_sound = all(cell in (*NOTHING, *UNKNOWN) or NUMBER.fullmatch(cell) for cell in said)
    return is_sound and any(NUMBER.fullmatch(cell) for cell in said)


def _sum(row: str, column: str, cells: Sequence[tuple[str, str]]) -> Sum:
    """The sum of a column over the rows put together; nothing said gives an empty cell."""
    addends = tuple(Addend(unit, cell, _value(cell)) for unit, cell in cells if cell)
    known = [it.value for it in addends if it.value is not None]
    if not known:
        return Sum(row, column, addends[0].written if addends else "", addends)
    total = sum(known, Decimal(0))
    is_nothing = all(it.written in NOTHING for it in addends)
    return Sum(row, column, NOTHING[0] if is_nothing else print_number(total), addends)


def _value(cell: str) -> Decimal | None:
    if cell in NOTHING:
        return Decimal(0)
    return None if cell in UNKNOWN else parse_number(cell)
