"""Times the reader beside a word segmenter and a plain regular expression, in the same run."""

import cProfile
import io
import pstats
import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter, process_time

from benchmarks.papers import BESIDE, EXAMPLES
from vanban import read

ROUNDS = 20
EVERY = 4  # the segmenter is slow: it is timed in each fourth round
WARM = 2  # rounds that aren't counted
SMALL, LARGE = 100_000, 1_000_000  # bytes
TWELVE = 12.0
WORD = re.compile(r"\w+")
Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Text:
    """A paper as bytes for the reader and as text for its peers."""

    name: str
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Speed:
    """Median seconds over the same texts; `segmenter` is None where it isn't installed.

    `processor` are the seconds that the reader computed; on a machine that does other work too it
    waits longer than that.
    """

    texts: int
    characters: int
    reader: float
    processor: float
    expression: float
    segmenter: float | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Median seconds of the processor for a small and a large text of the same kind.

    A processor that is shared runs now faster, now slower: so the small text is read as often as
    to take as long as the large one, in turns with it.
    """

    small: int
    large: int
    small_seconds: float
    large_seconds: float

    @property
    def ratio(self) -> float:
        return self.large_seconds / self.small_seconds

    @property
    def is_linear(self) -> bool:
        """As good as linear: ten times the text, at most twelve times the time."""
        return self.ratio <= TWELVE


def five_texts() -> tuple[str, list[Text]]:
    """The five source papers where they are, else five examples; and what they are called."""
    beside = sorted(BESIDE.glob("seed_*.txt"))
    if beside:
        return "the five source papers", [Text(path.name, path.read_bytes()) for path in beside]
    return "five of our examples", own_texts()[:5]


def own_texts() -> list[Text]:
    found = [*(EXAMPLES / "documents").glob("*.txt"), *(EXAMPLES / "corpus").glob("*.txt")]
    return [Text(path.name, path.read_bytes()) for path in sorted(found)]


def glued(size: int) -> Text:
    """Our examples one after the other, again and again, up to a size in bytes."""
    whole = b"\n\n".join(text.data for text in own_texts())
    repeated = whole * (size // len(whole) + 1)
    return Text(f"{size}.txt", repeated[:size].decode("utf-8", "ignore").encode())


def measure(texts: Sequence[Text], rounds: int = ROUNDS) -> Speed:
    """Read and check all texts, `rounds` times, taking turns with the peers."""
    plain = [text.text for text in texts]
    segment = word_segmenter()
    reader, processor, expression, segmenter = [], [], [], []
    for turn in range(-WARM, rounds):
        began = process_time()
        spent = seconds(lambda: [read(text.data, name=text.name) for text in texts])
        computing = process_time() - began
        passed = seconds(lambda: [WORD.findall(text) for text in plain])
        if turn < 0:
            continue
        reader.append(spent)
        processor.append(computing)
        expression.append(passed)
        if segment and turn % EVERY == 0:
            segmenter.append(seconds(partial(segment_all, segment, plain)))
    return Speed(
        texts=len(texts),
        characters=sum(map(len, plain)),
        reader=statistics.median(reader),
        processor=statistics.median(processor),
        expression=statistics.median(expression),
        segmenter=statistics.median(segmenter) if segmenter else None,
    )


def segment_all(segment: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        segment(text)


def word_segmenter() -> Callable[[str], object] | None:
    try:
        from underthesea import word_tokenize
    except ImportError:
        return None
    tokenize: Callable[[str], object] = word_tokenize
    tokenize("Làm ấm trước khi đo.")
    return tokenize


def growth(small: int = SMALL, large: int = LARGE, rounds: int = 3) -> Growth:
    """How the time grows with the length: the least of the rounds, for what disturbs only adds."""
    texts = glued(small), glued(large)
    often = large // small
    spent: tuple[list[float], list[float]] = ([], [])
    computed(texts[0])
    for _ in range(rounds):
        spent[0].append(computed(texts[0], often) / often)
        spent[1].append(computed(texts[1]))
    least, most = map(min, spent)
    return Growth(len(texts[0].data), len(texts[1].data), least, most)


def computed(text: Text, times: int = 1) -> float:
    """Seconds of the processor to read a text so many times."""
    began = process_time()
    for _ in range(times):
        read(text.data, name=text.name)
    return process_time() - began


def seconds(act: Act) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def hot_spots(texts: Sequence[Text], rows: int = 25) -> str:
    """The functions in which the reading of the texts spends its time."""
    for text in texts:
        read(text.data, name=text.name)
    profile = cProfile.Profile()
    for text in texts:
        profile.runcall(read, text.data, name=text.name)
    told = io.StringIO()
    pstats.Stats(profile, stream=told).strip_dirs().sort_stats("tottime").print_stats(rows)
    return told.getvalue()
