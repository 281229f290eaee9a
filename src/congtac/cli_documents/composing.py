"""Makes a document from a file of data; what is wrong with the data is told in one sentence."""

import json
from pathlib import Path

from congtac.cli_documents.inputs import load
from congtac.kernel.problem import Problem

KINDS = {".docx": "docx", ".pdf": "pdf"}


def kind_of(path: Path) -> str:
    """The kind of document that a name asks for."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise Problem("CLI-010", f"Chỉ ghi được tệp .docx hoặc .pdf, không ghi được {path.name}.")
    return kind


def compose(path: Path, kind: str) -> bytes:
    """The document that a file of data describes."""
    from vanban import Unwritable, write

    data = _data(path)
    try:
        return write(data, kind=kind)
    except Unwritable as refusal:
        raise Problem(refusal.code, refusal.sentence) from refusal


def _data(path: Path) -> object:
    try:
        data: object = json.loads(load(path).decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = f"dòng {error.lineno}, cột {error.colno}"
        raise Problem("CLI-011", f"Tệp {path.name} không phải JSON đúng ({place}).") from error
    except (ValueError, RecursionError) as error:
        raise Problem(
            "CLI-011", f"Tệp {path.name} không phải JSON đúng; hãy lưu bằng bảng mã UTF-8."
        ) from error
    return data
