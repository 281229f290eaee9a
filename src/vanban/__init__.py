"""Reads and checks Vietnamese administrative documents: the doors `read`, `lint` and `as_json`."""

from dataclasses import replace
from pathlib import Path

from vanban.citations import read_citations
from vanban.heading import read_heading
from vanban.lint.findings import findings
from vanban.model import Document, Finding, Unreadable
from vanban.outline import read_outline
from vanban.printing import as_json
from vanban.programme import read_tasks
from vanban.sources.opening import open_source
from vanban.targets import read_targets
from vanban.text import normalise

__all__ = ["Document", "Finding", "Unreadable", "as_json", "lint", "read"]


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


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            "SRC-000", f"Không mở được tệp {path.name}. Kiểm tra lại đường dẫn và quyền đọc."
        ) from error
