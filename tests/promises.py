"""`make promises`: what the project promises, and whether the tests that prove it passed."""

import ast
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.not_run import EXCUSED, FIGURES, REPORTS
from tests.run import PYTEST, environment
from tests.two_databases import Missing, postgresql

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "promises.toml"
CODE = ("src", "tests", "examples", "benchmarks")
MARKS = {"kept": "kept   ", "owed": "OWED   ", "excused": "not run", "broken": "BROKEN "}


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence that the project stands by, with the tests that prove it.

    `on` names the runs in which each test must have passed; empty: in any that held it.
    """

    name: str
    says: str
    proof: tuple[str, ...] = ()
    owed: bool = False
    on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What became of the tests in one run; `reasons` of those that did not run.

    `pure` names those that touch no database: what they say holds on every one.
    """

    outcomes: Mapping[str, str]
    reasons: Mapping[str, str]
    pure: tuple[str, ...] = ()

    def of(self, test: str) -> dict[str, str]:
        """The outcomes of a test, each of its cases apart."""
        return {
            case: outcome
            for case, outcome in self.outcomes.items()
            if case == test or case.startswith(f"{test}[")
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands: kept, owed, excused or broken, and why."""

    promise: Promise
    state: str
    why: tuple[str, ...] = ()


def read_list(path: Path = LIST) -> tuple[Promise, ...]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["promise"]
    return tuple(
        Promise(
            name=row["name"],
            says=row["says"],
            proof=tuple(row.get("proof", ())),
            owed=row.get("owed", False),
            on=tuple(row.get("on", ())),
        )
        for row in rows
    )


def stand(promise: Promise, runs: Mapping[str, Run]) -> Standing:
    """Judge one promise by the runs."""
    if promise.owed:
        return Standing(promise, "owed")
    faults = [fault for test in promise.proof for fault in faults_of(test, promise.on, runs)]
    if not faults:
        return Standing(promise, "kept")
    excused = all(EXCUSED in fault for fault in faults)
    return Standing(promise, "excused" if excused else "broken", tuple(faults))


def faults_of(test: str, on: Sequence[str], runs: Mapping[str, Run]) -> list[str]:
    """Why a test does not prove its promise; empty if it does."""
    held = {name: run.of(test) for name, run in runs.items() if run.of(test)}
    if not held:
        return [f"{test}: did not run"]
    faults = [f"{test}: did not run on {name}" for name in on if name not in held]
    for name, cases in held.items():
        for case, outcome in cases.items():
            if outcome != "passed":
                reason = runs[name].reasons.get(case, "")
                faults.append(f"{case}: {outcome} on {name}. {reason}".strip())
    return faults


def exists(test: str) -> bool:
    """Is there such a test in the code? A case in brackets is not looked for."""
    name, _, function = test.partition("[")[0].partition("::")
    path = ROOT / name
    if not path.is_file():
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return function.rpartition("::")[2] in names


def newest_change() -> float:
    files = (path for folder in CODE for path in (ROOT / folder).glob("**/*.*"))
    return max(path.stat().st_mtime for path in files if "__pycache__" not in path.parts)


def fresh_runs() -> dict[str, Run]:
    """The runs left in var/tests since the code last changed, each with its figures."""
    changed = newest_change()
    runs: dict[str, Run] = {}
    for path in sorted(REPORTS.glob("*.json")):
        if path.stat().st_mtime >= changed:
            report = json.loads(path.read_text(encoding="utf-8"))
            made = Run(report["outcomes"], report["reasons"], tuple(report["pure"]))
            name = path.stem.removesuffix(FIGURES)
            runs[name] = together(runs[name], made) if name in runs else made
    return with_pure(runs)


def together(one: Run, other: Run) -> Run:
    """Two runs on the same database as one."""
    outcomes, reasons = {**one.outcomes, **other.outcomes}, {**one.reasons, **other.reasons}
    return Run(outcomes, reasons, (*one.pure, *other.pure))


def with_pure(runs: dict[str, Run]) -> dict[str, Run]:
    """Let the tests that touch no database, which run with SQLite alone, count for PostgreSQL."""
    if not {"sqlite", "postgresql"} <= runs.keys():
        return runs
    once, other = runs["sqlite"], runs["postgresql"]
    said = {name: once.outcomes[name] for name in once.pure}
    outcomes = {**said, **other.outcomes}
    return {**runs, "postgresql": Run(outcomes, {**once.reasons, **other.reasons}, other.pure)}


def unproven(promises: Iterable[Promise], runs: Mapping[str, Run], name: str) -> list[str]:
    """The tests that the run `name` still has to make."""
    wanted = set()
    for promise in promises:
        for test in () if promise.owed else promise.proof:
            held = {run for run, made in runs.items() if made.of(test)}
            anywhere = not promise.on and name == "sqlite"
            if (anywhere and not held) or (name in promise.on and name not in held):
                wanted.add(test)
    return sorted(wanted)


def make_up(promises: Sequence[Promise], runs: dict[str, Run]) -> dict[str, Run]:
    """Run the named tests that no fresh run holds."""
    made = dict(runs)
    for name in ("sqlite", "postgresql", "journeys"):
        tests = unproven(promises, runs, name)
        if tests:
            late = run_tests(tests, name)
            made[name] = together(late, made.get(name, Run({}, {})))
    return made


def run_tests(tests: Sequence[str], name: str) -> Run:
    """Run tests as `name`; only those that exist, since pytest refuses to start on others."""
    there = [test for test in tests if exists(test)]
    if not there:
        return Run({}, {})
    settings = {"TEST_RUN": f"promises-{name}"}
    print(f"==> {len(there)} tests that no fresh run holds, on {name}", flush=True)
    report = REPORTS / f"promises-{name}.json"
    report.unlink(missing_ok=True)
    try:
        if name == "postgresql":
            with postgresql() as address:
                start(there, {**settings, "DATABASE_URL": address})
        else:
            start(there, settings)
    except Missing as missing:
        print(f"NOT RUN: {missing}")
    if not report.exists():
        return Run({}, {})
    told = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return Run(told["outcomes"], told["reasons"])


def start(tests: Sequence[str], settings: Mapping[str, str]) -> None:
    command = (*PYTEST, "--continue-on-collection-errors", *tests)
    subprocess.run(command, cwd=ROOT, env=environment(settings), check=False)


def show(standings: Sequence[Standing]) -> None:
    """Print all, what is broken last."""
    for standing in sorted(standings, key=lambda standing: list(MARKS).index(standing.state)):
        print(f"{MARKS[standing.state]} {standing.promise.name}: {standing.promise.says}")
        for why in standing.why:
            print(f"          {why}")
    counts = Counter(standing.state for standing in standings)
    print(", ".join(f"{counts[state]} {state}" for state in MARKS))


def main() -> int:
    promises = read_list()
    runs = make_up(promises, fresh_runs())
    standings = [stand(promise, runs) for promise in promises]
    show(standings)
    return 1 if any(standing.state == "broken" for standing in standings) else 0


if __name__ == "__main__":
    sys.exit(main())
