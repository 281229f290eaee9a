"""Figures of a narrative text held against what the unit sent: bounds as bounds, equal days only.

The worked table is in docs/rules/statistics-numbers-in-texts.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import log

from congtac.kernel.keys import search_key
from congtac.kernel.periods import Period
from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.narrative.figures import (
    ABOUT,
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    EXACT,
    NEAR,
    WORDS,
    Figure,
    folded,
)
from congtac.statistics.rules.narrative.naming import FOREIGN, about, tokens
from congtac.statistics.rules.periods import Window
from congtac.statistics.rules.wording import rounded

EQUAL, DIFFERS, WITHIN, OUTSIDE = "equal", "differs", "within", "outside"
OTHER_DAYS, DOUBTFUL, UNMATCHED = "other-days", "doubtful", "unmatched"
NO_BEFORE = "no-before"
VERDICTS = Names(
    {
        DIFFERS: gettext_noop("Khác số đã gửi"),
        OUTSIDE: gettext_noop("Ngoài mức nêu trong bài"),
        EQUAL: gettext_noop("Khớp"),
        WITHIN: gettext_noop("Đúng mức nêu trong bài"),
        OTHER_DAYS: gettext_noop("Khác kỳ số liệu"),
        NO_BEFORE: gettext_noop("Không có số cùng kỳ để so"),
        DOUBTFUL: gettext_noop("Có thể là nhiều ô"),
        UNMATCHED: gettext_noop("Không đối chiếu được"),
    }
)
COLOURS = {
    DIFFERS: "red",
    OUTSIDE: "red",
    EQUAL: "green",
    WITHIN: "green",
    OTHER_DAYS: "yellow",
    NO_BEFORE: "grey",
    DOUBTFUL: "grey",
    UNMATCHED: "grey",
}
WRONG = (DIFFERS, OUTSIDE)
SURE = 0.7  # share of the words of a column that a text has to say
NARROW = 0.05  # columns that are so near each other can't be told apart
ABOUT_PART, NEAR_PART = Decimal("0.05"), Decimal("0.9")  # "khoảng": within 5%; "gần": from 90%
EMPTY = frozenset(
    WORDS.findall(
        "số tổng của và trên địa bàn tỉnh các có đã được là trong năm tháng đầu kết quả tình hình "
        "hoạt động chia theo phân lĩnh vực biểu cấp người lượt việc do tại cho với đó"
    )
)
TOTALS = frozenset({"tong so", "1", ""})


@dataclass(frozen=True, slots=True)
class Source:
    """A number that the unit sent: what it counts, on which days, where it stands."""

    value: Decimal
    heads: tuple[str, ...]  # the column's own heads, and its row
    about: str  # the name of the form or of the indicator
    measure: str  # "việc", "%"
    window: Window
    name: str = ""
    address: str = ""
    shown: str = ""
    cell: str = ""  # the same in every period: form, row and column
    named: str = ""  # the row that the unit named itself

    @property
    def is_total(self) -> bool:
        """It stands in the row of the total, or in a form without rows."""
        return search_key(self.heads[-1]) in TOTALS if self.heads else False


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure of a text, what the unit sent for it if it was found, and the verdict."""

    figure: Figure
    verdict: str
    source: Source | None = None
    before: Source | None = None  # of the same days a year before, where a growth is judged
    change: str = ""  # what the two come to

    @property
    def name(self) -> str:
        return VERDICTS[self.verdict]

    @property
    def colour(self) -> str:
        return COLOURS[self.verdict]

    @property
    def is_wrong(self) -> bool:
        return self.verdict in WRONG


@dataclass(frozen=True, slots=True)
class _Keys:
    """The words by which a source is known: those of its column, those of its form."""

    own: frozenset[str]
    about: frozenset[str]
    measure: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """What a unit sent, ready to be searched by words; `own` is the unit's name."""

    sources: Sequence[Source]
    own: str = ""

    @cached_property
    def keys(self) -> Sequence["_Keys"]:
        return [_keys(it) for it in self.sources]

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How rare words are: rare ones say more."""
        often = Counter(word for it in self.keys for word in it.own | it.about)
        return {word: log(1 + len(self.keys) / count) for word, count in often.items()}

    @cached_property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        """The rows that the unit named itself, by their words."""
        return {it.named: tokens(it.named) for it in self.sources if it.named}

    def told_by(self, figure: Figure) -> list[Source]:
        """The numbers that a figure may tell; none where no column's words are near enough."""
        whom = about(figure.left, figure.right, self.rows, self.own)
        if whom == FOREIGN or figure.is_aim:
            return []
        scores = [
            _score(figure, key, self.weights) if it.named == whom else 0.0
            for it, key in zip(self.sources, self.keys, strict=True)
        ]
        best = max(scores, default=0.0)
        if best < SURE:
            return []
        near = [at for at, score in enumerate(scores) if score > best - NARROW]
        said = {at: self.keys[at].own & figure.near for at in near}
        return [
            self.sources[at] for at in near if not any(said[at] < said[other] for other in near)
        ]


def check(found: Sequence[Figure], sources: Sequence[Source], own: str = "") -> list[Judged]:
    """Judge every figure of a text; what can't be matched is told too."""
    ground = Ground(sources, own)
    return [_judged(it, ground) for it in found]


def _keys(source: Source) -> _Keys:
    own = _words(" ".join(it for it in source.heads if _is_telling(it)))
    about = _words(source.about)
    return _Keys(own or about, about, tuple(search_key(source.measure).split()))


def _is_telling(head: str) -> bool:
    """Whether a head says what is counted: not "Tổng số", nor "Chia theo giới tính"."""
    key = search_key(head)
    return key not in TOTALS and not key.startswith(("chia theo", "chia ra"))


def _words(words: str) -> frozenset[str]:
    kept = (one for one in WORDS.findall(words.lower()) if one not in EMPTY)
    return frozenset(folded(" ".join(kept)))


def _judged(figure: Figure, ground: Ground) -> Judged:
    likely = ground.told_by(figure)
    if not likely:
        return Judged(figure, UNMATCHED)
    same_days = [it for it in likely if covers(it.window, figure.period)]
    if not same_days:
        return Judged(figure, OTHER_DAYS, likely[0])
    return settled([Judged(figure, verdict(figure, it.value), it) for it in same_days])


def settled(judged: Sequence[Judged]) -> Judged:
    """Of several cells that a figure may tell: one that agrees, else the total; else in doubt."""
    right = next((it for it in judged if not it.is_wrong), None)
    if right is not None:
        return right
    totals = [it for it in judged if it.source and it.source.is_total] or judged
    values = {(it.source.value if it.source else None, it.change) for it in totals}
    return Judged(totals[0].figure, DOUBTFUL) if len(values) > 1 else totals[0]


def _score(figure: Figure, keys: _Keys, weights: Mapping[str, float]) -> float:
    """How sure it is that a figure tells a source: by words near it, and those of the sentence."""
    if figure.is_percent != (keys.measure == ("%",)) or not keys.own:
        return 0.0
    own = _share(keys.own, figure.near, weights)
    whole = _share(keys.own, figure.around, weights)
    about = _share(keys.about, figure.around, weights)
    measured = keys.measure == ("%",) or _is_measured(figure, keys.measure)
    said = max(own, 0.9 * whole) if keys.own == keys.about else own
    return 0.7 * said + 0.2 * about + (0.1 if measured else -0.1)


def _is_measured(figure: Figure, measure: tuple[str, ...]) -> bool:
    """Whether the unit of measure stands behind the figure: "việc", also in "vụ việc"."""
    behind = figure.noun[: len(measure) + 2]
    return any(behind[at : at + len(measure)] == measure for at in range(3))


def _share(wanted: frozenset[str], there: frozenset[str], weights: Mapping[str, float]) -> float:
    whole = sum(weights.get(word, 0.0) for word in wanted)
    return sum(weights.get(word, 0.0) for word in wanted & there) / whole if whole else 0.0


def covers(window: Window, period: Period | None) -> bool:
    """Whether a form's figures are of the very days that the text is about."""
    return period is not None and (window.start, window.end) == (period.start, period.end)


def verdict(figure: Figure, value: Decimal) -> str:
    """Compare a figure with a number: as exactly as it was written, a bound as a bound."""
    said = figure.value
    if figure.bound == EXACT:
        same = rounded(value.scaleb(-figure.scale), figure.places) == figure.number
        return EQUAL if same else DIFFERS
    holds = {
        ABOVE: value > said,
        AT_LEAST: value >= said,
        AT_MOST: value <= said,
        BELOW: value < said,
        NEAR: NEAR_PART * said <= value < said,
        ABOUT: abs(value - said) <= ABOUT_PART * said,
    }
    return WITHIN if holds[figure.bound] else OUTSIDE
