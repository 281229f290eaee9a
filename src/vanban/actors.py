"""Finds who is to act: "Sở X chủ trì, phối hợp với Y", "Giao Z", "W có trách nhiệm"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from vanban.agencies import Reader
from vanban.agency_words import LEVEL_LAST
from vanban.model import Agency

ASSIGNS = re.compile(
    r"(?:(?:nhất\s+trí|đồng\s+ý|thống\s+nhất|tiếp\s+tục|trân\s+trọng|kính)\s+)?"
    r"(?P<verb>giao|phân\s+công|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo|ủy\s+quyền|giao\s+trách\s+nhiệm|giao\s+nhiệm\s+vụ|lưu\s+ý)"
    r"(?:\s+(?:trách\s+nhiệm|nhiệm\s+vụ))?(?:\s+cho)?\s*:?\s+"
)
ADVERBIAL = re.compile(
    r"(?:đối\s+với|căn\s+cứ|trên\s+cơ\s+sở|theo|trong|khi|để|nhằm|định\s+kỳ|h[ằà]ng\s+(?:năm|quý|tháng)|trước|từ|sau|trường\s+hợp|ngoài|về"
    r"|bên\s+cạnh|chậm\s+nhất|thực\s+hiện\s+(?:kế|chỉ|quyết|nghị|chức|nhiệm|công\s+văn|ý)|tại|với|vào|đến|cùng\s+với|đồng\s+thời|trong\s+đó|ngay\s+sau|kể\s+từ|qua|hết|nếu|riêng)(?=[\s,])"
)
GENERIC_BODY = re.compile(
    r"(?:các|những)\s+(?:cơ\s+quan|đơn\s+vị|bên|ngành|sở|cấp)(?:\s*,\s*(?:đơn\s+vị|tổ\s+chức|địa\s+phương|cá\s+nhân|ban|ngành))*(?:\s+(?:có\s+)?liên\s+quan)?"
)
DECIDES = re.compile(
    r"(?:cơ\s+bản\s+)?(?:thống\s+nhất|thông\s+qua|đồng\s+ý|tán\s+thành|ghi\s+nhận|biểu\s+dương|đánh\s+giá|hoan\s+nghênh|quyết\s+nghị|nhất\s+trí|khẳng\s+định|nhận\s+định|nhấn\s+mạnh|quyết\s+định|ban\s+hành)(?![^\W_])"
)
DECIDERS = (
    "chính phủ",
    "quốc hội",
    "thủ tướng chính phủ",
    "hội nghị",
    "ban thường vụ",
    "ban bí thư",
    "bộ chính trị",
)
DUTY_OF = re.compile(
    r"(?:(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s*(?:,|và)\s*(?:nhiệm\s+vụ|quyền\s+hạn|trách\s+nhiệm))?\s+(?:thực\s+hiện\s+)?của|đối\s+với|về\s+phía)\s+"
)
INSERTED = re.compile(
    r"(?:,\s*(?:theo|trong|trên|căn|với|bằng|tùy|ngoài|khi|định|h[ằà]ng|trước|tại)|\s*(?:trong\s+phạm\s+vi|theo\s+(?:chức|lĩnh|phạm|nhiệm|thẩm|địa\s+bàn)|trên\s+cơ\s+sở|căn\s+cứ))[^.;:]{0,260}"
)
TOPIC = re.compile(r"[^:.;\n]{3,140}:\s+")  # "Lĩnh vực hộ tịch: Cục Hộ tịch chủ trì ..."
OPENER = re.compile(r"(?:riêng|còn)\s+(?:đối\s+với\s+)?")
# "Việc mua sắm do Sở X chủ trì": what is done stands before who does it.
DONE_BY = re.compile(
    r"(?:(?:việc|công\s+tác|nội\s+dung|nhiệm\s+vụ)\s[^.;\n]{3,300}?\s|[^.;:\n]{3,140}:\s+)?"
    r"(?:do|(?<=này\s)(?P<given>giao)(?:\s+cho)?)\s+"
)
DOES = re.compile(
    r"\s*(?:làm\s+)?(?:chủ\s+trì|phụ\s+trách|thực\s+hiện|đảm\s+nhiệm|đảm\s+nhận|chịu\s+trách\s+nhiệm"
    r"|chủ\s+đầu\s+tư|đầu\s+mối|thường\s+trực)(?![^\W_])"
)
POSTS = re.compile(
    r"(?:phó\s+|thứ\s+)?(?:chủ\s+tịch|giám\s+đốc|trưởng|bí\s+thư|chánh|cục\s+trưởng|vụ\s+trưởng|chỉ\s+huy)"
)
PERSON = re.compile(r"(?P<name>(?:Ông|Bà|Đồng chí|Đ/c)(?:\s+[^\W\d_]+){2,7})")
POST = re.compile(
    r"(?:\s*[,-]\s*[^:;.\n]{3,160}?)?(?::\s+|\s+(?=(?:phụ\s+trách|chịu\s+trách\s+nhiệm|chỉ\s+đạo|trực\s+tiếp"
    r"|theo\s+dõi|có\s+(?:trách\s+nhiệm|nhiệm\s+vụ)|giúp|điều\s+hành|chủ\s+trì(?!\s+(?:hội|cuộc|buổi)))\s))"
)
# After "Sở X:" whatever it is, unless a figure or what was.
SAYS_WHAT = re.compile(
    r"\s*(?:\([^()]{0,120}\)\s*)?:\s+(?!(?:đã|đang|không|chưa|được|bị|có|là|từ|đạt|đồng\s+chí|ông|bà)(?![^\W_]))(?=[^\W\d_]+(?:\W{1,3}\w+){3})"
)
LEADS = re.compile(
    r"(?:chủ\s+trì|làm\s+đầu\s+mối|là\s+(?:(?:cơ\s+quan|đơn\s+vị)\s+)?(?:đầu\s+mối|chủ\s+trì|thường\s+trực|điều\s+phối|chủ\s+quản|giúp\s+việc|tham\s+mưu)|đầu\s+mối)(?![^\W_])"
)
DUTY = re.compile(r"(?:có|chịu)\s+(?:trách\s+nhiệm|nhiệm\s+vụ)(?![^\W_])")
COORDINATES = re.compile(
    r"(?:phối\s+(?:kết\s+)?hợp|(?<=chủ\strì\s)(?=cùng\s))\s*(?:chặt\s+chẽ\s+|tốt\s+|kịp\s+thời\s+|thường\s+xuyên\s+)?(?:với|cùng\s+với|cùng)?\s+"
    r"(?:cả\s+|lãnh\s+đạo\s+(?=ubnd|các))?"
)
HELP = re.compile(r"\s+(?:cùng\s+)?phối\s+hợp\s*[;.)]")
HELPERS = re.compile(
    r"[;(]\s*(?=[^;()]{4,200}\sphối\s+hợp\s*[;.)])"
)  # "(...; Sở B, C phối hợp; ...)"
NOT_COORDINATION = re.compile(
    r"(?:quy\s+chế|cơ\s+chế|sự|chương\s+trình|kế\s+hoạch|công\s+tác|việc|quan\s+hệ|mối|hiệu\s+quả|tinh\s+thần|hoạt\s+động)\s+(?:ký\s+kết\s+)?$"
)
NOT_ACTION = re.compile(
    r"(?:là|đã|đang|được(?!\s+(?:đề\s+nghị|yêu\s+cầu|mời))|bị|trong|theo(?!\s+dõi)|tại|từ|đến|về|vì|do|bằng|như|không(?!\s+(?:để|trình|giải|ban|tổ|thực|cấp|tiếp|thu|cho))|chưa|nhất|cũng|qua|để|nhằm|trên|khi|nếu|mà|sau|hiện|vẫn|luôn|bởi)(?![^\W_])"
)
# After "... tỉnh", "Sở Tư pháp" a name is whole: what follows in small letters is what they do.
UNKNOWN = re.compile(rf"\s+(?!{NOT_ACTION.pattern})[^\W\d_]+\s+[^\W\d_]+\s")
ENFORCES = re.compile(
    r"(?:có|chịu)\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+|triển\s+khai\s+|phối\s+hợp\s+)*(?:thi\s+hành|thực\s+hiện)\s+(?:nghiêm\s+túc\s+|nghiêm\s+)?"
    r"(?:các\s+(?:nội\s+dung|quy\s+định)\s+(?:của|tại)\s+)?(?:quyết\s+định|chỉ\s+thị|nghị\s+quyết|thông\s+tư|kế\s+hoạch|công\s+điện|chương\s+trình|quy\s+chế|văn\s+bản|nghị\s+định)?"
    r"(?:\s+này)?(?:\s+(?:kể\s+từ|theo)[^.;]{0,60})?[\s./]*$|chịu\s+trách\s+nhiệm\s+thi\s+hành"
    r"|(?:thực\s+hiện|thi\s+hành)\s+(?:nghiêm(?:\s+túc)?|tốt|đầy\s+đủ|có\s+hiệu\s+quả)"
    r"\s+(?:nội\s+dung\s+)?(?:chỉ\s+thị|kế\s+hoạch|quyết\s+định|công\s+điện|công\s+văn|thông\s+báo)\s+này"
    r"|(?:nghiêm\s+túc|tích\s+cực)\s+(?:tổ\s+chức\s+|triển\s+khai\s+|quán\s+triệt\s*(?:,|và)?\s+)*(?:triển\s+khai|thực\s+hiện)(?:\s+(?:chỉ\s+thị|kế\s+hoạch|quyết\s+định|công\s+điện|nội\s+dung)(?:\s+này)?)?\s*(?:[./;]|$)"
)
GENERIC = re.compile(
    r"\b(?:có|chịu|trách|nhiệm|vụ|thực|hiện|triển|khai|tổ|chức|các|những|công|việc|nội|dung|sau|đây|giải|pháp|chủ|trì|phối|hợp|với|tập|trung|khẩn|trương"
    r"|chỉ|đạo|cụ|thể|như|liên|quan|một|số|trọng|tâm|yếu|và|theo|chức|năng|quyền|hạn|của|mình|được|giao|trong|phạm|vi|thi|hành|tốt|nghiêm|túc|cần|phải|đồng|bộ"
    r"|kế|hoạch|này|động|quả|hiệu|tiếp|tục|đơn|vị|cơ|tích|cực|quản|lý|nhà|nước)\b"
)
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\W\d_])")
SEMICOLON = re.compile(r"\s*;\s*(?:và\s+)?")  # between groups of agencies before the verb
REACH = 420  # characters within which an adverbial clause ends


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who acts in a sentence: the agencies, how it is said, and where the duty begins."""

    lead: tuple[Agency, ...]
    mode: str  # explicit, responsible, coordinate
    start: int
    rest: int  # where the words about the duty begin
    is_heading: bool = False  # nothing but the agencies
    is_strict: bool = False  # "giao", "chủ trì", "có trách nhiệm": surely an assignment


@dataclass(slots=True)
class Finder:
    """Looks for assignments in one text."""

    reader: Reader
    issuer: str = ""  # in small letters
    low: str = field(init=False)
    read: dict[tuple[int, int], Assignment | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.low = self.reader.low

    def at(self, start: int, end: int) -> Assignment | None:
        """The assignment with which a sentence begins, an adverbial clause before it or not."""
        if (start, end) not in self.read:
            self.read[start, end] = self._at(start, end)
        return self.read[start, end]

    def _at(self, start: int, end: int) -> Assignment | None:
        if found := self._here(start, end):
            return found
        if topic := TOPIC.match(self.low, start, end):
            found = self._here(topic.end(), end)
            found = found or self._after_clause(topic.end(), end, dated=True)
            if found and (
                not found.is_heading or topic.group().startswith(("về ", "lĩnh vực", "công tác"))
            ):
                return replace(found, start=start)
        return self._done_by(start, end) or self._after_clause(start, end)

    def _after_clause(self, start: int, end: int, *, dated: bool = False) -> Assignment | None:
        """The assignment after an adverbial clause, or a day, and its comma."""
        is_day = dated and self.low.startswith("ngày ", start)
        if not (is_day or ADVERBIAL.match(self.low, start, end)):
            return None
        read = start  # up to here a list without a verb has been read
        stop = SENTENCE.search(self.low, start, end)
        reach = min(stop.start() if stop else end, start + REACH)
        for comma in re.compile(r",\s+").finditer(self.low, start, reach):
            if comma.end() < read:
                continue
            found = self._here(comma.end(), end)
            if found and not found.is_heading:
                return replace(found, start=start)
            read = self.reader.list_at(comma.end(), end)[1]
        return None

    def _here(self, start: int, end: int) -> Assignment | None:
        if duty := DUTY_OF.match(self.low, start, end):
            names, after = self.reader.list_at(duty.end(), end)
            if (
                names
                and not self.low[after:end].strip(" .:;/")
                and not GENERIC_BODY.fullmatch(names[0].name.lower())
            ):
                return Assignment(tuple(names), "responsible", start, after, is_heading=True)
        assigns = ASSIGNS.match(self.low, start, end)
        if assigns:
            return self._assigned(assigns, start, end)
        if person := self._person(start, end):
            return person
        opener = OPENER.match(self.low, start, end)
        names, after = self.reader.list_at(opener.end() if opener else start, end)
        while names and (mark := SEMICOLON.match(self.low, after, end)):
            more, stop = self.reader.list_at(mark.end(), end)
            if not more:
                break
            names, after = [*names, *more], stop
        return self._subject(tuple(names), start, after, end) if names else None

    def _done_by(self, start: int, end: int) -> Assignment | None:
        """ "Việc ... do Sở X chủ trì", "Tập huấn: do Phòng Y phụ trách"."""
        match = DONE_BY.match(self.low, start, end)
        if not match:
            return None
        names, after = self.reader.list_at(match.end(), end)
        if not names or not (match["given"] or DOES.match(self.low, after, end)):
            return None
        return Assignment(tuple(names), self._mode(after, end), start, after, is_strict=True)

    def _person(self, start: int, end: int) -> Assignment | None:
        """ "Ông Lê Văn A, Phó Chủ tịch, phụ trách ...": a person by name is told to act."""
        said = PERSON.match(self.reader.plain, start, end)
        words = said["name"].split() if said else []
        if said and words[0] == "Đồng":
            words = [" ".join(words[:2]), *words[2:]]
        name = " ".join([*words[:1], *takewhile(lambda word: word[0].isupper(), words[1:])])
        stop = start + len(name)
        post = POST.match(self.low, stop, end)
        if len(name.split()) < 3 or not post:
            return None
        lead = Agency(name, start, stop)
        return Assignment((lead,), self._mode(post.end(), end), start, post.end())

    def _assigned(self, assigns: re.Match[str], start: int, end: int) -> Assignment | None:
        """ "Giao X chủ trì ...": X leads; "Đề nghị X": X is asked."""
        names, after = self.reader.list_at(
            assigns.end(), end, follows=assigns["verb"].split()[0] != "chỉ"
        )
        if not names:
            return None
        names = self._without_posts(names)
        if assigns["verb"].split()[0] == "đề":
            names = [Agency(n.name, n.start, n.end, is_request=True) for n in names]
        is_heading = not self.low[after:end].strip(" .:;/")
        return Assignment(
            tuple(names),
            self._mode(after, end),
            start,
            after,
            is_heading=is_heading,
            is_strict=True,
        )

    def _without_posts(self, names: list[Agency]) -> list[Agency]:
        """ "đồng chí Lê Văn A, Phó Chủ tịch UBND tỉnh" is one person, named and then described."""
        kept: list[Agency] = []
        for name in names:
            is_post = POSTS.match(name.name.lower())
            if not (is_post and kept and self._describes(kept[-1], name)):
                kept.append(name)
        return kept

    def _describes(self, person: Agency, post: Agency) -> bool:
        words = person.name.split()
        is_person = words[0].lower() in ("ông", "bà", "đồng", "đ/c") and words[-1][0].isupper()
        return is_person and self.low[person.end : post.start].strip() in (",", "-")

    def _subject(
        self, names: tuple[Agency, ...], start: int, after: int, end: int
    ) -> Assignment | None:
        """Agencies at the head of a sentence: is what follows something they are to do?"""
        tail = re.sub(r"\([^()]*\)", "", self.low[after:end]).strip(" .:;/")
        if not tail:
            return Assignment(names, "responsible", start, after, is_heading=True)
        predicate = self._predicate(after, end)
        colon = SAYS_WHAT.match(self.low, after, end) if predicate is None else None
        if colon and not self._names_again(colon.end()):
            mode = self._mode(colon.end(), end)
            return Assignment(names, mode, start, colon.end(), is_strict=True)
        if predicate is None:
            return self._unknown_verb(names, start, end)
        if self.low[after:predicate].strip() == ":":
            return Assignment(names, self._mode(predicate, end), start, predicate, is_strict=True)
        if directed := self._directed(predicate, end):
            rest = directed[-1].end
            is_heading = not self.low[rest:end].strip(" .:;/")
            return Assignment(
                directed, self._mode(rest, end), start, rest, is_heading=is_heading, is_strict=True
            )
        if self._decides(names, predicate):
            return None
        strict = any(p.match(self.low, predicate) for p in (LEADS, DUTY, COORDINATES))
        return Assignment(names, self._mode(predicate, end), start, predicate, is_strict=strict)

    def _names_again(self, at: int) -> bool:
        """ "Các đơn vị thuộc Bộ: Cục A, Cục B ...": the colon opens a list of names."""
        return self.reader.plain[at].isupper() and self.reader.starts_at(at) >= 0

    def _decides(self, names: tuple[Agency, ...], predicate: int) -> bool:
        """ "Chính phủ thống nhất ...": the issuer decides, it assigns nothing to itself."""
        name = names[0].name.lower()
        return bool(DECIDES.match(self.low, predicate)) and (
            name == self.issuer or name.startswith(DECIDERS)
        )

    def _unknown_verb(self, names: tuple[Agency, ...], start: int, end: int) -> Assignment | None:
        """The last name has swallowed its verb: cut it where the name must end."""
        last = names[-1]
        is_field = self.reader.field_name_end(last.start) == last.end
        if (is_field or LEVEL_LAST.search(last.name.lower())) and UNKNOWN.match(
            self.low, last.end, end
        ):
            return Assignment(names, self._mode(last.end, end), start, last.end)
        for cut in (self.reader.without_tail(last), self._before_relative(last)):
            if cut is not None:
                return Assignment((*names[:-1], cut), self._mode(cut.end, end), start, cut.end)
        return None

    def _before_relative(self, name: Agency) -> Agency | None:
        """ "các đơn vị được giao soạn thảo văn bản gửi ...": the second verb is what they do."""
        match = re.compile(r"được\s+(?:giao|phân\s+công)\s+").search(self.low, name.start, name.end)
        if not match:
            return None
        verbs = (w for w in re.compile(r"[^\W_]+").finditer(self.low, match.end(), name.end))
        starts = [w.start() for w in verbs if self.reader.acts_at(w.start())]
        if len(starts) < 2:
            return None
        words = " ".join(self.reader.plain[name.start : starts[1]].split())
        return Agency(
            words, name.start, name.start + len(self.reader.plain[name.start : starts[1]].rstrip())
        )

    def _directed(self, predicate: int, end: int) -> tuple[Agency, ...]:
        """ "UBND tỉnh chỉ đạo Giám đốc các Sở ...": those who are directed act."""
        match = re.compile(r"(?:chỉ\s+đạo|giao|yêu\s+cầu|đề\s+nghị)\s+(?:cho\s+)?").match(
            self.low, predicate, end
        )
        if not match:
            return ()
        is_giving = not match.group().startswith("chỉ")
        heads = re.compile(r"giám\s+đốc|thủ\s+trưởng|chủ\s+tịch|trưởng|cục\s+trưởng|vụ\s+trưởng")
        if not is_giving and not heads.match(self.low, match.end()):
            return ()
        return tuple(self.reader.list_at(match.end(), end)[0])

    def _predicate(self, after: int, end: int) -> int | None:
        """Where the verb begins: at once, or after brackets and an inserted clause."""
        inserted = re.compile(
            r"\s*(?::\s+)?(?:\([^()]{0,200}\)\s*)?(?:-\s[^-:.;]{3,80}\s-\s+|-\s[^-:.;]{3,120}?(?=\s(?:phối|chủ|có))\s*)?"
        ).match(self.low, after, end)
        at = inserted.end() if inserted else after
        if self._acts_at(at) or (
            inserted and ":" in inserted.group()[:2] and self.reader.acts_at(at)
        ):
            return at
        clause = INSERTED.match(self.low, at, end)
        if clause:
            if duty := re.compile(r"(?:có|chịu)\s+trách\s+nhiệm|chủ\s+trì").search(
                self.low, at, clause.end()
            ):
                return duty.start()
            for comma in re.compile(
                r",?\s+(?=có\s+trách|chủ\s+trì|chịu\s+trách|phối\s+hợp|phải)|,\s+"
            ).finditer(self.low, at + 2, clause.end() + 1):
                if self._acts_at(comma.end()):
                    return comma.end()
            if not clause.group().startswith(","):
                return at + 1
        return None

    def _acts_at(self, at: int) -> bool:
        if LEADS.match(self.low, at) or DUTY.match(self.low, at):
            return True
        return self.reader.stops_at(at) and not NOT_ACTION.match(self.low, at)

    def _mode(self, at: int, end: int) -> str:
        opening = self.low[at : min(end, at + 160)]
        if LEADS.search(opening):
            return "explicit"
        first = re.match(
            r"[\s,:]*(?:(?:có|chịu)\s+trách\s+nhiệm\s+|cần\s+|phải\s+|tích\s+cực\s+|chủ\s+động\s+|tăng\s+cường\s+)*",
            opening,
        )
        rest = opening[first.end() :] if first else opening
        return "coordinate" if rest.startswith("phối") else "responsible"

    def coordinating(self, start: int, end: int) -> tuple[Agency, ...]:
        """Whom the text between two places names after "phối hợp với"."""
        found: dict[str, Agency] = {}
        for match in COORDINATES.finditer(self.low, start, end):
            if NOT_COORDINATION.search(self.low, max(0, match.start() - 30), match.start()):
                continue
            names, _ = self._coordinated(match.end(), end)
            for name in names:
                found.setdefault(name.name.casefold(), name)
        for name in self._helpers(start, end):
            found.setdefault(name.name.casefold(), name)
        return tuple(found.values())

    def _helpers(self, start: int, end: int) -> Iterator[Agency]:
        """ "(Sở A chủ trì; Sở B, Sở C phối hợp; xong trước ...)": B and C."""
        for match in HELPERS.finditer(self.low, start, end):
            names, after = self.reader.list_at(match.end(), end)
            if names and HELP.match(self.low, after):
                yield from names

    def helps(self, found: Assignment) -> bool:
        """ "(...; Sở B, Sở C phối hợp; ...)" only says who helps those named before."""
        return bool(HELP.match(self.low, found.lead[-1].end))

    def _coordinated(self, at: int, end: int) -> tuple[list[Agency], int]:
        if self.reader.starts_at(at, follows=True) < 0:
            return [], at
        stop = self.reader.name_end(at, end, follows=True)
        names, after = self.reader.list_at(at, end)
        if names:
            tail = self.reader.without_tail(names[-1]) if len(names[-1].name.split()) > 11 else None
            return [*names[:-1], tail or names[-1]], after
        first = Agency(" ".join(self.reader.plain[at:stop].split()), at, stop)
        separator = re.compile(r"\s*(?:,|và)\s+").match(self.low, stop, end)
        if not separator:
            return [first], stop
        others, after = self.reader.list_at(separator.end(), end)
        return [first, *others], after

    def enforces(self, start: int, end: int) -> bool:
        """An enforcement clause ("chịu trách nhiệm thi hành Quyết định này") assigns nothing."""
        return bool(ENFORCES.search(self.low, start, end))

    def only_assigns(self, found: Assignment, end: int, *, most: int = 3) -> bool:
        """True where the sentence names who acts, and at most so many words of what."""
        rest = self.low[found.rest : end]
        for name in self.coordinating(found.rest, end):
            rest = rest.replace(self.low[name.start : name.end], " ", 1)
        left = [w for w in GENERIC.sub(" ", rest).split() if w.strip(" .,;:/-()")]
        return len(left) <= most

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch cut after full stops and semicolons: a new assignment may begin there."""
        cuts = [start, *(m.end() for m in SENTENCE.finditer(self.low, start, end)), end]
        return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]
