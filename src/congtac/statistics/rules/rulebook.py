"""Forms made ready to judge: relations tied and printed once, used for every sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from congtac.kernel.problem import Problem
from congtac.statistics.rules.binding import BoundRelation, bind_all
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.printers.polars import to_polars
from congtac.statistics.rules.printers.sentence import name_of, to_sentence
from congtac.statistics.rules.tree import Cell, Leaf, leaves

FETCHED = "\0"  # begins the name of a cell that is fetched from another row or form


@dataclass(frozen=True, slots=True)
class ReadyRelation:
    """A tied relation with its expression; `names` are the frame's columns of its cells."""

    bound: BoundRelation
    names: Mapping[Leaf, str]
    holds: pl.Expr

    @property
    def sentence(self) -> str:
        """What it asks, in the language of the page."""
        return to_sentence(self.bound.tree)

    @property
    def said(self) -> tuple[str, ...]:
        """How each cell is called."""
        return tuple(map(name_of, self.names))

    @property
    def others(self) -> tuple[str, ...]:
        """The other forms that it looks at."""
        forms = (leaf.form for leaf in self.names if leaf.form)
        return tuple(dict.fromkeys(forms))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All forms by code with their relations, and what could not be tied."""

    forms: Mapping[str, Form]
    relations: Mapping[str, tuple[ReadyRelation, ...]]
    problems: Mapping[str, tuple[Problem, ...]]

    @classmethod
    def of(cls, forms: Iterable[Form]) -> "Rulebook":
        """Tie every relation of the forms; of two versions of a code the later one counts."""
        by_code = {form.code: form for form in forms}
        bindings = {code: bind_all(form, by_code) for code, form in by_code.items()}
        return cls(
            by_code,
            {code: tuple(map(ready, one.relations)) for code, one in bindings.items()},
            {code: one.problems for code, one in bindings.items()},
        )


def ready(bound: BoundRelation) -> ReadyRelation:
    """Print the expression of a tied relation once."""
    own = bound.relation.text
    names = {leaf: _name(leaf, f"{own}\0{at}") for at, leaf in enumerate(leaves(bound.tree))}
    return ReadyRelation(bound, names, to_polars(bound.tree, names.__getitem__))


def _name(leaf: Leaf, otherwise: str) -> str:
    """A plain column of the sheet goes by its code; what is fetched gets a name of its own."""
    is_own = isinstance(leaf, Cell) and leaf.form is None and leaf.row is None
    return leaf.column if is_own and leaf.column else f"{FETCHED}{otherwise}"
