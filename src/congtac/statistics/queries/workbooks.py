"""Workbooks that go out filled: the form of a unit, or all forms of some units for a period."""

from collections.abc import Iterable, Sequence

from congtac.kernel.words import as_written
from congtac.organisations.models import Unit
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries.submissions import Owed, grid_of, revision
from congtac.statistics.rules.problems import demand
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.workbooks.layout import LONGEST_NAME, sheet_name
from congtac.statistics.rules.workbooks.template import CHECKS, Sheet, workbook

MOST = 120  # sheets of one workbook


def workbook_of(asked: Submission) -> bytes:
    """The template of a form with the newest figures of the unit."""
    return _written([_sheet(asked.form, asked.unit, asked.period, asked)])


def workbook_of_period(owed: Sequence[Owed], period: Period) -> bytes:
    """One workbook for all forms that some units owe for a period, each with its figures."""
    demand("STA-374" if len(owed) > MOST else None)
    return _written([_sheet(it.form, it.unit, period, it.submission) for it in owed])


def _sheet(form: FormVersion, unit: Unit, period: Period, asked: Submission | None) -> Sheet:
    made = revision(asked) if asked else None
    return Sheet(
        form=form.form,
        name=sheet_name(form.form),
        unit=unit.name,
        key=unit.key,
        period=period.code,
        revision=made.ordinal if made else 0,
        grid=grid_of(made),
    )


def _written(sheets: Iterable[Sheet]) -> bytes:
    named = list(_apart(sheets))
    with as_written():
        return workbook(named, Rulebook.of(it.form for it in named))


def _apart(sheets: Iterable[Sheet]) -> Iterable[Sheet]:
    """The sheets with names that differ whatever the case: the code of the form and a number."""
    taken = {CHECKS.casefold()}
    for it in sheets:
        name, number = it.name, 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = it.name[: LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        yield Sheet(it.form, name, it.unit, it.key, it.period, it.revision, it.grid)
