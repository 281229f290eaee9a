"""What waits for a name to be settled: each area above registers what it does then."""

from collections.abc import Callable
from dataclasses import dataclass

from congtac.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Settled:
    """A name as written and its key, near which province it was read, its unit before and now.

    Units are named by their keys; "" is no unit: a group, nobody, or not settled before.
    """

    written: str
    key: str
    near: str
    before: str
    unit: str


TakeUp = Callable[[Actor, Settled], int]

_waiting: list[TakeUp] = []


def register(take_up: TakeUp) -> None:
    """Let an area follow a name that was settled; call it in `ready()`, twice changes nothing.

    It runs in the transaction of settling, writes its own lines of the log, and returns how
    many of its things found their unit.
    """
    if take_up not in _waiting:
        _waiting.append(take_up)


def tell(actor: Actor, settled: Settled) -> int:
    """Let every area follow; returns how many things found their unit."""
    return sum(take_up(actor, settled) for take_up in _waiting)
