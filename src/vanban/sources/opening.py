"""Opens any file by what it holds, not by what its name says."""

import re

from vanban.model import Source, Unreadable
from vanban.sources.doc import read_doc
from vanban.sources.docx import read_docx
from vanban.sources.html import read_html
from vanban.sources.legacy import decode_bytes
from vanban.sources.pdf import read_pdf
from vanban.sources.plain import read_plain

MAX_BYTES = 100_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x01\x00",
)  # fmt: skip
_TAG = re.compile(r"<(?:html|head|body|!doctype\s+html|table|div|p|span)\b", re.IGNORECASE)


def open_source(data: bytes, name: str) -> Source:
    """The text and tables of a file; `Unreadable`, with a remedy, when it can't be used."""
    if not data.strip():
        raise Unreadable("SRC-001", "Tệp rỗng; hãy chọn lại đúng tệp văn bản.")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "SRC-002", "Tệp lớn quá 100 MB; hãy bỏ bớt hình ảnh hoặc tách thành nhiều tệp."
        )
    if data.startswith(b"PK\x03\x04"):
        return _open_zip(data, name)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, name)
    if data.startswith(_OLE):
        return _open_ole(data, name)
    if data.startswith(b"{\\rtf"):
        return read_doc(data, name, suffix=".rtf")
    if data.startswith(_PICTURES):
        raise Unreadable(
            "SRC-010",
            "Tệp là ảnh, không có chữ để đọc; hãy nhận dạng chữ (OCR) rồi gửi bản có chữ.",
        )
    if _is_html(data, name):
        return read_html(data, name)
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
        raise Unreadable(
            "SRC-003", "Tệp XML không phải văn bản đọc được; hãy mở bằng Word, lưu thành .docx."
        )
    return read_plain(data, name, "md" if name.lower().endswith((".md", ".markdown")) else "txt")


def _open_zip(data: bytes, name: str) -> Source:
    """A zip is read as Word unless its names say that it is another kind of document."""
    for mark, kind in (
        (b"xl/workbook", "bảng tính Excel"),
        (b"ppt/presentation", "bài trình chiếu"),
    ):
        if mark in data and b"word/document.xml" not in data:
            raise Unreadable(
                "SRC-003",
                f"Tệp là {kind}, không phải văn bản; hãy gửi văn bản dạng .docx hoặc .pdf.",
            )
    return read_docx(data, name)


def _open_ole(data: bytes, name: str) -> Source:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("SRC-007", "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    if "WordDocument".encode("utf-16-le") not in data:
        raise Unreadable(
            "SRC-003", "Tệp không phải văn bản Word; hãy gửi văn bản dạng .docx hoặc .pdf."
        )
    return read_doc(data, name, suffix=".doc")


def _is_html(data: bytes, name: str) -> bool:
    """A page says so at its start; a page's fragment has its name or its many tags."""
    if b"<" not in data[:6_000]:
        return False
    head = decode_bytes(data[:6_000]).lstrip("\ufeff \t\r\n")
    if re.match(r"(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--|<!doctype\s+html|<html)", head, re.I):
        return True
    tags = len(_TAG.findall(head))
    return tags >= 1 if name.lower().endswith((".html", ".htm", ".xhtml")) else tags >= 4
