"""Old Word files (.doc, .rtf), converted by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from vanban.model import Source, Unreadable
from vanban.sources.docx import read_docx

SECONDS = 60
MAX_BYTES = 50_000_000


def read_doc(data: bytes, name: str, suffix: str) -> Source:
    """The text of an old Word file; refuses in words where LibreOffice is missing or gives up."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(
            "SRC-011",
            "Máy này chưa cài LibreOffice để đọc tệp .doc; "
            "hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
        )
    if len(data) > MAX_BYTES:
        raise Unreadable("SRC-002", "Tệp .doc lớn quá 50 MB; hãy bỏ bớt hình ảnh rồi gửi lại.")
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        converted = _convert(program, data, Path(folder), suffix)
    return replace(read_docx(converted, name), kind="doc")


def _convert(program: str, data: bytes, folder: Path, suffix: str) -> bytes:
    """The file as .docx, made in a private profile, without macros, within a time limit."""
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        # The program is the one on PATH and every argument is ours: no shell, no user's words.
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        return (folder / "source.docx").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise Unreadable(
            "SRC-012",
            "Không chuyển được tệp .doc sang .docx; hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
        ) from error
