"""Web pages: the document in the page, without menus; tables as rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from vanban.model import Source, Unreadable
from vanban.sources.docx_numbering import format_number
from vanban.sources.legacy import decode_bytes
from vanban.sources.scribe import Scribe
from vanban.sources.tables import Grid, GridCell, GridRow, is_layout, write_layout, write_rows

MAX_BYTES = 10_000_000
MAX_OPEN = 600
MAX_REPEATED = 2_000_000
MAX_DEPTH = 250
MAX_COLUMNS = 100
MAX_DESCENT = 60
MAX_LOOK = 5_000
_NOISE = (
    "script", "style", "noscript", "template", "nav", "svg", "button", "select", "input",
    "textarea", "iframe", "object", "head", "form > fieldset", "[hidden]", "aside", "video",
)  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "st1:place", "st1:city",
    "st1:country-region",
})  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{3,20})", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"Căn cứ|Nơi nhận|Điều \d|Độc lập\s*[-–]\s*Tự do|QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|CHỈ THỊ"
    r"|(?:^|\n)(?:[IVX]{1,5}|\d{1,2})\. "
)


def read_html(data: bytes, name: str) -> Source:
    """The text and tables of a page; menus and page noise left out where the document is plain."""
    if len(data) > MAX_BYTES:
        raise Unreadable("SRC-002", "Trang web lớn quá 10 MB; hãy chép riêng phần văn bản rồi gửi.")
    page = _without_scripts(_decoded(data))
    _refuse_endless(page)
    tree = LexborHTMLParser(page)
    for noise in _NOISE:
        for node in tree.css(noise):
            node.decompose()
    body = tree.body
    if body is None:
        raise Unreadable("SRC-001", "Trang web không có chữ nào để đọc; hãy gửi lại đúng trang.")
    scribe = Scribe()
    writer = _Writer(scribe=scribe)
    writer.walk(_main(body), depth=0)
    writer.end_line()
    return scribe.source(name, "html")


_SILENT = re.compile(r"<(script|style|svg|!--)", re.IGNORECASE)
_ENDS = {"script": "</script", "style": "</style", "svg": "</svg", "!--": "-->"}


def _without_scripts(page: str) -> str:
    """The page without scripts, styles, drawings and comments, in one pass."""
    pieces: list[str] = []
    folded = page.lower() if len(page.lower()) == len(page) else page
    at = 0
    while (opening := _SILENT.search(folded, at)) is not None:
        pieces.append(page[at : opening.start()])
        end = folded.find(_ENDS[opening[1].lower()], opening.end())
        if end < 0:
            return "".join(pieces)
        at = folded.find(">", end) + 1 or len(page)
    return "".join([*pieces, page[at:]])


_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]{0,20})", re.IGNORECASE)
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
_SELF_CLOSING = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option",
    "colgroup", "html", "head", "body",
})  # fmt: skip


def _refuse_endless(page: str) -> None:
    """Refuses tags that stay open by the thousand: the parser's work grows with their square."""
    depth = formats = repeated = 0
    for closing, tag in _TAG.findall(page):
        name = tag.lower()
        step = -1 if closing else 1
        if name in _FORMATTING:
            formats = max(0, formats + step)
        elif name not in _SELF_CLOSING:
            depth = max(0, depth + step)
        repeated += formats
        if depth + formats > MAX_OPEN or repeated > MAX_REPEATED:
            raise Unreadable(
                "SRC-014",
                "Trang web có quá nhiều thẻ lồng nhau; hãy chép riêng phần văn bản rồi gửi.",
            )


def _decoded(data: bytes) -> str:
    """The page's letters: as it says itself when that works, else as found out."""
    said = _CHARSET.search(data[:4_000])
    charset = said[1].decode("ascii").lower() if said else "utf-8"
    if charset in {"windows-1258", "cp1258"}:
        return data.decode("cp1258", errors="replace")
    return decode_bytes(data)


def _main(body: LexborNode) -> LexborNode:
    """The smallest part that holds nearly all long lines and leaves out no part of a document."""
    chosen = body
    for _ in range(MAX_DESCENT):
        children = [child for child in chosen.iter() if child.tag not in _INLINE]
        weights = [_weight(child) for child in children]
        heavy = max(range(len(children)), key=weights.__getitem__, default=None)
        if heavy is None or children[heavy].tag in _WHOLE or weights[heavy] < 0.8 * sum(weights):
            return chosen
        if any(_is_document(child) for i, child in enumerate(children) if i != heavy):
            return chosen
        chosen = children[heavy]
    return chosen


_WHOLE = frozenset({"table", "tbody", "tr", "td", "ul", "ol", "p", "pre"})


def _weight(node: LexborNode) -> int:
    """Letters in lines long enough to be sentences, not menu entries."""
    lines = (node.text(separator="\n") or "").split("\n")
    return sum(len(line) for line in map(str.strip, lines) if len(line) >= 40)


def _is_document(node: LexborNode) -> bool:
    """Whether a part beside the main one belongs to a document: letterhead, title, signature."""
    return node.tag == "h1" or bool(node.css_first("h1") or _DOCUMENT.search(node.text() or ""))


@dataclass(slots=True)
class _List:
    """A list being written: how its items are labelled, and the number of the next one."""

    form: str | None
    number: int


@dataclass(slots=True)
class _Writer:
    """Walks the page and writes its lines, or gathers those of one cell."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    scribe: Scribe | None = None

    def walk(self, node: LexborNode, depth: int) -> None:
        """Everything inside one element, in order."""
        if depth > MAX_DEPTH:
            self.words.append(node.text(separator=" ") or "")
            return
        for child in node.iter(include_text=True):
            self._visit(child, depth)

    def _visit(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self.words.append(_BLANKS.sub(" ", node.text_content or ""))
        elif tag == "br":
            self.end_line()
        elif tag in _INLINE:
            self.walk(node, depth + 1)
        elif tag == "table" and self.scribe is not None and not _is_frame(node):
            self.end_line()
            _write_table(node, self.scribe, depth)
        else:
            self._block(node, tag, depth)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self.end_line()
        if tag in ("ul", "ol", "menu"):
            self.lists.append(_list(node, tag))
            self.walk(node, depth + 1)
            self.lists.pop()
        elif tag == "pre":
            for line in (node.text() or "").split("\n"):
                self._write(line)
        else:
            if tag == "li" and self.lists:
                self.words.append(_label(node, self.lists[-1]))
            self.walk(node, depth + 1)
        self.end_line()

    def end_line(self) -> None:
        """Writes down the words gathered so far as one paragraph."""
        text = "".join(self.words).strip(" ")
        self.words.clear()
        if text:
            self._write(text)

    def _write(self, text: str) -> None:
        if self.scribe is not None:
            self.scribe.line(text)
        else:
            self.lines.append(text)


def _list(node: LexborNode, tag: str) -> _List:
    if tag != "ol":
        return _List(None, 0)
    form = _FORMS.get(node.attributes.get("type") or "", "decimal")
    return _List(form, _number(node.attributes.get("start"), 1))


_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LABELLED = re.compile(r"(?:[-+•*]|[a-zđ]\)|\d{1,3}[.)]|[IVX]{1,5}\.)\s?")


def _label(node: LexborNode, items: _List) -> str:
    """The label that a browser draws before an item; nothing when the words bring their own."""
    number = items.number
    items.number += 1
    if _LABELLED.match((node.text() or "").lstrip()[:12]):
        return ""
    return f"{format_number(number, items.form)}. " if items.form else "- "


def _number(value: str | None, otherwise: int) -> int:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else otherwise


def _write_table(table: LexborNode, scribe: Scribe, depth: int) -> None:
    grid = _read_grid(table, depth)
    if not grid.rows:
        return
    if is_layout(grid):
        write_layout(grid, scribe)
    else:
        write_rows(grid, scribe)


def _is_frame(table: LexborNode) -> bool:
    """A table that holds tables only lays out the page: its cells are read as blocks."""
    below = islice(table.traverse(), 1, MAX_LOOK)
    return any(node.tag == "table" for node in below)


def _read_grid(table: LexborNode, depth: int) -> Grid:
    """The rows of a table; a cell that spans rows goes on in each of them."""
    rows: list[GridRow] = []
    held: dict[int, tuple[int, int]] = {}  # column -> (rows left, width)
    for element in _own_rows(table):
        row, held = _read_row(element, held, depth)
        rows.append(row)
    return Grid(rows=rows, widths=[], has_borders=_has_borders(table))


def _own_rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of this table, not those of tables inside it."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _read_row(
    element: LexborNode, held: dict[int, tuple[int, int]], depth: int
) -> tuple[GridRow, dict[int, tuple[int, int]]]:
    cells: list[GridCell] = []
    going_on = {column: (left - 1, width) for column, (left, width) in held.items() if left > 1}
    column = 0
    for cell in element.iter():
        if cell.tag not in ("td", "th"):
            continue
        column = _skip(cells, column, held)
        width = max(1, min(_number(cell.attributes.get("colspan"), 1), MAX_COLUMNS))
        height = max(1, _number(cell.attributes.get("rowspan"), 1))
        cells.append(GridCell(column, width, _paragraphs(cell, depth)))
        if height > 1:
            going_on[column] = (height - 1, width)
        column += width
    _skip(cells, column, held)
    return GridRow(cells), going_on


def _skip(cells: list[GridCell], column: int, held: dict[int, tuple[int, int]]) -> int:
    """Passes the columns that a cell above still fills."""
    while column in held:
        width = held[column][1]
        cells.append(GridCell(column, width, (), goes_on=True))
        column += width
    return column


def _paragraphs(cell: LexborNode, depth: int) -> tuple[str, ...]:
    writer = _Writer()
    writer.walk(cell, depth + 1)
    writer.end_line()
    return tuple(writer.lines)


def _has_borders(table: LexborNode) -> bool:
    border = table.attributes.get("border")
    if border is not None:
        return border.strip() not in ("", "0")
    return _BORDER.search((table.html or "")[:3_000]) is not None


_BORDER = re.compile(
    r"border(?:-(?:top|left|right|bottom|width|style))?\s{0,3}:[^;\"]{0,40}(?:solid|[1-9])"
)
