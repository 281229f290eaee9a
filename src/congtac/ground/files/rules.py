"""What kind a file is, by its content; its name only helps between kinds of text."""

import io
import zipfile
import zlib
from pathlib import PurePath

from congtac.kernel.problem import Problem
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 4096  # bytes looked at
TEXTS = {".txt": "txt", ".md": "md", ".csv": "csv", ".json": "json", "": "txt"}
NO_PICTURES = gettext_noop(
    "Không nhận ra loại của tệp “{name}”. Hãy dùng tệp .docx, .doc, .pdf, .html, .txt hoặc .md."
)
PICTURES_TOO = gettext_noop(
    "Không nhận ra loại của tệp “{name}”. Hãy dùng tệp .pdf, .jpg, .png hoặc .docx."
)
PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
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
    "png": {".png"},
    "jpg": {".jpg", ".jpeg"},
}
NAMES = Names(
    {
        "docx": gettext_noop("Word (.docx)"),
        "xlsx": gettext_noop("Excel (.xlsx)"),
        "pdf": gettext_noop("PDF"),
        "doc": gettext_noop("Word cũ (.doc)"),
        "html": gettext_noop("trang web (.html)"),
        "txt": gettext_noop("văn bản thuần (.txt)"),
        "md": gettext_noop("văn bản thuần (.md)"),
        "csv": gettext_noop("bảng (.csv)"),
        "json": gettext_noop("dữ liệu (.json)"),
        "png": gettext_noop("ảnh PNG"),
        "jpg": gettext_noop("ảnh JPG"),
    }
)


def kind_of(name: str, data: bytes, *, with_images: bool = False) -> str:
    """Return the kind of a file: docx, xlsx, pdf, doc, html, txt, md, csv or json.

    Where pictures are welcome, as for a scanned paper, also png or jpg. Raise a `Problem` when
    the content is of no known kind (FIL-003) or not of the kind that the name promises (FIL-004).
    """
    ending = PurePath(name).suffix.lower()
    kind = _kind_by_content(ending, data, with_images=with_images)
    if kind is None:
        raise Problem(
            "FIL-003",
            _(PICTURES_TOO if with_images else NO_PICTURES).format(name=name),
        )
    if ending not in ENDINGS[kind]:
        raise Problem(
            "FIL-004",
            _(
                "Tệp “{name}” có đuôi {ending} nhưng nội dung là {kind}. "
                "Hãy đặt lại đuôi tệp cho đúng rồi gửi lại."
            ).format(name=name, ending=ending or _("trống"), kind=NAMES[kind]),
        )
    return kind


def _kind_by_content(ending: str, data: bytes, *, with_images: bool) -> str | None:
    picture = next((kind for mark, kind in PICTURES.items() if data.startswith(mark)), None)
    if picture is not None:
        return picture if with_images else None
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
