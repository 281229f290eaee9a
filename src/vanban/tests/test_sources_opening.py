"""Files are opened by what they hold; what can't be read is refused with a remedy."""

import shutil
from pathlib import Path

import pytest

from vanban.model import Unreadable
from vanban.sources import doc
from vanban.sources.opening import open_source
from vanban.tests.made_files import p, pdf_file, word_file, zipped

WORDS = "Kế hoạch kiểm tra sổ hộ tịch năm 2031"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.pdf", "a.doc", "khong-duoi"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word_file(p(WORDS)), "docx"),
        (pdf_file([[(60, 700, WORDS)]]), "pdf"),
        (f"<!DOCTYPE html><html><body><p>{WORDS}</p></body></html>".encode(), "html"),
        (WORDS.encode(), "txt"),
    ],
)
def test_a_wrong_name_does_not_matter(data: bytes, kind: str, name: str) -> None:
    source = open_source(data, name)
    assert (source.kind, source.text, source.name) == (kind, WORDS, name)


def test_markdown_is_known_by_its_name() -> None:
    assert open_source(f"# {WORDS}".encode(), "a.md").text == WORDS
    assert open_source(f"# {WORDS}".encode(), "a.txt").text == f"# {WORDS}"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SRC-001"),
        (b" \n", "SRC-001"),
        (zipped({"xl/workbook.xml": "<a/>"}), "SRC-003"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "SRC-003"),
        (zipped({"content.xml": "<a/>", "mimetype": "text"}), "SRC-003"),
        (zipped({"word/styles.xml": "<a/>"}), "SRC-004"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "SRC-003"),
        (b"PK\x03\x04 broken", "SRC-004"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "SRC-007"),
        (OLE + "Workbook".encode("utf-16-le"), "SRC-003"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "SRC-010"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "SRC-010"),
        (bytes(range(256)) * 30, "SRC-003"),
        (b"a" * 10_000_000, "SRC-002"),
        ("số ".encode() * 5_000_000, "SRC-002"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_source(data, "tep.docx")
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert ";" in refused.value.sentence, "the sentence tells what to do"


def test_every_code_stands_in_the_rules_page() -> None:
    root = Path(__file__).parents[3]
    page = (root / "docs/rules/vanban-nguon.md").read_text(encoding="utf-8")
    modules = (root / "src/vanban/sources").glob("*.py")
    codes = {
        word
        for module in modules
        for word in module.read_text(encoding="utf-8").split('"')
        if word.startswith("SRC-")
    }
    assert len(codes) >= 13
    assert all(f"| {code} |" in page for code in codes)


def test_an_old_word_file_without_libreoffice_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(Unreadable) as refused:
        open_source(OLE + "WordDocument".encode("utf-16-le"), "a.doc")
    assert refused.value.code == "SRC-011"


def test_a_conversion_that_fails_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: "/bin/false")
    with pytest.raises(Unreadable) as refused:
        open_source(OLE + "WordDocument".encode("utf-16-le"), "a.doc")
    assert refused.value.code == "SRC-012"


def test_a_conversion_that_hangs_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 30\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda program: str(sleeper))
    monkeypatch.setattr(doc, "SECONDS", 0.2)
    with pytest.raises(Unreadable) as refused:
        open_source(b"{\\rtf1 a}", "a.rtf")
    assert refused.value.code == "SRC-012"
