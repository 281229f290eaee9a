"""Who acts where in the paragraphs of a part: at their head, after a full stop, in brackets.

What follows from it (one task or several, under which heading) is for `vanban.programme` to say.
"""

import re
from dataclasses import dataclass, field, replace

from vanban.actors import OPENER, Assignment, Finder
from vanban.contents import Stretch, trimmed
from vanban.model import Agency
from vanban.outline import Part

CLOSING_WORDS = re.compile(
    r"(?:trên\s+đây\s+là|nhận\s+được\s+(?:công\s+văn|văn\s+bản|chỉ\s+thị|công\s+điện)\s+này|trong\s+quá\s+trình\s+(?:triển|thực|tổ)|nơi\s+nhận|quyết\s+định\s+này|chỉ\s+thị\s+này|kế\s+hoạch\s+này\s+(?:có|được|thay)|khuyến\s+khích|văn\s+phòng[^.;\n]{0,80}thông\s+báo[^.;\n]{0,60}biết|quá\s+trình\s+(?:triển|thực|tổ))"
)
DIRECTS = re.compile(
    r"(?:chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|lưu\s+ý)\s"
)  # what those in the heading do to others
BRACKETS = re.compile(r"\(((?:do\s+)?[^()\n]{6,300})\)")
NAMED = re.compile(r"(?:Bộ|Sở|Vụ|Cục|Văn phòng|Thanh tra|Ban|Phòng|Tổng cục|Công an|Ủy ban|UBND)\s")


@dataclass(slots=True)
class Paragraphs:
    """Looks for those who act in the paragraphs of one text."""

    finder: Finder
    plain: str
    low: str = field(init=False)

    def __post_init__(self) -> None:
        self.low = self.finder.low

    def grouped(self, paragraphs: list[Stretch]) -> list[list[Stretch]]:
        """Paragraphs that go on with the one before them stay with it."""
        groups: list[list[Stretch]] = []
        for paragraph in paragraphs:
            if CLOSING_WORDS.match(self.low, paragraph.start):
                continue
            begins = (
                re.compile(r"chủ\s+trì").match(self.low, paragraph.start)
                or self.finder.at(paragraph.start, paragraph.end)
                or self.inside(paragraph)
            )
            if begins or not groups:
                groups.append([paragraph])
            else:
                groups[-1].append(paragraph)
        return groups

    def has_actor(self, child: Part) -> bool:
        line = child.lines[0] if child.lines else None
        if line is None or line.row is not None:
            return False
        found = self.finder.at(child.body, line.end)
        return bool(found and (found.is_strict or found.is_heading)) and not self.finder.enforces(
            child.body, line.end
        )

    def acts(self, paragraph: Stretch) -> bool:
        found = self.finder.at(paragraph.start, paragraph.end)
        if not found or CLOSING_WORDS.match(self.low, paragraph.start):
            return False
        return not self.finder.enforces(paragraph.start, paragraph.end)

    def only_assigns(self, paragraph: Stretch) -> bool:
        found = self.finder.at(paragraph.start, paragraph.end)
        return bool(found and self.finder.only_assigns(found, paragraph.end))

    def pieces(
        self, first: Stretch, end: int, *, has_lead: bool
    ) -> list[tuple[int, int, Assignment | None]]:
        """The group cut where a sentence names another actor."""
        own = self.finder.at(first.start, first.end)
        own = None if has_lead and DIRECTS.match(self.low, first.start) else own
        pieces = [(first.start, end, own)]
        for start, stop in self.finder.sentences(first.start, end)[1:]:
            if start < (own.rest if own else 0) or (has_lead and DIRECTS.match(self.low, start)):
                continue
            found = self._other_actor(start, stop, pieces[-1][2])
            if found:
                begin, _, before = pieces.pop()
                pieces.append((begin, trimmed(self.low, begin, start), before))
                pieces.append((start, end, found))
        return pieces

    def _other_actor(self, start: int, stop: int, before: Assignment | None) -> Assignment | None:
        """Who acts in a sentence, if it isn't one of those who act in the sentence before it."""
        found = self.finder.at(start, stop)
        if found is None or found.is_heading or self.finder.enforces(start, stop):
            return None
        if not (found.is_strict or self._is_subject(start, found)):
            return None
        known = before.lead if before else ()
        is_known = _names(found.lead) == _names(known) or is_within(found.lead, known)
        return None if is_known else found

    def _is_subject(self, start: int, assignment: Assignment) -> bool:
        """After a full stop or a semicolon a body is named and acts: "...; Sở X kiểm tra ..." """
        first = assignment.lead[0].start
        is_first = not self.low[start:first].strip() or OPENER.match(self.low, start, first)
        is_named = self.plain[first].isupper() or self.low.startswith("các ", first)
        return bool(is_first and is_named) and not self.finder.helps(assignment)

    def inside(self, title: Stretch) -> list[tuple[int, int, Assignment]]:
        """Sentences after the first that assign: "... còn chậm. Giao Sở X khẩn trương ..." """
        found = [] if (bracketed := self.in_brackets(title)) is None else [bracketed]
        for start, stop in self.finder.sentences(title.start, title.end)[1:]:
            assignment = self.finder.at(start, stop)
            if not assignment or assignment.is_heading or self.finder.enforces(start, stop):
                continue
            if assignment.is_strict or self._is_named_subject(start, assignment):
                found.append((start, stop, assignment))
        return found

    def _is_named_subject(self, start: int, assignment: Assignment) -> bool:
        """After a full stop one named body acts: "... . Vụ Tài chính hướng dẫn lập dự toán" """
        lead = assignment.lead[0]
        is_first = lead.start == start and self.low[max(0, start - 4) : start].rstrip().endswith(
            "."
        )
        return is_first and NAMED.match(self.plain, start) is not None

    def in_brackets(self, title: Stretch) -> tuple[int, int, Assignment] | None:
        """ "Rà soát văn bản (Sở Tư pháp chủ trì; xong trước ngày ...)" """
        for match in BRACKETS.finditer(self.low, title.start, title.end):
            start, end = match.start(1), match.end(1)
            assignment = self.finder.at(start, end)
            is_last = not self.low[match.end() : title.end].strip(" .;/")
            if assignment and (is_last or not assignment.is_heading):
                return start, end, replace(assignment, is_heading=False)
        return None


def is_within(some: tuple[Agency, ...], all_: tuple[Agency, ...]) -> bool:
    """True where each of the agencies stands in the longer list: the heading's list holds."""
    return len(some) < len(all_) and set(_names(some)) <= set(_names(all_))


def _names(agencies: tuple[Agency, ...]) -> list[str]:
    return [agency.name.casefold() for agency in agencies]
