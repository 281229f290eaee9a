"""Compares what was read of a paper with its labels, by the conventions of the labels."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

Values = Mapping[str, Any]
FIELDS = ("issuer", "number", "date", "type", "title", "signer", "capacity", "place")
PARTS = ("metadata", "citations", "tasks", "lead", "coordinating", "deadline", "targets", "places")
SHARES = {"metadata", "deadline", "places"}  # right of all; nothing can be found too much
FAR = 150  # letters that may stand before the first words of a label in a task
BEGINNING = 45  # letters of a label that are compared


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found of how many wanted, how many were said, and which: for one part."""

    hit: int = 0
    wanted: int = 0
    found: int = 0
    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hit + other.hit, self.wanted + other.wanted, self.found + other.found)

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        both = self.wanted + self.found
        return 2 * self.hit / both if both else 1.0


def score(gold: Values, read: Values) -> dict[str, Score]:
    """The score of every part of one paper."""
    labels = [label for label in gold["tasks"] if label.get("mode") != "crossref"]
    said = list(read.get("tasks") or [])
    pairs = paired(labels, said)
    return {
        "metadata": metadata(gold["metadata"], read.get("metadata") or {}),
        "citations": citations(gold["citations"], read.get("citations") or []),
        "tasks": tasks(gold, labels, said, pairs),
        "lead": agencies("lead", labels, pairs),
        "coordinating": agencies("coordinating", labels, pairs),
        "deadline": share(pairs, lambda label, task: is_same_time(label, task)),
        "targets": targets(gold.get("targets") or [], read.get("targets") or []),
        "places": share(pairs, lambda _, task: is_placed(task, read.get("text") or "")),
    }


def tally(right: Iterable[str], missed: Iterable[str], extra: Iterable[str] = ()) -> Score:
    """A score counted from its items."""
    ours, lost, more = tuple(right), tuple(missed), tuple(extra)
    return Score(len(ours), len(ours) + len(lost), len(ours) + len(more), ours, lost, more)


# --- Words ---------------------------------------------------------------------------------------


@lru_cache(maxsize=50_000)
def plain(words: str | None) -> str:
    """Words as they are compared: without case, quotes, dashes and punctuation."""
    folded = unicodedata.normalize("NFC", words or "").casefold()
    folded = re.sub(r"[“”\"'‘’]", "", folded)
    folded = re.sub(r"\buỷ\b", "ủy", folded)
    return re.sub(r"[\s\-–—.,;:]+", " ", folded).strip()


def number(written: object) -> str:
    """The number of a paper without blanks, in capitals, with one kind of dash."""
    folded = unicodedata.normalize("NFC", str(written or ""))
    return re.sub("[\u2010-\u2015\u2212]", "-", re.sub(r"\s+", "", folded)).upper()


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_close(one: str | None, other: str | None, least: float) -> bool:
    left, right = plain(one), plain(other)
    return left == right or (bool(left and right) and likeness(left, right) >= least)


# --- The parts -----------------------------------------------------------------------------------


def metadata(gold: Values, read: Values) -> Score:
    """Right fields of those labelled; where the label says blank, saying something is wrong."""
    right = [key for key in FIELDS if key in gold and is_right(key, gold[key], read.get(key))]
    wrong = [key for key in FIELDS if key in gold and key not in right]
    return tally(right, [f"{key}: {gold[key]} / {read.get(key)}" for key in wrong])


def is_right(key: str, gold: str | None, read: str | None) -> bool:
    if gold is None:
        return not read
    if key in ("number", "date"):
        return number(gold) == number(read)
    return is_close(gold, read, 0.85 if key == "title" else 0.9)


def citations(gold: Sequence[Values], read: Sequence[Values]) -> Score:
    """One a number; the paper's own number counts on neither side."""
    own = {number(label["number"]) for label in gold if label.get("number") and label.get("self")}
    said = {number(one["number"]) for one in read if one.get("number")} - own
    wanted = [label for label in gold if label.get("number") and not label.get("self")]
    right = [label["number"] for label in wanted if forms(label) & said]
    missed = [label["number"] for label in wanted if not forms(label) & said]
    extra = said - {form for label in wanted for form in forms(label)}
    return Score(
        len(right), len(wanted), len(said), tuple(right), tuple(missed), tuple(sorted(extra))
    )


def forms(label: Values) -> set[str]:
    """Every way to write a citation that counts as right."""
    names = [label["number"], label.get("normalized"), *label.get("variants", ())]
    return {number(name) for name in names if name}


def tasks(gold: Values, labels: Sequence[Values], said: Sequence[Values], pairs: "Pairs") -> Score:
    """Tasks found; optional ones and those that lead by reference count on neither side."""
    taken = {id(task) for _, task in pairs}
    rest = [task for task in said if id(task) not in taken]
    loose = [label for label in gold["tasks"] if label.get("mode") == "crossref"]
    free = {id(task) for _, task in paired([*loose, *(gold.get("optional_tasks") or [])], rest)}
    met = {id(label) for label, _ in pairs}
    return tally(
        [name_of(label) for label, _ in pairs],
        [name_of(label) for label in labels if id(label) not in met],
        [said_name(task) for task in rest if id(task) not in free],
    )


Pairs = list[tuple[Values, Values]]


def paired(labels: Sequence[Values], said: Sequence[Values]) -> Pairs:
    """Each label with the nearest task that is left."""
    left, pairs = list(said), []
    for label in labels:
        far = [
            (apart, place)
            for place, task in enumerate(left)
            if (apart := distance(label, task)) is not None
        ]
        if far:
            pairs.append((label, left.pop(min(far)[1])))
    return pairs


def distance(label: Values, task: Values) -> int | None:
    """How far a task stands from a label, below zero on the same path; None: not the same."""
    beginning = plain(label.get("text_start"))[:BEGINNING]
    words = plain(task.get("text"))
    at = words.find(beginning[:30]) if beginning else -1
    is_there = plain(label.get("heading")) == plain(task.get("path"))
    if not 0 <= at <= FAR and not (is_there and likeness(beginning, words[: len(beginning)]) > 0.8):
        return None
    return (at if at >= 0 else 999) - (500 if is_there else 0)


def agencies(role: str, labels: Sequence[Values], pairs: Pairs) -> Score:
    """Names in a role; of a task that was missed all are missed.

    A body that is only told to coordinate may be read as either, so such tasks don't count.
    """
    right, missed, extra = [], [], []
    for label, task in (pair for pair in pairs if pair[0].get("mode") != "coordinate"):
        wanted, said = names(label.get(role)), names(task.get(role))
        partners = dict(partnered(wanted, said))
        where = name_of(label)
        right += [f"{where}: {name}" for name in partners]
        missed += [f"{where}: {name}" for name in wanted - set(partners)]
        extra += [f"{where}: {name}" for name in said - set(partners.values())]
    met = {id(label) for label, _ in pairs}
    for label in labels:
        if id(label) not in met and label.get("mode") != "coordinate":
            missed += [f"{name_of(label)}: {name}" for name in names(label.get(role))]
    return tally(sorted(right), sorted(missed), sorted(extra))


def names(written: Iterable[str] | None) -> set[str]:
    return {plain(name) for name in written or () if plain(name)}


def partnered(wanted: set[str], said: set[str]) -> Iterator[tuple[str, str]]:
    """Each wanted name with one said name that is the same, or nearly so."""
    left = set(said)
    for name in sorted(wanted):
        same = {other for other in left if is_same_body(name, other)}
        if same:
            partner = name if name in same else min(same)
            left.remove(partner)
            yield name, partner


def is_same_body(one: str, other: str) -> bool:
    """Nine tenths alike, with the same first and last word: Hà Nam is not Hà Tĩnh."""
    if one == other:
        return True
    ours, theirs = one.split(), other.split()
    return ours[0] == theirs[0] and ours[-1] == theirs[-1] and likeness(one, other) >= 0.9


def share(pairs: Pairs, is_good: Callable[[Values, Values], bool]) -> Score:
    """How many of the matched tasks are right in some respect."""
    right = [name_of(label) for label, task in pairs if is_good(label, task)]
    wrong = [name_of(label) for label, task in pairs if not is_good(label, task)]
    return tally(right, wrong)


def is_same_time(label: Values, task: Values) -> bool:
    """The same kind with the same days; of a date the last day alone counts."""
    gold, said = label.get("deadline") or {}, task.get("deadline") or {}
    kind, other = gold.get("kind") or "none", said.get("kind") or "none"
    if "none" in (kind, other):
        return kind == other
    if "ongoing" in (kind, other):
        is_dated = bool(gold.get("start"))
        return kind == other and (not is_dated or gold["start"] == said.get("start"))
    is_same_end = gold.get("end") == said.get("end")
    return is_same_end and (kind == "date" or gold.get("start") == said.get("start"))


def is_placed(task: Values, text: str) -> bool:
    """The offsets of a task lead to its first words."""
    start, end, words = task.get("start"), task.get("end"), plain(task.get("text"))[:30]
    if not isinstance(start, int) or not isinstance(end, int):
        return False
    return bool(words) and start < end and words in plain(text[start:end])


def targets(gold: Sequence[Values], read: Sequence[Values]) -> Score:
    """Goals of the same figure and comparison, each used once."""
    left = list(read)
    right, missed = [], []
    for label in gold:
        same = next((one for one in left if goal(one) == goal(label)), None)
        if same is None:
            missed.append(goal_name(label))
        else:
            left.remove(same)
            right.append(goal_name(label))
    return tally(right, missed, [goal_name(one) for one in left])


def goal(target: Values) -> tuple[float | None, str]:
    try:
        value = float(target["value"])
    except (KeyError, TypeError, ValueError):
        value = None
    return value, target.get("comparator") or "="


def goal_name(target: Values) -> str:
    return (
        f"{target.get('comparator') or '='} {target.get('value')} {plain(target.get('text'))[:50]}"
    )


def name_of(label: Values) -> str:
    return f"{label.get('heading')} {plain(label.get('text_start'))[:50]}"


def said_name(task: Values) -> str:
    return f"{task.get('path')} {plain(task.get('text'))[:50]}"
