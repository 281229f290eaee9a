"""The example year of the demo, built once for a state of the code and copied from then on."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
EXAMPLES = (PACKAGE.parents[1] / "examples", PACKAGE / "examples")
KINDS = (".py", ".csv", ".txt", ".docx", ".json")
DATABASE, FILES, BUILT = "congtac.sqlite3", "files", "example-is-built"
NAME = "nam-vi-du"


def kept(home: Path | None = None) -> Path:
    """The folder in which the year of this state of the code is kept, there or not."""
    cache = home or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "congtac" / f"{NAME}-{_fingerprint()}"


def copy_into(folder: Path, template: Path) -> bool:
    """Bring the year that was kept into a folder; say whether there was one."""
    if not (template / BUILT).exists():
        return False
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return True


def keep(folder: Path, template: Path) -> None:
    """Keep the year of a folder, and drop those of older code; a full or closed disk keeps none."""
    with contextlib.suppress(OSError):
        template.parent.mkdir(parents=True, exist_ok=True)
        for old in template.parent.glob(f"{NAME}-*"):
            shutil.rmtree(old, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=template.parent) as place:
            whole = Path(place) / "whole"
            _copy(folder, whole)
            (whole / BUILT).touch()
            whole.rename(template)


def _copy(folder: Path, whole: Path) -> None:
    """Copy the stored files, and the database as one file whatever is still open."""
    whole.mkdir()
    if (folder / FILES).is_dir():
        shutil.copytree(folder / FILES, whole / FILES)
    opened = sqlite3.connect(folder / DATABASE), sqlite3.connect(whole / DATABASE)
    with closing(opened[0]) as source, closing(opened[1]) as target:
        source.backup(target)


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for path in sorted(_sources()):
        seen.update(path.name.encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    for root in (PACKAGE, PACKAGE.parent / "vanban", *EXAMPLES):
        for path in root.rglob("*"):
            if path.suffix in KINDS and not {"tests", "corpus", "gold"} & set(path.parts):
                yield path
