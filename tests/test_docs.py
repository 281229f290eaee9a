"""The docs are held to the code: links lead somewhere, codes have their pages, commands exist."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "docs" / "rules"
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r'"([A-Z]{2,4}-\d{3})"')
ROW = re.compile(r"^\| ([A-Z]{2,4}-\d{3}) \|", re.M)
TARGET = re.compile(r"(?:^|`|\$ ) *make ([a-z]+)", re.M)
COMMAND = re.compile(r"^\s*(?:\$ )?congtac ([a-z-]+)", re.M)
TERM = re.compile(r"^\| ([^|]+?) \|", re.M)


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])


def codes() -> dict[str, str]:
    """Every code that the programs can show, with the file that holds it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src").glob("**/*.py")):
        if "tests" not in path.parts:
            for code in CODE.findall(path.read_text(encoding="utf-8")):
                found.setdefault(code, str(path.relative_to(ROOT)))
    return found


def lint_codes() -> Iterator[tuple[str, str]]:
    for code, path in codes().items():
        if path.startswith("src/vanban/lint/"):
            yield code, path


def headed(code: str) -> bool:
    """A page of docs/rules has the code in a heading."""
    texts = (path.read_text(encoding="utf-8") for path in RULES.glob("**/*.md"))
    return any(re.search(rf"^#+ .*\b{code}\b", text, re.M) for text in texts)


def test_every_link_leads_to_a_file() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not dead


def test_every_lint_rule_has_its_page() -> None:
    rules = list(lint_codes())
    assert rules
    without = [f"{code} ({path})" for code, path in rules if not headed(code)]
    assert not without


def test_every_problem_has_its_row() -> None:
    rows = set(ROW.findall((RULES / "problems.md").read_text(encoding="utf-8")))
    problems = set(codes()) - {code for code, _ in lint_codes()}
    assert problems - rows == set(), "no row in docs/rules/problems.md"
    assert rows - problems == set(), "rows for problems that nothing raises"


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_each_readme_shows_the_program_the_two_commands_and_a_tour(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert re.search(r"^!\[.+\]\(.+\.png\)$", page, re.M), "a picture of the running program"
    assert {"demo", "test"} <= set(TARGET.findall(page))
    steps = re.findall(r"^\d\. .{40,}$", page, re.M)
    assert len(steps) >= 5


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "CONTRIBUTING.md"])
def test_the_commands_that_a_page_names_exist(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(TARGET.findall(page))
    assert named
    assert named <= targets


def test_the_congtac_commands_that_the_pages_name_exist() -> None:
    named = {
        command for page in pages() for command in COMMAND.findall(page.read_text(encoding="utf-8"))
    }
    told = subprocess.run(
        [sys.executable, "-m", "congtac", "--help"],
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {command for command in named if command not in told} == set()


def test_the_glossary_names_each_term_once() -> None:
    terms = TERM.findall((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    assert len(terms) > 20
    assert len(terms) == len({term.casefold() for term in terms})


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    missing = [page.name for page in folder.glob("0*.md") if page.name not in index]
    assert not missing
