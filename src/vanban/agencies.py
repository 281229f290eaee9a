"""Finds where the names of agencies begin and end, and splits lists of them.

A list splits at commas, semicolons and "và" only where another agency begins: "Đài Phát thanh và
Truyền hình tỉnh", "Sở Nông nghiệp và Môi trường" and "UBND các huyện, thành phố" stay whole.
"""

import re
from dataclasses import replace
from functools import cache

from vanban.model import Agency
from vanban.words import entries, lower, one_of

QUANTIFIER = r"(?:tất\s+cả\s+|toàn\s+thể\s+|toàn\s+bộ\s+)?(?:các|những|một\s+số|mỗi|từng|mọi|cả)"
LONGEST = 400  # characters of one name
WORD = re.compile(r"[^\W_]+")
PLACE = r"(?:tỉnh|ngành|bộ|toàn|huyện|xã|cả\s+nước|hệ\s+thống|khối|nước|thành\s+phố|sở|và\s+ngoài)\b"
KEEPS = re.compile(
    rf"(?:cấp\s+(?:tỉnh|huyện|xã|trung\s+ương|bộ|cơ\s+sở|ủy|phòng|vụ|sở|trên|dưới)|trong\s+{PLACE}|tại\s+(?:địa\s+phương|trung\s+ương|cơ\s+sở|các\s+(?:tỉnh|huyện|xã|địa))"
    r"|từ\s+(?:tỉnh|trung\s+ương|huyện|cơ\s+sở|cấp))(?![^\W_])"
)
LEVEL = re.compile(r"cấp\s+(?:tỉnh|huyện|xã)(?![^\W_])")
RELATIVE = re.compile(r"(?:được\s+(?:giao|phân\s+công|chỉ\s+định|mời|cử)|nơi\s+có)\b")
CONCERNED = re.compile(
    r"được\s+(?:kiểm\s+tra|thanh\s+tra|kiểm\s+toán|giám\s+sát|chọn|hỗ\s+trợ|cấp\s+phép|thí\s+điểm|thụ\s+hưởng)(?![^\W_])"
)
RELATIVE_ENDS = re.compile(
    r"(?:để|nhằm|đối\s+với|có\s+trách\s+nhiệm|phải|cần|khẩn\s+trương|chủ\s+động|tiếp\s+tục|căn\s+cứ|chỉ\s+đạo|trước\s+ngày)\b"
)
SEPARATOR = re.compile(
    r"\s*(?:\([^()]{0,160}\)\s*)?"
    r"(?:[,;/+&]\s*(?:và\s+|cùng\s+(?:với\s+)?)?|(?:và|cùng\s+với|cùng)\s+|-\s+)"
)
CONJUNCTION = re.compile(r"(?:và|hoặc|cùng\s+với|cùng|với|&)(?=\s)")
LONE = ("bộ", "sở", "ngành", "tỉnh", "huyện", "ban", "vụ", "cục", "viện", "ương", "phố", "xã", "phòng", "hội", "đoàn", "đảng", "tướng")
NATION = re.compile(r"(?:\s+[^\W\d_]+){1,5}?\s+(?P<nation>Trung\s+ương|Việt\s+Nam|Quốc\s+gia)(?![^\W_])")
PIECE = re.compile(r"[^,;:.()\n]{1,120}")
CLAUSE = re.compile(r"(?:theo\s+chức\s+năng|trong\s+phạm\s+vi|trên\s+cơ\s+sở|căn\s+cứ)\b")
PLACES = ("xã", "phường", "thị trấn", "thị xã", "huyện", "quận", "thành phố", "tỉnh", "đặc khu")
LAST_PLACE = re.compile(r"(?:xã|phường|trấn|huyện|quận|phố|tỉnh)$")
WHOLE = re.compile(r"(?:bộ|sở)\s")
PARTS = ("ban", "vụ", "cục", "phòng", "trung", "văn", "thanh", "viện", "chi")
LAST_WORDS = re.compile(r"(?P<words>[^\W\d_]+(?:\s+[^\W\d_]+)?)\s*[.]?\s*(?:$|\n)")
LEVELS = ("tỉnh", "huyện", "xã", "phường", "phố", "ương", "cao", "sự", "dân")
FIELDS_HEAD = re.compile(
    r"(?:(?P<post>giám\s+đốc|bộ\s+trưởng)\s+)?các\s+(?P<kind>bộ|sở|vụ|ban)(?:\s*,\s*(?:ban\s*,\s*)?ngành)?(?:\s+trưởng)?\s*:\s*"
)
SELF_SUFFICIENT = ("cấp ủy", "nhà trường", "chính phủ", "quốc hội", "hđnd", "ubnd", "chủ đầu tư", "mttq")
# Heads that are verbs or common words unless a name or such a noun follows.
NEEDS_NAME = (
    "lãnh đạo", "thanh tra", "kiểm toán", "hội", "báo", "ban", "phòng", "trường", "quỹ", "xã", "phường", "tỉnh", "huyện", "thành phố",
    "quận", "thị xã", "thị trấn", "tổ", "đội", "đoàn", "thuế", "hải quan", "biên phòng", "khối", "cụm", "trưởng", "phó", "đài", "hạt",
    "đồn", "trạm", "bộ phận", "công chức",
)
NAME_FOLLOWS = re.compile(
    r"\s+(?:các|bộ|tỉnh|sở|ubnd|ủy|vụ|cục|ngành|huyện|thành|xã|chính|nhà\s+nước|đơn|cơ\s+quan|trung|phòng|ban|quản|tổng|đại|pháp|chuyên|khu|hội|cấp|công\s+tác|"
    r"\d{1,2}|dân\s+phố|kiểm\s+tra|giúp|soạn|thẩm|biên|chỉ\s+đạo|tổ|phó|trưởng)(?![^\W_])"
    r"|\s*,\s*(?:phó|ban|ngành|phường|thị|huyện|xã|tạp\s+chí|đài|đoàn)(?![^\W_])"
)
# Common nouns that begin the next agency of a list although no "các" stands before them.
FOLLOWING = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|địa\s+phương|doanh\s+nghiệp|cấp\s+ủy|chính\s+quyền|hiệp\s+hội|chủ\s+đầu\s+tư"
    r"|nhà\s+trường|lực\s+lượng|phòng\s+chuyên\s+môn|công\s+an|thủ\s+trưởng|người\s+đứng\s+đầu|hợp\s+tác\s+xã"
    r"|tổ\s+chức\s+(?:đảng|đoàn|pháp\s+chế|chính|xã|hành|tín|có|liên|kinh|khoa|quốc|công|hội|sự|cá)"
    r"|ủy\s+ban|hội\s+đồng|tập\s+đoàn|tổng\s+công\s+ty|công\s+ty|cá\s+nhân)(?![^\W_])"
)


@cache
def _head() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_heads")) + r"(?![^\W_])")


@cache
def _not_agency() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_not")) + r"(?![^\W_])")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_groups")) + r"(?![^\W_])")


@cache
def _quantified() -> re.Pattern[str]:
    return re.compile(rf"{QUANTIFIER}\s+(?:{one_of(entries('agency_groups'))})(?![^\W_])")


@cache
def _joint() -> re.Pattern[str]:
    patterns = (line.replace(" ", r"\s+") for line in entries("agency_patterns"))
    return re.compile("(?:" + "|".join([*patterns, one_of(entries("agency_joint"))]) + r")(?![^\W_])")


@cache
def _relative_noun() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_relatives")) + r"(?![^\W_])")


@cache
def _stops() -> dict[str, re.Pattern[str]]:
    """For the first syllable of a word that ends names: the words that begin with it."""
    found: dict[str, list[str]] = {}
    for entry in entries("stop_words"):
        found.setdefault(entry.split()[0], []).append(entry)
    return {first: re.compile(one_of(tuple(all_)) + r"(?![^\W_])") for first, all_ in found.items()}


@cache
def _sector() -> re.Pattern[str]:
    return re.compile(one_of(entries("sectors")) + r"(?![^\W_])")


@cache
def _compounds() -> dict[str, tuple[tuple[str, int], ...]]:
    """For a word that ends names, the compounds that hold it, with its place in them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for compound in entries("compounds"):
        for option in entries("stop_words"):
            if (place := f" {compound} ".find(f" {option} ")) >= 0:
                found.setdefault(option, []).append((compound, place))
    return {option: tuple(places) for option, places in found.items()}


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(r"[A-ZĐ][A-ZĐƯƠĂÂÊÔ]{1,9}(?:-[A-ZĐ]{2,8})?(?![^\W_])")


class Reader:
    """Reads agencies in one text; `plain` is the copy that is easier to read."""

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.low = lower(plain)

    def starts_at(self, at: int, *, listed: bool = False, follows: bool = False) -> int:
        """The end of the first words of an agency that begins here, or -1.

        `listed`: in a list (a label, a column) bare abbreviations and common nouns count too;
        `follows`: after another agency of a list, common nouns do.
        """
        if _not_agency().match(self.low, at):
            return -1
        for pattern in (_joint(), _quantified()):
            if match := pattern.match(self.low, at):
                return self._noun_end(match.start(), match.end())
        match = _head().match(self.low, at)
        if match and match.group().startswith("tổ chức") and not FOLLOWING.match(self.low, at):
            match = None
        if match and match.group() in NEEDS_NAME and not (listed or follows or self._is_named(match.end())):
            match = None
        if match and (self.plain[at].isupper() or self._is_common_name(match.group(), match.end())):
            return match.end()
        if follows and (match := FOLLOWING.match(self.low, at)):
            return match.end()
        if listed and self.plain[at].islower() and (match := _group().match(self.low, at)):
            return match.end()
        if listed and (match := _abbreviation().match(self.plain, at)):
            return match.end()
        return -1

    def _is_named(self, end: int) -> bool:
        """After "Lãnh đạo", "Thanh tra", "Hội": a capital or a noun says that an agency is meant."""
        return self.plain[end + 1 : end + 2].isupper() or bool(NAME_FOLLOWS.match(self.low, end))

    def _noun_end(self, start: int, end: int) -> int:
        """A quantified noun takes the verb that tells its kind ("các cơ quan chủ trì")."""
        words = WORD.search(self.low, start)
        while words and words.end() < end:
            if match := _relative_noun().match(self.low, words.start()):
                return max(end, match.end())
            words = WORD.search(self.low, words.end())
        return end

    def _is_common_name(self, head: str, end: int) -> bool:
        """A name written small: "phòng Quản lý công nghiệp", "công an tỉnh", "cấp ủy"."""
        if head in ("cấp ủy", "nhà trường", "chủ đầu tư", "chính quyền"):
            return True
        rest = self.plain[end : end + 2]
        if head in ("đơn vị", "cơ quan", "tổ chức"):
            match = _relative_noun().match(self.low, end - len(head))
            return bool(match) or self.low[end : end + 6] in (" thuộc", " trực ")
        if head in ("công an", "viện kiểm sát", "tòa án", "thanh tra", "đoàn thanh niên", "hội đồng"):
            return self.low[end : end + 5] in (" tỉnh", " nhân", " huyệ", " các ", " xã, ")
        small = head in ("phòng", "ban", "sở", "bộ", "vụ", "cục", "chi cục", "trung tâm", "tổ", "báo", "đài")
        return small and len(rest) == 2 and rest[0] == " " and rest[1].isupper()

    def name_end(self, at: int, limit: int, *, cell: bool = False, follows: bool = False) -> int:
        """Where the name that begins at `at` ends; -1 where no agency begins.

        `cell`: in a column or after a label a common noun keeps its verb ("Đơn vị chủ trì soạn thảo").
        """
        end = self.starts_at(at, listed=cell, follows=follows)
        if end < 0:
            return -1
        return _Absorber(self, at, end, min(limit, at + LONGEST), cell).run()

    def list_at(self, at: int, limit: int, *, cell: bool = False) -> tuple[list[Agency], int]:
        """The agencies of the list that begins at `at`, and where it ends."""
        found, at = self._fields_at(at, limit)
        if found and (separator := SEPARATOR.match(self.plain, at, limit)):
            at = separator.end() if self.starts_at(separator.end(), listed=cell, follows=True) >= 0 else at
        while (end := self.name_end(at, limit, cell=cell, follows=bool(found))) > at:
            found.append(self._agency(at, end))
            separator = SEPARATOR.match(self.plain, end, limit)
            if not separator or self.starts_at(separator.end(), listed=cell, follows=True) < 0:
                return found, end
            if separator.group().strip() == ";" and not cell:
                return found, end
            at = separator.end()
        return found, found[-1].end if found else at

    def _fields_at(self, at: int, limit: int) -> tuple[list[Agency], int]:
        """ "các Bộ: Công an, Tài chính và Tư pháp" names each ministry by its field."""
        head = FIELDS_HEAD.match(self.low, at, limit)
        found: list[Agency] = []
        if not head:
            return found, at
        kind = " ".join(self.plain[head.start("kind") : head.end("kind")].split())
        place = head.end()
        while field := _sector().match(self.low, place, limit):
            said = " ".join(self.plain[field.start() : field.end()].split())
            post = f"{head['post'].capitalize()} " if head["post"] else ""
            found.append(Agency(f"{post}{kind[0].upper()}{kind[1:]} {said}", field.start(), field.end()))
            at = field.end()
            separator = re.compile(r"\s*(?:,|;|và)\s*").match(self.low, at, limit)
            place = separator.end() if separator else limit
        return found, at

    def without_tail(self, agency: Agency) -> Agency | None:
        """The name cut after its last capital: what follows is a verb that no list knows."""
        words = list(WORD.finditer(self.plain, agency.start, agency.end))
        last, run = 0, 0
        for index, word in enumerate(words):
            is_name = word.group()[0].isupper() or word.group().lower() in LEVELS
            last, run = (index, 0) if is_name else (last, run + 1)
            if run == 3:
                return self._agency(agency.start, words[last].end()) if last else None
        return None

    def _agency(self, start: int, end: int) -> Agency:
        return Agency(re.sub(r"\s+", " ", self.plain[start:end]), start, end)

    def stops_at(self, at: int) -> bool:
        """True where, in small letters, a verb or a link word begins."""
        word = WORD.match(self.low, at)
        if not word or self.plain[at].isupper():
            return False
        if KEEPS.match(self.low, at):
            return False
        options = _stops().get(word.group())
        stop = options.match(self.low, at) if options else None
        if stop is None or self._in_compound(" ".join(stop.group().split()), at) or self._names_on(at, stop.end()):
            return False
        return stop.end() > word.end() or not self._ends_a_word(at)

    def acts_at(self, at: int) -> bool:
        """True where a verb begins, with a capital or without."""
        word = WORD.match(self.low, at)
        options = _stops().get(word.group()) if word else None
        return bool(options and options.match(self.low, at))

    def _names_on(self, at: int, end: int) -> bool:
        """ "Viện Nghiên cứu quản lý kinh tế Trung ương": the name goes on over the verb."""
        ahead = NATION.match(self.plain, end)
        if not ahead:
            return False
        words = (m.start() for m in WORD.finditer(self.low, end, ahead.start("nation")))
        return all(self.starts_at(word) < 0 for word in words) and self.plain[at].islower()

    def _in_compound(self, option: str, at: int) -> bool:
        """ "thông tin" in "công nghệ thông tin", "giúp" in "trợ giúp pháp lý" begin nothing."""
        return any(self.low.startswith(words, at - offset) for words, offset in _compounds().get(option, ()))

    def _ends_a_word(self, at: int) -> bool:
        """The second syllable of a word with a capital ("Đào tạo") begins no verb."""
        before = self.plain[max(0, at - 24) : at].split()
        if not before or not before[-1][:1].isupper() or before[-1].isupper() or before[-1].lower() in LONE:
            return False
        return len(before) < 2 or not before[-2][:1].isupper() or before[-2].lower() in LONE


class _Absorber:
    """Takes word after word into one name until something says that it has ended."""

    def __init__(self, reader: Reader, start: int, end: int, limit: int, cell: bool) -> None:
        self.reader, self.start, self.end, self.limit = reader, start, end, limit
        head = reader.low[start:end]
        self.head = re.sub(rf"^{QUANTIFIER}\s+", "", head)
        self.is_bare = head not in SELF_SUFFICIENT and bool(_head().fullmatch(head) or _group().fullmatch(head) or _quantified().fullmatch(head))
        self.is_group = bool(re.match(QUANTIFIER + r"\b", head)) or head in ("cơ quan", "đơn vị", "tổ chức")
        is_common = head.startswith(("đơn vị", "cơ quan", "tổ chức", "người"))
        self.keeps_verbs = cell and (self.is_group or is_common)
        self.in_relative = False
        self.has_joined = False  # the last step took a further noun of a bare list
        self.is_caps = reader.plain[start:limit][:40].isupper()

    def run(self) -> int:
        low, plain = self.reader.low, self.reader.plain
        while word := WORD.search(low, self.end, self.limit):
            gap = plain[self.end : word.start()]
            step = self._across(gap.strip(), word) if gap.strip() else self._word(word)
            if step < 0:
                break
            self.end = step
            self.is_bare = self.has_joined
            self.has_joined = False
        return self.end

    def _word(self, word: re.Match[str]) -> int:
        """The next word, only white space before it: its end if it belongs to the name."""
        low, at = self.reader.low, word.start()
        if self.end == at:
            return word.end()
        if conjunction := CONJUNCTION.match(low, at):
            return self._after_conjunction(conjunction)
        if (joint := _joint().match(low, at)) and self.is_group:
            return joint.end()
        if low.startswith(("các ", "những ", "thuộc ", "một số "), at):
            self.is_group = True
            return self._joined_group(at) or word.end()
        if LEVEL.match(low, at):
            self.is_group = True
            return word.end()
        if RELATIVE.match(low, at) or (self.head.startswith(("phó", "thứ", "đồng")) and low.startswith("phụ trách", at)):
            self.in_relative = True
            return word.end()
        if concerned := CONCERNED.match(low, at):
            return concerned.end()
        if low.startswith("của ", at):
            return word.end() if self.is_group or self._is_part_of(word.end()) else -1
        if self.in_relative:
            return -1 if RELATIVE_ENDS.match(low, at) else word.end()
        if self.keeps_verbs and not RELATIVE_ENDS.match(low, at):
            return word.end()
        if not self.reader.stops_at(at):
            return word.end()
        return self._last_word(at)

    def _last_word(self, at: int) -> int:
        """A verb with nothing after it is no verb: "4. Văn phòng tổng hợp"."""
        rest = LAST_WORDS.match(low := self.reader.low, at, self.limit)
        return rest.end("words") if rest and not self.is_group and low[at - 1] == " " else -1

    def _is_part_of(self, at: int) -> bool:
        """ "Ban Chính sách - Luật pháp của Hội": a part of a larger body."""
        whole = re.compile(r"\s+(?:Hội|Bộ|Sở|Tổng cục|Ủy ban|Quốc hội|HĐND|Liên đoàn|Trung ương)(?![^\W_])")
        return self.head.split()[0] in PARTS and bool(whole.match(self.reader.plain, at))

    def _joined_group(self, at: int) -> int:
        noun = WORD.search(self.reader.low, at + 3)
        joint = noun and _joint().match(self.reader.low, noun.start())
        match = joint or _quantified().match(self.reader.low, at)
        return match.end() if match else 0

    def _after_conjunction(self, conjunction: re.Match[str]) -> int:
        after = WORD.search(self.reader.low, conjunction.end())
        if not after or conjunction.group().startswith(("cùng", "với")):
            return -1
        if not self.is_group and self.reader.stops_at(after.start()):
            return after.end() if self._is_name_part(after.start()) else -1
        return self._continues(after)

    def _across(self, mark: str, word: re.Match[str]) -> int:
        """The next word after punctuation: its end if the name goes on over the mark."""
        if mark == "-" and _group().match(self.reader.low, word.start()) and LAST_PLACE.search(self.reader.low, self.start, self.end):
            return word.end()
        if mark in ("-", "/"):
            if mark == "-" and self.head.split()[0] in PARTS and WHOLE.match(self.reader.low, word.start()):
                return word.end()
            apart = mark == "/" or self.reader.plain[self.end].isspace()
            return -1 if apart and not self.is_bare and self.reader.starts_at(word.start()) >= 0 else word.end()
        if mark == "." and self.reader.low[: self.end].endswith("tp"):
            return word.end()
        if mark == "&":
            return word.end()
        return self._continues(word) if mark == "," else -1

    def _continues(self, word: re.Match[str]) -> int:
        """After a comma or "và": does the name go on with this word?"""
        low, at = self.reader.low, word.start()
        if low.startswith("và ", at):
            word = WORD.search(low, at + 3) or word
            at = word.start()
        if _joint().match(low, at):
            return -1
        group = _group().match(low, at)
        if group and self._takes(group.group(), at):
            self.has_joined = self.is_bare
            return group.end()
        if self.reader.starts_at(at, listed=True) >= 0 or self.reader.stops_at(at):
            return -1
        return word.end() if self._is_name_part(at) else -1

    def _takes(self, noun: str, at: int) -> bool:
        """A further noun of the same group: "huyện, thành phố", "sở, ban, ngành"."""
        if noun == "tổ chức" and self.reader.low.startswith(" đảng", at + 7):
            return False
        if (self.reader.plain[at : at + 2].isupper() and not self.is_caps) or (noun == self.head and not self.is_bare):
            return False
        if noun in PLACES and LAST_PLACE.search(self.reader.low, self.start, self.end):
            return True
        return self.is_bare or (self.is_group and (self.is_caps or not self.reader.plain[at].isupper()))

    def _is_name_part(self, at: int) -> bool:
        """A short piece of a name ("Thể thao và Du lịch", "giáo dục pháp luật"), not a clause."""
        if self.reader.low[at].isdigit() or CLAUSE.match(self.reader.low, at):
            return False
        piece = PIECE.match(self.reader.low, at, self.limit)
        words = list(WORD.finditer(self.reader.low, at, piece.end() if piece else at))
        for count, word in enumerate(words[1:9], start=1):
            if self.reader.stops_at(word.start()):
                return count < 8
        return len(words) <= 9


def as_written(agency: Agency, raw: str) -> Agency:
    """The agency under the name that the source gives it (its own tone marks and dashes)."""
    said = " ".join(raw[agency.start : agency.end].split())
    return replace(agency, name=said) if len(said) == len(agency.name) else agency


def split_persons(name: str) -> list[str]:
    """Names of persons set one after the other: a known family name begins the next."""
    families = set(entries("family_names"))
    people: list[list[str]] = [[]]
    words = name.split()
    for index, word in enumerate(words):
        begins = word in families and len(people[-1]) >= 3 and len(words) - index >= 2
        if begins:
            people.append([])
        people[-1].append(word)
    return [" ".join(person) for person in people if person]
