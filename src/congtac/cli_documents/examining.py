"""Reads files one by one or many at a time: in this process, in a pool, or on a cluster."""

import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from congtac.cli_documents.inputs import load, name_of
from congtac.kernel.pools import Pool
from congtac.kernel.problem import Problem

if TYPE_CHECKING:
    from vanban import Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `said`, in the shape of the contract, or a code and a sentence."""

    source: str
    said: dict[str, Any] | None = None
    code: str = ""
    sentence: str = ""
    margin: bytes | None = None  # the Word file with its findings as comments

    @property
    def is_blocking(self) -> bool:
        findings = self.said["findings"] if self.said else ()
        return any(finding["severity"] == "error" for finding in findings)

    def plain(self) -> dict[str, Any]:
        """The values for JSON."""
        if self.said is not None:
            return self.said
        return {"source": self.source, "error": {"code": self.code, "message": self.sentence}}


def examine(source: str, data: bytes, has_margin: bool) -> Outcome:
    """Read and check one file; runs in any process, so it takes and gives plain values only."""
    from vanban import Unreadable, as_json, read

    try:
        document = read(data, name=source)
        margin = _margin(data, document) if has_margin else None
        return Outcome(source, said=as_json(document), margin=margin)
    except Unreadable as refusal:
        return Outcome(source, code=refusal.code, sentence=refusal.sentence)
    # One file that shows a fault of the program must not stop the reading of a thousand others.
    except Exception as fault:  # noqa: BLE001 - told with its file, see the line above
        return Outcome(source, code="CLI-006", sentence=_confession(fault))


def outcomes(paths: Sequence[Path], pool: Pool, *, has_margin: bool = False) -> Iterator[Outcome]:
    """Read every file, in the order given; no more of them in memory than the pool takes ahead."""
    under_way: deque[Callable[[], Outcome]] = deque()
    for path in paths:
        under_way.append(_begin(path, pool, has_margin))
        if len(under_way) >= pool.ahead:
            yield under_way.popleft()()
    while under_way:
        yield under_way.popleft()()


def _begin(path: Path, pool: Pool, has_margin: bool) -> Callable[[], Outcome]:
    """Start to read a file; what is returned waits for the outcome."""
    source = name_of(path)
    try:
        future = pool.executor.submit(examine, source, load(path), has_margin)
    except Problem as problem:
        refused = Outcome(source, code=problem.code, sentence=problem.sentence)
        return lambda: refused
    except pool.losses:
        return lambda: _lost(source)
    return lambda: _end(source, future, pool.losses)


def _end(source: str, begun: Future[Outcome], losses: tuple[type[Exception], ...]) -> Outcome:
    try:
        return begun.result()
    except losses:
        return _lost(source)


def _lost(source: str) -> Outcome:
    return Outcome(
        source,
        code="CLI-007",
        sentence="Tiến trình đọc tệp bị dừng giữa chừng, có thể do hết bộ nhớ; hãy giảm --jobs.",
    )


def _margin(data: bytes, document: "Document") -> bytes:
    """The file with its findings as comments; what writes Word files loads when it is needed."""
    from vanban.write.comments import with_comments

    return with_comments(data, document)


def _confession(fault: Exception) -> str:
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{type(fault).__name__}, {Path(last.filename).name}:{last.lineno}"
    return f"Chương trình gặp lỗi khi đọc tệp này ({place}); hãy gửi tệp cho người phát triển."
