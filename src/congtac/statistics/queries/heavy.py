"""What a heavy run reads: which forms were sent for its periods, part by part, and past runs."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl
from django.db.models import Q, QuerySet

from congtac.kernel.keys import search_key
from congtac.statistics.models import FormVersion, HeavyRun, Period, Submission
from congtac.statistics.queries import stored
from congtac.statistics.queries.periods import periods as opened
from congtac.statistics.queries.population import heads
from congtac.statistics.rules.definitions import SEVERITIES
from congtac.statistics.rules.grammar import named_forms
from congtac.statistics.rules.runs import Part, read_findings

NAMES = {"q": "words", "bieu": "form", "muc_do": "severity", "loai": "kind"}


@dataclass(frozen=True, slots=True)
class Extent:
    """What a run goes over: the versions of forms sent for its periods, units, sheets."""

    periods: Sequence[Period]
    versions: Sequence[FormVersion]
    units: Mapping[str, str]
    sheets: int

    @property
    def codes(self) -> list[str]:
        """The forms, each once."""
        return list(dict.fromkeys(it.code for it in self.versions))


def periods_sent() -> list[Period]:
    """The periods for which anything was sent, the newest first."""
    sent = Submission.objects.filter(sent_revision__gte=1)
    return list(opened().filter(pk__in=sent.values("period")))


def codes_sent() -> list[str]:
    """The forms of which anything was sent."""
    sent = FormVersion.objects.filter(submissions__sent_revision__gte=1).order_by("sort_key")
    return list(dict.fromkeys(sent.values_list("code", flat=True)))


def extent(periods: Collection[int], codes: Collection[str]) -> Extent:
    """What was sent for these periods; of all forms if none is named."""
    sent = Submission.objects.filter(period__in=list(periods), sent_revision__gte=1)
    if codes:
        sent = sent.filter(form__code__in=list(codes))
    versions = FormVersion.objects.filter(pk__in=sent.values("form")).order_by("sort_key", "pk")
    units = dict(sent.values_list("unit__key", "unit_name").order_by("unit__key"))
    found = opened().filter(pk__in=sent.values("period"))
    return Extent(list(found), list(versions), units, sent.count())


def parts(over: Extent) -> Iterator[Part]:
    """The parts of a run, one for each version of a form."""
    every = {it.code: it for it in FormVersion.objects.order_by("version")}
    compared = stored.compared_with(over.periods)
    for version in over.versions:
        yield _part(version, over, compared, every)


def _part(
    version: FormVersion,
    over: Extent,
    compared: Sequence[Period],
    every: Mapping[str, FormVersion],
) -> Part:
    asked = Q(submission__period__in=over.periods)
    own = Q(submission__form=version.pk)
    of_code = Q(submission__form__code=version.code)
    others = (every[code].form for code in sorted(_named(version)) if code in every)
    return Part(
        version.form,
        stored.kept(asked & own),
        stored.kept(of_code & (Q(submission__period__in=compared) | (asked & ~own))),
        [(it, stored.kept(asked & Q(submission__form__code=it.code))) for it in others],
        heads(over.units, over.periods[0]) if version.form.per_head and over.periods else {},
    )


def _named(version: FormVersion) -> set[str]:
    """The other forms that the relations of a form look at."""
    return named_forms(it.text for it in version.form.relations) - {version.code}


def runs() -> QuerySet[HeavyRun]:
    """The runs kept, the newest first, without their tables."""
    return HeavyRun.objects.defer("findings", "units")


def run(number: int) -> HeavyRun | None:
    """A run by its number."""
    return HeavyRun.objects.filter(pk=number).first()


def run_of(job: str) -> HeavyRun | None:
    """The run that a job left."""
    return runs().filter(job=job).first()


@dataclass(frozen=True, slots=True)
class Sought:
    """Which findings of a run are asked for."""

    words: str = ""
    form: str = ""
    severity: str = ""
    kind: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address."""
        return cls(**{name: asked.get(key, "").strip()[:200] for key, name in NAMES.items()})

    @property
    def is_narrow(self) -> bool:
        return any(getattr(self, name) for name in NAMES.values())


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a run, narrowed; the gravest first."""

    table: pl.DataFrame
    forms: Sequence[str] = ()
    kinds: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def findings(asked: HeavyRun, sought: Sought) -> Found:
    """Read the table of a run and narrow it."""
    table = read_findings(bytes(asked.findings))
    kinds, counts = sorted(set(table["kind"])), Counter(table["severity"])
    names = dict(asked.units)
    table = table.with_columns(
        unit_name=pl.col("unit").replace(names),
        grave=pl.col("severity").replace_strict(list(SEVERITIES), [0, 1, 2], default=3),
    )
    for name, wanted in (("form", sought.form), ("severity", sought.severity)):
        table = table.filter(pl.col(name) == wanted) if wanted else table
    table = table.filter(pl.col("kind") == sought.kind) if sought.kind else table
    if sought.words:
        units = [key for key, name in names.items() if search_key(sought.words) in search_key(name)]
        table = table.filter(pl.col("unit").is_in(units))
    return Found(table.sort("grave", maintain_order=True), asked.forms, kinds, counts)
