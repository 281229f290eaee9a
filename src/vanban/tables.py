"""Assignment tables: which column says what, and the tasks that the rows give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.agencies import Reader, as_written
from vanban.agency_words import WHOLE
from vanban.deadlines import from_to, read_label, recurrence
from vanban.labels import Roles, read_roles
from vanban.model import Agency, Cell, Deadline, Row, Task
from vanban.outline import mark_of
from vanban.text import Text

# What a column holds, by the words of its head; the first that fits wins.
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:số\s+)?(?:s?tt|thứ\s+tự|số)\.?$")),
    ("both", re.compile(r"chủ\s+trì\s*(?:,|và|/|-|;)?\s*(?:(?:cơ\s+quan|đơn\s+vị)\s+)?phối\s+hợp")),
    ("coordinating", re.compile(r"phối\s+hợp|tham\s+gia|liên\s+quan")),
    (
        "lead",
        re.compile(
            r"chủ\s+trì|đầu\s+mối|(?:đơn\s+vị|cơ\s+quan|người|cán\s+bộ|bộ\s+phận|phòng|tổ\s+chức)(?:[,/]\s*(?:đơn\s+vị|cơ\s+quan|cá\s+nhân|địa\s+phương))?\s+(?:thực\s+hiện|soạn\s+thảo|phụ\s+trách|chịu\s+trách|tham\s+mưu|được\s+(?:giao|phân)|triển\s+khai|xây\s+dựng|báo\s+cáo)|phân\s+công|trách\s+nhiệm"
        ),
    ),
    ("unit", re.compile(r"^(?:thực\s+hiện|đơn\s+vị|cơ\s+quan|phụ\s+trách|người\s+làm)$")),
    (
        "reports_to",
        re.compile(
            r"cấp\s+trình|(?:cơ\s+quan|cấp|nơi)\s+(?:ban\s+hành|phê\s+duyệt|trình|quyết\s+định|nhận)|thẩm\s+quyền"
        ),
    ),
    (
        "time",
        re.compile(
            r"thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hoàn\s+thành|bắt\s+đầu|kết\s+thúc|kỳ\s+hạn|lộ\s+trình|hạn\s|^hạn$"
        ),
    ),
    ("product", re.compile(r"sản\s+phẩm|kết\s+quả|đầu\s+ra")),
    (
        "note",
        re.compile(
            r"ghi\s+chú|kinh\s+phí|đối\s+tượng|hình\s+thức|địa\s+điểm|số\s+lượng|căn\s+cứ|dự\s+toán"
        ),
    ),
    (
        "content",
        re.compile(
            r"nội\s+dung|nhiệm\s+vụ|công\s+việc|hoạt\s+động|tên|giải\s+pháp|văn\s+bản|đề\s+án|chuyên\s+đề|danh\s+mục|công\s+tác"
        ),
    ),
)
DITTO = re.compile(r"-?\s*nt\s*-?|như\s+trên|\"|//|〃|-\"-|như\s+mục\s+trên")
BULLET_INSIDE = re.compile(r"(?<=\S)\s+-\s")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: indexes; None where there is no such column."""

    content: int
    number: int | None = None
    lead: int | None = None
    coordinating: int | None = None
    both: int | None = None
    time: int | None = None
    time_end: int | None = None  # where "bắt đầu" and "kết thúc" are columns of their own
    product: int | None = None
    reports_to: int | None = None

    @property
    def assigns(self) -> bool:
        """True where a column names who is to act."""
        return self.lead is not None or self.both is not None


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one table; keeps the columns for a table that goes on without a head."""

    text: Text
    reader: Reader
    year: int | None
    issuer: str = ""  # in small letters: in its own plan the issuer only completes a name
    columns: Columns | None = None
    width: int = 0

    def tasks(self, rows: list[Row], *, path: str) -> Iterator[Task]:
        """A task for each row that names who leads; `path` is that of the part around the table."""
        body = self._body(rows)
        if self.columns is None or not self.columns.assigns:
            return
        yield from self._number(body, path)

    def _body(self, rows: list[Row]) -> list[Row]:
        """Finds the columns in the head rows; gives the rows below them."""
        depth = self._head_depth(rows)
        if depth:
            self.columns = self._read_head(rows[:depth])
            self.width = len(rows[0].cells)
        elif not rows or not self._goes_on(rows[0]):
            self.columns = None
        return self._without_dittos([row for row in rows[depth:] if not self._is_counter(row)])

    def _goes_on(self, row: Row) -> bool:
        """True where the first row has as many cells as the table before and is no head."""
        return len(row.cells) == self.width and not (row.cells and self._role(row.cells[0]))

    def _without_dittos(self, rows: list[Row]) -> list[Row]:
        """A cell "nt" or "như trên" says what the last full cell above it says."""
        said: dict[int, Cell] = {}
        filled: list[Row] = []
        for row in rows:
            cells = []
            for column, cell in enumerate(row.cells):
                is_ditto = bool(DITTO.fullmatch(self._words(cell)))
                cells.append(said.get(column, cell) if is_ditto else cell)
                if not is_ditto and cell.end > cell.start:
                    said[column] = cell
            filled.append(replace(row, cells=tuple(cells)))
        return filled

    def _head_depth(self, rows: list[Row]) -> int:
        """How many rows the head has: 0 where the table goes on without one."""
        depth = 0
        for row in rows[:3]:
            known = sum(
                1 for cell in _distinct(row) if self._role(cell) and cell.end - cell.start < 90
            )
            first = self._words(row.cells[0]) if row.cells else ""
            if known < 2 or re.match(r"(?:\d+|[ivx]+)[.)]?$", first):
                break
            depth += 1
        return depth

    def _role(self, cell: Cell) -> str | None:
        words = self._words(cell)
        return (
            next((role for role, pattern in ROLES if pattern.search(words)), None)
            if words
            else None
        )

    def _read_head(self, head: list[Row]) -> Columns:
        found: dict[str, int] = {}
        width = len(head[0].cells)
        for column in range(width):
            role = self._column_role(head, column)
            if role == "time" and "time" in found:
                found.setdefault("time_end", column)
            elif role and role not in found:
                found[role] = column
        found.pop("note", None)
        unit = found.pop("unit", None)  # leads where another column says what is to be done
        if unit is not None and "content" in found:
            found.setdefault("lead", unit)
        if "content" not in found:
            taken = set(found.values())
            found["content"] = next((c for c in range(width) if c not in taken), 0)
        return Columns(**found)

    def _column_role(self, head: list[Row], column: int) -> str | None:
        """The role of a column by its lowest head, then by the heads above it."""
        for row in reversed(head):
            if column < len(row.cells) and (role := self._role(row.cells[column])):
                return role
        return None

    def _number(self, rows: list[Row], path: str) -> Iterator[Task]:
        """Walks the rows: group rows change the path, the others give tasks."""
        group, place, count, number = path, path, 0, ""
        lonely = self._lonely_groups(rows)
        previous: Task | None = None
        for row in rows:
            if (label := self._group_label(row)) is not None:
                group, count = _below(path, label), 0
                place = group
                continue
            count += 1
            before, number = number, self._cell_words(row, self._columns.number).rstrip(".)")
            if number.isdigit() and "." in before:  # "2" after "1.3" leaves the group "1"
                group = path
            number = f"{number}{count}" if number in ("-", "+") else number
            place = (
                group if not number and id(row) in lonely else _below(group, number or str(count))
            )
            task = self._task(row, place)
            if task and not (previous and _same(previous, task)):
                yield task
                previous = task

    @property
    def _columns(self) -> Columns:
        return self.columns or Columns(content=0)

    def _lonely_groups(self, rows: list[Row]) -> set[int]:
        """Rows without a number that stand alone in their group."""
        groups: list[list[Row]] = [[]]
        for row in rows:
            if self._group_label(row) is not None:
                groups.append([])
            else:
                groups[-1].append(row)
        return {id(group[0]) for group in groups[1:] if len(group) == 1}

    def _group_label(self, row: Row) -> str | None:
        """The label of a row that only names a group of rows below it; None for other rows."""
        cells = [cell for cell in _distinct(row) if cell.end > cell.start]
        if not cells:
            return ""
        first = self.text.plain[cells[0].start : cells[0].end].strip()
        said = {self._words(cell) for cell in cells}
        if len(cells) > 2 and len(said) == 2 and self._words(cells[0]) != self._words(cells[1]):
            return first.rstrip(".)")
        if len(said) == 1:
            mark = mark_of(first)
            return mark.id if mark and mark.level != "bullet" else ""
        roles = [
            self._columns.lead,
            self._columns.both,
            self._columns.time,
            self._columns.coordinating,
        ]
        title = self._cell_words(row, self._columns.content)  # may span the columns after it
        is_empty = all(self._cell_words(row, role) in ("", title) for role in roles)
        if (
            len(cells) == 2
            and is_empty
            and re.match(r"(?:[A-ZĐ]|[IVX]+|\d{1,2}(?:\.\d+)*)[.)]?$", first)
        ):
            return first.rstrip(".)")
        return None

    def _is_counter(self, row: Row) -> bool:
        """A row such as (1) | (2) | (3) that numbers the columns."""
        words = [self._words(cell).strip("()") for cell in row.cells]
        return len(words) > 2 and all(re.fullmatch(r"\d{1,2}|[a-e]", word) for word in words)

    def _task(self, row: Row, path: str) -> Task | None:
        columns = self._columns
        if columns.content >= len(row.cells):
            return None
        cell = row.cells[columns.content]
        roles = self._roles(row)
        words = self._as_written(cell)
        if not words or not roles.lead:
            return None
        start = cell.start + len(cell_mark(self.text.plain[cell.start : cell.end]))
        deadline = self._deadline(row)
        return Task(
            path=path,
            text=self._as_written(replace(cell, start=start)),
            start=start,
            end=cell.end,
            mode="table",
            lead=self._named(roles.lead),
            coordinating=self._named(roles.coordinating),
            product=self._said(row, columns.product),
            reports_to=self._said(row, columns.reports_to),
            recurrence=recurrence((deadline.text or "").lower()),
            deadline=deadline,
        )

    def _named(self, agencies: tuple[Agency, ...]) -> tuple[Agency, ...]:
        return tuple(as_written(a, self.text.source.text) for a in agencies)

    def _roles(self, row: Row) -> Roles:
        columns = self._columns
        if columns.both is not None and columns.lead is None:
            return self._read_cell(row, columns.both, "both")
        lead = self._read_cell(row, columns.lead, "lead")
        coordinating = self._read_cell(row, columns.coordinating, "coordinating")
        return Roles(lead.lead, (*coordinating.coordinating, *lead.coordinating))

    def _read_cell(self, row: Row, column: int | None, kind: str) -> Roles:
        if column is None or column >= len(row.cells):
            return Roles()
        cell = row.cells[column]
        lead: list[Agency] = []
        coordinating: list[Agency] = []
        for start, end in self._pieces(cell):
            roles = read_roles(self.reader, start, end, kind=kind)
            lead.extend(roles.lead)
            coordinating.extend(roles.coordinating)
        return Roles(tuple(lead), tuple(coordinating))

    def _pieces(self, cell: Cell) -> list[tuple[int, int]]:
        """The paragraphs of a cell; where they are lost, " - " before an agency begins one."""
        cuts = [cell.start, *cell.breaks, cell.end]
        if not cell.breaks:
            marks = BULLET_INSIDE.finditer(self.text.plain, cell.start, cell.end)
            is_list = self.text.plain[cell.start : cell.end].lstrip().startswith("- ")
            found = (m.start() for m in marks if self._begins_another(m.end(), is_list=is_list))
            cuts = [cell.start, *found, cell.end]
        pieces = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]
        return self._with_issuer(pieces)

    def _begins_another(self, at: int, *, is_list: bool) -> bool:
        """ " - Bộ Công an" after a unit of a ministry says whose unit it is."""
        is_whole = not is_list and WHOLE.match(self.reader.low, at)
        return self.reader.starts_at(at, listed=True) >= 0 and not is_whole

    def _with_issuer(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """ "Vụ Pháp chế" and below it "Bộ Xây dựng", in a plan of Bộ Xây dựng, is one name."""
        joined: list[tuple[int, int]] = []
        for start, end in pieces:
            words = " ".join(self.reader.low[start:end].split())
            if joined and self.issuer and words == self.issuer:
                start = joined.pop()[0]
            joined.append((start, end))
        return joined

    def _deadline(self, row: Row) -> Deadline:
        column = self._columns.time
        if column is None or column >= len(row.cells):
            return Deadline()
        last = self._columns.time_end
        if last is not None and last < len(row.cells):
            return from_to(self._time(row, column), self._time(row, last))
        return self._time(row, column)

    def _time(self, row: Row, column: int) -> Deadline:
        cell, raw = row.cells[column], self.text.source.text
        return read_label(raw, self.reader.low, cell.start, cell.end, year=self.year)

    def _said(self, row: Row, column: int | None) -> str | None:
        if column is None or column >= len(row.cells):
            return None
        return self._as_written(row.cells[column]) or None

    def _cell_words(self, row: Row, column: int | None) -> str:
        return (
            self._words(row.cells[column]) if column is not None and column < len(row.cells) else ""
        )

    def _words(self, cell: Cell) -> str:
        return " ".join(self.reader.low[cell.start : cell.end].split())

    def _as_written(self, cell: Cell) -> str:
        return " ".join(self.text.source.text[cell.start : cell.end].split())


def cell_mark(words: str) -> str:
    """The bullet or number at the head of a cell, with the space after it."""
    match = re.match(r"\s*(?:[-+*]\s*|\d{1,2}(?:\.\d{1,2})*[.)]\s+)?", words)
    return match.group() if match else ""


def _distinct(row: Row) -> list[Cell]:
    """The cells of a row, one that spans several columns once."""
    seen: dict[tuple[int, int], Cell] = {}
    for index, cell in enumerate(row.cells):
        seen.setdefault((cell.start, cell.end if cell.end > cell.start else -index - 1), cell)
    return list(seen.values())


def _below(path: str, label: str) -> str:
    """The path with a label; "1.2" below "PL.1" is "PL.1.2"."""
    above, _, own = label.rpartition(".")
    if above and path.endswith(f".{above}"):
        return f"{path}.{own}"
    return f"{path}.{label}" if label else path


def _same(a: Task, b: Task) -> bool:
    """The same assignment again, because a merged cell stands in each row that it covers."""
    return _said(a) == _said(b)


def _said(task: Task) -> tuple[object, ...]:
    names = [agency.name for agency in (*task.lead, *task.coordinating)]
    return (task.path, task.text, names, task.deadline.text)
