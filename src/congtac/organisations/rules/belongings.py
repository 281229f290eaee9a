"""What is open at a unit that ends: each area above registers what it hands over, and how."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from congtac.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Belonging:
    """One open thing at a unit: the kind that its area registered, its key there, its name."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Passing:
    """From which unit to which other one (keys) things pass, from which day on."""

    giver: str
    receiver: str
    day: date


OpenAt = Callable[[str, date], Iterable[Belonging]]
PassOn = Callable[[Actor, Passing, Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things that pass: its title, what is open at a unit on a day, and the passing.

    `pass_on` gets the keys of the things; it runs in the transaction of the last signature,
    and writes its own lines of the log.
    """

    title: str
    open_at: OpenAt
    pass_on: PassOn


_kinds: dict[str, Kind] = {}


def register(kind: str, title: str, open_at: OpenAt, pass_on: PassOn) -> None:
    """Let an area hand over what is open at a unit; call it in `ready()`."""
    _kinds[kind] = Kind(title, open_at, pass_on)


def forget(kind: str) -> None:
    """Take a kind back, for tests that register one."""
    _kinds.pop(kind, None)


def title_of(kind: str) -> str:
    """Return what a kind is called on screens."""
    return _kinds[kind].title if kind in _kinds else kind


def open_at(unit: str, day: date) -> list[Belonging]:
    """Return all that is open at a unit on a day, area by area."""
    return [found for kind in _kinds.values() for found in kind.open_at(unit, day)]


def pass_on(actor: Actor, passing: Passing, things: Iterable[tuple[str, str]]) -> None:
    """Let things (kind, key) pass from one unit to another; each area does its own."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in things:
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        _kinds[kind].pass_on(actor, passing, keys)
