"""Gives a Word file back with every finding as a comment in its margin, else unchanged."""

import io
import unicodedata
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx as python_docx
from lxml import etree

from vanban.model import Document, Finding
from vanban.sources.docx_package import parse_xml
from vanban.words import lower

AUTHOR = "vanban"
INITIALS = "VB"
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Lưu ý"}

_DOCUMENT = "word/document.xml"
_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_NEAR = 20_000  # letters in which the next paragraph is looked for before the whole text
_LONG = 12  # letters that a paragraph needs to be looked for anywhere
_OFFICE = "http://schemas.openxmlformats.org"
_W_SPACE = f"{_OFFICE}/wordprocessingml/2006/main"
_W = f"{{{_W_SPACE}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = f"{_OFFICE}/officeDocument/2006/relationships/comments"
_NO_TYPES = f'<Types xmlns="{_OFFICE}/package/2006/content-types"/>'.encode()
_NO_RELATIONS = f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"/>'.encode()
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "pPr", _W + "txbxContent", _MC + "Fallback"}


def with_comments(data: bytes, document: Document) -> bytes:
    """A .docx with each of `document.findings` as a comment on its words.

    `document` is what `read` made of `data`. A Word file comes back itself: parts that hold no
    comment stay byte for byte. Any other file gives a new one with the lines of its text. A
    finding in words that Word makes itself (an automatic number) marks the paragraph's first word.
    """
    return _commented(data if document.source.kind == "docx" else _new_paper(document), document)


def _new_paper(document: Document) -> bytes:
    paper = python_docx.Document()
    for line in document.source.text.split("\n"):
        paper.add_paragraph("".join(c for c in line if c >= " " or c == "\t"))
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _commented(docx: bytes, document: Document) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        body = parse_xml(parts[_DOCUMENT])
        comments = _comments_root(parts)
        _annotate(body, comments, document)
        changed = {_DOCUMENT: _bytes(body), _COMMENTS: _bytes(comments)}
        if _COMMENTS not in parts:
            changed |= _registered(parts)
        return _packed(package, changed)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run, or a part of one that was cut; `start` counts letters of the whole run."""

    start: int
    element: Any


@dataclass(slots=True)
class _Paragraph:
    """One paragraph: its runs, its letters without blanks, and for each the run and place in it."""

    element: Any
    runs: list[list[_Piece]]
    letters: str
    places: list[tuple[int, int]]


def _annotate(body: Any, comments: Any, document: Document) -> None:
    """Sets the comments from the last to the first, so that earlier places stay true."""
    paragraphs = [_read(element) for element in _paragraphs(body)]
    finder = _Finder(document.source.text, paragraphs)
    first = 1 + max((int(c.get(_W + "id", "0")) for c in comments), default=-1)
    for number, finding in enumerate(document.findings, start=first):
        comments.append(_comment(number, finding))
    numbered = list(enumerate(document.findings, start=first))
    for number, finding in reversed(numbered):
        at, begin, end = finder.find(finding)
        if at >= 0:
            _mark(paragraphs[at], begin, end, str(number))


def _paragraphs(body: Any) -> Iterator[Any]:
    """The paragraphs in the order of the file; a drawing's older twin is left out."""
    for element in body.iter(_W + "p"):
        if not any(parent.tag == _MC + "Fallback" for parent in element.iterancestors()):
            yield element


def _read(element: Any) -> _Paragraph:
    runs = list(_runs(element))
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for index, run in enumerate(runs):
        for at, letter in enumerate(_run_text(run)):
            if letter.isspace():
                continue
            joined = unicodedata.normalize("NFC", letters[-1] + letter) if letters else ""
            if unicodedata.combining(letter) and len(joined) == 1:
                letters[-1] = joined
                continue
            letters.append(letter)
            places.append((index, at))
    return _Paragraph(element, [[_Piece(0, run)] for run in runs], lower("".join(letters)), places)


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _W + "r":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _run_text(run: Any) -> str:
    pieces = (
        child.text or "" if child.tag == _W + "t" else _SIGNS.get(child.tag, "") for child in run
    )
    return "".join(pieces)


class _Finder:
    """Leads a place in the source text to a paragraph of the file and letters in it."""

    def __init__(self, text: str, paragraphs: list[_Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.offsets = [at for at, letter in enumerate(text) if not letter.isspace()]
        letters = lower("".join(text.split()))
        self.starts: list[tuple[int, int]] = []  # letter of the text, paragraph
        cursor = 0
        for index, paragraph in enumerate(paragraphs):
            found = _next(letters, paragraph.letters, cursor)
            if found >= 0:
                self.starts.append((found, index))
                cursor = max(cursor, found + len(paragraph.letters))
        self.starts.sort()

    def find(self, finding: Finding) -> tuple[int, int, int]:
        """The paragraph (-1 without any) and its letters from and to, at least one."""
        start, end = (
            bisect_right(self.offsets, finding.start - 1),
            bisect_right(self.offsets, finding.end - 1),
        )
        index = bisect_right(self.starts, (start, len(self.paragraphs))) - 1
        index = self._after_label(index, start, end)
        if index < 0:
            return (self.starts[0][1], 0, 1) if self.starts else (-1, 0, 0)
        first, at = self.starts[index]
        length = len(self.paragraphs[at].letters)
        begin = min(max(0, start - first), length - 1)
        return at, begin, min(max(begin + 1, end - first), length)

    def _after_label(self, index: int, start: int, end: int) -> int:
        """A place before the words of a paragraph, in a number that Word makes, belongs to it."""
        at = index + 1
        if at == len(self.starts) or self.starts[at][0] > end + 1:
            return index
        if index < 0:
            return at
        first, paragraph = self.starts[index]
        return at if start >= first + len(self.paragraphs[paragraph].letters) else index


def _next(letters: str, wanted: str, cursor: int) -> int:
    if not wanted:
        return -1
    found = letters.find(wanted, cursor, cursor + _NEAR + len(wanted))
    if found < 0 and len(wanted) >= _LONG:
        found = letters.find(wanted)
    return found


def _mark(paragraph: _Paragraph, begin: int, end: int, number: str) -> None:
    """Sets the two ends of a comment and its sign around letters of a paragraph."""
    run, at = paragraph.places[end - 1]
    pieces = paragraph.runs[run]
    after = _cut(pieces, at + 1)
    last = pieces[after - 1 if pieces[after].start == at + 1 else after]
    last.element.addnext(_reference(number))
    last.element.addnext(etree.Element(_W + "commentRangeEnd", {_W + "id": number}))
    run, at = paragraph.places[begin]
    pieces = paragraph.runs[run]
    first = pieces[_cut(pieces, at)]
    first.element.addprevious(etree.Element(_W + "commentRangeStart", {_W + "id": number}))


def _cut(pieces: list[_Piece], at: int) -> int:
    """The index of the piece that begins with letter `at`, or holds it where it can't be cut."""
    index = bisect_right([piece.start for piece in pieces], at) - 1
    start, element = pieces[index].start, pieces[index].element
    words = [child for child in element if child.tag != _W + "rPr"]
    text = _run_text(element)
    if len(words) != 1 or words[0].tag != _W + "t" or not 0 < at - start < len(text):
        return index
    rest = etree.Element(element.tag, dict(element.attrib))
    properties = element.find(_W + "rPr")
    if properties is not None:
        rest.append(parse_xml(etree.tostring(properties)))
    tail = etree.SubElement(rest, _W + "t")
    tail.text, words[0].text = text[at - start :], text[: at - start]
    for piece in (tail, words[0]):
        piece.set(_XML_SPACE, "preserve")
    element.addnext(rest)
    pieces.insert(index + 1, _Piece(at, rest))
    return index + 1


def _reference(number: str) -> Any:
    run = etree.Element(_W + "r")
    etree.SubElement(run, _W + "commentReference", {_W + "id": number})
    return run


def _comment(number: int, finding: Finding) -> Any:
    """The words in the margin: severity, code, what is wrong, and the article."""
    comment = etree.Element(
        _W + "comment", {_W + "id": str(number), _W + "author": AUTHOR, _W + "initials": INITIALS}
    )
    head = f"{SEVERITIES[finding.severity]} {finding.code}. {finding.message}"
    for words in (head, f"Căn cứ: {finding.basis}."):
        paragraph = etree.SubElement(comment, _W + "p")
        text = etree.SubElement(etree.SubElement(paragraph, _W + "r"), _W + "t")
        text.text = words
        text.set(_XML_SPACE, "preserve")
    return comment


def _comments_root(parts: dict[str, bytes]) -> Any:
    if _COMMENTS in parts:
        return parse_xml(parts[_COMMENTS])
    return etree.Element(_W + "comments", nsmap={"w": _W_SPACE})


def _registered(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The list of types and the list of relations, each with the new part of comments."""
    types = parse_xml(parts.get(_TYPES, _NO_TYPES))
    space = types.tag.partition("}")[0] + "}"
    override = {"PartName": "/" + _COMMENTS, "ContentType": _COMMENTS_TYPE}
    etree.SubElement(types, space + "Override", override)
    relations = parse_xml(parts.get(_RELATIONS, _NO_RELATIONS))
    space = relations.tag.partition("}")[0] + "}"
    taken = {relation.get("Id") for relation in relations}
    free = next(f"rIdVb{at}" for at in range(len(taken) + 1) if f"rIdVb{at}" not in taken)
    relation = {"Id": free, "Type": _COMMENTS_RELATION, "Target": "comments.xml"}
    etree.SubElement(relations, space + "Relationship", relation)
    return {_TYPES: _bytes(types), _RELATIONS: _bytes(relations)}


def _bytes(root: Any) -> bytes:
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return bytes(written)


def _packed(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The package again, entry by entry; changed parts replaced, new ones at the end."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in package.infolist():
            data = changed.pop(entry.filename, b"") or package.read(entry)
            target.writestr(entry, data)
        for name in sorted(changed):
            target.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
