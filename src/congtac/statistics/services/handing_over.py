"""The forms that a unit owes or is to take when it ends pass to the unit that stands for it.

docs/rules/units-in-time.md: listed by the handover, passed with its second signature.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.organisations.queries import successors
from congtac.organisations.rules.belongings import Belonging, Passing
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries import handing_over as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import submissions as rules
from congtac.statistics.rules.tellings import HANDED, handed_words, taken_over_words
from congtac.statistics.services.submissions import Turn, add_line, tell, turn

OWED, RECEIVED = "statistics.submission", "statistics.received"
BETWEEN = "-"  # in the key of a form that nobody has begun: its version and its period


def open_forms(unit: str, day: date) -> Iterator[Belonging]:
    """The forms that a unit has begun and not sent, and those it owes for periods of the year."""
    for asked in queries.unsent(unit):
        yield Belonging(OWED, str(asked.pk), str(asked))
    for owed in queries.unbegun(unit, day):
        key = f"{owed.form.pk}{BETWEEN}{owed.period.pk}"
        yield Belonging(OWED, key, f"{owed.form.code}, {owed.period}: {owed.unit.name}")


def pass_forms(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Let another unit fill in and send these forms; they stay forms of the unit that ended."""
    heir, giver = (Unit.objects.get(key=it) for it in (passing.receiver, passing.giver))
    for key in keys:
        asked = _begun(actor, giver, key, passing.day)
        if asked is None or asked.state not in rules.FROM["handover"]:
            continue  # sent meanwhile: nothing is owed any more
        words = handed_words(giver.name, heir.name)
        turn(actor, asked, Turn("handover", passing.day, words, {"heir": heir}))
        tell(actor, asked, HANDED, to_unit=heir.key)


def _begun(actor: Actor, giver: Unit, key: str, day: date) -> Submission | None:
    """The form; one that nobody had begun is begun in the name of the unit that owes it."""
    if BETWEEN not in key:
        return queries.open_at(giver.key, int(key))
    form, period = key.split(BETWEEN)
    version, opened = FormVersion.objects.get(pk=form), Period.objects.get(pk=period)
    kept = submission_queries.submission_of(version, giver.key, opened)
    if kept is not None:
        return queries.open_at(giver.key, kept.pk)
    made = Submission(form=version, period=opened, unit=giver, unit_name=giver.name, begun_on=day)
    made.receiver = _standing_for(submission_queries.receiver_key(version, giver.key), day)
    made.lines_count = 1
    made.save(force_insert=True)
    add_line(actor, made, Turn("begin", day))
    return made


def _standing_for(key: str, day: date) -> Unit:
    """A receiver, or who stands for it if it has ended too."""
    unit = Unit.objects.get(key=key)
    if unit.until is None or day < unit.until:
        return unit
    last_day = date.fromordinal(unit.until.toordinal() - 1)
    return successors(unit, last_day, day).order_by("key").first() or unit


def open_receipts(unit: str, _day: date) -> Iterator[Belonging]:
    """The forms of other units that come to a unit and that it hasn't taken."""
    for asked in queries.untaken(unit):
        yield Belonging(RECEIVED, str(asked.pk), str(asked))


def pass_receipts(actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
    """Let another unit take these forms, or return them."""
    taker = Unit.objects.get(key=passing.receiver)
    words = taken_over_words(taker.name)
    for asked in queries.untaken(passing.giver).filter(pk__in=keys):
        turn(actor, asked, Turn("handover", passing.day, words, {"receiver": taker}))
