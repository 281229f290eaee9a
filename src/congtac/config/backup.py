"""One file that holds the whole site, the database and the stored files, and the way back."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import connection

from congtac.kernel.problem import Problem

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"
CHUNK = 1024 * 1024  # bytes


def back_up(target: Path) -> int:
    """Write the site into a new file, whole or not at all; return the number of stored files.

    The database is taken in one consistent state while the site goes on; files are only ever
    added, so those that the database names are all there afterwards.
    """
    if target.exists():
        raise Problem("BAK-001", f"Đã có tệp {target}. Hãy chọn tên khác để không ghi đè.")
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory() as folder:
            members = _members(Path(folder))
            _write(unfinished, members)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(members) - 1


def restore(source: Path) -> None:
    """Bring a saved site into an empty place; refuse a place that isn't, and a damaged file."""
    _demand_empty_place()
    with _opened(source) as archive:
        manifest = _manifest(archive)
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as name:
            folder = Path(name)
            for member, digest in manifest["members"].items():
                _extract(archive, member, folder, digest)
            _load(folder / DATABASE)
            if (folder / FILES).exists():
                shutil.copytree(folder / FILES, settings.FILES_DIR, dirs_exist_ok=True)


def _members(folder: Path) -> dict[str, Path]:
    _dump(folder / DATABASE)
    members = {DATABASE: folder / DATABASE}
    for path in sorted(Path(settings.FILES_DIR).glob("*/*")):
        members[f"{FILES}{path.parent.name}/{path.name}"] = path
    return members


def _write(target: Path, members: Mapping[str, Path]) -> None:
    digests = {name: _digest(path) for name, path in members.items()}
    manifest = {"format": FORMAT, "vendor": connection.vendor, "members": digests}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        for name, path in members.items():
            archive.write(path, name)


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise Problem("BAK-002", f"Không đọc được bản sao lưu {source}: {error}.") from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    manifest = cast(dict[str, Any], json.loads(archive.read(MANIFEST)))
    if manifest.get("format") != FORMAT or manifest.get("vendor") != connection.vendor:
        raise Problem(
            "BAK-003",
            f"Bản sao lưu này là của cơ sở dữ liệu {manifest.get('vendor')}, "
            f"nơi khôi phục dùng {connection.vendor}. Hãy đặt DATABASE_URL cho đúng loại.",
        )
    return manifest


def _extract(archive: zipfile.ZipFile, member: str, folder: Path, digest: str) -> None:
    """Take one member out, whose name must stay inside the folder and whose bytes must be whole."""
    path = (folder / member).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise Problem("BAK-004", f"Bản sao lưu có đường dẫn lạ: {member}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file, CHUNK)
    if _digest(path) != digest:
        raise Problem("BAK-005", f"Bản sao lưu đã hỏng ở {member}. Hãy dùng bản khác.")


def _demand_empty_place() -> None:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    if connection.introspection.table_names():
        raise Problem(
            "BAK-006",
            "Nơi khôi phục đã có dữ liệu. Hãy dùng cơ sở dữ liệu trống và thư mục dữ liệu mới.",
        )


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    _run_postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load(source: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        shutil.copyfile(source, settings.DATABASES["default"]["NAME"])
        return
    _run_postgresql("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", source)


def _run_postgresql(program: str, *arguments: str | Path) -> None:
    """Run a program of PostgreSQL against the site's database; the password stays off its line."""
    given = connection.settings_dict
    place = {"PGHOST": given["HOST"], "PGPORT": given["PORT"], "PGUSER": given["USER"]}
    place |= {"PGPASSWORD": given["PASSWORD"], "PGDATABASE": given["NAME"]}
    environment = {**os.environ, **{key: str(value) for key, value in place.items() if value}}
    found = shutil.which(program)
    if found is None:
        raise Problem("BAK-007", f"Máy này thiếu chương trình {program} của PostgreSQL.")
    database = ["--dbname", given["NAME"]] if program == "pg_restore" else []
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, arguments of our own
        [found, *database, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Problem("BAK-008", f"{program} không xong: {done.stderr.strip()[-300:]}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
