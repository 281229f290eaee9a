"""Finds where the names of agencies begin and end, and splits lists of them.

A list splits at commas, semicolons and "và" only where another agency begins: "Đài Phát thanh và
Truyền hình tỉnh", "Sở Nông nghiệp và Môi trường" and "UBND các huyện, thành phố" stay whole.
"""

import re
from dataclasses import replace

from vanban.agency_names import NameAbsorber
from vanban.agency_words import (
    FIELDS_HEAD,
    FOLLOWING,
    KEEPS,
    LEVELS,
    LONE,
    LONGEST,
    NAME_FOLLOWS,
    NATION,
    SEPARATOR,
    VERBS,
    WORD,
    abbreviations,
    compounds_with,
    group_words,
    head_words,
    heads_with_name,
    joint_names,
    ministries,
    not_agencies,
    quantified_groups,
    relative_nouns,
    sector_words,
    stop_words,
)
from vanban.model import Agency
from vanban.words import entries, lower

# "các đơn vị thực hiện các nội dung sau": the verb is what they do, not which ones they are.
WHAT_FOLLOWS = re.compile(r"\s+(?:các|những|một\s+số|tốt|nghiêm)(?![^\W_])")


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
        if at >= len(self.low) or not_agencies().match(self.low, at):
            return -1
        if (field_end := self.field_name_end(at)) > 0:
            return field_end
        for pattern in (joint_names(), quantified_groups()):
            if match := pattern.match(self.low, at):
                return self._noun_end(match.start(), match.end())
        if (head_end := self._head_end(at, is_listed=listed or follows)) > 0:
            return head_end
        if follows and (match := FOLLOWING.match(self.low, at)):
            return match.end()
        if listed and self.plain[at].islower() and (match := group_words().match(self.low, at)):
            return match.end()
        if listed and (match := abbreviations().match(self.plain, at)):
            return match.end()
        return -1

    def _head_end(self, at: int, *, is_listed: bool) -> int:
        """The end of a word such as "Vụ", "Văn phòng", "Giám đốc" that begins a name, or -1."""
        match = head_words().match(self.low, at)
        if not match:
            return -1
        head = match.group()
        if head.startswith("tổ chức") and not FOLLOWING.match(self.low, at):
            return -1
        is_taken = is_listed and head not in VERBS
        if head in heads_with_name() and not (is_taken or self._is_named(match.end())):
            return -1
        is_name = self.plain[at].isupper() or self._is_common_name(head, match.end())
        return match.end() if is_name else -1

    def field_name_end(self, at: int) -> int:
        """The end of "Sở Tư pháp", also in small letters throughout; "Bộ xây dựng" is a verb's."""
        match = ministries().match(self.low, at)
        if match and self.plain[at].isupper() == self.plain[match.start("field")].isupper():
            return match.end()
        return -1

    def _is_named(self, end: int) -> bool:
        """After "Lãnh đạo", "Thanh tra", "Hội" a capital or a noun must follow."""
        return self.plain[end + 1 : end + 2].isupper() or bool(NAME_FOLLOWS.match(self.low, end))

    def _noun_end(self, start: int, end: int) -> int:
        """A quantified noun takes the verb that tells its kind ("các cơ quan chủ trì")."""
        words = WORD.search(self.low, start)
        while words and words.end() < end:
            match = relative_nouns().match(self.low, words.start())
            if match and not WHAT_FOLLOWS.match(self.low, match.end()):
                return max(end, match.end())
            words = WORD.search(self.low, words.end())
        return end

    def _is_common_name(self, head: str, end: int) -> bool:
        """A name written small: "phòng Quản lý công nghiệp", "công an tỉnh", "cấp ủy"."""
        if head in ("cấp ủy", "nhà trường", "chủ đầu tư", "chính quyền"):
            return True
        rest = self.plain[end : end + 2]
        if head in ("đơn vị", "cơ quan", "tổ chức"):
            match = relative_nouns().match(self.low, end - len(head))
            return bool(match) or self.low[end : end + 6] in (" thuộc", " trực ")
        if head in (
            "công an",
            "viện kiểm sát",
            "tòa án",
            "thanh tra",
            "đoàn thanh niên",
            "hội đồng",
        ):
            return self.low[end : end + 5] in (" tỉnh", " nhân", " huyệ", " các ", " xã, ")
        small = head in (
            "phòng",
            "ban",
            "sở",
            "bộ",
            "vụ",
            "cục",
            "chi cục",
            "trung tâm",
            "tổ",
            "báo",
            "đài",
            "đồng chí",
            "đ/c",
            "công chức",
        )
        return small and len(rest) == 2 and rest[0] == " " and rest[1].isupper()

    def name_end(self, at: int, limit: int, *, cell: bool = False, follows: bool = False) -> int:
        """Where the name that begins at `at` ends; -1 where no agency begins.

        `cell`: in a column or after a label a common noun keeps its verb ("Đơn vị chủ trì").
        """
        end = self.starts_at(at, listed=cell, follows=follows)
        if end < 0:
            return -1
        return NameAbsorber(self, at, end, min(limit, at + LONGEST), cell).run()

    def list_at(
        self, at: int, limit: int, *, cell: bool = False, follows: bool = False
    ) -> tuple[list[Agency], int]:
        """The agencies of the list that begins at `at`, and where it ends; `follows`: after a verb
        such as "giao" common nouns begin one.
        """
        found: list[Agency] = []
        while True:
            fields, end = self._fields_at(at, limit)
            if not fields:
                end = self.name_end(at, limit, cell=cell, follows=follows or bool(found))
                if end <= at:
                    return found, found[-1].end if found else at
            found += fields or [self._agency(at, end)]
            separator = SEPARATOR.match(self.plain, end, limit)
            if not separator or self.starts_at(separator.end(), listed=cell, follows=True) < 0:
                return found, end
            mark = separator.group().strip()
            if not cell and (separator["dash"] or (mark == ";" and not fields)):
                return found, end
            at = separator.end()

    def _fields_at(self, at: int, limit: int) -> tuple[list[Agency], int]:
        """ "các Bộ: Công an, Tài chính và Tư pháp" names each ministry by its field."""
        head = FIELDS_HEAD.match(self.low, at, limit)
        found: list[Agency] = []
        if not head:
            return found, at
        kind = " ".join(self.plain[head.start("kind") : head.end("kind")].split())
        place = head.end()
        while field := sector_words().match(self.low, place, limit):
            said = " ".join(self.plain[field.start() : field.end()].split())
            post = f"{head['post'].capitalize()} " if head["post"] else ""
            found.append(
                Agency(f"{post}{kind[0].upper()}{kind[1:]} {said}", field.start(), field.end())
            )
            at = field.end()
            separator = re.compile(r"\s*(?:,|;|và)\s*").match(self.low, at, limit)
            place = separator.end() if separator else limit
        return found, at

    def without_tail(self, agency: Agency) -> Agency | None:
        """The name cut after its last capital: what follows is a verb that no list knows."""
        if self.field_name_end(agency.start) == agency.end:
            return None
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
        options = stop_words().get(word.group())
        stop = options.match(self.low, at) if options else None
        if (
            stop is None
            or self._in_compound(" ".join(stop.group().split()), at)
            or self._names_on(at, stop.end())
        ):
            return False
        return stop.end() > word.end() or not self._ends_a_word(at)

    def acts_at(self, at: int) -> bool:
        """True where a verb begins, with a capital or without."""
        word = WORD.match(self.low, at)
        options = stop_words().get(word.group()) if word else None
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
        return any(
            self.low.startswith(words, at - offset)
            for words, offset in compounds_with().get(option, ())
        )

    def _ends_a_word(self, at: int) -> bool:
        """The second syllable of a word with a capital ("Đào tạo") begins no verb."""
        before = self.plain[max(0, at - 24) : at].split()
        if (
            not before
            or not before[-1][:1].isupper()
            or before[-1].isupper()
            or before[-1].lower() in LONE
        ):
            return False
        return len(before) < 2 or not before[-2][:1].isupper() or before[-2].lower() in LONE


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
