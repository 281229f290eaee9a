"""Where heavy work runs: here, in processes of this machine, or on a Dask cluster by address."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _

PATIENCE = 10  # seconds to wait for the scheduler of a cluster
P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Pool:
    """Where work is done; `ahead` pieces at once; `losses` say that whoever did one is gone."""

    executor: Executor
    ahead: int
    losses: tuple[type[Exception], ...] = (BrokenExecutor,)


class InPlace(Executor):
    """Does the work at once, here."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def in_order(pool: Pool, work: Callable[[S], T], pieces: Iterable[S]) -> Iterator[T]:
    """What comes of each piece, in order; no more under way than the pool takes ahead.

    Whoever did a piece may be gone: KER-005.
    """
    under_way: deque[Future[T]] = deque()
    try:
        for piece in pieces:
            under_way.append(pool.executor.submit(work, piece))
            if len(under_way) >= pool.ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except pool.losses as loss:
        raise Problem(
            "KER-005",
            _("Một tiến trình bị dừng giữa chừng, có thể do hết bộ nhớ; hãy giảm số tiến trình."),
        ) from loss


@contextmanager
def pool_for(jobs: int, scheduler: str | None, *, preload: tuple[str, ...] = ()) -> Iterator[Pool]:
    """A cluster where a scheduler is named, else processes of this machine, else this process."""
    if scheduler is not None:
        with _cluster(scheduler) as pool:
            yield pool
    elif jobs > 1:
        with _processes(jobs, preload) as executor:
            yield Pool(executor, ahead=4 * jobs)
    else:
        yield Pool(InPlace(), ahead=1)


def _processes(jobs: int, preload: tuple[str, ...]) -> ProcessPoolExecutor:
    context = get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Ctrl+C is for the process that the person started; it stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str) -> Iterator[Pool]:
    try:
        from distributed import Client
        from distributed.comm import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise Problem(
            "CLI-004", _("Máy này chưa cài Dask; hãy chạy: pip install 'congtac[cluster]'.")
        ) from None
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise Problem(
            "CLI-005",
            _("Không nối được với bộ điều phối {address}; hãy kiểm tra địa chỉ.").format(
                address=address
            ),
        ) from error
    with client:
        losses = (BrokenExecutor, CancelledError, CommClosedError, KilledWorker)
        yield Pool(client.get_executor(), ahead=64, losses=losses)
