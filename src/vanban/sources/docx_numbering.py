"""The numbers that Word itself writes before paragraphs, from numbering.xml and styles.xml."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
LEVELS = 9

Element = Any  # lxml carries no types


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list writes its number; `restart` is the level count that resets it."""

    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."
    is_legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class Sequence:
    """A list instance: the abstract list it counts in, its levels, the starts it forces."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Style:
    """What a style says about numbers, capitals and the lines of a table."""

    based_on: str | None = None
    number: str | None = None
    level: int | None = None
    caps: bool | None = None
    has_borders: bool = False


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of every list, in document order."""

    lists: dict[str, Sequence] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph with these properties, "" when it has none."""
        number, level = self._place(properties)
        found = self.lists.get(number) if number not in (None, "0") else None
        if found is None or number is None:
            return ""
        level = max(0, min(level, LEVELS - 1))
        counts = self._count(number, found, level)
        return _written(found.levels, counts, level)

    def has_caps(self, style: str | None) -> bool:
        """Whether a style shows its text in capitals."""
        return any(step.caps for step in self._chain(style) if step.caps is not None)

    def has_borders(self, style: str | None) -> bool:
        """Whether a table style draws lines."""
        return any(step.has_borders for step in self._chain(style))

    def _chain(self, style: str | None) -> Iterator[Style]:
        for _ in range(20):
            step = self.styles.get(style) if style else None
            if step is None:
                return
            yield step
            style = step.based_on

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        """List and level of a paragraph: its own, else those of its style."""
        if properties is None:
            return None, 0
        style = _value(properties.find(W + "pStyle"))
        own = properties.find(W + "numPr")
        number = _value(own.find(W + "numId")) if own is not None else None
        level = _value(own.find(W + "ilvl")) if own is not None else None
        inherited, inherited_level = self._style_place(style)
        if number is None:
            number, level = inherited, level or str(inherited_level)
        return number, _whole(level, 0)

    def _style_place(self, style: str | None) -> tuple[str | None, int]:
        name = style
        level: int | None = None
        for step in self._chain(style):
            level = step.level if level is None else level
            if step.number is not None:
                return step.number, self._level_of(step.number, name, level)
            name = step.based_on
        return None, 0

    def _level_of(self, number: str, style: str | None, level: int | None) -> int:
        if level is not None:
            return level
        found = self.lists.get(number)
        levels = found.levels if found else {}
        return next((k for k, v in levels.items() if v.style == style and style), 0)

    def _count(self, number: str, found: Sequence, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        for above in range(level):
            if counts[above] is None:
                counts[above] = found.levels.get(above, Level()).start
        if level in found.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = found.starts[level]
        elif counts[level] is None:
            counts[level] = found.levels.get(level, Level()).start
        else:
            counts[level] = (counts[level] or 0) + 1
        for below in range(level + 1, LEVELS):
            restart = found.levels.get(below, Level()).restart
            if restart is None or level < restart:
                counts[below] = None
        return counts


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Lists and styles out of the two parts; either may be missing."""
    known = _read_styles(styles) if styles is not None else {}
    lists = _read_lists(numbering, known) if numbering is not None else {}
    return Numbering(lists=lists, styles=known)


def _read_styles(root: Element) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    for element in root.iter(W + "style"):
        own = element.find(f"{W}pPr/{W}numPr")
        caps = element.find(f"{W}rPr/{W}caps")
        level = _value(own.find(W + "ilvl")) if own is not None else None
        styles[element.get(W + "styleId", "")] = Style(
            based_on=_value(element.find(W + "basedOn")),
            number=_value(own.find(W + "numId")) if own is not None else None,
            level=_whole(level, 0) if level is not None else None,
            caps=is_on(caps) if caps is not None else None,
            has_borders=draws(element.find(f"{W}tblPr/{W}tblBorders")),
        )
    return styles


def _read_lists(root: Element, styles: dict[str, Style]) -> dict[str, Sequence]:
    abstracts = {e.get(W + "abstractNumId"): e for e in root.findall(W + "abstractNum")}
    numbers = {e.get(W + "numId"): e for e in root.findall(W + "num")}
    lists: dict[str, Sequence] = {}
    for name, element in numbers.items():
        abstract = _value(element.find(W + "abstractNumId")) or ""
        home = _linked(abstracts, numbers, styles, abstract)
        source = abstracts.get(home)
        levels = _read_levels(source) if source is not None else {}
        starts: dict[int, int] = {}
        for override in element.findall(W + "lvlOverride"):
            _override(override, levels, starts)
        lists[name] = Sequence(abstract=home, levels=levels, starts=starts)
    return lists


def _linked(
    abstracts: dict[str, Element],
    numbers: dict[str, Element],
    styles: dict[str, Style],
    abstract: str,
) -> str:
    """The abstract list that a numbering style leads to, else the list itself."""
    element = abstracts.get(abstract)
    link = _value(element.find(W + "numStyleLink")) if element is not None else None
    style = styles.get(link) if link else None
    target = numbers.get(style.number) if style and style.number else None
    if target is None:
        return abstract
    return _value(target.find(W + "abstractNumId")) or abstract


def _read_levels(element: Element) -> dict[int, Level]:
    return {
        _whole(level.get(W + "ilvl"), 0): _read_level(level) for level in element.findall(W + "lvl")
    }


def _read_level(element: Element) -> Level:
    restart = _value(element.find(W + "lvlRestart"))
    legal = element.find(W + "isLgl")
    return Level(
        start=_whole(_value(element.find(W + "start")), 0),
        form=_value(element.find(W + "numFmt")) or "decimal",
        pattern=_value(element.find(W + "lvlText")) or "",
        is_legal=legal is not None and is_on(legal),
        restart=_whole(restart, 0) if restart is not None else None,
        style=_value(element.find(W + "pStyle")),
    )


def _override(element: Element, levels: dict[int, Level], starts: dict[int, int]) -> None:
    place = _whole(element.get(W + "ilvl"), 0)
    start = _value(element.find(W + "startOverride"))
    if start is not None:
        starts[place] = _whole(start, 1)
    level = element.find(W + "lvl")
    if level is not None:
        levels[place] = _read_level(level)


def _written(levels: dict[int, Level], counts: list[int | None], place: int) -> str:
    level = levels.get(place, Level(pattern=""))
    if level.form == "bullet":
        return _bullet(level.pattern)
    if level.form == "none" and "%" not in level.pattern:
        return level.pattern.strip()

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = levels.get(at, Level()).form
        return format_number(counts[at] or 0, "decimal" if level.is_legal else form)

    return re.sub(r"%([1-9])", number, level.pattern).strip()


def _bullet(pattern: str) -> str:
    """Bullets come as letters of symbol fonts: all are "-", a plus stays a plus."""
    return "+" if pattern.strip() == "+" else "-"


def format_number(number: int, form: str) -> str:
    """A number as Word writes it in one of its forms."""
    writer = _FORMS.get(form)
    return writer(number) if writer else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    parts: list[str] = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)


def _letter(number: int) -> str:
    """a to z, then aa, bb: Word repeats the letter."""
    if not 0 < number <= 780:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "none": lambda number: "",
}


def is_on(element: Element) -> bool:
    """Whether a switch such as <w:caps/> is on."""
    return str(element.get(VAL, "1")) not in {"0", "false", "off", "none"}


def draws(borders: Element | None) -> bool:
    """Whether a set of borders draws any line."""
    if borders is None:
        return False
    return any(str(border.get(VAL, "nil")) not in {"nil", "none"} for border in borders)


def _value(element: Element | None) -> str | None:
    if element is None:
        return None
    value = element.get(VAL)
    return None if value is None else str(value)


def _whole(value: str | None, otherwise: int) -> int:
    """A whole number out of an attribute; files in the wild hold anything there."""
    try:
        return max(-1, min(int(value or ""), 1_000_000))
    except ValueError:
        return otherwise
