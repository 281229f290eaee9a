"""What kind a file is, by its content; its name only helps between kinds of text."""

import io
import zipfile
import zlib
from pathlib import PurePath

from congtac.kernel.problem import Problem

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 4096  # bytes looked at
TEXTS = {".txt": "txt", ".md": "md", ".csv": "csv", ".json": "json", "": "txt"}
HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ")
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ENDINGS = {
    "docx": {".docx", ".docm"},
    "xlsx": {".xlsx", ".xlsm"},
    "pdf": {".pdf"},
    "doc": {".doc"},
    "html": {".html", ".htm"},
    "txt": {".txt", ""},
    "md": {".md"},
    "csv": {".csv"},
    "json": {".json"},
}
NAMES = {
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "pdf": "PDF",
    "doc": "Word cũ (.doc)",
    "html": "trang web (.html)",
    "txt": "văn bản thuần (.txt)",
    "md": "văn bản thuần (.md)",
    "csv": "bảng (.csv)",
    "json": "dữ liệu (.json)",
}


def kind_of(name: str, data: bytes) -> str:
    """Return the kind of a file: docx, xlsx, pdf, doc, html, txt, md, csv or json.

    Raise a `Problem` when the content is of no known kind (FIL-003) or not of the
    kind that the name promises (FIL-004).
    """
    ending = PurePath(name).suffix.lower()
    kind = _kind_by_content(ending, data)
    if kind is None:
        raise Problem(
            "FIL-003",
            f"Không nhận ra loại của tệp “{name}”. "
            "Hãy dùng tệp .docx, .doc, .pdf, .html, .txt hoặc .md.",
        )
    if ending not in ENDINGS[kind]:
        raise Problem(
            "FIL-004",
            f"Tệp “{name}” có đuôi {ending or 'trống'} nhưng nội dung là {NAMES[kind]}. "
            "Hãy đặt lại đuôi tệp cho đúng rồi gửi lại.",
        )
    return kind


def _kind_by_content(ending: str, data: bytes) -> str | None:
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if data.startswith(OLE):
        return "doc"
    return _kind_of_text(ending, head) if _is_text(data) else None


def _kind_of_text(ending: str, head: bytes) -> str:
    if ending in TEXTS:
        return TEXTS[ending]
    is_page = any(mark in head.lower().replace(b"\0", b"") for mark in HTML_MARKS)
    return "html" if is_page or ending in ENDINGS["html"] else "txt"


def _kind_of_archive(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError):
        return None
    return next((kind for part, kind in PARTS.items() if part in names), None)


def _is_text(data: bytes) -> bool:
    """Say whether the bytes may be text: UTF-16 says so itself, any other text has no zero byte."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data
