"""The habits of the house that no linter knows: names, short functions, argued exceptions."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
DOORS = Path("src/vanban/__init__.py")
# Django loads the models of an area from `<area>.models` alone: where they are several files,
# the package has to name them there.
MODELS = "models/__init__.py"
LONGEST = 40  # lines of a function
SILENCED = re.compile(r"#\s*(?:type: ignore|noqa)(?:\[[^\]]*\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?")
SKIPS = re.compile(r"mark\.(?:skip|skipif|xfail)|unittest\.skip|importorskip")
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links")


def code() -> Iterator[Path]:
    for folder in ("src", "tests", "benchmarks", "examples"):
        for path in sorted((ROOT / folder).glob("**/*.py")):
            if "migrations" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the project with its number of lines."""
    for path in code():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{name_of(path)}:{node.lineno} {node.name}", length


def test_nothing_is_put_into_a_drawer_without_a_subject() -> None:
    drawers = [
        name_of(path)
        for path in code()
        if DRAWERS & {path.stem, *path.relative_to(ROOT).parent.parts}
    ]
    assert not drawers


def test_package_files_stay_empty_but_the_doors_of_the_reader() -> None:
    filled = [
        name_of(path)
        for path in (ROOT / "src").glob("**/__init__.py")
        if path.stat().st_size
        and path.relative_to(ROOT) != DOORS
        and not name_of(path).endswith(MODELS)
    ]
    assert not filled


def test_functions_fit_on_a_screen() -> None:
    long = [f"{name}: {length} lines" for name, length in functions() if length > LONGEST]
    assert not long


def test_every_silenced_check_is_argued_in_place() -> None:
    unargued = []
    for path in code():
        above = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            silenced = SILENCED.search(line)
            if silenced and not is_argued(line[silenced.end() :], above):
                unargued.append(f"{name_of(path)}:{number}")
            above = line.strip()
    assert not unargued


def is_argued(rest: str, above: str) -> bool:
    """At least three words after the mark, or a comment above it; in a string it is no mark."""
    return '"' in rest or above.startswith("# ") or len(re.findall(r"\w+", rest)) >= 3


def test_no_test_is_marked_to_be_skipped_or_to_fail() -> None:
    marked = [
        name_of(path)
        for path in code()
        if path != Path(__file__) and SKIPS.search(path.read_text(encoding="utf-8"))
    ]
    assert not marked


def test_the_pinned_versions_name_no_index() -> None:
    requirements = sorted(ROOT.glob("requirements*.txt"))
    assert requirements
    named = [
        name_of(path) for path in requirements if ADDRESS.search(path.read_text(encoding="utf-8"))
    ]
    assert not named


def test_every_pinned_version_has_its_digest() -> None:
    for path in ROOT.glob("requirements*.txt"):
        pinned = re.findall(r"^[\w.\[\]-]+==\S+ \\\n +--hash=", path.read_text("utf-8"), re.M)
        named = re.findall(r"^[\w.\[\]-]+==", path.read_text("utf-8"), re.M)
        assert len(pinned) == len(named) > 0, path.name


def test_the_lock_of_the_page_files_holds_digests_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert all(package.get("integrity") for package in installed.values())
    assert not any("resolved" in package for package in installed.values())
