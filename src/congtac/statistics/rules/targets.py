"""Targets read in plans: which indicator one is likely to be of, and what may be linked.

The worked table is in docs/rules/statistics-indicators.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from congtac.statistics.rules.narrative.figures import folded

LIKELY = 0.5  # share of an indicator's words, weighed by how rare they are, that a plan has to say
OFFERED = 3
EMPTY = frozenset(
    folded(
        "số của và các có đã được là trong năm tỷ lệ tổng cho với trên theo về đạt bảo đảm ít nhất "
        "phấn đấu từ trở lên không quá một những người việc"
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as it may be proposed: its code, its name, its unit of measure."""

    code: str
    name: str
    unit: str


def proposed(text: str, unit: str, indicators: Sequence[Named]) -> list[str]:
    """The codes of the indicators that a target may be of, the likeliest first.

    A target in % is of a ratio in %, another one of anything else.
    """
    words = {it.code: frozenset(folded(it.name)) - EMPTY for it in indicators}
    often = Counter(word for some in words.values() for word in some)
    weights = {word: log(1 + len(words) / count) for word, count in often.items()}
    said = frozenset(folded(text))
    is_share = unit.strip() == "%"
    scores = {
        it.code: _share(words[it.code], said, weights)
        for it in indicators
        if (it.unit.strip() == "%") == is_share
    }
    likely = [code for code, score in scores.items() if score >= LIKELY]
    return sorted(likely, key=lambda it: (-scores[it], it))[:OFFERED]


def _share(wanted: frozenset[str], said: frozenset[str], weights: Mapping[str, float]) -> float:
    whole = sum(weights[it] for it in wanted)
    return sum(weights[it] for it in wanted & said) / whole if whole else 0.0
