"""A relation tied to its form: every column and row that it names is found, or said to be unknown.

Names of rows may be short: a number ("I"), words of the label ("họp tư vấn"), both ("2. huyện").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from congtac.kernel.keys import search_key
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _
from congtac.statistics.rules.forms import Form, Relation, Row
from congtac.statistics.rules.grammar import parse
from congtac.statistics.rules.rows import number_of, words_of
from congtac.statistics.rules.tree import (
    Arithmetic,
    Cell,
    Group,
    Leaf,
    Node,
    Rest,
    Sum,
    children,
    leaves,
    rebuilt,
    walk,
)

Reach = Literal["row", "column", "form"]
Forms = Mapping[str, Form]


@dataclass(frozen=True, slots=True)
class BoundRelation:
    """A relation ready to judge.

    `reach` says over what it is repeated: each row, each column of figures, or nothing.
    """

    form: Form
    relation: Relation
    tree: Node
    reach: Reach

    @property
    def is_cross(self) -> bool:
        """Whether it looks at another form too."""
        return any(leaf.form for leaf in leaves(self.tree))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its own form that it names."""
        own = (leaf.column for leaf in leaves(self.tree) if leaf.column and not leaf.form)
        return tuple(dict.fromkeys(own))

    @property
    def row(self) -> str | None:
        """The row of its own form that it names first: where a breach is shown."""
        named = (leaf.row for leaf in leaves(self.tree) if isinstance(leaf, Cell) and not leaf.form)
        return next((row for row in named if row), None)


@dataclass(frozen=True, slots=True)
class Bindings:
    """The relations of a form that can be judged, and what is wrong with the others."""

    relations: tuple[BoundRelation, ...]
    problems: tuple[Problem, ...]


def bind_all(form: Form, forms: Forms) -> Bindings:
    """Tie the relations of a form; `forms` are those that it may look at, by code."""
    bound, problems = [], []
    for relation in form.relations:
        try:
            bound.append(bind(form, relation, forms))
        except Problem as problem:
            problems.append(_named(form, relation, problem))
    return Bindings(tuple(bound), tuple(problems))


def bind(form: Form, relation: Relation, forms: Forms) -> BoundRelation:
    """Tie one relation; a Problem says which column or row is not known."""
    tree = _filled(parse(relation.text), form)
    tree = rebuilt(tree, lambda leaf: _bound(leaf, form, forms))
    return BoundRelation(form, relation, tree, _reach(tree))


def _filled(tree: Node, form: Form) -> Node:
    """The tree with `...` replaced by the rows that it stands for."""
    if not any(isinstance(node, Rest) for node in walk(tree)):
        return tree
    named = [_row(form, leaf.row) for leaf in leaves(tree) if isinstance(leaf, Cell) and leaf.row]
    rest = _rest(tree, form, [row for rows in named for row in rows])
    return rebuilt(tree, lambda leaf: rest if isinstance(leaf, Rest) else leaf)


def _rest(tree: Node, form: Form, named: list[Row]) -> Group:
    """All further rows beside the last one that is named in the same sum."""
    before = [name for sums in _sums(tree) for name in sums]
    if not before:
        raise Problem("STA-104", _("“...” phải đứng sau ít nhất một dòng trong phép cộng."))
    parent = _row(form, before[-1])[0].parent
    taken = {row.code for row in named}
    beside = [row for row in form.rows if row.parent == parent and row.code not in taken]
    slots = tuple(row.code for row in beside if row.is_dynamic)
    under = number_of(before[-1]).rpartition(".")[0]
    return Group(
        rows=tuple(row.code for row in beside if not row.is_dynamic),
        slots=slots,
        under=under,
    )


def _sums(node: Node) -> Iterator[list[str]]:
    """The names of rows in each sum that holds `...`."""
    is_sum = isinstance(node, Sum) or (isinstance(node, Arithmetic) and node.sign == "+")
    if is_sum and any(isinstance(one, Rest) for one in walk(node)):
        yield [leaf.row for leaf in leaves(node) if isinstance(leaf, Cell) and leaf.row]
        return
    for child in children(node):
        yield from _sums(child)


def _bound(leaf: Node, form: Form, forms: Forms) -> Node:
    if not isinstance(leaf, Cell):
        return leaf
    if leaf.form is not None:
        return _elsewhere(leaf, forms)
    if leaf.column is not None and form.column(leaf.column) is None:
        raise Problem("STA-104", _("biểu không có cột {name}").format(name=leaf.column))
    if leaf.row is None:
        return leaf
    return _rows_leaf(leaf, _row(form, leaf.row))


def _elsewhere(leaf: Cell, forms: Forms) -> Leaf:
    """A cell of another form; a form that isn't at hand has no cells, so nothing is judged."""
    other = forms.get(leaf.form or "")
    if other is None:
        return leaf
    if leaf.column is not None and other.column(leaf.column) is None and other.columns:
        raise Problem(
            "STA-104",
            _("biểu {form} không có cột {name}").format(form=other.code, name=leaf.column),
        )
    return leaf if leaf.row is None else _rows_leaf(leaf, _row(other, leaf.row))


def _rows_leaf(leaf: Cell, rows: tuple[Row, ...]) -> Leaf:
    """One fixed row is a cell; slots are all rows that fill them, added up."""
    if len(rows) == 1 and not rows[0].is_dynamic:
        return Cell(leaf.column, rows[0].code, leaf.form)
    return Group((), tuple(row.code for row in rows), leaf.column, leaf.form)


def _row(form: Form, name: str) -> tuple[Row, ...]:
    """The row that a name means, or all slots that it means."""
    exact = [row for row in form.rows if name in (row.code, row.label)]
    found = exact or _by_number(form, name) or _by_words(form, name)
    fixed = [row for row in found if not row.is_dynamic]
    slots = [row for row in found if row.is_dynamic]
    if len(fixed) == 1 and not slots:
        return (fixed[0],)
    if slots and not fixed:
        return tuple(slots)
    if found:
        raise Problem("STA-104", _("“{name}” có thể là nhiều dòng").format(name=name))
    raise Problem("STA-104", _("biểu không có dòng “{name}”").format(name=name))


def _by_number(form: Form, name: str) -> list[Row]:
    """Rows with the number of the name; of several, those that hold its words too."""
    number = number_of(name)
    found = [row for row in form.rows if number and number_of(row.label) == number]
    return _holding(found, name) if len(found) > 1 else found


def _by_words(form: Form, name: str) -> list[Row]:
    """Rows with the very words of the name; else those that hold them; a slot goes before."""
    key = search_key(words_of(name))
    same = [row for row in form.rows if search_key(words_of(row.label)) == key]
    held = _holding(list(form.rows), name)
    return same or [row for row in held if row.is_dynamic] or held


def _holding(rows: list[Row], name: str) -> list[Row]:
    key = search_key(words_of(name))
    return [row for row in rows if key in search_key(row.label)]


def _reach(tree: Node) -> Reach:
    """Rows without a column: each column in turn; columns without a row: each row in turn."""
    own = [leaf for leaf in leaves(tree) if not leaf.form]
    over_columns = any(leaf.column is None for leaf in leaves(tree))
    over_rows = any(isinstance(leaf, Cell) and leaf.row is None for leaf in own)
    if over_columns and over_rows:
        raise Problem("STA-104", _("không trộn cột không nêu dòng với dòng không nêu cột"))
    if over_columns:
        return "column"
    return "row" if over_rows else "form"


def _named(form: Form, relation: Relation, problem: Problem) -> Problem:
    sentence = _("Biểu {form}, quan hệ “{text}”: {reason}").format(
        form=form.code, text=relation.text, reason=problem.sentence
    )
    return Problem(problem.code, sentence)
