"""What the import linter can't see: purity at run time, foreign keys, unguarded screens."""

import ast
import configparser
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from congtac.kernel.guard import access_of

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PURE = (
    "vanban/**/*.py",
    "congtac/kernel/**/*.py",
    "congtac/**/rules.py",
    "congtac/**/rules/**/*.py",
    "congtac/cli.py",
)
WITHOUT_DJANGO = """
import importlib, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError("django must not be loaded here")
sys.meta_path.insert(0, Refuse())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""
OUTSIDE_THE_AREAS = {"config", "kernel", "ground", "cli_documents", "cli_statistics"}


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def pure_modules() -> list[str]:
    found = {path for pattern in PURE for path in SOURCE.glob(pattern)}
    return sorted(module_name(path) for path in found if "tests" not in path.parts)


def layers(contract: str) -> dict[str, int]:
    """The rank of each layer in a contract of .importlinter, 0 the highest."""
    law = configparser.ConfigParser()
    law.read(ROOT / ".importlinter")
    rows = law[f"importlinter:contract:{contract}"]["layers"].strip().splitlines()
    names = [[name.strip(" ()") for name in row.split("|")] for row in rows]
    return {name: rank for rank, row in enumerate(names) for name in row}


def rank(model: type[Model]) -> tuple[int, int] | None:
    """Where a model's area stands; None for a model that is not ours."""
    parts = model.__module__.split(".")
    if parts[0] != "congtac":
        return None
    below = layers("ground")[parts[2]] if parts[1] == "ground" else 0
    return layers("areas")[parts[1]], below


def foreign_keys() -> Iterator[tuple[str, type[Model], type[Model]]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if isinstance(target, type) and getattr(field, "concrete", False):
                yield f"{model._meta.label}.{field.name}", model, target


def routes(patterns: Iterable[object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def areas() -> list[str]:
    """The packages that are areas, as .importlinter writes them."""
    upper = [path for path in (SOURCE / "congtac").iterdir() if (path / "__init__.py").exists()]
    ground = [path for path in (SOURCE / "congtac" / "ground").iterdir() if path.is_dir()]
    packages = [path for path in upper if path.name not in OUTSIDE_THE_AREAS]
    packages += [path for path in ground if (path / "__init__.py").exists()]
    return sorted(module_name(path / "__init__.py") for path in packages)


def imported(path: Path) -> set[str]:
    """The top names of everything that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def declared() -> set[str]:
    """The distributions that pyproject.toml names for running, in lower case."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = project["dependencies"] + project["optional-dependencies"]["cluster"]
    return {re.split(r"[^\w.-]", row)[0].lower() for row in rows}


def test_the_packages_lean_only_on_what_they_declare() -> None:
    brought_by = packages_distributions()
    foreign = {
        f"{name} in {path.relative_to(ROOT)}"
        for path in SOURCE.glob("**/*.py")
        if "tests" not in path.parts and path.name != "conftest.py"
        for name in imported(path) - sys.stdlib_module_names - {"vanban", "congtac"}
        if not {brought.lower() for brought in brought_by.get(name, [name])} & declared()
    }
    assert foreign == set()


def test_pure_modules_load_where_django_cannot_be_imported() -> None:
    command = [sys.executable, "-c", WITHOUT_DJANGO, *pure_modules()]
    done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]


def test_the_reader_and_the_kernel_are_among_the_pure_modules() -> None:
    assert {"vanban", "vanban.model", "congtac.kernel.guard", "congtac.cli"} <= set(pure_modules())


def test_foreign_keys_point_down_the_stack() -> None:
    upward = [
        f"{name} -> {there._meta.label}"
        for name, here, there in foreign_keys()
        if (mine := rank(here)) and (other := rank(there)) and other < mine
    ]
    assert not upward


def test_every_route_declares_who_may_open_it() -> None:
    found = list(routes(get_resolver().url_patterns))
    assert found
    undeclared = [route for route, view in found if access_of(view) is None]
    assert not undeclared, f"without opens_to or public: {undeclared}"


def test_every_area_has_its_inner_layers_checked() -> None:
    law = configparser.ConfigParser()
    law.read(ROOT / ".importlinter")
    containers = law["importlinter:contract:shape"]["containers"].split()
    assert sorted(containers) == areas()


def test_the_day_is_asked_at_one_door() -> None:
    door = SOURCE / "congtac" / "ground" / "calendars" / "queries.py"
    elsewhere = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(SOURCE.glob("**/*.py"))
        if path != door
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and is_todays_date(node)
    ]
    assert not elsewhere


def is_todays_date(node: ast.Attribute) -> bool:
    """`timezone.localdate` and `date.today`, however they are imported."""
    owner = node.value.id if isinstance(node.value, ast.Name) else ""
    return node.attr == "localdate" or (owner in {"date", "datetime"} and node.attr == "today")
