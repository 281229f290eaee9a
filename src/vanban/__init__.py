"""Reads, checks and writes Vietnamese administrative documents: the doors `read`, `lint`, `write`
and `as_json`.
"""

from dataclasses import replace
from pathlib import Path

import vanban.write  # noqa: F401 - once, so that no later import puts it in the place of the door
from vanban.citations import read_citations
from vanban.heading import read_heading
from vanban.lint.findings import findings
from vanban.model import Document, Finding, Unreadable, Unwritable
from vanban.outline import read_outline
from vanban.printing import as_json
from vanban.programme import read_tasks
from vanban.sources.opening import open_source
from vanban.targets import read_targets
from vanban.text import normalise

__all__ = ["Document", "Finding", "Unreadable", "Unwritable", "as_json", "lint", "read", "write"]


def read(file: Path | str | bytes, *, name: str | None = None) -> Document:
    """Read a document from a path or from its bytes; `findings` are filled by `lint`'s rules.

    Raises Unreadable(code, sentence) where the file can't be used.
    """
    if isinstance(file, bytes):
        data, called = file, name or "document"
    else:
        data, called = _bytes(Path(file)), name or str(file)
    text = normalise(open_source(data, called))
    metadata = read_heading(text)
    document = Document(
        source=text.source,
        metadata=metadata,
        outline=read_outline(text),
        citations=read_citations(text, metadata),
        tasks=read_tasks(text, metadata),
        targets=read_targets(text, metadata),
    )
    return replace(document, findings=findings(document, text))


def lint(document: Document) -> tuple[Finding, ...]:
    """What the rules find in a document, in the order of the text."""
    return findings(document)


def write(data: object, *, kind: str = "docx") -> bytes:
    """An official document as a Word file ("docx") or, through LibreOffice, as "pdf".

    `data` has the shape that `as_json` gives, with `body`: a list of {"label", "text", "children",
    "table"}; of the rest it uses `metadata` and, for legal bases, `citations`. What is written
    reads back the same. Raises Unwritable(code, sentence) where nothing can be made of the data.
    """
    from vanban.write.data import paper_of  # here: whoever only reads doesn't wait for it
    from vanban.write.docx import write_docx
    from vanban.write.pdf import as_pdf

    word = write_docx(paper_of(data))
    return as_pdf(word) if kind == "pdf" else word


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            "SRC-000", f"Không mở được tệp {path.name}. Kiểm tra lại đường dẫn và quyền đọc."
        ) from error
