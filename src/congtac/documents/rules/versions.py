"""What a new version of a document changed: the page `docs/rules/shelf.md`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from congtac.documents.rules.cards import Card, Change, card, changes_of_task
from congtac.documents.rules.review import Item
from congtac.kernel.keys import search_key

SAME, ADDED, GONE, CHANGED = "same", "added", "gone", "changed"
ALIKE = 0.6  # share of words from which two texts are one that was changed
AROUND = 1  # unchanged paragraphs shown before and after a change
LONGEST = 600  # words of a paragraph that are compared one by one


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task in two versions: what became of it, and the fields that differ."""

    what: str
    before: Card | None
    after: Card | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text of a paragraph: in both versions, only in the new one, or only in the old one."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the comparison; a `fold` stands for so many unchanged ones."""

    what: str
    stretches: tuple[Stretch, ...] = ()
    fold: int = 0


def task_changes(before: Sequence[Item], after: Sequence[Item]) -> tuple[TaskChange, ...]:
    """What became of each task, in the order of the new version; those gone stand last."""
    pairs = _pairs(before, after)
    told = [_told(before[pairs[at]] if at in pairs else None, it) for at, it in enumerate(after)]
    kept = set(pairs.values())
    gone = (it for at, it in enumerate(before) if at not in kept)
    return (*told, *(TaskChange(GONE, card(it), None) for it in gone))


def _told(before: Item | None, after: Item) -> TaskChange:
    if before is None:
        return TaskChange(ADDED, None, card(after))
    changes = changes_of_task(before.content, after.content)
    return TaskChange(CHANGED if changes else SAME, card(before), card(after), changes)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A task as it is compared: its words as one key, the set of them, where it stands."""

    key: str
    words: frozenset[str]
    path: str


def _worded(item: Item) -> _Worded:
    key = search_key(item.content["text"])
    return _Worded(key, frozenset(key.split()), item.content["path"])


def _pairs(before: Sequence[Item], after: Sequence[Item]) -> dict[int, int]:
    """Which new task is which old one: the same words, else alike at the same place, else alike."""
    old, new = [_worded(it) for it in before], [_worded(it) for it in after]
    pairs: dict[int, int] = {}
    for is_same in (_by_words, _by_path, _by_likeness):
        taken = set(pairs.values())
        free = [at for at in range(len(old)) if at not in taken]
        for at, task in enumerate(new):
            fitting = [it for it in free if at not in pairs and is_same(old[it], task)]
            if fitting:
                pairs[at] = max(fitting, key=partial(_nearness, old, new[at]))
                free.remove(pairs[at])
    return pairs


def _nearness(old: Sequence[_Worded], new: _Worded, at: int) -> tuple[float, int]:
    return _likeness(old[at], new), -at


def _by_words(old: _Worded, new: _Worded) -> bool:
    return old.key == new.key


def _by_path(old: _Worded, new: _Worded) -> bool:
    return bool(new.path) and old.path == new.path and _likeness(old, new) >= ALIKE / 2


def _by_likeness(old: _Worded, new: _Worded) -> bool:
    return _likeness(old, new) >= ALIKE


def _likeness(one: _Worded, other: _Worded) -> float:
    return _share(one.words, other.words)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def counts(changes: Sequence[TaskChange]) -> Mapping[str, int]:
    """How many tasks were added, are gone, changed, stayed the same."""
    return {
        what: sum(1 for it in changes if it.what == what) for what in (ADDED, GONE, CHANGED, SAME)
    }


def text_changes(before: str, after: str) -> tuple[Paragraph, ...]:
    """The paragraphs that differ, each between its neighbours; the rest is folded."""
    old, new = _paragraphs(before), _paragraphs(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    compared: list[Paragraph] = []
    for act, here, there, start, end in matcher.get_opcodes():
        if act == "equal":
            compared += [_plain(SAME, text) for text in new[start:end]]
        else:
            compared += _replaced(old[here:there], new[start:end])
    return tuple(_folded(compared))


def _paragraphs(text: str) -> list[str]:
    rows = (" ".join(row.split()) for row in text.splitlines())
    return [row for row in rows if row]


def _plain(what: str, text: str) -> Paragraph:
    return Paragraph(what, (Stretch(what, text),))


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Pair the paragraphs that are alike in their order; the others came or went."""
    at = 0
    for text in new:
        mate = next((n for n in range(at, len(old)) if _is_alike(old[n], text)), None)
        if mate is None:
            yield _plain(ADDED, text)
            continue
        yield from (_plain(GONE, lost) for lost in old[at:mate])
        yield Paragraph(CHANGED, tuple(_word_by_word(old[mate], text)))
        at = mate + 1
    yield from (_plain(GONE, lost) for lost in old[at:])


def _is_alike(one: str, other: str) -> bool:
    words = (frozenset(search_key(it).split()) for it in (one, other))
    return _share(*words) >= ALIKE / 2


def _word_by_word(old: str, new: str) -> Iterator[Stretch]:
    was, now = old.split(), new.split()
    if max(len(was), len(now)) > LONGEST:
        yield from (_stretch(GONE, was), _stretch(ADDED, now))
        return
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for act, here, there, start, end in matcher.get_opcodes():
        if act == "equal":
            yield _stretch(SAME, now[start:end])
            continue
        if there > here:
            yield _stretch(GONE, was[here:there])
        if end > start:
            yield _stretch(ADDED, now[start:end])


def _stretch(what: str, words: Sequence[str]) -> Stretch:
    return Stretch(what, " ".join(words) + " ")


def _folded(compared: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Leave off the unchanged paragraphs that stand near no change."""
    differing = [at for at, it in enumerate(compared) if it.what != SAME]
    shown = {near for at in differing for near in range(at - AROUND, at + AROUND + 1)}
    fold = 0
    for at, it in enumerate(compared):
        if at in shown:
            if fold:
                yield Paragraph(SAME, fold=fold)
            fold = 0
            yield it
        else:
            fold += 1
    if fold:
        yield Paragraph(SAME, fold=fold)
