"""Tasks: something to do, with who leads, who coordinates, by when, each tied to its place.

An actor comes from label lines under a task, from a column of a table, from the subject of a
sentence ("Sở X chủ trì, ..."; "Giao Sở Y ..."), or from a heading that names an agency over its
bullets. Principles, reported results and enforcement clauses are no tasks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from vanban.actors import Assignment, Finder
from vanban.agencies import Reader, as_written
from vanban.contents import Content, ContentReader, Stretch, content_end
from vanban.deadlines import read_label, read_prose, recurrence
from vanban.labels import Roles, read_roles
from vanban.model import Agency, Deadline, Metadata, Row, Task
from vanban.outline import Part, read_parts
from vanban.paragraphs import CLOSING_WORDS, DIRECTS, Paragraphs, is_within
from vanban.tables import TableReader
from vanban.text import Text

# Sections that say why, for whom and what was, not what is to be done.
NO_TASKS = re.compile(
    r"(?:về\s+)?(?:mục\s+đích|quan\s+điểm|mục\s+tiêu|(?:các\s+)?chỉ\s+tiêu(?![^\n]{0,60}(?:nhiệm\s+vụ|giải\s+pháp))|nguyên\s+tắc|phạm\s+vi|đối\s+tượng|tình\s+hình|thực\s+trạng|kết\s+quả\s+(?:đạt|thực\s+hiện|công\s+tác|chủ\s+yếu)"
    r"|(?:những\s+|một\s+số\s+)?(?:tồn\s+tại|hạn\s+chế|khó\s+khăn|nguyên\s+nhân|kết\s+quả|ưu\s+điểm)|đánh\s+giá\s+(?:chung|tình|kết)|sự\s+cần\s+thiết|thành\s+phần|địa\s+điểm|yêu\s+cầu\s*[:.]?\s*$|căn\s+cứ\s+pháp)"
)
SOME_BODIES = re.compile(r"các\s+(?:cơ\s+quan|đơn\s+vị|ngành|phòng)(?![^\W_])")
LONGEST_CALL = 1200  # characters of a preamble that calls agencies to act
SHORT = 140  # characters of a heading that goes with the task below it
CONTINUES = re.compile(r"(?:chủ\s+trì|phối\s+hợp)")


@dataclass(frozen=True, slots=True)
class Context:
    """What a part takes from those above it."""

    lead: tuple[Agency, ...] = ()
    coordinating: tuple[Agency, ...] = ()
    deadline: Deadline = Deadline()
    is_heading: bool = False  # the lead stands in a heading, not in the paragraph before
    is_call: bool = False  # a preamble calls the lead: "Đề nghị Sở X ..." below it names another

    @property
    def directs(self) -> bool:
        """True where "Yêu cầu các phòng ..." below is what the lead itself does."""
        return self.is_heading and not self.is_call


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does it, with whom, how that is said, and by when."""

    lead: tuple[Agency, ...]
    coordinating: tuple[Agency, ...]
    mode: str
    deadline: Deadline


def read_tasks(text: Text, metadata: Metadata) -> tuple[Task, ...]:
    """The tasks of a text, in the order of the text; none from a page that only reports."""
    if metadata.layout == "news" and metadata.number is None:
        return ()
    reader = _TaskReader(text, metadata)
    return tuple(sorted(reader.run(read_parts(text)), key=lambda task: task.start))


class _TaskReader:
    def __init__(self, text: Text, metadata: Metadata) -> None:
        self.text = text
        self.raw = text.source.text
        self.reader = Reader(text.plain)
        self.low = self.reader.low
        self.finder = Finder(self.reader, (metadata.issuer or "").lower())
        self.actors = Paragraphs(self.finder, text.plain)
        self.year = plan_year(text, metadata)
        self.is_letter = metadata.type not in ("Kế hoạch", "Chương trình", "Đề án")
        self.is_retold = metadata.layout == "news"  # a page that tells a plan in its own paragraphs
        self.contents = ContentReader(text, self.low)
        self.tables = TableReader(text, self.reader, self.year, (metadata.issuer or "").lower())

    def run(self, root: Part) -> Iterator[Task]:
        """All tasks below the root; a preamble that ends by addressing agencies gives the lead."""
        content = self.contents.read(root)
        yield from self._tables(content)
        context = Context()
        if content.paragraphs:
            yield from self._letter(content)
            context = self._addressed(content.paragraphs[-1])
        yield from self._children(root.children, context)

    def _letter(self, content: Content) -> Iterator[Task]:
        """Duties in the open, as in a letter: "Giao các Bộ ... có ý kiến trước ngày ..." """
        for paragraph in content.paragraphs:
            if CLOSING_WORDS.match(self.low, paragraph.start) or self.low[
                paragraph.start : paragraph.end
            ].rstrip().endswith(":"):
                continue
            found = self.finder.at(paragraph.start, paragraph.end)
            if found and (found.is_strict or self.is_retold):
                yield from self._paragraph(content, [paragraph], Context())
            elif found is None and (inner := self.actors.inside(paragraph)):
                yield from self._from_inside(content, paragraph, inner, Context())

    def _addressed(self, last: Stretch) -> Context:
        """ "... yêu cầu các Bộ, ngành, địa phương thực hiện các nhiệm vụ sau:" """
        if not self.low[last.start : last.end].rstrip().endswith(":"):
            return Context()
        for match in re.compile(r"(?:yêu\s+cầu|đề\s+nghị|giao|chỉ\s+đạo)\s+(?:cho\s+)?").finditer(
            self.low, max(last.start, last.end - LONGEST_CALL), last.end
        ):
            found = self.finder.at(match.start(), last.end)
            if found and self.finder.only_assigns(found, last.end):
                return Context(lead=found.lead, is_heading=True, is_call=True)
        return Context()

    # -- walking

    def _children(self, parts: Iterable[Part], context: Context) -> Iterator[Task]:
        carried = context
        for part in parts:
            content = self.contents.read(part)
            yield from self._part(content, carried)
            carried = self._carried(content, carried, context)

    def _carried(self, content: Content, carried: Context, above: Context) -> Context:
        """A sibling that only assigns and ends with ":" gives its agencies to those after it."""
        if content.part.level in ("section", "article", "annex", "attachment"):
            return above
        if not content.paragraphs:
            return carried
        first = content.paragraphs[0]
        found = self.finder.at(first.start, first.end)
        if found is None:
            return carried
        is_open = self.low[first.start : first.end].rstrip().endswith(":") and not content.children
        if is_open and len(content.paragraphs) == 1 and self.finder.only_assigns(found, first.end):
            return replace(above, lead=found.lead, is_heading=True)
        return above

    def _part(self, content: Content, context: Context) -> Iterator[Task]:
        title = self._title(content)
        if self._says_why(content, title):
            return
        if content.part.level in ("annex", "attachment"):
            yield from self._children(content.children, Context())
            yield from self._tables(content)
        elif content.has("lead", "both"):
            yield from self._labelled(content, context)
        else:
            yield from self._tables(content)
            yield from self._unlabelled(content, self._timed(content, context))

    def _says_why(self, content: Content, title: str) -> bool:
        """Purposes, principles, results; but "II. YÊU CẦU" of a letter holds what is asked."""
        level = content.part.level
        if len(title) >= 160 or level not in ("section", "clause", "point", "part"):
            return False
        asks = level == "section" and title.startswith("yêu") and self.is_letter
        return bool(NO_TASKS.match(title)) and not asks

    def _title(self, content: Content) -> str:
        if not content.paragraphs:
            return ""
        first = content.paragraphs[0]
        return self.low[first.start : min(first.end, first.start + 200)]

    def _timed(self, content: Content, context: Context) -> Context:
        deadline = self._deadline(content)
        return replace(context, deadline=deadline) if deadline.text else context

    def _deadline(self, content: Content) -> Deadline:
        for label in content.labels:
            if label.kind == "time":
                return read_label(self.raw, self.low, label.value, label.end, year=self.year)
        return Deadline()

    def _said(self, content: Content, kind: str) -> str | None:
        found = (label for label in content.labels if label.kind == kind)
        return next(
            (" ".join(self.raw[x.value : x.end].split()).strip(" .;") or None for x in found), None
        )

    def _labelled(self, content: Content, context: Context) -> Iterator[Task]:
        """Content with label lines: one task; a very short one runs on through its labels."""
        roles = self._label_roles(content)
        if not roles.lead:
            yield from self._unlabelled(content, self._timed(content, context))
            return
        body = self._body(content)
        if body is None:
            return
        if body.end - body.start < 30:
            body = replace(body, end=max(label.end for label in content.labels))
        deadline = self._deadline(content)
        if not content.has("time"):
            deadline = read_prose(self.raw, self.low, body.start, body.end, year=self.year)
        coordinating = roles.coordinating
        if not content.has("coordinating", "both"):
            coordinating = coordinating or self.finder.coordinating(body.start, body.end)
        yield self._task(content, body, Duty(roles.lead, coordinating, "labelled", deadline))

    def _label_roles(self, content: Content) -> Roles:
        lead: list[Agency] = []
        coordinating: list[Agency] = []
        for label in content.labels:
            if label.kind in ("lead", "both", "coordinating"):
                roles = read_roles(self.reader, label.value, label.end, kind=label.kind)
                lead.extend(roles.lead)
                coordinating.extend(roles.coordinating)
        return Roles(tuple(lead), tuple(coordinating))

    def _body(self, content: Content) -> Stretch | None:
        """From the first word of the content to the last before the labels."""
        starts = [p.start for p in content.paragraphs] + [c.body for c in content.children]
        ends = [p.end for p in content.paragraphs] + [content_end(c) for c in content.children]
        return Stretch(min(starts), max(ends)) if starts else None

    def _task(self, content: Content, body: Stretch, duty: Duty) -> Task:
        leads = {agency.name.casefold() for agency in duty.lead}
        keeps = duty.mode == "labelled"
        others = tuple(a for a in duty.coordinating if keeps or a.name.casefold() not in leads)
        said = recurrence((duty.deadline.text or "").lower())
        return Task(
            path=content.part.path,
            text=" ".join(self.raw[body.start : body.end].split()),
            start=body.start,
            end=body.end,
            mode=duty.mode,
            lead=self._as_written(duty.lead),
            coordinating=self._as_written(others),
            product=self._said(content, "product"),
            reports_to=self._said(content, "reports_to"),
            recurrence=said or recurrence_in(self.low[body.start : body.end]),
            deadline=duty.deadline,
        )

    def _as_written(self, agencies: tuple[Agency, ...]) -> tuple[Agency, ...]:
        return tuple(as_written(a, self.raw) for a in agencies)

    # -- content without label lines

    def _unlabelled(self, content: Content, context: Context) -> Iterator[Task]:
        if not content.paragraphs:
            yield from self._children(content.children, context)
            return
        first = content.paragraphs[0]
        found = self.finder.at(first.start, first.end)
        if CLOSING_WORDS.match(self.low, first.start) and not content.children:
            return
        if found and self._is_own(context) and DIRECTS.match(self.low, first.start):
            found = None
        if found and self.finder.enforces(first.start, first.end):
            found = None
        if found and (found.is_heading or self._opens_list(content, found, first)):
            yield from self._under_heading(content, found, first, context)
        elif found or (context.lead and not self._is_title(content, first)):
            yield from self._own_tasks(content, content.paragraphs, context)
        else:
            yield from self._below_title(content, context)

    def _is_own(self, context: Context) -> bool:
        """A heading of one body; "Đối với các cơ quan của huyện" leaves it to the points below."""
        generic = context.lead and SOME_BODIES.match(context.lead[0].name.lower())
        return context.directs and not generic

    def _opens_list(self, content: Content, found: Assignment, first: Stretch) -> bool:
        """The line only assigns, and what is to be done follows it."""
        words = self.low[first.start : first.end].rstrip()
        is_open = words.endswith(":") or (
            bool(content.children) and not words.endswith((".", ";", "/"))
        )
        has_more = bool(content.children) or len(content.paragraphs) > 1
        has_points = bool(content.children) and content.children[0].level != "bullet"
        return (
            is_open
            and has_more
            and self.finder.only_assigns(found, first.end, most=7 if has_points else 3)
        )

    def _is_title(self, content: Content, first: Stretch) -> bool:
        """A short line without a full stop over several children, or over one who acts."""
        words = self.low[first.start : first.end].rstrip()
        below = content.paragraphs[1:2]
        is_over = len(content.children) > 1 or any(
            self.actors.acts(paragraph) for paragraph in below
        )
        return is_over and len(words) < SHORT and not words.endswith((".", ";"))

    def _under_heading(
        self, content: Content, found: Assignment, first: Stretch, context: Context
    ) -> Iterator[Task]:
        """A heading that names agencies: each paragraph and each child below it is theirs."""
        coordinating = self.finder.coordinating(found.rest, first.end)
        below = Context(found.lead, coordinating, context.deadline, is_heading=True)
        for paragraph in content.paragraphs[1:]:
            if not CLOSING_WORDS.match(self.low, paragraph.start):
                yield from self._paragraph(content, [paragraph], below)
            elif inner := self.actors.inside(paragraph):
                yield from self._paragraph(
                    content, [Stretch(inner[0][0], paragraph.end)], Context()
                )
        yield from self._children(content.children, below)

    def _own_tasks(
        self, content: Content, paragraphs: list[Stretch], context: Context
    ) -> Iterator[Task]:
        """The content is a task, or several: a new actor begins a new one; children are details."""
        groups = self.actors.grouped(paragraphs)
        details = [child for child in content.children if not self.actors.has_actor(child)]
        others = [child for child in content.children if self.actors.has_actor(child)]
        for index, group in enumerate(groups):
            is_last = index == len(groups) - 1
            for task in self._paragraph(content, group, context, details if is_last else []):
                context = replace(context, lead=task.lead)
                yield task
        yield from self._children(others, replace(context, lead=()))

    def _paragraph(
        self, content: Content, group: list[Stretch], context: Context, details: Iterable[Part] = ()
    ) -> Iterator[Task]:
        """One task for each actor in a group of paragraphs."""
        end = max([group[-1].end, *(content_end(child) for child in details)])
        lead = context.lead
        pieces = self.actors.pieces(group[0], end, has_lead=self._is_own(context))
        for start, stop, found in pieces:
            is_own = found and (len(pieces) > 1 or not is_within(found.lead, lead))
            lead = found.lead if found and is_own else lead
            if not lead or self._says_nothing(start, stop, found):
                continue
            mode = found.mode if found else self._inherited_mode(start)
            coordinating = self.finder.coordinating(start, stop) or (
                () if found else context.coordinating
            )
            deadline = read_prose(self.raw, self.low, start, stop, year=self.year)
            deadline = deadline if deadline.text and not context.deadline.text else context.deadline
            yield self._task(
                content, Stretch(start, stop), Duty(lead, coordinating, mode, deadline)
            )

    def _says_nothing(self, start: int, stop: int, found: Assignment | None) -> bool:
        if self.finder.enforces(start, stop):
            return True
        return bool(found and found.is_heading)

    def _inherited_mode(self, start: int) -> str:
        opening = self.low[start : start + 200]
        if re.search(r"chủ\s+trì", opening):
            return "explicit"
        return "coordinate" if opening.startswith("phối") else "responsible"

    def _below_title(self, content: Content, context: Context) -> Iterator[Task]:
        """Content without an actor: it may stand in the paragraphs or the children below."""
        title, rest = content.paragraphs[0], content.paragraphs[1:]
        acting = [p for p in rest if self.actors.acts(p) or self.actors.inside(p)]
        if content.has("time") and (acting or self._acting_children(content)):
            yield self._shared(content, acting, context)
            return
        if content.children and (doer := self.actors.in_brackets(title)):
            below = Context(doer[2].lead, self.finder.coordinating(*doer[:2]), is_heading=True)
            yield from self._children(content.children, replace(below, deadline=context.deadline))
            return
        called = self._addressed(content.paragraphs[-1])
        if called.lead and content.children and acting in ([], rest[-1:]):
            yield from self._children(content.children, called)
            return
        if acting:
            yield from self._titled(content, title, rest, context)
        elif (inner := self.actors.inside(title)) and not content.children:
            yield from self._from_inside(content, title, inner, context)
        else:
            inherited = (
                context
                if context.lead and self._is_title(content, title)
                else replace(context, lead=())
            )
            yield from self._children(content.children, inherited)
            return
        yield from self._children(content.children, replace(context, lead=()))

    def _acting_children(self, content: Content) -> list[Part]:
        return [child for child in content.children if self.actors.has_actor(child)]

    def _shared(self, content: Content, acting: list[Stretch], context: Context) -> Task:
        """One time for all: one task, whoever acts below the title."""
        body = self._body(content) or content.paragraphs[0]
        lead: list[Agency] = []
        for child in self._acting_children(content):
            found = self.finder.at(child.body, child.lines[0].end)
            lead.extend(found.lead if found else ())
        mode = "responsible"
        if acting:
            found = self.finder.at(acting[0].start, acting[0].end)
            lead = [*(found.lead if found else ()), *lead]
            mode = found.mode if found else mode
        coordinating = self.finder.coordinating(body.start, body.end)
        return self._task(content, body, Duty(tuple(lead), coordinating, mode, context.deadline))

    def _titled(
        self, content: Content, title: Stretch, rest: list[Stretch], context: Context
    ) -> Iterator[Task]:
        """A title, then paragraphs with actors: the title goes with the first of them."""
        found = self.finder.at(rest[0].start, rest[0].end)
        if found and found.is_heading and (len(rest) > 1 or content.children):
            yield from self._under_heading(
                replace(content, paragraphs=rest), found, rest[0], context
            )
            return
        groups = self.actors.grouped(rest)
        for index, group in enumerate(groups):
            for number, task in enumerate(self._group_tasks(content, group, context)):
                is_first = index == 0 and number == 0
                joins = is_first and (
                    title.end - title.start <= SHORT or self.actors.only_assigns(group[0])
                )
                yield self._from(task, title.start) if joins else task

    def _group_tasks(
        self, content: Content, group: list[Stretch], context: Context
    ) -> Iterator[Task]:
        if self.finder.at(group[0].start, group[0].end) is None and (
            inner := self.actors.inside(group[0])
        ):
            return self._from_inside(
                content, Stretch(group[0].start, group[-1].end), inner, context
            )
        return self._paragraph(content, group, context)

    def _from(self, task: Task, start: int) -> Task:
        return replace(task, start=start, text=" ".join(self.raw[start : task.end].split()))

    def _from_inside(
        self,
        content: Content,
        title: Stretch,
        inner: list[tuple[int, int, Assignment]],
        context: Context,
    ) -> Iterator[Task]:
        inside = Stretch(inner[0][0], title.end)
        for number, task in enumerate(self._paragraph(content, [inside], context)):
            yield task if number else self._timed_before(self._from(task, title.start), inside)

    def _timed_before(self, task: Task, inside: Stretch) -> Task:
        """The time may stand before the brackets that say who acts."""
        if task.deadline.text or self.low[inside.start - 1] != "(":
            return task
        said = read_prose(self.raw, self.low, task.start, task.end, year=self.year)
        return replace(task, deadline=said)

    # -- tables

    def _tables(self, content: Content) -> Iterator[Task]:
        """The rows of a part, table by table."""
        for _, rows in groupby(content.rows, key=self._table_start):
            path = content.part.path
            path = path if path.startswith("PL") else f"PL.{path}".rstrip(".")
            yield from self.tables.tasks(list(rows), path=path)

    def _table_start(self, row: Row) -> int:
        tables = self.text.source.tables
        found = bisect_right(tables, row.start, key=lambda table: table.start)
        return tables[found - 1].start if found else 0


def recurrence_in(low: str) -> str | None:
    """A rhythm that running text names as such: "định kỳ 6 tháng báo cáo"."""
    match = re.search(
        r"(?:định\s+kỳ\s+(?:[^\s,.;]+\s+){0,2}(?:0?6\s+tháng|quý|năm|tháng)|^h[ằà]ng\s+(?:năm|quý|tháng))",
        low,
    )
    return recurrence(match.group()) if match else None


def plan_year(text: Text, metadata: Metadata) -> int | None:
    """The year that a time without a year means: that of the title, else of the date."""
    match = re.search(r"năm\s+((?:19|20)\d\d)", (metadata.title or "").lower())
    if match:
        return int(match.group(1))
    if metadata.date:
        return metadata.date.year
    found = re.search(
        r"ngày[^\n]{0,30}tháng[^\n]{0,12}năm\s+((?:19|20)\d\d)", text.plain[:3000].lower()
    )
    return int(found.group(1)) if found else None
