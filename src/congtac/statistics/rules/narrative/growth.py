"""Growth told in a text ("tăng 12,9% so với cùng kỳ năm 2023") held against what the unit sent.

Only equal windows of two years are compared, and only where the text says with what. The cases
are in docs/rules/statistics-numbers-in-texts.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from congtac.kernel.periods import Period
from congtac.statistics.rules.narrative import figures as reading
from congtac.statistics.rules.narrative.figures import Figure
from congtac.statistics.rules.narrative.judging import (
    NO_BEFORE,
    OTHER_DAYS,
    UNMATCHED,
    Ground,
    Judged,
    Source,
    covers,
    settled,
    verdict,
)
from congtac.statistics.rules.wording import PERCENT, Told
from congtac.statistics.rules.wording import growth as told_growth

SHARE, POINTS, TIMES, AMOUNT = "share", "points", "times", "amount"
UP, DOWN = 1, -1
VERB = re.compile(
    r".*\b(?P<verb>tăng|giảm|gấp)(?:\s(?:thêm|bớt|lên|hơn|đến|tới|trên|gần|khoảng|ít nhất|xấp xỉ"
    r"|dưới|không quá|chưa đến|được|xuống)){0,3}\s$",
    re.I | re.S,
)
NOT_DONE = re.compile(r"\b(?:không|chưa|phấn đấu|dự kiến|nếu|mục tiêu|chỉ tiêu|kế hoạch)\b", re.I)
IN_TURN = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b", re.I)
POINTS_BEHIND = re.compile(r"\s*(?:điểm phần trăm|điểm %|điểm)(?!\w)", re.I)
TIMES_BEHIND = re.compile(r"\s*lần\b", re.I)
AGAINST = re.compile(
    r"(?:[^.;\d]{0,40}?(?:\([^.;()]{0,30}\)\s*)?\bso với\s[^.;,\d]{0,12}?|\s*)"
    r"\b(?:(?P<same>cùng kỳ)(?:\s+(?:của\s+)?năm\s+(?P<year>\d{4}|trước|ngoái))?"
    r"|năm\s+(?P<whole>\d{4}|trước|ngoái))(?!\w)",
    re.I,
)
GOING_ON = frozenset({"va", "da", "con", "deu", "tuc", "tuc la"})


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth of a text: its size as a figure, which way, of what, against which year."""

    figure: Figure
    kind: str
    way: int
    year: int | None  # None: the year before
    is_same_days: bool  # "cùng kỳ" is said
    anchor: Figure | None  # the figure of which it tells the growth


def growths(text: str, found: Sequence[Figure], period: Period | None = None) -> list[Growth]:
    """The growths of a text in order; `found` are its figures."""
    said = next((it for _at, it in reading.periods(text)), None) or period
    made: list[Growth] = []
    for sentence in reading.SENTENCE.finditer(text):
        made += _in_sentence(text, sentence, found, said)
    return made


def _in_sentence(
    text: str, sentence: re.Match[str], found: Sequence[Figure], said: Period | None
) -> Iterator[Growth]:
    start, end = sentence.span()
    if IN_TURN.search(sentence[0]):
        return
    own = [(start + at, it) for at, it in reading.periods(sentence[0])]
    for mark in reading.NUMBER.finditer(text, start, end):
        before = VERB.match(text[start : mark.start()])
        against = AGAINST.match(text, _behind(text, mark), end)
        if before is None or against is None or _is_not_told(before):
            continue
        anchor = _anchor(found, start, start + before.start("verb"), text)
        kind = _kind(text, mark)
        way = DOWN if before["verb"].lower() == "giảm" else UP
        if kind == TIMES and way == DOWN:
            continue  # nobody agrees on what "giảm 2 lần" means
        figure = _figure(text, mark, (start, end), reading.period_at(own, mark.start()) or said)
        year = against["year"] or against["whole"] or ""
        yield Growth(
            figure,
            kind,
            way,
            int(year) if year.isdigit() else None,
            bool(against["same"]),
            anchor,
        )


def _is_not_told(before: re.Match[str]) -> bool:
    """Whether the words before a growth say that it is none: an aim, a denial."""
    clause = reading.CLAUSE.split(before[0])[-1]
    return bool(NOT_DONE.search(clause) or reading.AIM.search(before[0]))


def _behind(text: str, mark: re.Match[str]) -> int:
    for pattern in (POINTS_BEHIND, TIMES_BEHIND):
        more = pattern.match(text, mark.end())
        if more:
            return more.end()
    return mark.end()


def _kind(text: str, mark: re.Match[str]) -> str:
    if POINTS_BEHIND.match(text, mark.end()):
        return POINTS
    if TIMES_BEHIND.match(text, mark.end()):
        return TIMES
    return SHARE if mark["percent"] else AMOUNT


def _anchor(found: Sequence[Figure], start: int, verb: int, text: str) -> Figure | None:
    """The figure that stands last before a growth, if no other subject stands between."""
    before = [it for it in found if start <= it.start and it.end <= verb]
    if not before:
        return None
    between = text[before[-1].end : verb]
    parts = reading.CLAUSE.split(between)
    has_subject = len(parts) > 1 and not GOING_ON.issuperset(reading.folded(parts[-1]))
    is_far = len(between) > 60 or len(parts) > 3 or any(it.isdigit() for it in between)
    return None if is_far or has_subject else before[-1]


def _figure(
    text: str, mark: re.Match[str], sentence: tuple[int, int], period: Period | None
) -> Figure:
    """The size of a growth as a figure; its words are those before it in its clause."""
    start, end = sentence
    before = reading.folded(reading.CLAUSE.split(text[start : mark.start()])[-1])
    near = frozenset(before[-reading.BEFORE :])
    return Figure(
        mark.start(),
        _behind(text, mark),
        text[mark.start() : _behind(text, mark)].strip(),
        Decimal(mark["number"].replace(".", "").replace(",", ".")),
        reading.SCALES.get((mark["scale"] or "").lower(), 0),
        reading.bound_of(text, mark, start, end),
        bool(mark["percent"]),
        (),
        near,
        near,  # the rest of the sentence is about something else
        " ".join(text[start:end].split()),
        period,
        text[start : mark.start()],
    )


def check(found: Sequence[Growth], sources: Sequence[Source], own: str = "") -> list[Judged]:
    """Judge every growth of a text by the numbers of the same days of two years."""
    ground = Ground(sources, own)
    return [_judged(it, ground) for it in found]


def _judged(said: Growth, ground: Ground) -> Judged:
    likely = _told_by(said, ground)
    if not likely:
        return Judged(said.figure, UNMATCHED)
    now = [it for it in likely if covers(it.window, said.figure.period)]
    if not now:
        return Judged(said.figure, OTHER_DAYS, likely[0])
    pairs = [(it, _before(it, said, ground.sources)) for it in now]
    known = [_compared(said, one, other) for one, other in pairs if other is not None]
    return settled(known) if known else Judged(said.figure, NO_BEFORE, now[0])


def _told_by(said: Growth, ground: Ground) -> list[Source]:
    """The cells whose growth is told: those of the figure before it, else by the words before."""
    if said.anchor is not None:
        return ground.told_by(said.anchor)
    if said.kind == AMOUNT:
        return []
    counts = ground.told_by(replace(said.figure, is_percent=False))
    ratios = ground.told_by(replace(said.figure, is_percent=True)) if said.kind != TIMES else []
    return [] if counts and ratios else counts or ratios


def _before(now: Source, said: Growth, sources: Sequence[Source]) -> Source | None:
    """The same cell in the like window of the year that the text names; None where it may not.

    "So với năm 2023" behind a part of a year may mean the whole year: only "cùng kỳ" is sure.
    """
    is_year = (now.window.end - now.window.start).days >= 365
    if not (said.is_same_days or is_year):
        return None
    year = said.year or now.window.start.year - 1
    if not now.cell or year >= now.window.start.year:
        return None
    return next(
        (
            it
            for it in sources
            if it.cell == now.cell
            and it.window.start.year == year
            and it.window.is_like(now.window)
        ),
        None,
    )


def _compared(said: Growth, now: Source, before: Source) -> Judged:
    values = _values(said, now, before)
    change = told_growth(
        Told(now.value, now.window), Told(before.value, before.window), unit=now.measure
    )
    if not values:
        return Judged(said.figure, NO_BEFORE, now, before, change)
    found = [verdict(said.figure, said.way * it) for it in values]
    made = [Judged(said.figure, it, now, before, change) for it in found]
    return next((it for it in made if not it.is_wrong), made[0])


def _values(said: Growth, now: Source, before: Source) -> list[Decimal]:
    """What the growth comes to in each way that it may be meant."""
    difference = now.value - before.value
    is_share = now.measure.strip() == PERCENT
    if said.kind == POINTS or (said.kind == AMOUNT and not is_share):
        return [difference]
    if before.value == 0:
        return [difference] if is_share and said.kind == SHARE else []
    if said.kind == TIMES:
        return [now.value / before.value, difference / before.value]
    relative = difference * 100 / before.value
    return [relative, difference] if is_share else [relative]
