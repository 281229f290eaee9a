"""Takes word after word into the name of one agency until something says that it has ended."""

import re
from typing import Protocol

from vanban.agency_words import (
    AFTER_FIELD,
    AFTER_LEVEL,
    ALWAYS_VERB,
    ASKED,
    CAPITAL_NEXT,
    CLAUSE,
    CONCERNED,
    CONJUNCTION,
    LAST_PLACE,
    LAST_WORDS,
    LEVEL,
    LEVEL_LAST,
    PARTS,
    PIECE,
    PLACE_LIST,
    PLACES,
    QUANTIFIER,
    RELATIVE,
    RELATIVE_ENDS,
    SELF_SUFFICIENT,
    TWO_SHORT,
    WHOLE,
    WORD,
    group_words,
    head_words,
    joint_names,
    quantified_groups,
)


class Names(Protocol):
    """What the absorber asks of the reader of a text."""

    plain: str
    low: str

    def starts_at(self, at: int, *, listed: bool = False, follows: bool = False) -> int:
        """The end of the first words of an agency that begins here, or -1."""

    def field_name_end(self, at: int) -> int:
        """The end of "Sở Tư pháp" where a body named by its field begins here, or -1."""

    def stops_at(self, at: int) -> bool:
        """True where, in small letters, a verb or a link word begins."""


class NameAbsorber:
    """Takes word after word into one name until something says that it has ended."""

    def __init__(self, reader: Names, start: int, end: int, limit: int, cell: bool) -> None:
        self.reader, self.start, self.end, self.limit = reader, start, end, limit
        head = reader.low[start:end]
        self.head = re.sub(rf"^{QUANTIFIER}\s+", "", head)
        self.is_bare = head not in SELF_SUFFICIENT and bool(
            head_words().fullmatch(head)
            or group_words().fullmatch(head)
            or quantified_groups().fullmatch(head)
        )
        self.is_group = bool(re.match(QUANTIFIER + r"\b", head)) or head in (
            "cơ quan",
            "đơn vị",
            "tổ chức",
        )
        is_common = head.startswith(("đơn vị", "cơ quan", "tổ chức", "người"))
        self.is_cell = cell
        self.field_end = -1 if cell else reader.field_name_end(start)
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
        if (widened := self._widened(word)) > 0:
            return widened
        if self._ends_at_level(at):
            return -1
        if low.startswith("của ", at):
            return word.end() if self.is_group or self._is_part_of(word.end()) else -1
        if self.in_relative or self.keeps_verbs:
            ends = bool(RELATIVE_ENDS.match(low, at))
            return self._unless_stopped(word) if ends else word.end()
        return self._unless_stopped(word)

    def _widened(self, word: re.Match[str]) -> int:
        """Words that make a group of the name, or open a clause that tells which one is meant."""
        low, at = self.reader.low, word.start()
        if (joint := joint_names().match(low, at)) and self.is_group:
            return joint.end()
        if low.startswith(("các ", "những ", "thuộc ", "một số "), at):
            self.is_group = True
            return self._joined_group(at) or word.end()
        if LEVEL.match(low, at):
            self.is_group = True
            return word.end()
        is_deputy = self.head.startswith(("phó", "thứ", "đồng"))
        if RELATIVE.match(low, at) or (is_deputy and low.startswith("phụ trách", at)):
            self.in_relative = True
            return word.end()
        concerned = CONCERNED.match(low, at)
        return concerned.end() if concerned else -1

    def _ends_at_level(self, at: int) -> bool:
        """ "Công an tỉnh cảnh báo", "Sở Tư pháp kết chuyển": the name is whole, few words go on."""
        low = self.reader.low
        if self.is_group or self.keeps_verbs or self.reader.plain[at].isupper():
            return False
        if self.end == self.field_end:
            return not AFTER_FIELD.match(low, at)
        return bool(LEVEL_LAST.search(low, self.start, self.end)) and not AFTER_LEVEL.match(low, at)

    def _unless_stopped(self, word: re.Match[str]) -> int:
        if self.in_relative:
            return -1
        at = word.start()
        return self._last_word(at) if self.reader.stops_at(at) else word.end()

    def _last_word(self, at: int) -> int:
        """A verb with nothing after it is no verb: "4. Văn phòng tổng hợp"."""
        low = self.reader.low
        rest = LAST_WORDS.match(low, at, self.limit)
        if rest is None or self.is_group or low[at - 1] != " ":
            return -1
        is_sentence = bool(rest["stop"]) and not self.is_cell
        is_asked = bool(ASKED.search(low, max(0, self.start - 8), self.start))
        is_charge = not self.is_cell and low.startswith(("phụ trách", "đảm nhiệm"), at)
        return (
            -1
            if is_sentence or is_asked or is_charge or ALWAYS_VERB.match(low, at)
            else rest.end("words")
        )

    def _is_part_of(self, at: int) -> bool:
        """ "Ban Chính sách - Luật pháp của Hội": a part of a larger body."""
        whole = re.compile(
            r"\s+(?:Hội|Bộ|Sở|Tổng cục|Ủy ban|Quốc hội|HĐND|Liên đoàn|Trung ương)(?![^\W_])"
        )
        return self.head.split()[0] in PARTS and bool(whole.match(self.reader.plain, at))

    def _joined_group(self, at: int) -> int:
        noun = WORD.search(self.reader.low, at + 3)
        joint = noun and joint_names().match(self.reader.low, noun.start())
        match = joint or quantified_groups().match(self.reader.low, at)
        return match.end() if match else 0

    def _after_conjunction(self, conjunction: re.Match[str]) -> int:
        after = WORD.search(self.reader.low, conjunction.end())
        if not after or conjunction.group().startswith(("cùng", "với")):
            return -1
        if TWO_SHORT.match(self.reader.plain[self.start : after.end()]):
            return after.end()
        if not self.is_group and self.reader.stops_at(after.start()):
            return after.end() if self._is_name_part(after.start()) else -1
        return self._continues(after)

    def _across(self, mark: str, word: re.Match[str]) -> int:
        """The next word after punctuation: its end if the name goes on over the mark."""
        if (
            mark == "-"
            and group_words().match(self.reader.low, word.start())
            and LAST_PLACE.search(self.reader.low, self.start, self.end)
        ):
            return word.end()
        if mark in ("-", "/"):
            if (
                mark == "-"
                and self.head.split()[0] in PARTS
                and WHOLE.match(self.reader.low, word.start())
            ):
                return word.end()
            apart = mark == "/" or self.reader.plain[self.end].isspace()
            return (
                -1
                if apart and not self.is_bare and self.reader.starts_at(word.start()) >= 0
                else word.end()
            )
        if mark == ":":
            is_places = self.is_group and LAST_PLACE.search(self.reader.low, self.start, self.end)
            is_list = is_places and PLACE_LIST.match(self.reader.plain, word.start())
            return word.end() if is_list else -1
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
        if joint_names().match(low, at):
            return -1
        group = group_words().match(low, at)
        head = head_words().match(low, at)
        is_longer = bool(group and head and head.end() > group.end())  # "Tỉnh đoàn"
        if group and not is_longer and self._takes(group.group(), at):
            self.has_joined = self.is_bare
            return group.end()
        if self.reader.starts_at(at, listed=True) >= 0 or self.reader.stops_at(at):
            return -1
        return word.end() if self._is_name_part(at) else -1

    def _takes(self, noun: str, at: int) -> bool:
        """A further noun of the same group: "huyện, thành phố", "sở, ban, ngành"."""
        is_post = noun in ("phó", "trưởng", "bí thư") or noun.endswith("trưởng") or self.is_caps
        if (
            not is_post
            and self.reader.plain[at].isupper()
            and CAPITAL_NEXT.match(self.reader.plain, at + len(noun))
        ):
            return False
        if noun == "tổ chức" and self.reader.low.startswith(" đảng", at + 7):
            return False
        if self.reader.plain.startswith(("Ủy ban nhân dân", "Hội đồng nhân dân"), at):
            return False
        if (self.reader.plain[at : at + 2].isupper() and not self.is_caps) or (
            noun == self.head and not self.is_bare
        ):
            return False
        if noun in PLACES and LAST_PLACE.search(self.reader.low, self.start, self.end):
            return True
        return self.is_bare or (
            self.is_group and (self.is_caps or not self.reader.plain[at].isupper())
        )

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
