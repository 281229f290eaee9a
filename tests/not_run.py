"""Nothing is skipped in silence: what did not run stands in the last lines, and fails under CI."""

import json
import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.pure import PURE

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "var" / "tests"
SHARED = (
    ROOT.parent / "shared"
)  # papers for trials, which stand beside the project where they exist
EXCUSED = "../shared"
FIGURES = "-figures"  # ends the name of a run that takes samples of figures


def need_shared() -> Path:
    """Give the folder of papers beside the project; without it the test counts as not run."""
    if not SHARED.is_dir():
        pytest.skip(f"{EXCUSED} is not beside the project")
    return SHARED


def blocking(reasons: Counter[str]) -> list[str]:
    """The reasons that make a run under CI fail: all, but for the papers beside the project."""
    return [reason for reason in reasons if EXCUSED not in reason]


def lines(reasons: Counter[str]) -> list[str]:
    """One line a reason, as the last lines of a run show them."""
    return [f"NOT RUN: {reason} ({count})" for reason, count in sorted(reasons.items())]


class Ledger:
    """What became of each test of this run: passed, failed, or not run with its reason."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self.pure: set[str] = set()  # those that touch no database

    def note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if PURE in map(tuple, getattr(report, "user_properties", ())):
            self.pure.add(report.nodeid)
        before = self.outcomes.get(report.nodeid, "passed")
        if report.skipped:
            self.outcomes[report.nodeid] = "not run"
            self.reasons[report.nodeid] = reason_of(report)
        elif report.failed or before == "passed":
            self.outcomes[report.nodeid] = "failed" if report.failed else "passed"

    def not_run(self) -> Counter[str]:
        return Counter(self.reasons.values())

    def write(self, name: str) -> None:
        """Leave the run for `make promises`: var/tests/<name>.json."""
        REPORTS.mkdir(parents=True, exist_ok=True)
        told = {"outcomes": self.outcomes, "reasons": self.reasons, "pure": sorted(self.pure)}
        text = json.dumps(told, indent=1)
        (REPORTS / f"{name}.json").write_text(text, encoding="utf-8")


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")


LEDGER = pytest.StashKey[Ledger]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEDGER] = Ledger()
    config.pluginmanager.register(Recorder(config.stash[LEDGER]), "recorder")
    (ROOT / "var").mkdir(exist_ok=True)  # the test database of SQLite lies there


class Recorder:
    """Listens to the reports of a run; with several processes, in the one that gathers them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ledger.note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.ledger.note(report)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    yield
    if hasattr(session.config, "workerinput"):
        return
    ledger = session.config.stash[LEDGER]
    if os.environ.get("CI") and blocking(ledger.not_run()) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    name = os.environ.get("TEST_RUN")
    if name:
        ledger.write(name)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    ledger = terminalreporter.config.stash[LEDGER]
    for line in lines(ledger.not_run()):
        terminalreporter.write_line(line)
