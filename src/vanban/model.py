"""The frozen value types that every stage of the reader takes and gives.

Offsets count characters of `Source.text`; `end` is exclusive: `text[start:end]` is the thing
itself.
"""

import datetime as dt
from dataclasses import dataclass, field


class Unreadable(Exception):
    """A file that can't be read: a code for programs, a Vietnamese sentence for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


class Unwritable(Exception):
    """Data that no paper can be made of: a code for programs, a Vietnamese sentence for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `breaks` are the offsets inside it where a new paragraph begins."""

    start: int
    end: int
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: one line of the source text, its cells joined by " | "."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a merged cell stands again in each row that it covers."""

    start: int
    end: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: its text (NFC, "\\n" line ends, old encodings decoded) and its tables."""

    name: str
    kind: str  # txt, md, docx, pdf, html, doc
    text: str
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who issued what, when, under which number; `spans` leads each field to its place."""

    layout: str = "state"  # state, party, news
    issuer: str | None = None
    parent_issuer: str | None = None
    number: str | None = None
    symbol: str | None = None  # what stands of a number left blank: "/KH-UBND"
    date: dt.date | None = None
    place: str | None = None
    type: str | None = None
    title: str | None = None
    signer: str | None = None
    capacity: str | None = None
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the outline: a Phần, Chương, Mục, Điều, khoản, điểm, a bullet, an annex."""

    path: str  # "II.1.b", "Đ2.1.a", "PL.II.3", "II.1.-2"
    label: str  # as written: "b)", "Điều 2.", "-"
    level: str  # part, chapter, section, article, clause, point, bullet, annex, attachment
    title: str  # the words of its first line, without the label
    start: int
    end: int
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the text cites, once however often it is cited."""

    number: str
    type: str | None
    issuer: str | None
    date: dt.date | None
    title: str | None
    relation: str  # legal_basis, implements, amends, replaces, cites
    is_self: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: the words, and the days they mean."""

    text: str | None = None
    kind: str = "none"  # date, range, quarter, year, ongoing, none
    start: dt.date | None = None
    end: dt.date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as a text names it, with its place; `is_request` after "Đề nghị"."""

    name: str
    start: int
    end: int
    is_request: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, with who leads, who coordinates, by when; tied to its place in the text."""

    path: str
    text: str
    start: int
    end: int
    mode: str  # labelled, explicit, responsible, coordinate, table, prose
    lead: tuple[Agency, ...] = ()
    coordinating: tuple[Agency, ...] = ()
    product: str | None = None
    reports_to: str | None = None
    recurrence: str | None = None
    deadline: Deadline = Deadline()


@dataclass(frozen=True, slots=True)
class Target:
    """A goal with a number: "ít nhất 98%"."""

    path: str
    text: str
    value: float
    comparator: str  # "=", ">=", "<="
    unit: str | None
    start: int
    end: int
    value_max: float | None = None
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that a rule found, at its place, with the article it offends."""

    code: str
    severity: str  # error, warning, note
    message: str
    start: int
    end: int
    basis: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that was read from one file."""

    source: Source
    metadata: Metadata
    outline: tuple[Node, ...]
    citations: tuple[Citation, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    findings: tuple[Finding, ...] = ()
