"""Reads what web pages put around a document: a block of attributes, a headline, a date of posting,
a lead sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vanban.letterhead import Named
from vanban.mentions import Mention, find_mentions
from vanban.model import Span
from vanban.numbers import read_day
from vanban.pieces import Piece
from vanban.signature import is_person
from vanban.word_lists import signing_offices, surnames

_LABELS = {
    "number": r"Số hiệu(?: văn bản)?|Số ký hiệu|Số/[Kk]ý hiệu|Số, ký hiệu|Ký hiệu",
    "date": r"Ngày ban hành|Ngày ký|Ban hành ngày",
    "type": r"Loại văn bản|Thể loại|Hình thức văn bản|Loại VB",
    "issuer": r"Cơ quan ban hành(?:/ ?[^|:]{0,30})?|Nơi ban hành|Đơn vị ban hành|CQ ban hành",
    "signer": r"Người ký(?: duyệt)?|Họ tên người ký",
    "capacity": r"Chức danh(?: người ký)?|Chức vụ(?: người ký)?",
    "title": r"Trích yếu(?: nội dung)?|Tên văn bản",
}
_LABEL = re.compile(
    "|".join(
        rf"^(?P<{field}>{names})(?:\s*[:|]\s*|\s+|$)(?P<{field}_value>.{{0,400}})$"
        for field, names in _LABELS.items()
    )
)
_BLOCK_REACH = 500  # pieces
_NOISE = re.compile(
    r"(?:Xem chi tiết|Xem chi tiet|Trang chủ|Đăng nhập|Lượt xem|Số lượt|Tác giả|Đăng bởi"
    r"|Người đăng|Người viết|Biên tập|Chia sẻ|In trang|Cỡ chữ|Font|Đang tải|Đang online|Hôm nay"
    r"|Bình luận|Ý kiến \(|Theo dõi|Nguồn|Gửi email|Đọc bài|Nghe đọc|Từ khóa|Danh mục|Tin tức"
    r"|Liên hệ|Sơ đồ|Tìm kiếm|Giới thiệu|Facebook|Zalo"
    r"|Copyright|Bản quyền|Điện thoại|Email|Thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|>|https?:"
    r"|www\.)",
    re.I,
)
_FULL_DAY = re.compile(
    r"(?<!\d)\d{1,2}\s?(?:[/.-]\s?\d{1,2}\s?[/.-]|tháng \d{1,2},? năm)\s?\d{4}(?!\d)"
)
_DAY_BEFORE = re.compile(
    r"(?:N|n)gày (?P<day>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
)
_ISSUING = re.compile(r"(?:ký ban hành|ban hành|ký)(?: (?:kèm theo )?(?:một |bản )?| )$")
_PERSON = re.compile(
    r"(?:đồng chí|đ/c|ông|bà) (?P<name>(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s?){2,5})(?:, ?"
    r"|- ?)(?P<capacity>[A-ZĐÀ-Ỹ][^;]{3,160}?),? (?:đã |vừa )?(?:thay mặt [^,;]{3,80} )?(?:ký"
    r"|ban hành)",
)
_FOLLOWS = re.compile(r"(?:như sau|[Cc]ụ thể|nội dung[^.:]{0,40}) ?:")
_TOLD = 80  # letters of a paragraph that tells something
_OFFICES = "|".join(re.escape(name) for name in signing_offices())
_NAME_WORD = r"(?!đã |vừa |được )[A-ZĐÀ-Ỹ][^\W\d_]{1,7}"
_OFFICE_FIRST = re.compile(
    rf"(?P<capacity>(?:{_OFFICES})(?!\w)[^,;:]{{0,60}}?) "
    rf"(?P<name>(?:{_NAME_WORD} ){{2,4}}{_NAME_WORD}|(?:{_NAME_WORD} ){{2,3}})"
    r",? ?(?:đã |vừa )?(?:có |thay mặt [^,;]{3,80} )?(?:ký|ban hành)"
)
_AGENCY = re.compile(
    r"(?:^|, |: )(?P<name>(?:[A-ZĐÀ-Ỹ])[^,;:]{3,120}?) (?:đã |vừa )?(?:có |ra |ký )?ban hành$"
)
_OF = re.compile(
    r"^(?: ngày [\d/. tháng năm-]{6,30})? của (?P<name>.{3,120}?)(?= (?:về|ban hành|thực hiện"
    r"|triển khai|phê duyệt|quy định|với|,)|,|;|\.|:|$)"
)
_ABOUT = re.compile(
    r"(?:^|[ ,])(?:về việc |về )?(?P<title>.{10,500}?)(?:,? (?:cụ thể|với (?:các |những )?nội dung"
    r"|nội dung|gồm|như sau|toàn văn)[^:]{0,60})?[:.;]?$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """The attributes that a portal gives beside a document; absent ones are None."""

    values: dict[str, Named]


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence of a news page that says who issued the document that the page reproduces."""

    number: Named
    kind: Named | None
    date: date | None
    date_span: Span | None
    signer: Named | None
    capacity: Named | None
    issuer: Named | None
    title: Named | None
    is_opening: bool  # whether it says that the document follows: "cụ thể như sau:"


def read_block(pieces: tuple[Piece, ...]) -> Block | None:
    """The block of attributes; None unless two of them stand there."""
    values: dict[str, Named] = {}
    for at, piece in enumerate(pieces[:_BLOCK_REACH]):
        found = _LABEL.match(piece.text) if len(piece.text) < 450 else None
        if found is None or not found.lastgroup:
            continue
        field = found.lastgroup.removesuffix("_value")
        valued = _value(pieces, at, found[f"{field}_value"].strip(" :|"))
        if valued is not None and field not in values:
            values[field] = valued
    return Block(values) if len(values) >= 2 else None


def _value(pieces: tuple[Piece, ...], at: int, words: str) -> Named | None:
    """The value beside its label, or in the next piece."""
    piece = pieces[at]
    if words:
        return Named(words, Span(piece.end - len(words), piece.end))
    if (
        at + 1 < len(pieces)
        and not _LABEL.match(pieces[at + 1].text)
        and 0 < len(pieces[at + 1].text) < 400
    ):
        return Named(pieces[at + 1].text, Span(pieces[at + 1].start, pieces[at + 1].end))
    return None


def read_headline(pieces: tuple[Piece, ...]) -> tuple[Named | None, date | None, Span | None]:
    """Headline, date of posting and its place: the last headline-like line before the first
    paragraph.
    """
    body = next((at for at, p in enumerate(pieces) if _is_paragraph(p)), min(len(pieces), 40))
    lines = pieces[:body]
    at = next((i for i in range(len(lines) - 1, -1, -1) if _is_headline(lines[i])), None)
    if at is None:
        at = next(
            (
                i
                for i, p in enumerate(lines)
                if p.text and not posting_day(p) and not _NOISE.match(p.text)
            ),
            None,
        )
    if at is None:
        return None, None, None
    near = [*pieces[at + 1 : body + 1], *reversed(lines[max(0, at - 2) : at])]
    posted = next(((day, p) for p in near if (day := posting_day(p))), None)
    title = Named(lines[at].text, Span(lines[at].start, lines[at].end))
    return (
        (title, posted[0], Span(posted[1].start, posted[1].end)) if posted else (title, None, None)
    )


def _is_paragraph(piece: Piece) -> bool:
    return len(piece.text) > 160 or (
        piece.text.endswith((".", "…", "...")) and len(piece.text.split()) >= 15
    )


def posting_day(piece: Piece) -> date | None:
    """The day on a line that tells little else: "Ngày 19-09-2022", "Thứ Ba, 20/09/2022 | 10:15",
    "Đăng bởi ... 12/3/2024".
    """
    found = (
        _FULL_DAY.search(piece.text)
        if len(piece.text) < 90 and not piece.text[:1].islower()
        else None
    )
    if found is None or len(re.findall(r"[^\W\d_]{2,}", _FULL_DAY.sub("", piece.text))) > 7:
        return None
    return read_day(found[0])


def _is_headline(piece: Piece) -> bool:
    words = piece.text
    return (
        len(words.split()) >= 5
        and not posting_day(piece)
        and not _NOISE.match(words)
        and not words.endswith((".", ";", ":"))
    )


def read_lead(pieces: tuple[Piece, ...], plain: str) -> Lead | None:
    """The lead sentence of a page that goes on with the document itself ("... ký ban hành Kế hoạch
    số ..., cụ thể như sau:").
    """
    leads = [lead for piece in pieces[:40] if (lead := _lead_of(plain, piece)) is not None]
    return next((lead for lead in leads if lead.date), leads[0] if leads else None)


def _lead_of(plain: str, piece: Piece) -> Lead | None:
    words = " ".join(plain[piece.start : min(piece.end, piece.start + 1500)].split())
    if len(words) < 60:
        return None
    for mention in find_mentions(words):
        if _ISSUING.search(words[: mention.opening]):
            return _lead(words, mention, lambda found: _found(plain, piece, found))
    return None


def _lead(words: str, mention: Mention, place: Callable[[str], Named]) -> Lead:
    """What the sentence around a mention tells; `place` finds words in the text."""
    before = words[: mention.opening].rpartition(". ")[2]
    after = re.split(r"\.\s+(?=[A-ZĐ])", words[mention.end :])[0]
    person = _signer(before)
    issuer, title = _issuer(before, after), _title(after, mention.type or "")
    if issuer and person:
        issuer = issuer.removesuffix(person["name"]).strip()
    said = _DAY_BEFORE.search(after[:40]) or _DAY_BEFORE.search(before)
    return Lead(
        number=place(mention.number),
        kind=place(mention.type) if mention.type else None,
        date=read_day(said["day"]) if said else None,
        date_span=place(said["day"]).span if said else None,
        signer=place(person["name"]) if person else None,
        capacity=place(person["capacity"]) if person else None,
        issuer=place(issuer) if issuer else None,
        title=place(title) if title else None,
        is_opening=bool(_FOLLOWS.search(words[mention.end :])),
    )


def _signer(before: str) -> re.Match[str] | None:
    """Who signed: "đồng chí A, Phó Chủ tịch ..." or "Phó Chủ tịch UBND tỉnh A"."""
    found = _PERSON.search(before + "ký") or _OFFICE_FIRST.search(before + "ký")
    if (
        found is None
        or not is_person(found["name"])
        or found["name"].split()[0].upper() not in surnames()
    ):
        return None
    return found


_POST = re.compile(r"^(?:Phó )?(?:Bí thư|Chủ tịch|Giám đốc|Tổng Giám đốc|Trưởng ban) (?=[A-ZĐỦ])")


def _issuer(before: str, after: str) -> str | None:
    of = _OF.match(after)
    if of:
        return of["name"]
    subject = _AGENCY.search(before.strip())
    return _POST.sub("", subject["name"]) if subject else None


def _found(plain: str, piece: Piece, words: str) -> Named:
    """Words with their place in a piece, however many spaces stand between them."""
    words = words.strip()
    grammar = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.I)
    at = grammar.search(plain, piece.start, piece.end)
    return Named(words, Span(at.start(), at.end()) if at else Span(0, 0))


def _title(after: str, kind: str) -> str | None:
    """What the document is about: the words after "về", without a second "Kế hoạch"."""
    start = re.search(
        r"(?<!\w)về (?:việc )?|(?<!\w)(?=(?:ban hành|thực hiện|triển khai|phê duyệt|quy định) )",
        after,
    )
    if start is None:
        return None
    found = _ABOUT.match(after[start.end() :].removeprefix(f"{kind} ").rstrip())
    return found["title"].strip(" ,") if found else None


def retells(pieces: tuple[Piece, ...], lead: Lead) -> bool:
    """Whether a page tells the document in paragraphs of its own after "... với nội dung sau:"."""
    after = [p for p in pieces if p.start > lead.number.span.end and len(p.text) > _TOLD]
    return lead.is_opening and lead.date is not None and len(after) >= 3


def reproduces(pieces: tuple[Piece, ...]) -> bool:
    """Whether a page goes on with the document itself: two headings I., II. or two articles."""
    if (
        any(p.text.endswith("như sau:") for p in pieces[:40])
        and sum(bool(re.match(r"^[1-9]\. ", p.text)) for p in pieces) >= 3
    ):
        return True
    heads = {
        m[1]
        for p in pieces
        if (m := re.match(r"^(?:Phần )?(I|II|III|IV|Điều 1|Điều 2|A|B)[.\-:/)]? ", p.text))
    }
    return len(heads) >= 2
