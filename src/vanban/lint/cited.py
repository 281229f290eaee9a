"""Every place where the text names a document by its number, with the date and title beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from vanban.lint.memo import last_answer
from vanban.words import entries, lower

MOST = 20_000  # numbers read in one text; one with more is no paper
_BEFORE = 60  # characters in which the kind of the document is looked for

# Looked for from the first sign before a capital: most of a text is passed over at once.
_JOINT = re.compile(r"[/-] {0,2}(?=[A-ZĐƯ])")
_HEAD = re.compile(
    r"(?<![\w/.,-])\d{1,5}[a-zA-Z]?(?P<year> {0,2}/ {0,2}(?:19|20)\d\d)?(?P<end>) {0,2}$"
)
_LONGEST_HEAD = 20  # characters
_PIECE = re.compile(r"( {0,2})([/-])( {0,2})([A-ZĐƯ]\w{0,15})")
_MOST_PIECES = 8
_ACRONYM = re.compile(r"[A-ZĐƯÂÊÔĂƠ]{2,12}[a-zđ]{0,2}\d{0,3}|QyĐ|C[Tt]r|T[Tt]r|T[Tt]g|[LA]")
_DATE = re.compile(
    r"[ ,(]{0,3}(?:của |ban hành |ký )?(?:ban hành )?ngày {0,3}(\d{1,2}) {0,3}"
    r"(?:[/.-] {0,3}(\d{1,2}) {0,3}[/.-] {0,3}|tháng {0,3}(\d{1,2}) {1,3}năm {0,3})"
    r"((?:19|20)\d\d)\)?"
)
_ISSUER = re.compile(
    r"[ ,]{0,3}(?:của|do) (?!ngày)([^,;.()\n\"]{2,90}?)"
    r"(?= (?:ban hành|về|quy định|hướng dẫn|phê duyệt|sửa đổi|triển khai|thực hiện|thi hành|ngày)\b"
    r"|[,;.()\n\"]|$)"
)
_TITLE = re.compile(
    r"[ ,(:]{0,3}((?:về|quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|bổ sung|triển khai|thực hiện"
    r"|giao|công bố|thành lập|kiểm tra|chấn chỉnh|tăng cường)\b[^;\n]{3,240})"
)
_OLD_KINDS = ("CP", "TTg", "HĐBT", "CT", "QH", "L")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a number stands; `start` and `end` hold the number alone."""

    number: str  # without blanks
    start: int
    end: int
    written: str  # as it stands
    kind: str | None  # "nghị định", small letters
    year: int | None  # the year inside the number
    tokens: tuple[str, ...]  # ("NĐ", "CP")
    separators: str  # what joins number and tokens, the year left out: "/-"
    day: date | None
    day_start: int
    day_end: int
    issuer: str | None
    title: str
    title_start: int

    @property
    def has_blanks(self) -> bool:
        """True where a blank stands inside the number."""
        return " " in self.written

    @property
    def is_party(self) -> bool:
        """True for the party form "số-ký hiệu/cơ quan", also where one dash is wrong."""
        return self.separators.startswith("-") or self.tokens[-1] in _party_bodies()

    def may_be(self, other: "Mention") -> bool:
        """False where two bodies of one kind ("UBND tỉnh ...") each gave a paper this number."""
        if not self.issuer or not other.issuer:
            return True
        short, long = sorted((self.issuer.lower(), other.issuer.lower()), key=len)
        return short in long

    @property
    def letters(self) -> str:
        """The number without anything between its digits and letters: the same in every form."""
        return re.sub(r"[\W_]", "", self.number).upper()


@cache
def _party_bodies() -> frozenset[str]:
    return frozenset(entries("party_bodies"))


@cache
def kinds() -> dict[str, frozenset[str]]:
    """The abbreviations that a number of each kind may carry; kinds in small letters."""
    rows = (entry.partition(":") for entry in entries("number_kinds"))
    return {kind.strip(): frozenset(marks.split()) for kind, _, marks in rows}


@cache
def _kind_words() -> tuple[str, ...]:
    return tuple(sorted(kinds(), key=len, reverse=True))


@cache
def type_marks() -> frozenset[str]:
    """Every abbreviation of a kind of document."""
    return frozenset(mark for marks in kinds().values() for mark in marks)


@last_answer
def mentions(plain: str) -> tuple[Mention, ...]:
    """All numbers in the text, in order."""
    low = lower(plain)
    return tuple(islice(_mentions(plain, low), MOST))


def _mentions(plain: str, low: str) -> Iterator[Mention]:
    for match in _heads(plain):
        year = match["year"]
        tokens, separators, end = _tail(plain, match.end("end"))
        kind = _kind_before(low, match.start())
        if not tokens or (len(tokens) == 1 and not year and not _stands_alone(kind, tokens[0])):
            continue
        written = plain[match.start() : end]
        day, day_span, issuer, resume = _issued(plain, end)
        title = _TITLE.match(plain, resume)
        yield Mention(
            number=written.replace(" ", ""),
            start=match.start(),
            end=end,
            written=written,
            kind=kind,
            year=int(year.strip(" /")) if year else None,
            tokens=tokens,
            separators=separators,
            day=day,
            day_start=day_span[0],
            day_end=day_span[1],
            issuer=issuer,
            title=title[1] if title else "",
            title_start=title.start(1) if title else resume,
        )


def _stands_alone(kind: str | None, token: str) -> bool:
    """One abbreviation makes a number only in old numbers ("23/CP") and those of the Assembly."""
    return kind is not None and (token in _OLD_KINDS or token.startswith(("QH", "UBTVQH")))


def _heads(plain: str) -> Iterator[re.Match[str]]:
    """The digits before the first sign of each number."""
    for joint in _JOINT.finditer(plain):
        start = joint.start()
        head = _HEAD.search(plain, max(0, start - _LONGEST_HEAD), start)
        if head:
            yield head


def _tail(plain: str, start: int) -> tuple[tuple[str, ...], str, int]:
    """The letters of the number: a word that can't belong to it ends it."""
    tokens: list[str] = []
    separators, end = "", start
    while len(tokens) < _MOST_PIECES and (piece := _PIECE.match(plain, end)):
        before, mark, after, token = piece.groups()
        if not _ACRONYM.fullmatch(token) or not _joins(bool(before), bool(after), token, tokens):
            break
        tokens.append(token)
        separators += mark
        end = piece.end()
    return tuple(tokens), separators, end


def _joins(before: bool, after: bool, token: str, tokens: list[str]) -> bool:
    """A blank on one side is a slip; on both sides only within the first two letters."""
    if before and after:
        first = not tokens and token in type_marks()
        return first or (len(tokens) == 1 and tokens[0] in type_marks())
    if before or after:
        return (token if not tokens else tokens[0]) in type_marks()
    return True


def _kind_before(low: str, start: int) -> str | None:
    words = low[max(0, start - _BEFORE) : start].rstrip(" :.")
    words = words.removesuffix(" số").rstrip()
    if not words.endswith(_kind_words()):
        return None
    return next(kind for kind in _kind_words() if words.endswith(kind))


def _issued(plain: str, end: int) -> tuple[date | None, tuple[int, int], str | None, int]:
    """Date and issuer after the number, in either order, and where the title may begin."""
    dated = _DATE.match(plain, end)
    resume = dated.end() if dated else end
    issuer = _ISSUER.match(plain, resume)
    resume = issuer.end() if issuer else resume
    if not dated and (dated := _DATE.match(plain, resume)):
        resume = dated.end()
    span = (dated.start(1), dated.end()) if dated else (end, end)
    return _day(dated) if dated else None, span, issuer[1] if issuer else None, resume


def _day(match: re.Match[str]) -> date | None:
    day, month, spoken, year = match.groups()
    try:
        return date(int(year), int(month or spoken), int(day))
    except ValueError:
        return None
