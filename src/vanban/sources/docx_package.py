"""The parts of a Word package: a zip of XML, opened within bounds and never resolving entities."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from vanban.model import Unreadable
from vanban.sources.docx_numbering import Element, W

Package = zipfile.ZipFile

MAX_ENTRIES = 5_000
MAX_PART = 40_000_000
MAX_TAGS = 2_500_000
MAX_UNZIPPED = 300_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, EOFError, OSError, ValueError,
    OverflowError, NotImplementedError,
)  # fmt: skip
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def main_part(package: Package) -> str:
    """The path of the document itself; some programs call it word/document2.xml."""
    links = read_part(package, "_rels/.rels")
    for link in links if links is not None else ():
        if str(link.get("Type", "")).endswith("/officeDocument"):
            return str(link.get("Target", "")).removeprefix("/")
    return "word/document.xml"


def no_word(package: Package) -> Unreadable:
    """A whole zip without a Word document is another kind of file."""
    if any(name.startswith("word/") for name in package.namelist()):
        return broken()
    return Unreadable(
        "SRC-003", "Tệp nén này không phải văn bản Word; hãy gửi văn bản dạng .docx hoặc .pdf."
    )


def broken() -> Unreadable:
    """The refusal of a damaged Word file."""
    return Unreadable(
        "SRC-004",
        "Tệp Word bị hỏng hoặc bị cắt; hãy mở bằng Word, lưu lại dưới dạng .docx rồi gửi lại.",
    )


def open_package(data: bytes) -> Package:
    """The package, once its table of contents is within bounds."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN_ZIP as error:
        raise broken() from error
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNZIPPED:
        raise _bomb()
    return package


def _bomb() -> Unreadable:
    return Unreadable(
        "SRC-005",
        "Tệp nén phình ra quá lớn khi mở, không an toàn để đọc; "
        "hãy bỏ bớt hình ảnh hoặc chép nội dung sang một tệp Word mới.",
    )


def read_part(package: Package, path: str) -> Element | None:
    """One XML part of the package, None when absent; entities are never resolved."""
    try:
        with package.open(path) as stream:
            data = stream.read(MAX_PART + 1)
    except KeyError:
        return None
    except _BROKEN_ZIP as error:
        raise broken() from error
    except RuntimeError as error:
        raise Unreadable(
            "SRC-007", "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
        ) from error
    if len(data) > MAX_PART or data.count(b"<") > MAX_TAGS:
        raise _bomb()
    return parse_xml(data)


def parse_xml(data: bytes) -> Element:
    """An XML tree; a document type declaration, the door of entity attacks, is refused."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data[:200]:
        raise Unreadable(
            "SRC-008",
            "Tệp chứa khai báo XML không an toàn (DOCTYPE); hãy lưu lại bằng Word rồi gửi lại.",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise broken() from error


def headers(package: Package, main: str, body: Element) -> Iterator[Element]:
    """The headers that the first section calls."""
    folder, _, name = main.rpartition("/")
    section = body.find(f".//{W}sectPr")
    links = read_part(package, f"{folder}/_rels/{name}.rels".removeprefix("/"))
    if section is None or links is None:
        return
    targets = {link.get("Id"): str(link.get("Target", "")) for link in links}
    for reference in section.findall(W + "headerReference"):
        target = targets.get(reference.get(_RELATION), "")
        path = target.removeprefix("/") if target.startswith("/") else f"{folder}/{target}"
        header = read_part(package, path)
        if header is not None:
            yield header
