"""Many files at once, in processes or on a cluster, give what one after the other gives."""

import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from typing import ParamSpec, TypeVar

import pytest
from distributed import LocalCluster

from congtac.cli_documents.examining import outcomes
from congtac.kernel.pools import InPlace, Pool
from tests.cli.conftest import EXAMPLES, PLAN, WORD, Command

P = ParamSpec("P")
T = TypeVar("T")


def test_two_jobs_give_the_output_of_one(congtac: Command) -> None:
    one = congtac("read", EXAMPLES, "khong-co.txt", "--json")
    two = congtac("read", EXAMPLES, "khong-co.txt", "--json", "--jobs", 2)
    assert one == two
    assert one.status == 2


def test_a_cluster_without_dask_is_refused(
    congtac: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = congtac("read", PLAN, "--json", "--scheduler", "tcp://127.0.0.1:1")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("CLI-004: ")


class Failing(InPlace):
    """A pool whose process dies at the second file and is gone at the third."""

    begun = 0

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        self.begun += 1
        if self.begun == 2:
            lost: Future[T] = Future()
            lost.set_exception(BrokenExecutor("gone"))
            return lost
        if self.begun == 3:
            raise BrokenExecutor("gone before")
        return super().submit(fn, *args, **kwargs)


def test_a_killed_process_is_told_file_by_file() -> None:
    paths = [PLAN, WORD, PLAN, WORD]
    done = list(outcomes(paths, Pool(Failing(), ahead=2)))
    assert [outcome.code for outcome in done] == ["", "CLI-007", "CLI-007", ""]
    assert [outcome.source for outcome in done] == [str(path) for path in paths]


def test_no_more_files_are_under_way_than_the_pool_takes() -> None:
    executor = Failing()
    next(outcomes([PLAN] * 9, Pool(executor, ahead=2)))
    assert executor.begun == 2


def test_a_cluster_gives_the_output_of_one_process(congtac: Command) -> None:
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        there = congtac("read", EXAMPLES, "khong-co.txt", "--json", "--scheduler", address)
    assert there == congtac("read", EXAMPLES, "khong-co.txt", "--json")


def test_a_silent_cluster_is_refused(congtac: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congtac.kernel.pools.PATIENCE", 1)
    ran = congtac("read", PLAN, "--json", "--scheduler", "tcp://127.0.0.1:1")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("CLI-005: ")


def test_a_scheduler_without_a_sensible_address_is_refused(congtac: Command) -> None:
    ran = congtac("read", PLAN, "--json", "--scheduler", "đâu đó")
    assert ran.status == 2
    assert ran.err.startswith("CLI-005: ")
