"""What the editor of forms reads: the other forms a draft speaks of, a trial on what was sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.queries import stored
from congtac.statistics.queries.findings import key_of
from congtac.statistics.queries.periods import periods
from congtac.statistics.queries.population import heads
from congtac.statistics.rules.definitions import CONFIRMED, SEVERITIES, SEVERITY_COLOURS
from congtac.statistics.rules.editing import new_findings
from congtac.statistics.rules.engine import Surroundings, check
from congtac.statistics.rules.findings import Finding
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.problems import problem
from congtac.statistics.rules.rulebook import Rulebook
from congtac.statistics.rules.stored import book_of_kept

SHOWN = 100  # findings of each list on the page


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with the name of its unit."""

    finding: Finding
    unit_name: str

    @property
    def severity(self) -> str:
        return SEVERITIES[self.finding.severity]

    @property
    def colour(self) -> str:
        return SEVERITY_COLOURS[self.finding.severity]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a draft finds in the figures of a period, beside the version they were sent under."""

    period: Period
    version: FormVersion
    units: int
    found: int
    new: Sequence[Line]
    gone: Sequence[Line]

    @property
    def same(self) -> int:
        """Findings of both."""
        return self.found - len(self.new)

    @property
    def lists(self) -> tuple[tuple[bool, Sequence[Line], Sequence[Line]], ...]:
        """Whether new, all of them, and those that the page shows."""
        return (True, self.new, self.new[:SHOWN]), (False, self.gone, self.gone[:SHOWN])


def forms_named(codes: Collection[str]) -> dict[str, Form]:
    """The newest version of each form of these codes, the confirmed ones first."""
    found = FormVersion.objects.filter(code__in=list(codes)).order_by("version")
    ranked = sorted(found, key=lambda it: it.state == CONFIRMED)
    return {it.code: it.form for it in ranked}


def periods_with(code: str) -> list[Period]:
    """The periods for which some unit sent this form, the newest first."""
    sent = Submission.objects.filter(form__code=code, sent_revision__gte=1)
    return list(periods().filter(pk__in=sent.values("period")))


def trial(form: Form, period: Period, others: Iterable[Form]) -> Trial:
    """Run the rules of a draft on what was sent for a period; nothing is kept."""
    version = _version_of(form.code, period)
    of_form = Q(submission__form__code=form.code)
    now = stored.kept(of_form & Q(submission__period=period))
    before = stored.kept(of_form & Q(submission__period__in=stored.compared_with([period])))
    beside = [it for it in others if it.code != form.code]
    same_period = Q(submission__period=period)
    around = book_of_kept(
        {it: stored.kept(same_period & Q(submission__form__code=it.code)) for it in beside}
    )

    def found(one: Form) -> list[Finding]:
        previous = book_of_kept({one: before})
        rules = Rulebook.of([*beside, one])
        people = heads({it[0] for it in now}, period) if one.per_head else {}
        held = Surroundings(previous, around, people=people)
        return check(book_of_kept({one: now}), rules, held)

    standing, drafted = found(version.form), found(form)
    new, gone = new_findings(standing, drafted, lambda it: (it.unit, it.period, key_of(it)))
    names = _unit_names(form.code, period)
    told = [[Line(it, names.get(it.unit, it.unit)) for it in some] for some in (new, gone)]
    return Trial(period, version, len({it[0] for it in now}), len(drafted), *told)


def _version_of(code: str, period: Period) -> FormVersion:
    """The version under which most of the forms of a period were sent."""
    sent = Submission.objects.filter(form__code=code, period=period, sent_revision__gte=1)
    most = sent.values_list("form").annotate(count=Count("id")).order_by("-count", "-form").first()
    if most is None:
        raise problem("STA-441")
    return FormVersion.objects.get(pk=most[0])


def _unit_names(code: str, period: Period) -> dict[str, str]:
    sent = Submission.objects.filter(form__code=code, period=period)
    return dict(sent.values_list("unit__key", "unit_name"))
