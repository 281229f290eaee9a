"""Takes a part of the outline apart: paragraphs, label lines, table rows, parts below it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from vanban.labels import Label, labels_in
from vanban.model import Row
from vanban.outline import Part
from vanban.text import Text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of content: places in the text."""

    start: int
    end: int


@dataclass(slots=True)
class Content:
    """A part taken apart: paragraphs, labels with their values, children, table rows."""

    part: Part
    paragraphs: list[Stretch] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    children: list[Part] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def has(self, *kinds: str) -> bool:
        """True where a label of one of the kinds stands here."""
        return any(label.kind in kinds for label in self.labels)


@dataclass(frozen=True, slots=True)
class ContentReader:
    """Takes the parts of one text apart; `low` is its plain copy in small letters."""

    text: Text
    low: str

    def read(self, part: Part) -> Content:
        """The part taken apart; labels under the last point alone are those of the whole."""
        content = Content(part)
        taken: set[int] = set()
        for line in part.lines:
            if line.row is not None:
                content.rows.append(self.text.rows[line.row])
                continue
            start = (
                max(line.start, part.body)
                if line is part.lines[0] and part.level != "root"
                else line.start
            )
            self._line(content, start, line.end, taken)
        for child in part.children:
            if id(child) in taken:
                continue
            if child.level in ("point", "bullet", "clause") and (found := self._label_child(child)):
                content.labels.extend(found)
            else:
                content.children.append(child)
        self._hoist(content)
        return content

    def _line(self, content: Content, start: int, end: int, taken: set[int]) -> None:
        labels = labels_in(self.low, start, end)
        first = labels[0].start if labels else end
        if re.search(r"[^\W\d_]", self.low[start:first]):
            content.paragraphs.append(Stretch(start, trimmed(self.low, start, first)))
        for label in labels:
            if not self.low[label.value : label.end].strip():
                label = self._with_bullets(content.part, label, taken)
            content.labels.append(label)

    def _with_bullets(self, part: Part, label: Label, taken: set[int]) -> Label:
        """A label without a value takes the bullets that follow it."""
        lines, children = part.lines, part.children
        later = bisect_right(lines, label.start, key=lambda line: line.start)
        limit = lines[later].start if later < len(lines) else part.end + 1
        end = label.end
        first = bisect_left(children, label.end, key=lambda child: child.start)
        for child in takewhile(lambda child: child.start < limit, islice(children, first, None)):
            if child.level == "bullet":
                taken.add(id(child))
                end = max(end, child.end)
        return replace(label, end=end)

    def _label_child(self, child: Part) -> list[Label]:
        """The labels of a point or bullet that is nothing but labels."""
        line = child.lines[0] if child.lines else None
        if line is None or line.row is not None:
            return []
        labels = labels_in(self.low, child.body, line.end)
        if not labels or self.low[child.body : labels[0].start].strip():
            return []
        if len(child.lines) == 1 and not child.children:
            return labels
        rest = [
            label
            for extra in child.lines[1:]
            for label in labels_in(self.low, extra.start, extra.end)
        ]
        if rest or any(self._label_child(grandchild) for grandchild in child.children):
            nested = [
                label for grandchild in child.children for label in self._label_child(grandchild)
            ]
            return [*labels, *rest, *nested]
        return [*labels[:-1], replace(labels[-1], end=max(child.end, labels[-1].end))]

    def _hoist(self, content: Content) -> None:
        """Labels under the last point only, and none under its siblings, belong to the whole."""
        points = [child for child in content.children if child.level in ("point", "clause")]
        if len(points) < 2 or content.labels or points[-1] is not content.children[-1]:
            return
        last = points[-1]
        labels = self._inner_labels(last)
        is_labelled = any(self._holds_labels(point) for point in points[:-1])
        if is_labelled or not any(label.kind == "lead" for label in labels):
            return
        content.labels = labels
        last.children = [child for child in last.children if not self._label_child(child)]
        last.lines = [line for line in last.lines if not labels_in(self.low, line.start, line.end)]

    def _holds_labels(self, part: Part) -> bool:
        """True where labels stand in a part or anywhere below it."""
        return bool(self._inner_labels(part)) or any(map(self._holds_labels, part.children))

    def _inner_labels(self, part: Part) -> list[Label]:
        own = [
            label for line in part.lines[1:] for label in labels_in(self.low, line.start, line.end)
        ]
        return own + [label for child in part.children for label in self._label_child(child)]


def trimmed(low: str, start: int, end: int) -> int:
    """The end without the blanks and the opening bracket before it."""
    while end > start and low[end - 1] in " \n(":
        end -= 1
    return end


def content_end(part: Part) -> int:
    """The end of the last line of a part or of what stands below it."""
    ends = [line.end for line in part.lines] + [content_end(child) for child in part.children]
    return max(ends, default=part.body)
