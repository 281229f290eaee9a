"""The list of promises is whole, and the judge of promises is not lenient."""

import json
from pathlib import Path

import pytest

from tests import promises
from tests.promises import Promise, Run, exists, read_list, stand, unproven

ONE = Promise(name="one", says="It holds.", proof=("a.py::test_a",))
BOTH = Promise(name="both", says="It holds.", proof=("a.py::test_a",), on=("sqlite", "postgresql"))


def made(outcome: str, case: str = "a.py::test_a", reason: str = "") -> Run:
    return Run({case: outcome}, {case: reason} if reason else {})


def test_figures_count_for_their_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(promises, "REPORTS", tmp_path)
    monkeypatch.setattr(promises, "newest_change", lambda: 0.0)
    for name, test in (("sqlite", "a"), ("sqlite-figures", "b")):
        told = {"outcomes": {test: "passed"}, "reasons": {}, "pure": []}
        (tmp_path / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
    assert promises.fresh_runs() == {"sqlite": Run({"a": "passed", "b": "passed"}, {})}


def test_a_promise_is_kept_when_its_test_passed() -> None:
    assert stand(ONE, {"sqlite": made("passed")}).state == "kept"


@pytest.mark.parametrize(
    "runs",
    [
        {},
        {"sqlite": made("failed")},
        {"sqlite": made("passed"), "postgresql": made("failed")},
        {"sqlite": made("not run", reason="no browser")},
        {"sqlite": made("passed", case="a.py::test_another")},
        {"sqlite": made("failed", case="a.py::test_a[case]")},
    ],
)
def test_a_promise_is_broken_without_a_passing_test(runs: dict[str, Run]) -> None:
    assert stand(ONE, runs).state == "broken"


def test_a_promise_may_rest_on_one_case_of_a_test() -> None:
    one = Promise(name="case", says="It holds.", proof=("a.py::test_a[second]",))
    cases = {"a.py::test_a[first]": "failed", "a.py::test_a[second]": "passed"}
    assert stand(one, {"sqlite": Run(cases, {})}).state == "kept"
    cases["a.py::test_a[second]"] = "failed"
    assert stand(one, {"sqlite": Run(cases, {})}).state == "broken"


def test_a_promise_about_both_databases_needs_both_runs() -> None:
    assert stand(BOTH, {"sqlite": made("passed")}).state == "broken"
    both = {"sqlite": made("passed"), "postgresql": made("passed")}
    assert stand(BOTH, both).state == "kept"


def test_only_the_papers_beside_the_project_excuse_a_test() -> None:
    absent = made("not run", reason="../shared is not beside the project")
    assert stand(ONE, {"sqlite": absent}).state == "excused"


def test_an_owed_promise_is_not_called_kept() -> None:
    owed = Promise(name="late", says="It will hold.", owed=True)
    assert stand(owed, {}).state == "owed"


def test_what_no_run_holds_is_run_again() -> None:
    assert unproven([ONE], {}, "sqlite") == ["a.py::test_a"]
    assert unproven([ONE], {"journeys": made("passed")}, "sqlite") == []
    assert unproven([BOTH], {"sqlite": made("passed")}, "postgresql") == ["a.py::test_a"]


def test_every_promise_has_a_name_of_its_own_and_a_proof() -> None:
    promises = read_list()
    assert len({promise.name for promise in promises}) == len(promises) > 0
    assert [promise.name for promise in promises if not (promise.proof or promise.owed)] == []


def test_every_test_that_a_promise_names_exists() -> None:
    dangling = [
        test
        for promise in read_list()
        if not promise.owed
        for test in promise.proof
        if not exists(test)
    ]
    assert dangling == []
