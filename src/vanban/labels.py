"""Label lines of a plan: "Cơ quan chủ trì: ...", "Phối hợp: ...", "Thời gian: ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.agencies import Reader, split_persons
from vanban.model import Agency

UNIT = (
    r"(?:các\s+)?(?:(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|cấp|bộ\s+phận|phòng|ban|sở|ngành)"
    r"(?:\s*[,/]\s*(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|địa\s+phương|cá\s+nhân))*\s+)"
)
DOING = r"(?:\s+(?:thực\s+hiện|tham\s+mưu|triển\s+khai|soạn\s+thảo|xây\s+dựng|tổ\s+chức|chính))?"
KINDS: tuple[tuple[str, str], ...] = (
    ("both", rf"{UNIT}?chủ\s+trì\s*(?:,|và|/|-)\s*(?:{UNIT})?phối\s+hợp{DOING}"),
    (
        "coordinating",
        rf"{UNIT}?(?:được\s+giao\s+)?(?:cùng\s+)?(?:phối\s+hợp|tham\s+gia|liên\s+quan){DOING}(?:\s+với)?",
    ),
    (
        "lead",
        (
            rf"{UNIT}?(?:được\s+(?:giao|phân\s+công)\s+)?(?:chịu\s+trách\s+nhiệm\s+)?(?:chủ\s+trì|(?:làm\s+)?đầu\s+mối){DOING}"
            rf"|{UNIT}(?:chịu\s+trách\s+nhiệm|phụ\s+trách|thực\s+hiện|tham\s+mưu|được\s+giao|soạn\s+thảo)(?:\s+(?:chính|thực\s+hiện))?"
            r"|(?:phân\s+công|trách\s+nhiệm)(?:\s+(?:thực\s+hiện|chủ\s+trì|nhiệm\s+vụ))|(?:người|cán\s+bộ|đồng\s+chí)\s+(?:thực\s+hiện|phụ\s+trách|chủ\s+trì)"
            r"|giao\s+(?:thực\s+hiện|nhiệm\s+vụ)"
            r"|(?:phân\s+công|giao)(?=:[ ]+[^\s])"
            r"|thực\s+hiện(?=:\s+(?:các\s+)?(?:sở|phòng|ubnd|ủy\s+ban|công\s+an|ban|vụ|cục|chi\s+cục|văn\s+phòng"
            r"|trung\s+tâm|đơn\s+vị|cơ\s+quan|trường|cơ\s+sở)\s)"
        ),
    ),
    (
        "time",
        (
            r"(?:(?:mốc\s+)?thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn|kỳ\s+hạn|lộ\s+trình)(?:\s+(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|tổ\s+chức|trình|ban\s+hành|xây\s+dựng|báo\s+cáo|gửi|dự\s+kiến|cụ\s+thể|và|,|xong)){0,5}"
            r"|hoàn\s+thành|(?:dự\s+kiến\s+)?thời\s+gian"
        ),
    ),
    (
        "product",
        r"(?:sản\s+phẩm|kết\s+quả|đầu\s+ra)(?:\s+(?:đầu\s+ra|dự\s+kiến|cần\s+đạt|hoàn\s+thành|chính|của\s+nhiệm\s+vụ|đạt\s+được|thực\s+hiện|chủ\s+yếu|phải\s+đạt)){0,2}",
    ),
    (
        "reports_to",
        r"(?:cấp|cơ\s+quan|nơi)\s+(?:trình|nhận\s+báo\s+cáo|phê\s+duyệt|ban\s+hành|quyết\s+định)",
    ),
    (
        "other",
        r"(?:hình\s+thức|đối\s+tượng|địa\s+điểm|ghi\s+chú|thành\s+phần|địa\s+bàn|số\s+lượng)(?:\s+[^\W\d_]+){0,3}",
    ),
)
_LABEL = (
    r"\s*(?:[-+*]\s*|[a-zđ0-9]{1,2}[.)]\s*)?(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS)
    + r")\s*(?:\([^()\n]{0,60}\)\s*)?:"
)
FIRST_LABEL = re.compile(_LABEL)
NEXT_LABEL = re.compile(r"(?<=[\n.;(|])[ ]{0,3}" + _LABEL)
REQUEST = re.compile(r"(?:kính\s+)?(?:đề\s+nghị|mời|kính\s+mời)\s+(?:sự\s+tham\s+gia\s+của\s+)?")
ROLE_LEAD = re.compile(r"\s*\(\s*(?:cơ\s+quan\s+|đơn\s+vị\s+)?chủ\s+trì\s*\)")
ROLE_COORDINATES = re.compile(r"\s*\(\s*(?:cơ\s+quan\s+|đơn\s+vị\s+)?phối\s+hợp\s*\)")
INNER_ROLE = re.compile(
    rf"(?:(?<=[\s(.,;-])|^)(?:{UNIT})?(?:(?P<lead>chủ\s+trì)|(?P<coordinating>phối\s+hợp)){DOING}(?:\s+với)?\s*:\s*"
)
ROLE_AT_END = re.compile(
    r"(?<!cơ quan)(?<!đơn vị)(?<!tổ chức)(?<!giao)(?<!phân công)(?<!,)"
    r"\s+(?:(?:làm\s+)?(?P<lead>chủ\s+trì|đầu\s+mối)|(?:cùng\s+)?(?P<coordinating>phối\s+hợp))[\s.,]*$"
)
PIECE = re.compile(
    r"(?:(?!(?<=chủ trì),"
    r"|(?<=thuộc bộ)\s(?:vụ|cục|tổng\s+cục|văn\s+phòng|thanh\s+tra|viện)\s)[^;\n])+"
)
SKIPPED = re.compile(
    r"[\s\-+*•,.:)]*(?:(?:giao|do|và|các\s+đồng\s+chí\s*:|các\s+ông\s*,?\s*bà\s*:?)\s+)?"
)
NOBODY = re.compile(r"\s*(?:-|không|không\s+có|\.\.\.|…|//|nt|như\s+trên)?\s*[.]?\s*$")

WHEN = re.compile(r"(?:hoàn\s+thành|xong|thực\s+hiện|thời\s+gian|thời\s+hạn)\s")


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its value: places in the text."""

    kind: str  # lead, coordinating, both, time, product, reports_to, other
    start: int
    value: int
    end: int


def labels_in(low: str, start: int, end: int) -> list[Label]:
    """The labels between two places, each with the stretch up to the next one."""
    if low.find(":", start, end) < 0:
        return []
    first = FIRST_LABEL.match(low, start, end)
    matches = [first] if first else []
    matches += NEXT_LABEL.finditer(low, first.end() if first else start, end)
    found = []
    for index, match in enumerate(matches):
        stop = matches[index + 1].start() if index + 1 < len(matches) else end
        kind = match.lastgroup or "other"
        found.append(Label(kind, match.start(), match.end(), stop))
    return found


@dataclass(frozen=True, slots=True)
class Roles:
    """Who leads and who coordinates."""

    lead: tuple[Agency, ...] = ()
    coordinating: tuple[Agency, ...] = ()


COORDINATES = re.compile(
    r"(?:phối\s+hợp|phối\s+kết\s+hợp)\s*(?:chặt\s+chẽ\s+|tốt\s+)?(?:với|cùng\s+với|cùng)?\s*:?\s*|(?:có\s+)?sự\s+tham\s+gia\s+của\s+"
)


def read_roles(reader: Reader, start: int, end: int, *, kind: str) -> Roles:
    """The agencies of a label's value or of a cell; `kind` says which column or label it is."""
    lead: list[Agency] = []
    coordinating: list[Agency] = []
    for chunk_start, chunk_end, role in _chunks(reader.low, start, end, kind):
        names, after = _chunk(reader, chunk_start, chunk_end)
        if role == "both":
            _share(reader, names, lead, coordinating)
        for name in names if role != "both" else ():
            helps = role == "coordinating" or ROLE_COORDINATES.match(reader.low, name.end)
            (coordinating if helps else lead).append(name)
        if role != "coordinating" and (
            match := COORDINATES.search(reader.low, after, min(chunk_end, after + 60))
        ):
            coordinating.extend(reader.list_at(match.end(), chunk_end, cell=True)[0])
    return Roles(_unique(lead), _unique(coordinating))


def _share(
    reader: Reader, names: list[Agency], lead: list[Agency], coordinating: list[Agency]
) -> None:
    """One column for both: "(chủ trì)" marks the lead, else the first is it."""
    marked = [name for name in names if ROLE_LEAD.match(reader.low, name.end)]
    for name in names:
        is_lead = name in marked if marked else not lead
        (lead if is_lead else coordinating).append(name)


def _chunks(low: str, start: int, end: int, role: str) -> Iterator[tuple[int, int, str]]:
    """The value split at line ends, semicolons and the roles that it names itself."""
    for piece in PIECE.finditer(low, start, end):
        at = piece.start()
        for inner in INNER_ROLE.finditer(low, at, piece.end()):
            if low[at : inner.start()].strip(" -+.,"):
                yield _ended(low, at, inner.start(), role)
            at, role = inner.end(), inner.lastgroup or role
        yield _ended(low, at, piece.end(), role)


def _ended(low: str, start: int, end: int, role: str) -> tuple[int, int, str]:
    """ "Sở A chủ trì", "Sở B phối hợp": the role may stand behind the names."""
    while end > start and low[end - 1] in " -":
        end -= 1
    behind = ROLE_AT_END.search(low, max(start, end - 60), end)
    return (start, behind.start(), behind.lastgroup or role) if behind else (start, end, role)


def _chunk(reader: Reader, start: int, end: int) -> tuple[list[Agency], int]:
    """The agencies of one chunk, and where they end."""
    skipped = SKIPPED.match(reader.low, start, end)
    at = skipped.end() if skipped else start
    request = REQUEST.match(reader.low, at, end)
    at = request.end() if request else at
    if NOBODY.fullmatch(reader.low[at:end]) or WHEN.match(reader.low, at, end):
        return [], end
    names, after = reader.list_at(at, end, cell=True)
    names = names or _plain_names(reader, at, end)
    if request:
        names = [Agency(n.name, n.start, n.end, is_request=True) for n in names]
    return names, after if after > at else end


def _plain_names(reader: Reader, start: int, end: int) -> list[Agency]:
    """Names that no grammar knows: persons, firms; split at commas and family names."""
    found = []
    for match in re.compile(r"[^,()]+").finditer(reader.plain, start, end):
        words = match.group().strip(" .-*")
        if not words or not words[0].isalpha() or len(words) > 120:
            continue
        for name in split_persons(words):
            at = reader.plain.find(name, match.start(), match.end())
            at = at if at >= 0 else match.start()
            found.append(Agency(name, at, at + len(name)))
    return found


def _unique(names: list[Agency]) -> tuple[Agency, ...]:
    seen: dict[str, Agency] = {}
    for name in names:
        seen.setdefault(name.name.casefold(), name)
    return tuple(seen.values())
