"""The same paper as PDF, made from the Word file by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from vanban.model import Unwritable

SECONDS = 60


def as_pdf(word: bytes) -> bytes:
    """The PDF of a Word file; refuses in words where LibreOffice is missing or gives up."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unwritable(
            "WRT-008",
            "Máy này chưa cài LibreOffice để ghi tệp .pdf; "
            "hãy ghi ra .docx, mở bằng Word rồi lưu thành PDF.",
        )
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        return _convert(program, word, Path(folder))


def _convert(program: str, word: bytes, folder: Path) -> bytes:
    """The PDF, made in a private profile within a time limit."""
    source = folder / "paper.docx"
    source.write_bytes(word)
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        # The program is the one on PATH and every argument is ours: no shell, no user's words.
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        return (folder / "paper.pdf").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise Unwritable(
            "WRT-009",
            "Không chuyển được văn bản sang .pdf; "
            "hãy ghi ra .docx, mở bằng Word rồi lưu thành PDF.",
        ) from error
