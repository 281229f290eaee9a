"""What stands on a page without the page knowing: upper areas register, lower pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from congtac.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a page: its title, the template that draws it, what the template is given."""

    title: str
    template: str
    facts: Mapping[str, object] = field(default_factory=dict)
    weight: int = 0  # light ones stand first


Show = Callable[[Actor, Any], Panel | None]
LoadExample = Callable[[Mapping[str, Actor], Callable[[str], None]], None]

_shows: dict[str, list[Show]] = {}
_examples: list[LoadExample] = []


def register(kind: str, show: Show) -> None:
    """Let `show` answer for pages about this kind of subject; a second time changes nothing."""
    shows = _shows.setdefault(kind, [])
    if show not in shows:
        shows.append(show)


def of(kind: str, actor: Actor, subject: object = None) -> list[Panel]:
    """Return the panels of a subject that this actor gets to see, light ones first."""
    shown = (show(actor, subject) for show in _shows.get(kind, ()))
    return sorted((panel for panel in shown if panel), key=lambda panel: panel.weight)


def register_example(load: LoadExample) -> None:
    """Let an area bring its part of the example year; called in the order of registration."""
    if load not in _examples:
        _examples.append(load)


def examples() -> tuple[LoadExample, ...]:
    """Return the loaders of the example year, lower areas first."""
    return tuple(_examples)
