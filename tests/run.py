"""`make test`, `lint`, `figures` and `journeys`: every step shown, and last what did not run."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import NO_BROWSER, chromium
from tests.not_run import FIGURES, REPORTS, blocking, lines
from tests.two_databases import Missing, postgresql

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
# A file stays in one process, for its tests share what they built; the longest isn't put off.
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
PYTEST = (sys.executable, "-m", "pytest", "-q", "--durations=5")


def templates() -> list[str]:
    found = (ROOT / "src").glob("**/templates/**/*.html")
    return [str(path.relative_to(ROOT)) for path in sorted(found)]


def checks() -> dict[str, Sequence[str]]:
    """The checks that look at the code without running it, by name."""
    django = (sys.executable, "-m", "django")
    return {
        "ruff": (str(TOOLS / "ruff"), "check", "."),
        "layout of the code": (str(TOOLS / "ruff"), "format", "--check", "--quiet", "."),
        "types": (str(TOOLS / "mypy"), "--no-incremental"),  # the Django plugin misreads its cache
        "imports": (str(TOOLS / "lint-imports"), "--no-cache"),
        "templates": (str(TOOLS / "djade"), "--check", "--target-version", "5.2", *templates()),
        "migrations": (*django, "makemigrations", "--check", "--dry-run"),
    }


@dataclass
class Account:
    """What a run has done so far, for its last lines."""

    failed: list[str] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    elsewhere: list[str] = field(default_factory=list)

    def step(self, name: str, command: Sequence[str], **settings: str) -> None:
        """Run one step, its output as it comes."""
        print(f"\n==> {name}", flush=True)
        done = subprocess.run(command, cwd=ROOT, env=environment(settings), check=False)
        if done.returncode:
            self.failed.append(name)

    def tests(self, run: str, name: str, *choice: str, **settings: str) -> None:
        """Run tests as the run `run`, whose report `make promises` reads afterwards."""
        report = REPORTS / f"{run}.json"
        report.unlink(missing_ok=True)
        self.step(name, (*PYTEST, *choice), TEST_RUN=run, **settings)
        if report.exists():
            self.missing |= Counter(json.loads(report.read_text("utf-8"))["reasons"].values())

    def close(self) -> int:
        """Print the last lines and return the exit status."""
        print("\n==> The account")
        for line in (*self.elsewhere, *lines(self.missing)):
            print(line)
        left_out = blocking(self.missing) if os.environ.get("CI") else []
        if left_out:
            print("Under CI nothing may be left out: FAILED")
        print(f"FAILED: {', '.join(self.failed)}" if self.failed else "Everything that ran passed.")
        return 1 if self.failed or left_out else 0


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The settings of a step: the caller's environment without its database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {"DJANGO_SETTINGS_MODULE": "congtac.config.settings", "PYTHONPATH": "src"}
    return {**kept, **ours, **settings}


def lint(account: Account) -> None:
    for name, command in checks().items():
        account.step(name, command)


def suite(account: Account) -> None:
    """Every test but the journeys and the figures, on both databases."""
    beside = ("-n", os.environ.get("WORKERS", "auto"), *BY_FILE)
    on_both(account, "tests", "", "-m", "not journey and not figure", *beside)


def figures(account: Account) -> None:
    """Samples of the promised figures, one after the other, on both databases."""
    on_both(account, "figures", FIGURES, "-m", "figure")


def on_both(account: Account, what: str, suffix: str, *choice: str) -> None:
    """Run tests on both databases; those that touch none run once."""
    account.tests(f"sqlite{suffix}", f"The {what} on SQLite", *choice)
    try:
        with postgresql() as address:
            name = f"The {what} that touch the database, on PostgreSQL"
            told = (*choice, "--database-only")
            account.tests(f"postgresql{suffix}", name, *told, DATABASE_URL=address)
    except Missing as missing:
        account.missing[str(missing)] += 1


def test(account: Account) -> None:
    lint(account)
    suite(account)
    if chromium() is None:
        account.missing[NO_BROWSER] += 1
    else:
        account.elsewhere.append("Elsewhere: the walks in a browser are run by `make journeys`.")
    account.elsewhere.append("Elsewhere: samples of the figures are taken by `make figures`.")


def journeys(account: Account) -> None:
    """The walks, side by side: each process has a site, a database and a browser of its own."""
    if chromium() is None:
        account.missing[NO_BROWSER] += 1
    else:
        beside = ("-n", os.environ.get("WORKERS", "auto"), *BY_FILE)
        account.tests("journeys", "The walks in a browser", "-m", "journey", *beside)


WAYS = {"test": test, "lint": lint, "journeys": journeys, "figures": figures}


def main(way: str) -> int:
    account = Account()
    WAYS[way](account)
    return account.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
