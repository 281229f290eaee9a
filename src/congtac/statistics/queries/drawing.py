"""A form as its page draws it: heads, columns with their standing, rows, relations in words."""

from dataclasses import dataclass

from congtac.kernel.problem import Problem
from congtac.statistics.models import FormVersion
from congtac.statistics.rules.breakdowns import PART, standings
from congtac.statistics.rules.definitions import SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.forms import Column, Form, Relation, Row
from congtac.statistics.rules.grammar import parse
from congtac.statistics.rules.heads import Head, heads
from congtac.statistics.rules.printers.sentence import to_sentence


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column with its number on the form, and to which column it adds up or lies within."""

    number: str
    column: Column
    total: str = ""
    is_part: bool = False

    @property
    def depends(self) -> bool:
        return bool(self.total)


@dataclass(frozen=True, slots=True)
class DrawnRelation:
    """A relation in words, and as it is written."""

    sentence: str
    relation: Relation

    @property
    def severity(self) -> str:
        return SEVERITIES[self.relation.severity]

    @property
    def colour(self) -> str:
        return SEVERITY_COLOURS[self.relation.severity]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole form, ready for its template."""

    form: Form
    heads: tuple[tuple[Head, ...], ...]
    columns: tuple[DrawnColumn, ...]
    relations: tuple[DrawnRelation, ...]

    @property
    def depth(self) -> int:
        """The lines of heads, with the one of numbers."""
        return len(self.heads)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.form.rows

    @property
    def has_rows(self) -> bool:
        """There is more than the one row without a name."""
        return len(self.form.rows) > 1 or any(it.label for it in self.form.rows)


def drawn(version: FormVersion) -> Drawn:
    """Lay a version of a form out."""
    return drawn_form(version.form)


def drawn_form(form: Form) -> Drawn:
    """Lay a form out."""
    numbered = {it.code: it.mark for it in form.columns}
    depends = standings(form)
    columns = []
    for it in form.columns:
        how, total = depends.get(it.code, ("", ""))
        shown = numbered.get(total, "")
        columns.append(DrawnColumn(numbered[it.code], it, shown, is_part=how == PART))
    relations = tuple(DrawnRelation(_sentence(it), it) for it in form.relations)
    return Drawn(form, heads(form.columns), tuple(columns), relations)


def _sentence(relation: Relation) -> str:
    try:
        return to_sentence(parse(relation.text))
    except Problem:
        return relation.text
