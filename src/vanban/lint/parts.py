"""Finds a whole with its parts: "60 nhiệm vụ, trong đó ...", "45 văn bản, gồm 12 ... và ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vanban.lint.figures import FIGURE, SCALE, is_about, read_figure
from vanban.lint.memo import last_answer

_LONGEST = 500  # characters of the list of parts

_LINK = re.compile(r"trong đó|gồm|chia ra")
_NAMED = ("năm ", "tháng ", "ngày ", "quý ", "điều ", "khoản ", "số ", "/")
_BEFORE = 150  # characters before the link word in which the whole stands
_WHOLE = re.compile(
    rf"(?<![\w/.,-])(?P<figure>{FIGURE})(?![.,]\d|[\w/%-]) (?:(?P<scale>{SCALE}) )?"
    r"(?P<unit>[^\W\d]+(?: [^\W\d]+){0,5}?)(?:[^\d.;\n|:()]{0,60}?)"
    r"[,:( ]{1,3}(?P<link>trong đó|bao gồm|gồm có|gồm|chia ra)\b[ ,:]{0,3}(?:có |gồm )?(?!tháng)"
)
_SPLIT = re.compile(r"[,;]| và | \+ ")
_PART = re.compile(
    rf"^(?P<lead>[^\d%]{{0,45}}?)(?P<figure>{FIGURE})(?![.,]\d|[\w/%-]) {{0,2}}"
    rf"(?:(?P<scale>{SCALE}) )?(?P<unit>[^\d,;()]{{1,60}})"
)
_END = re.compile(r"\.(?=\s|$)|;(?! {0,2}(?:và )?\d)|\n|\||\)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted thing: its value and unit, where it stands, whether it leads its piece."""

    value: Decimal
    unit: str
    start: int
    end: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole and its parts; `is_total` after "tổng số", `is_closed` if each piece is a part."""

    figure: Figure
    link: str
    parts: tuple[Figure, ...]
    is_total: bool
    is_closed: bool


@last_answer
def wholes(plain: str) -> tuple[Whole, ...]:
    """Every whole with at least one part, in order."""
    return tuple(_wholes(plain))


def _wholes(plain: str) -> Iterator[Whole]:
    for match in _candidates(plain):
        if is_about(plain, match.start("figure")) or _is_year(plain, match.start()):
            continue
        end = _END.search(plain, match.end(), match.end() + _LONGEST)
        limit = end.start() if end else min(len(plain), match.end() + _LONGEST)
        parts, is_closed = _parts(plain, match.end(), limit)
        if parts:
            figure = _figure(match, 0)
            before = plain[max(0, match.start() - 30) : match.start()].lower()
            yield Whole(figure, match["link"], parts, "tổng" in before, is_closed)


def _candidates(plain: str) -> Iterator[re.Match[str]]:
    """The figure nearest before each link word, with the words up to the first part."""
    for link in _LINK.finditer(plain):
        first = max(0, link.start() - _BEFORE)
        found = list(_WHOLE.finditer(plain, first, link.end() + 20))
        if found and found[-1].start("link") <= link.start() < found[-1].end("link"):
            yield found[-1]


def _is_year(plain: str, start: int) -> bool:
    """A figure that names a year, a day or an article, and counts nothing."""
    before = plain[max(0, start - 8) : start].lower()
    return before.endswith(_NAMED) and not before.endswith("tổng số ")


def _parts(plain: str, start: int, limit: int) -> tuple[tuple[Figure, ...], bool]:
    parts: list[Figure] = []
    is_closed, at = True, start
    cuts = [match.span() for match in _SPLIT.finditer(plain, start, limit)]
    for piece_end, resume in [*cuts, (limit, limit)]:
        piece = plain[at:piece_end]
        match = _PART.match(piece)
        if match and not is_about(piece, match.start("figure")):
            parts.append(_figure(match, at))
        elif piece.strip(" ,;"):
            is_closed = False
        at = resume
    return tuple(parts), is_closed


def _figure(match: re.Match[str], shift: int) -> Figure:
    value = read_figure(match["figure"], match["scale"])
    unit = " ".join(match["unit"].lower().split())
    leads = "lead" not in match.groupdict() or not match["lead"].strip(" ,")
    return Figure(value, unit, shift + match.start("figure"), shift + match.end("unit"), leads)


def same_unit(one: Figure, two: Figure) -> bool:
    """The first two words of the units agree ("nhiệm vụ có thời hạn", "nhiệm vụ")."""
    a, b = one.unit.split()[:2], two.unit.split()[:2]
    size = min(len(a), len(b))
    return bool(size) and a[:size] == b[:size]
