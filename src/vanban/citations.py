"""Reads which documents a text cites: each once, with type, issuer, date, title and use."""

import re
from dataclasses import dataclass
from datetime import date

from vanban.mentions import Mention, find_mentions
from vanban.model import Citation, Metadata, Span
from vanban.numbers import issuer_of_symbol, number_key, read_day
from vanban.text import Text

_DATED = re.compile(
    r"^[\s,(]{0,3}(?:ký |ban hành |được ban hành )?ngày\s{0,3}"
    r"(?P<day>\d{1,2} {0,2}(?:[/.-]|tháng) {0,2}\d{1,2} {0,2}(?:[/.-]|,? ?năm) {0,2}\d{4})",
    re.I,
)
_OF_ISSUER = re.compile(
    r"^[\s,)]{0,3}(?:\([^()]{1,40}\) )?(?:của|do) (?P<name>[A-ZĐƯÔÂỦ][^;.\n()]{1,120})"
)
_ISSUER_ENDS = re.compile(
    r",? (?:về|đối với|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|thực hiện|triển khai|tại|trên"
    r"|tổ chức|thành lập|và các|khóa"
    r"|đã|có|được|cho|gửi|là|với|đến|điều chỉnh|thông qua|công bố|giao|bổ sung|thay thế|do|để"
    r"|trong|theo|nhằm|khoá|\()(?!\w)|, [a-zđ]"
)
_TITLE = re.compile(
    r"^[\s,]{0,3}(?P<of>(?:của|do) [A-ZĐƯÔÂỦ][^;.\n]{1,140}? )?"
    r"(?P<title>(?:về|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|thành lập|điều chỉnh|công bố"
    r"|thực hiện|triển khai|tổ chức)"
    r" [^;\n.]{3,400})"
)
_TITLE_ENDS = re.compile(
    r"(?:,| và| tại| theo)? (?:các )?(?:[A-ZĐ][^\W\d_]{1,6} ){1,3}(?:số:? )?\d{1,5}[a-z]?[-/]"
    r"|,? ngày \d| \((?:sau đây|gọi)"
)
_DAY_BEFORE = re.compile(
    r"(?<!\w)[Nn]gày (?P<day>\d{1,2} ?(?:/|tháng) ?\d{1,2} ?(?:/"
    r"|năm) ?\d{4}),[^.;\n]{0,120}? (?:ký|ban hành)(?: \w+){0,3} $"
)
_SUBORDINATE = re.compile(
    r"(?<!\w)(?:về|quy định|ban hành|phê duyệt|hướng dẫn|thực hiện|triển khai|thi hành|sửa đổi"
    r"|bổ sung|thay thế|tại|kèm theo)(?!\w)",
    re.I,
)
_VERBS = re.compile(
    r"(?<!\w)(?:(?P<replaces>thay thế|bãi bỏ|hủy bỏ|hết hiệu lực)|(?P<amends>sửa đổi|bổ sung"
    r"|đính chính)"
    r"|(?P<implements>thực hiện|triển khai|thi hành|quán triệt|hướng dẫn)|(?P<cites>quy định tại"
    r"|theo|nêu tại|kèm theo|ban hành))(?!\w)",
    re.I,
)
_BULLETS = " -*+_\t"
_RANK = ("legal_basis", "replaces", "amends", "implements", "cites")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one mention tells of its document."""

    mention: Mention
    date: date | None
    issuer: str | None
    title: str | None
    relation: str


def read_citations(text: Text, metadata: Metadata) -> tuple[Citation, ...]:
    """The numbered documents that the text cites, once each, in the order of their first mention.

    Two writings of one number ("132-QĐ-TW", "132-QĐ/TW") are one document. `spans` are the places
    of the numbers alone. `is_self` marks the document's own number outside its number line.
    """
    groups: dict[str, list[_Reading]] = {}
    for mention in _cited(text.plain, metadata):
        groups.setdefault(number_key(mention.number), []).append(_reading(text.plain, mention))
    own = number_key(metadata.number) if metadata.number else ""
    full = _full_forms(groups)
    return tuple(
        _citation(group, metadata, is_self=key == own)
        for key, group in groups.items()
        if key not in full
    )


def read_legal_bases(plain: str, start: int, end: int) -> tuple[str, ...]:
    """The numbers that stand as legal bases ("Căn cứ ...") between two offsets."""
    lines = [
        line for line in plain[start:end].split("\n") if line.lstrip(_BULLETS).startswith("Căn cứ")
    ]
    numbers = [
        m.number
        for line in lines
        for m in find_mentions(line)
        if _relation(line, m) == "legal_basis"
    ]
    return tuple(dict.fromkeys(numbers))


def _cited(plain: str, metadata: Metadata) -> list[Mention]:
    """The mentions, but for the number line of the letterhead."""
    header = metadata.spans.get("number")
    mentions = list(find_mentions(plain))
    if header is None or not _opens_its_line(plain, header):
        return mentions
    return [m for m in mentions if m.end <= header.start or m.start >= header.end]


def _opens_its_line(plain: str, number: Span) -> bool:
    """Whether a number stands in a line of its own ("Số: 120/QĐ-BTC"), not within a sentence."""
    before = plain[max(0, number.start - 40) : number.start].rpartition("\n")[2].rpartition("|")[2]
    return len(before.strip()) < 12


def _full_forms(groups: dict[str, list[_Reading]]) -> frozenset[str]:
    """Keys of shortened numbers ("15/2013") whose full form ("15/2013/NĐ-CP") is cited too."""
    starts = {"-".join(key.split("-")[:2]) for key in groups if key.count("-") > 1}
    return frozenset(
        key for key in groups if key.count("-") == 1 and key in starts and key[-4:].isdigit()
    )


def _citation(group: list[_Reading], metadata: Metadata, *, is_self: bool) -> Citation:
    first = group[0].mention
    return Citation(
        number=first.number,
        type=first.type,
        issuer=next((r.issuer for r in group if r.issuer), None) or issuer_of_symbol(first.symbol),
        date=next((r.date for r in group if r.date), None) or (metadata.date if is_self else None),
        title=next((r.title for r in group if r.title), None),
        relation=min((r.relation for r in group), key=_RANK.index),
        is_self=is_self,
        spans=tuple(Span(r.mention.start, r.mention.end) for r in group),
    )


def _reading(plain: str, mention: Mention) -> _Reading:
    after = plain[mention.end : mention.end + 500]
    dated = _DATED.match(after)
    rest = after[dated.end("day") :] if dated else after
    return _Reading(
        mention=mention,
        date=_day(plain, mention, dated),
        issuer=_issuer(rest),
        title=_title(rest),
        relation=_relation(plain, mention),
    )


def _issuer(after: str) -> str | None:
    """The issuer named right after number and date: "của Bộ Chính trị về ..."."""
    found = _OF_ISSUER.match(after[:200])
    if found is None or ", " in after[: found.start("name")]:
        return None
    name = found["name"]
    cut = _ISSUER_ENDS.search(name)
    return (name[: cut.start()] if cut else name).strip(" ,") or None


def _title(after: str) -> str | None:
    """What a document is about, where it is said right after its number, day and issuer."""
    found = _TITLE.match(after)
    if found is None or any(letter.isdigit() for letter in found["of"] or ""):
        return None
    title = found["title"]
    cut = _TITLE_ENDS.search(title)
    return (title[: cut.start()] if cut else title).strip(" ,") or None


def _day(plain: str, mention: Mention, dated: re.Match[str] | None) -> date | None:
    """The day right after the number, else the day on which somebody "ký ban hành" it in the same
    sentence.
    """
    if dated:
        return read_day(dated["day"])
    before = _DAY_BEFORE.search(plain[max(0, mention.opening - 180) : mention.opening])
    return read_day(before["day"]) if before else None


def _relation(plain: str, mention: Mention) -> str:
    """How a mention is used: by its line ("Căn cứ ...") and by the last verb before it."""
    floor = max(0, mention.opening - 4000)
    line = plain[max(plain.rfind("\n", floor, mention.opening) + 1, floor) : mention.opening]
    clause = line.split(";")[-1]
    if line.lstrip(_BULLETS).startswith("Căn cứ") and not _SUBORDINATE.search(clause):
        return "legal_basis"
    verbs = list(_VERBS.finditer(clause[-90:]))
    return str(verbs[-1].lastgroup) if verbs else "cites"
