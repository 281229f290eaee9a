"""The example year is built once for a state of the code, and copied from then on."""

import sqlite3
from contextlib import closing
from pathlib import Path

from congtac import demo_template
from congtac.demo_template import BUILT, DATABASE, copy_into, keep, kept


def built(folder: Path) -> Path:
    """A folder as the demo leaves it: a database in use, a file, static files."""
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "abcd").write_bytes(b"plan")
    (folder / "static").mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE task (name TEXT)")
        database.execute("INSERT INTO task VALUES ('II.3')")
        database.commit()
    (folder / BUILT).touch()
    return folder


def tasks(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return [name for (name,) in database.execute("SELECT name FROM task")]


def test_what_was_kept_is_copied_whole(tmp_path: Path) -> None:
    template, fresh = tmp_path / "kept" / "nam-vi-du-1", tmp_path / "fresh"
    assert not copy_into(fresh, template)
    keep(built(tmp_path / "demo"), template)
    assert copy_into(fresh, template)
    assert tasks(fresh) == ["II.3"]
    assert (fresh / "files" / "ab" / "abcd").read_bytes() == b"plan"
    assert (fresh / BUILT).exists()
    assert not (fresh / "static").exists()


def test_the_year_of_older_code_is_dropped(tmp_path: Path) -> None:
    old, new = tmp_path / "kept" / "nam-vi-du-1", tmp_path / "kept" / "nam-vi-du-2"
    folder = built(tmp_path / "demo")
    keep(folder, old)
    keep(folder, new)
    assert [it.name for it in new.parent.iterdir()] == ["nam-vi-du-2"]


def test_a_place_that_can_not_be_written_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    closed = tmp_path / "file"
    closed.touch()
    keep(built(tmp_path / "demo"), closed / "nam-vi-du-1")
    assert closed.is_file()


def test_the_year_belongs_to_the_code_and_the_examples_that_made_it(tmp_path: Path) -> None:
    before = kept(tmp_path)
    assert before == kept(tmp_path)
    assert before.parent == tmp_path / "congtac"
    names = {path.name for path in demo_template._sources()}
    assert {"year.csv", "diary.py", "ke-hoach-cong-tac-tu-phap-2024.txt"} <= names
    assert "test_demo_template.py" not in names
