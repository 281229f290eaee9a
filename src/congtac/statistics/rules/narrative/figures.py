"""The figures of a narrative text: number, bound, noun behind it, the days that it is about.

Days, numbers of documents and articles, ages, orders of lists and rates of growth are no figures
to be held against a form. The cases are in docs/rules/statistics-numbers-in-texts.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from congtac.kernel.keys import search_key
from congtac.kernel.periods import ROMAN, Period

EXACT, ABOVE, BELOW, NEAR, ABOUT = "exact", "above", "below", "near", "about"
AT_LEAST, AT_MOST = "at_least", "at_most"
SCALES = {
    "nghìn": 3,
    "ngàn": 3,
    "vạn": 4,
    "triệu": 6,
    "tỷ": 9,
    "tỉ": 9,
    "nghìn tỷ": 12,
    "ngàn tỷ": 12,
}
NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?|\d{1,12}(?:,\d{1,4})?)"
    r"(?![\d/-]|[.,]\d|\.[^\W\d])"
    r"(?:\s{0,2}(?P<percent>%)|\s{1,2}(?P<scale>(?:nghìn|ngàn) tỷ|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b)?",
    re.IGNORECASE,
)
BOUNDS = (
    (AT_LEAST, re.compile(r"(?:ít nhất|tối thiểu|không dưới|không ít hơn)\s*$", re.I)),
    (AT_MOST, re.compile(r"(?:không quá|tối đa|nhiều nhất|không vượt quá)\s*$", re.I)),
    (ABOVE, re.compile(r"(?:trên|hơn|vượt|quá)\s*$", re.I)),
    (NEAR, re.compile(r"(?:gần|ngót|suýt soát)\s*$", re.I)),
    (BELOW, re.compile(r"(?:dưới|chưa đến|chưa tới)\s*$", re.I)),
    (ABOUT, re.compile(r"(?:khoảng|xấp xỉ|ước|ước đạt|chừng|~)\s*$", re.I)),
)
UPWARD = re.compile(r"[^.,;:()\d]{0,40}?\btrở lên\b", re.I)
DOWNWARD = re.compile(r"[^.,;:()\d]{0,40}?\btrở xuống\b", re.I)
NOT_COUNTED = re.compile(
    r"(?:\b(?:điều|khoản|điểm|mục|chương|phần|ngày|tháng|năm|quý|thứ|khóa|phụ lục|biểu|mẫu"
    r"|giai đoạn|nhiệm kỳ|kỳ họp|loại|hạng|cấp|nhóm|luật|tuổi từ|từ đủ)|(?<!tổng )\bsố)\s*$",
    re.I,
)
NOT_NOUN = re.compile(r"\s*(?:tháng|ngày|tuổi|giờ|phút|tuần|quý)\b", re.I)
IN_ORDER = re.compile(r"^\s*(?:[-+*•]\s*)?\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s", re.M)
GROWTH = re.compile(r"(?:tăng|giảm|tăng thêm|giảm bớt)\s(?:[^\d.;,()]{0,20})$", re.I)
GROWTH_ASIDE = re.compile(r"(?:tăng|giảm)\s[^.;()]{0,30}\(\s*$", re.I)
TIMES = re.compile(r"\s*(?:lần|điểm phần trăm|điểm %)", re.I)
SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]*)*")
CLAUSE = re.compile(r"[,;:()]")
WORDS = re.compile(r"[^\W\d_]+")
SHORT = {
    "lltp": "ly lich tu phap",
    "tgpl": "tro giup phap ly",
    "ubnd": "uy ban nhan dan",
    "pbgdpl": "pho bien giao duc phap luat",
    "vbqppl": "van ban quy pham phap luat",
    "tths": "to tung hinh su",
}
BEFORE, AFTER = 14, 9  # words around a figure that say what it counts
COMPARED = re.compile(r"so với[^.;()]{0,30}$|\bcùng kỳ\s*$", re.I)
AIM = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|dự kiến|kế hoạch giao|kế hoạch đề ra|đặt ra|được giao)\b",
    re.I,
)
PERIODS = (
    (re.compile(r"6 tháng (?:đầu )?năm (\d{4})|nửa đầu năm (\d{4})", re.I), "{}-H1"),
    (re.compile(r"6 tháng cuối năm (\d{4})", re.I), "{}-H2"),
    (re.compile(r"9 tháng (?:đầu )?năm (\d{4})", re.I), "{}-9M"),
    (re.compile(r"quý (IV|III|II|I|[1-4])(?:/| năm )(\d{4})", re.I), "Q"),
    (re.compile(r"tháng (\d{1,2})(?:/| năm )(\d{4})", re.I), "M"),
    (re.compile(r"năm (\d{4})", re.I), "{}"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: where it stands, what it says, the words around it."""

    start: int
    end: int
    written: str
    number: Decimal  # as written, before its multiplier
    scale: int  # tens of the multiplier: 3 for nghìn
    bound: str
    is_percent: bool
    noun: tuple[str, ...]  # words behind it, folded
    near: frozenset[str]  # words around it, up to the next figure
    around: frozenset[str]  # words of its sentence
    sentence: str
    period: Period | None
    left: str = ""  # its sentence up to it
    right: str = ""  # its clause behind it, up to the next figure
    is_aim: bool = False  # what is to be reached, not what was done

    @property
    def value(self) -> Decimal:
        return self.number.scaleb(self.scale)

    @property
    def places(self) -> int:
        """How many decimals were written."""
        exponent = self.number.as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def figures(text: str, period: Period | None = None) -> list[Figure]:
    """The figures of a text in order; `period` is what it is about where it doesn't say."""
    said = next((it for _at, it in periods(text)), None) or period
    found: list[Figure] = []
    for sentence in SENTENCE.finditer(text):
        found += _in_sentence(text, sentence, said)
    return found


def _in_sentence(text: str, sentence: re.Match[str], said: Period | None) -> Iterator[Figure]:
    start, end = sentence.span()
    marks = [it for it in NUMBER.finditer(text, start, end) if _counts(text, it, start)]
    whole = text[start:end]
    around = frozenset(folded(whole))
    own = [(start + at, it) for at, it in periods(whole)]
    for place, mark in enumerate(marks):
        left = marks[place - 1].end() if place else start
        right = marks[place + 1].start() if place + 1 < len(marks) else end
        before = folded(CLAUSE.split(text[left : mark.start()])[-1])[-BEFORE:]
        behind = folded(CLAUSE.split(text[mark.end() : right])[0])[:AFTER]
        yield Figure(
            mark.start(),
            mark.end(),
            mark[0].strip(),
            Decimal(mark["number"].replace(".", "").replace(",", ".")),
            SCALES.get((mark["scale"] or "").lower(), 0),
            bound_of(text, mark, start, end),
            bool(mark["percent"]),
            tuple(behind),
            frozenset((*before, *behind)),
            around,
            " ".join(whole.split()),
            period_at(own, mark.start()) or said,
            text[start : mark.start()],
            CLAUSE.split(text[mark.end() : right])[0],
            bool(AIM.search(text, start, mark.start())),
        )


def folded(words: str) -> list[str]:
    """The words of a text without marks, abbreviations spelt out."""
    keys = search_key(" ".join(WORDS.findall(words))).split()
    return [one for key in keys for one in SHORT.get(key, key).split()]


def _counts(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a number counts something that a form may know."""
    before, behind = text[max(start, mark.start() - 40) : mark.start()], text[mark.end() :]
    if NOT_COUNTED.search(before) or (not mark["percent"] and NOT_NOUN.match(behind)):
        return False
    if GROWTH.search(before) or GROWTH_ASIDE.search(before) or TIMES.match(behind):
        return False
    line = text.rfind("\n", 0, mark.start()) + 1
    numbering = IN_ORDER.match(text, line)
    return not (numbering and mark.end() <= numbering.end())


def bound_of(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """How a number is bounded by the words around it, inside its sentence."""
    before = text[max(start, mark.start() - 30) : mark.start()]
    if UPWARD.match(text, mark.end(), end):
        return AT_LEAST
    if DOWNWARD.match(text, mark.end(), end):
        return AT_MOST
    return next((name for name, pattern in BOUNDS if pattern.search(before)), EXACT)


def periods(text: str) -> Iterator[tuple[int, Period]]:
    """The periods that a text names, in order; those that it only compares with are left out."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Period]] = []
    for pattern, code in PERIODS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            period = _period(match, code)
            if period and not COMPARED.search(text[max(0, match.start() - 40) : match.start()]):
                found.append((match.start(), period))
    yield from sorted(found, key=lambda it: it[0])


def _period(match: re.Match[str], code: str) -> Period | None:
    given = [it for it in match.groups() if it]
    if code == "Q":
        part = given[0] if given[0].isdigit() else str(ROMAN.index(given[0].upper()) + 1)
        return Period.parse(f"{given[1]}-Q{part}")
    if code == "M":
        month = int(given[0])
        return Period.parse(f"{given[1]}-M{month:02d}") if 1 <= month <= 12 else None
    return Period.parse(code.format(given[0])) if int(given[0]) else None


def period_at(own: list[tuple[int, Period]], place: int) -> Period | None:
    """The period named last before a figure, else the first one of its sentence."""
    before = [it for at, it in own if at < place]
    return before[-1] if before else next((it for _at, it in own), None)
