"""A form while it is edited: what was typed, lines added, moved and taken out, and what it makes.

A part is a list of lines; a field of a line is named "columns-3-code". Nothing typed is lost,
whatever is wrong with it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from congtac.kernel.problem import Problem
from congtac.statistics.rules.binding import bind
from congtac.statistics.rules.cells import parse_cell
from congtac.statistics.rules.definitions import as_stored
from congtac.statistics.rules.form_files import form_of
from congtac.statistics.rules.forms import ONLY_ROW, Form, Relation
from congtac.statistics.rules.grammar import Unparsable, parse
from congtac.statistics.rules.printers.sentence import to_sentence
from congtac.statistics.rules.problems import SENTENCES

FACTS = ("code", "name", "name_en", "regulation", "level", "reporter", "receiver", "notes",
         "threshold", "small", "per_head", "version", "status")  # fmt: skip
PARTS = {
    "columns": ("heads", "label", "code", "unit", "type", "min", "max", "estimated", "stock"),
    "rows": ("label", "code", "parent", "dynamic"),
    "relations": ("expr", "severity", "basis", "note"),
    "periods": ("key", "name", "data_from", "data_to", "due"),
    "sources": ("form", "row", "into", "made", "basis"),
}
TICKS = frozenset({"estimated", "stock", "dynamic", "per_head"})
STARTS = {"type": "number", "severity": "blocking"}  # what a new line holds
COLUMN = re.compile(r"[^\W\d]\w*")
MADE = re.compile(r"(\w+) ?= ?(\w+(?: ?\+ ?\w+)*)")  # a column and those that come to it
MOST = 600  # lines of a part
ADD, DROP, UP, DOWN = "them", "bo", "len", "xuong"
Line = Mapping[str, str]
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of the editor."""

    facts: Line
    parts: Mapping[str, Lines]

    def named(self) -> dict[str, str]:
        """All fields under their names in the page."""
        found = dict(self.facts)
        for part, lines in self.parts.items():
            for at, line in enumerate(lines):
                found |= {f"{part}-{at}-{name}": value for name, value in line.items()}
        return found


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed as a form, if it can be one, and what is wrong, field by field."""

    form: Form | None
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A typed relation: its sentence, or where it can't be read; `mark` is the letter at fault."""

    sentence: str = ""
    before: str = ""
    mark: str = ""
    after: str = ""


def typed_of(form: Form | None, *, threshold: int = 0) -> Typed:
    """The fields of a form; of none: empty ones, with a line in each part, and the threshold."""
    if form is None:
        starts = {part: (_blank(part),) for part in PARTS}
        facts = {**dict.fromkeys(FACTS, ""), "small": "0", "version": "1"}
        facts["threshold"] = str(threshold or "")
        return Typed({**facts, "status": "confirmed"}, starts)
    said = as_stored(form)
    facts = {name: _text(said[name]) for name in FACTS}
    given = {
        "columns": [{**it, "heads": it["group"]} for it in said["columns"]],
        "rows": said["rows"],
        "relations": said["relation_details"],
        "periods": said["periods"],
        "sources": [
            {"basis": "", **it, "made": _made(it["columns"])} for it in said.get("sources", [])
        ],
    }
    return Typed(facts, {part: _lines(part, given[part]) for part in PARTS})


def read_posted(data: Mapping[str, str]) -> Typed:
    """The fields as they came from the page."""
    facts = {name: data.get(name, "") for name in FACTS}
    return Typed(facts, {part: tuple(_posted(part, data)) for part in PARTS})


def changed(typed: Typed, act: str) -> Typed:
    """The fields after a line was added, taken out or moved: "them:rows", "len:columns:2"."""
    name, _, where = act.partition(":")
    part, _, place = where.partition(":")
    if part not in PARTS:
        return typed
    lines = list(typed.parts[part])
    at = int(place) if place.isascii() and place.isdecimal() and len(place) < 6 else -1
    if name == ADD and len(lines) < MOST:
        lines.append(_blank(part))
    elif 0 <= at < len(lines):
        _moved(lines, name, at)
    return replace(typed, parts={**typed.parts, part: tuple(lines)})


def _moved(lines: list[Line], act: str, at: int) -> None:
    to = {UP: at - 1, DOWN: at + 1}.get(act, -1)
    if act == DROP:
        del lines[at]
    elif 0 <= to < len(lines):
        lines[at], lines[to] = lines[to], lines[at]


def draft_of(typed: Typed, others: Mapping[str, Form]) -> Draft:
    """The form that the fields make; `others` are the forms that its relations may look at."""
    faults = dict(_faults(typed))
    if faults:
        return Draft(None, faults)
    try:
        form = form_of(_definition(typed))
    except Problem as problem:
        return Draft(None, {"code": problem.sentence})
    faults = {**dict(_unbound(typed, form, others)), **dict(_unplaced(typed, form))}
    return Draft(None if faults else form, faults)


def told(text: str) -> Told:
    """A relation in words, or the place where it can't be read."""
    if not text.strip():
        return Told()
    try:
        return Told(to_sentence(parse(text)))
    except Unparsable as fault:
        at = fault.position
        return Told("", text[:at], text[at : at + 1] or "␣", text[at + 1 :])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return "\n".join(value) if isinstance(value, list) else str(value)


def _made(columns: Mapping[str, Sequence[str]]) -> str:
    """Columns with those of the other form that are added up in them: "x1 = c1 + c2; x2 = c3"."""
    return "; ".join(f"{code} = {' + '.join(of)}" for code, of in columns.items())


def _columns_made(text: str) -> dict[str, list[str]] | None:
    """The same read back; None where it can't be."""
    found: dict[str, list[str]] = {}
    for said in filter(None, (it.strip() for it in text.split(";"))):
        match = MADE.fullmatch(" ".join(said.split()))
        if match is None or match[1] in found:
            return None
        found[match[1]] = [it.strip() for it in match[2].split("+")]
    return found


def _blank(part: str) -> Line:
    return {name: STARTS.get(name, "") for name in PARTS[part]}


def _lines(part: str, given: Sequence[Mapping[str, Any]]) -> Lines:
    return tuple({name: _text(line[name]) for name in PARTS[part]} for line in given)


def _posted(part: str, data: Mapping[str, str]) -> Iterator[Line]:
    names = PARTS[part]
    for at in range(MOST):
        if f"{part}-{at}-{names[0]}" not in data:
            return
        yield {name: data.get(f"{part}-{at}-{name}", "") for name in names}


def _written(typed: Typed, part: str) -> list[tuple[str, Line]]:
    """The lines of a part that say anything, under the start of the names of their fields."""
    lines = typed.parts[part]
    open_names = [it for it in PARTS[part] if it not in STARTS and it not in TICKS]
    return [
        (f"{part}-{at}", line)
        for at, line in enumerate(lines)
        if any(line[name].strip() for name in open_names) or (part == "rows" and len(lines) == 1)
    ]


def _faults(typed: Typed) -> Iterator[tuple[str, str]]:
    """What is wrong with single fields."""
    for name, code in (("code", "STA-430"), ("name", "STA-431")):
        if not typed.facts[name].strip():
            yield name, SENTENCES[code]
    for name in ("threshold", "small"):
        if not _is_whole(typed.facts[name]):
            yield name, SENTENCES["STA-439"]
    yield from _column_faults(_written(typed, "columns"))
    yield from _row_faults(_written(typed, "rows"))
    for start, line in _written(typed, "periods"):
        if not line["key"].strip() or not line["name"].strip():
            yield f"{start}-key", SENTENCES["STA-440"]
    yield from _source_faults(typed)


def _source_faults(typed: Typed) -> Iterator[tuple[str, str]]:
    columns = {line["code"].strip() for _, line in _written(typed, "columns")}
    for start, line in _written(typed, "sources"):
        if not line["form"].strip():
            yield f"{start}-form", SENTENCES["STA-570"]
        made = _columns_made(line["made"])
        if made is None:
            yield f"{start}-made", SENTENCES["STA-572"]
        elif made.keys() - columns:
            yield f"{start}-made", SENTENCES["STA-573"]


def _is_whole(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdecimal() and len(text.strip()) < 9


def _column_faults(lines: list[tuple[str, Line]]) -> Iterator[tuple[str, str]]:
    if not lines:
        yield "columns", SENTENCES["STA-321"]
    often = Counter(line["code"].strip() for _, line in lines)
    for start, line in lines:
        code = line["code"].strip()
        if not COLUMN.fullmatch(code):
            yield f"{start}-code", SENTENCES["STA-432"]
        elif often[code] > 1:
            yield f"{start}-code", SENTENCES["STA-433"]
        if not line["label"].strip():
            yield f"{start}-label", SENTENCES["STA-434"]
        for name in ("min", "max"):
            if line[name].strip() and _number(line[name]) is None:
                yield f"{start}-{name}", SENTENCES["STA-435"]
        least, most = _number(line["min"]), _number(line["max"])
        if least is not None and most is not None and float(least) > float(most):
            yield f"{start}-max", SENTENCES["STA-436"]


def _row_faults(lines: list[tuple[str, Line]]) -> Iterator[tuple[str, str]]:
    codes = [_row_code(line) for _, line in lines]
    parents = {_row_code(line): line["parent"].strip() for _, line in lines}
    for start, line in lines:
        code, parent = _row_code(line), line["parent"].strip()
        if codes.count(code) > 1:
            yield f"{start}-code", SENTENCES["STA-437"]
        if parent and (parent not in codes or _is_round(code, parents)):
            yield f"{start}-parent", SENTENCES["STA-438"]


def _row_code(line: Line) -> str:
    return line["code"].strip() or line["label"].strip()


def _is_round(code: str, parents: Mapping[str, str]) -> bool:
    """Whether a row stands, in the end, under itself."""
    above, seen = parents.get(code, ""), set[str]()
    while above and above not in seen:
        if above == code:
            return True
        seen.add(above)
        above = parents.get(above, "")
    return False


def _number(text: str) -> str | None:
    """A bound as it is kept, 1234.5; None where it is no number."""
    try:
        number = parse_cell(text).number
    except Problem:
        return None
    return None if number is None else f"{number.normalize():f}"


def _definition(typed: Typed) -> dict[str, Any]:
    """The fields in the shape of the form files."""
    facts = {name: value.strip() for name, value in typed.facts.items()}
    whole = {name: int(facts[name]) for name in ("threshold", "small")}
    notes = [it.strip() for it in facts["notes"].splitlines() if it.strip()]
    parts = {part: [_said(line) for _, line in _written(typed, part)] for part in PARTS}
    return {
        **facts,
        **whole,
        "notes": notes,
        "per_head": bool(facts["per_head"]),
        "columns": [_column(line) for line in parts["columns"]],
        "rows": [{**it, "code": it["code"] or it["label"] or "1"} for it in parts["rows"]],
        "relation_details": parts["relations"],
        "periods": parts["periods"],
        "sources": [{**it, "columns": _columns_made(it["made"])} for it in parts["sources"]],
    }


def _said(line: Line) -> dict[str, Any]:
    ticked = {name: bool(line[name]) for name in line if name in TICKS}
    return {name: " ".join(value.split()) for name, value in line.items()} | ticked


def _column(line: dict[str, Any]) -> dict[str, Any]:
    bounds = {name: _number(line[name]) or "" for name in ("min", "max")}
    return {**line, **bounds, "group": line["heads"]}


def _unbound(typed: Typed, form: Form, others: Mapping[str, Form]) -> Iterator[tuple[str, str]]:
    """The relations that can't be read or tied to the form."""
    forms = {**others, form.code: form}
    for start, line in _written(typed, "relations"):
        try:
            bind(form, Relation(" ".join(line["expr"].split())), forms)
        except Problem as problem:
            yield f"{start}-expr", problem.sentence


def _unplaced(typed: Typed, form: Form) -> Iterator[tuple[str, str]]:
    """The sources that go into no row of the form."""
    for start, line in _written(typed, "sources"):
        if form.row(line["into"].strip() or ONLY_ROW) is None:
            yield f"{start}-into", SENTENCES["STA-571"]


def new_findings(
    before: Iterable[Any], after: Iterable[Any], key: Callable[[Any], Any]
) -> tuple[list[Any], list[Any]]:
    """What only the draft finds, and what only the form in force does."""
    old, new = {key(it): it for it in before}, {key(it): it for it in after}
    return (
        [it for name, it in new.items() if name not in old],
        [it for name, it in old.items() if name not in new],
    )
