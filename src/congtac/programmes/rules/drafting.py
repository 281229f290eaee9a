"""A section drafted from tasks, and drafted again: the page `docs/rules/reports.md`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import Names, gettext_noop

BY_HAND, OF_TASK, OF_COUNT = "hand", "task", "count"
OF_DIFFICULTY, OF_REPORT = "difficulty", "report"
SOURCE_NAMES = Names(
    {
        BY_HAND: gettext_noop("Viết tay"),
        OF_TASK: gettext_noop("Từ nhiệm vụ"),
        OF_COUNT: gettext_noop("Từ số liệu đếm"),
        OF_DIFFICULTY: gettext_noop("Từ khó khăn, kiến nghị"),
        OF_REPORT: gettext_noop("Từ báo cáo của đơn vị"),
    }
)
SOURCE_KINDS = tuple(SOURCE_NAMES)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence came from: of which kind, which thing, as known on which day, and how.

    `key` says which thing and is the same in every drafting ("task:12", "count:all");
    `number` is that of the task, difficulty or revision; `derivation` says how it was made.
    """

    kind: str
    key: str = ""
    number: int | None = None
    day: date | None = None
    derivation: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as the drafting makes it."""

    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class There:
    """A sentence that stands in a section: what it says, and what drafting last said."""

    key: str
    words: str
    drafted: str
    is_touched: bool = False  # a person changed it or struck it out


@dataclass(frozen=True, slots=True)
class Redrafted:
    """What drafting again does: sentences to add, to say anew, to show beside, without source."""

    added: tuple[Drafted, ...] = ()
    renewed: tuple[Drafted, ...] = ()
    beside: tuple[Drafted, ...] = ()
    sourceless: tuple[str, ...] = ()


def redraft(there: Iterable[There], fresh: Sequence[Drafted]) -> Redrafted:
    """Compare what stands with what the sources say now; what a person wrote is never changed."""
    standing: Mapping[str, There] = {it.key: it for it in there if it.key}
    keys = {it.source.key for it in fresh}
    known = [(standing[it.source.key], it) for it in fresh if it.source.key in standing]
    return Redrafted(
        added=tuple(it for it in fresh if it.source.key not in standing),
        renewed=tuple(it for old, it in known if not old.is_touched),
        beside=tuple(it for old, it in known if old.is_touched and old.drafted != it.words),
        sourceless=tuple(key for key in standing if key not in keys),
    )
