"""The files of the pages: brought from npm, complete, and inside the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from hatch_build import FOR_PAGES, SOURCE_MAP, copy_files, without_source_map

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src" / "congtac" / "static"
NAMED = re.compile(r"""\{% static ['"]([^'"]+)['"] %\}""")
FETCHED = re.compile(r"""url\(['"]?(?!data:)([^'")]+)""")


def own_sheets() -> list[Path]:
    found = sorted((ROOT / "src").glob("congtac/**/static/**/*.css"))
    return [path for path in found if "vendor" not in path.parts]


def test_every_static_file_that_a_template_names_is_there() -> None:
    named = {
        name
        for template in (ROOT / "src").glob("**/templates/**/*.html")
        for name in NAMED.findall(template.read_text(encoding="utf-8"))
    }
    assert named
    assert {name for name in named if finders.find(name) is None} == set()


def test_every_file_that_our_style_sheets_fetch_is_there() -> None:
    absent = [
        f"{sheet.name}: {name}"
        for sheet in own_sheets()
        for name in FETCHED.findall(sheet.read_text(encoding="utf-8"))
        if not (sheet.parent / name).is_file()
    ]
    assert not absent


def test_no_page_file_comes_from_another_host() -> None:
    sheets = [*own_sheets(), *STATIC.glob("vendor/tabler-core/*.css")]
    assert sheets
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    assert [name for text in texts for name in FETCHED.findall(text) if "//" in name] == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.css", b"a{}\n/*# sourceMappingURL=a.css.map */", b"a{}\n"),
        ("a.js", b"a()\n//# sourceMappingURL=a.js.map", b"a()\n"),
        ("a.js", b"a()\n", b"a()\n"),
        ("LICENSE", b"//# sourceMappingURL=a", b"//# sourceMappingURL=a"),
    ],
)
def test_it_cuts_the_comment_that_names_a_source_map(
    name: str, before: bytes, after: bytes
) -> None:
    assert without_source_map(name, before) == after


def test_no_brought_file_names_a_source_map() -> None:
    brought = [path for path in (STATIC / "vendor").glob("*/*") if path.suffix in {".css", ".js"}]
    assert brought
    assert [path.name for path in brought if SOURCE_MAP.search(path.read_bytes())] == []


def test_it_copies_a_file_under_the_flat_name_of_its_package(tmp_path: Path) -> None:
    source = tmp_path / "packages" / "@tabler" / "core" / "dist" / "css"
    source.mkdir(parents=True)
    (source / "tabler.min.css").write_bytes(b"a{}")
    wanted = {"@tabler/core": ("dist/css/tabler.min.css",)}
    copy_files(tmp_path / "packages", wanted, tmp_path / "vendor")
    assert (tmp_path / "vendor" / "tabler-core" / "tabler.min.css").read_bytes() == b"a{}"


def test_only_what_is_listed_was_brought() -> None:
    listed = {Path(name).name for names in FOR_PAGES.values() for name in names}
    brought = {path.name for path in (STATIC / "vendor").glob("*/*")}
    assert brought == listed


@pytest.mark.slow
def test_the_wheel_holds_both_packages_and_the_page_files(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {"vanban/model.py", "vanban/data/document_types.json", "congtac/cli.py"} <= held
    assert "congtac/static/vendor/tabler-core/tabler.min.css" in held
    assert "congtac/templates/base.html" in held
    assert "congtac/documents/rule_pages/VB-001.md" in held
    assert "congtac/examples/documents/ke-hoach-cai-cach-tu-phap-ninh-thuan.txt" in held
    assert [name for name in held if "/tests/" in name] == []
