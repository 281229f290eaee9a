"""Reads of programmes made under others, and of the tasks below a task."""

from dataclasses import dataclass
from datetime import date

from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.programmes.models import Programme, Task
from congtac.programmes.rules.entries import Read
from congtac.programmes.rules.rollup import rolled_up
from congtac.programmes.rules.standing import standing_on
from congtac.programmes.rules.words import STANDING_COLOURS, STANDING_NAMES


@dataclass(frozen=True, slots=True)
class Below:
    """A task made of another one, with where it stands."""

    task: Task
    standing: str
    colour: str


def below(task: Task, day: date) -> list[Below]:
    """The tasks made of this one, each with its standing on a day."""
    found = Task.objects.filter(above=task).select_related("programme")
    return [_below(it, day) for it in found.order_by("programme__unit_name", "position")]


def _below(task: Task, day: date) -> Below:
    standing = standing_on(day, state=task.state, due_on=task.due_on, done_on=task.done_on)
    return Below(task, STANDING_NAMES[standing], STANDING_COLOURS[standing])


def rolled(found: list[Below]) -> int | None:
    """The progress that the tasks below add up to."""
    return rolled_up((it.task.state, it.task.progress) for it in found)


def own_under(actor: Actor, above: Programme) -> Programme | None:
    """The programme that the actor's unit has made under another."""
    return Programme.objects.filter(above=above, unit=actor.unit).first()


def known_texts(programme: Programme) -> set[str]:
    """The texts of a programme's tasks, as keys: what a sheet holds again is left out."""
    return {search_key(text) for text in programme.tasks.values_list("text", flat=True)}


def news(programme: Programme, read: tuple[Read, ...]) -> list[tuple[Read, bool]]:
    """The rows of a sheet, each with whether it is new to the programme."""
    known, answered = known_texts(programme), []
    for row in read:
        key = search_key(row.entry.text)
        answered.append((row, key not in known))
        known.add(key)
    return answered
