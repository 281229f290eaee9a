"""The example documents on the shelf of the demo, put up and read like any other."""

from collections.abc import Callable, Mapping
from pathlib import Path

from congtac.documents.services import add_document
from congtac.kernel.actor import Actor

FOLDERS = (
    Path(__file__).resolve().parents[3] / "examples" / "documents",
    Path(__file__).resolve().parents[1] / "examples" / "documents",
)
KINDS = (".txt", ".docx", ".md", ".html", ".pdf")


def example_files() -> list[Path]:
    """The example documents beside the code, or inside the installed package."""
    folder = next((it for it in FOLDERS if it.is_dir()), None)
    return sorted(it for it in folder.iterdir() if it.suffix in KINDS) if folder else []


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Let Lan put every example document up; each is read as it comes."""
    found = example_files()
    for number, path in enumerate(found, start=1):
        say(f"Đọc văn bản mẫu {number}/{len(found)}: {path.name}")
        add_document(cast["lan"], path.name, path.read_bytes())
