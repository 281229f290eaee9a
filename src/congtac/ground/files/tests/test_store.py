"""Storing files."""

import io
import zipfile
from typing import Any

import docx
import pytest

from congtac.ground.audit.models import Line
from congtac.ground.files.models import StoredFile
from congtac.ground.files.queries import content, place
from congtac.ground.files.rules import OLE
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem

pytestmark = pytest.mark.django_db
LAN = Actor(person="lan", name="Nguyễn Thị Lan")


def word() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def archive(part: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(part, "<x/>")
    return file.getvalue()


GOOD = [
    ("kế hoạch.docx", word(), "docx"),
    ("bảng.xlsx", archive("xl/workbook.xml"), "xlsx"),
    ("bản quét.pdf", b"%PDF-1.7\n...", "pdf"),
    ("cũ.doc", OLE + b"\0" * 600, "doc"),
    ("tin.html", b"\xef\xbb\xbf<!DOCTYPE html><p>Tin</p>", "html"),
    ("tin.htm", "<HTML><body>Tin".encode("utf-16"), "html"),
    ("thuần.txt", "Kế hoạch".encode(), "txt"),
    ("mười sáu.TXT", "Kế hoạch".encode("utf-16"), "txt"),
    ("ghi chép.md", b"# a", "md"),
    ("README", b"a", "txt"),
]
WRONG = [
    ("rỗng.txt", b"", "FIL-001", "không có nội dung"),
    ("ảnh.png", b"\x89PNG\r\n\x1a\n\0\0\0", "FIL-003", "Không nhận ra"),
    ("chương trình.txt", b"MZ\0\0\0", "FIL-003", "Không nhận ra"),
    ("nén.zip", archive("a.txt"), "FIL-003", "Không nhận ra"),
    ("hỏng.docx", b"PK\x03\x04 broken", "FIL-003", "Không nhận ra"),
    ("giả.docx", b"%PDF-1.7", "FIL-004", "PDF"),
    ("giả.pdf", word(), "FIL-004", "Word"),
    ("chữ.docx", b"plain words", "FIL-004", "văn bản thuần"),
]


@pytest.mark.parametrize(("name", "data", "kind"), GOOD)
def test_a_file_is_known_by_its_content_and_read_back_whole(
    name: str, data: bytes, kind: str
) -> None:
    stored = store(LAN, name, data)
    assert (stored.kind, stored.name, stored.size) == (kind, name, len(data))
    assert content(stored) == data


@pytest.mark.parametrize(("name", "data", "code", "words"), WRONG)
def test_it_refuses_with_a_sentence_that_names_the_file(
    name: str, data: bytes, code: str, words: str
) -> None:
    with pytest.raises(Problem, match=words) as refused:
        store(LAN, name, data)
    assert refused.value.code == code
    assert name in refused.value.sentence
    assert not StoredFile.objects.exists()


def test_it_refuses_a_file_above_the_limit_and_says_the_limit(settings: Any) -> None:
    settings.FILE_SIZE_LIMIT = 2 * 1024 * 1024
    with pytest.raises(Problem, match="2 MB") as refused:
        store(LAN, "to.txt", b"a" * (3 * 1024 * 1024))
    assert refused.value.code == "FIL-002"


def test_equal_bytes_are_kept_once_under_both_names() -> None:
    first, second = store(LAN, "a.txt", b"same"), store(LAN, "b.txt", b"same")
    assert first.pk != second.pk
    assert first.digest == second.digest
    assert [path.name for path in place(first.digest).parent.iterdir()] == [first.digest]


def test_a_path_in_the_name_is_left_off() -> None:
    assert store(LAN, "C:\\Users\\lan\\a.txt", b"a").name == "a.txt"
    assert store(LAN, "../../etc/a.txt", b"b").name == "a.txt"


def test_storing_is_written_into_the_log() -> None:
    stored = store(LAN, "a.txt", b"a")
    line = Line.objects.get()
    assert (line.act, line.actor, line.subject_key) == ("files.file.stored", "lan", str(stored.pk))


def test_bytes_that_were_changed_or_lost_are_never_handed_out() -> None:
    stored = store(LAN, "a.txt", b"a")
    place(stored.digest).write_bytes(b"b")
    with pytest.raises(Problem, match="bị thay đổi"):
        content(stored)
    place(stored.digest).unlink()
    with pytest.raises(Problem, match="sao lưu"):
        content(stored)
