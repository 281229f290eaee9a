"""The acts on indicators: bringing in those that come with the site, new versions, targets."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.subject import Subject
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion, Indicator, IndicatorTarget, IndicatorVersion
from congtac.statistics.queries import indicators as queries
from congtac.statistics.rules import indicators as rules
from congtac.statistics.rules import population
from congtac.statistics.rules.definitions import CONFIRMED
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.indicators import NEITHER
from congtac.statistics.rules.problems import demand, problem

DATA = Path(__file__).resolve().parents[1] / "data" / "indicators.json"
FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a version of an indicator says, as its keeper writes it."""

    name: str
    definition: str
    numerator: str
    unit: str
    source: str
    since: date
    denominator: str = ""
    per: int = 1
    breakdowns: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    field: str = ""
    direction: str = NEITHER

    @property
    def formulas(self) -> list[str]:
        """All formulas that are written."""
        return [
            it
            for it in (self.numerator, self.denominator, *(text for _name, text in self.breakdowns))
            if it.strip()
        ]


def add_indicator(actor: Actor, code: str, meant: Meant, *, day: date) -> IndicatorVersion:
    """Add an indicator with its first version."""
    permissions.may_keep_indicators(actor).demand()
    _demand_meant(meant, None)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Indicator.objects.create(code=code, made_on=day)
        except IntegrityError as clash:
            raise problem("STA-455") from clash
        return _add_version(actor, made, meant, 1, day)


def add_version(
    actor: Actor, last: IndicatorVersion, meant: Meant, *, day: date
) -> IndicatorVersion:
    """Say anew what an indicator means from a day on; the version before ends on that day."""
    permissions.may_keep_indicators(actor).demand()
    _demand_meant(meant, last.since)
    with transaction.atomic():
        going_on = IndicatorVersion.objects.filter(pk=last.pk, until=None)
        demand(None if going_on.update(until=meant.since) else "STA-457")
        return _add_version(actor, last.indicator, meant, last.ordinal + 1, day)


def _demand_meant(meant: Meant, before: date | None) -> None:
    words = (meant.name, meant.definition, meant.numerator, meant.unit, meant.source)
    demand(rules.objection_to_version(since=meant.since, before=before, words=words))
    forms = known_forms()
    for text in meant.formulas:
        rules.formula(text, forms)


def known_forms() -> Mapping[str, Form]:
    """The forms that formulas may name: the newest confirmed version of each, the population."""
    found = FormVersion.objects.filter(state=CONFIRMED).order_by("version")
    return {**{it.code: it.form for it in found}, population.CODE: population.FORM}


def _add_version(
    actor: Actor, indicator: Indicator, meant: Meant, ordinal: int, day: date
) -> IndicatorVersion:
    words = f"{indicator.code} {meant.name} {meant.definition} {meant.source}"
    made = IndicatorVersion(
        indicator=indicator,
        ordinal=ordinal,
        name=meant.name.strip(),
        definition=meant.definition.strip(),
        numerator=meant.numerator.strip(),
        denominator=meant.denominator.strip(),
        per=meant.per if meant.denominator.strip() else 1,
        unit=meant.unit.strip(),
        breakdowns=[list(it) for it in meant.breakdowns],
        source=meant.source.strip(),
        basis=meant.basis.strip(),
        field=meant.field,
        direction=meant.direction,
        since=meant.since,
        made_by_name=actor.name,
        made_on=day,
        search_key=search_key(words),
        sort_key=sort_key(meant.name),
    )
    made.save(force_insert=True)
    facts = {"ordinal": ordinal, "since": made.since, "numerator": made.numerator}
    facts |= {"denominator": made.denominator, "per": made.per}
    record(actor, "statistics.indicator.defined", indicator_subject(made), facts)
    return made


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: year, place ("" for the country), what is to be reached, by which paper."""

    year: int
    comparison: str
    value: Decimal
    basis: str
    scope: str = queries.NATION


def set_target(actor: Actor, made: IndicatorVersion, aim: Aim, *, day: date) -> IndicatorTarget:
    """Set what an indicator is to reach; a target set before stays in the history."""
    permissions.may_keep_indicators(actor).demand()
    demand(None if aim.basis.strip() else "STA-458")
    before = made.indicator.targets.filter(year=aim.year, scope=aim.scope).count()
    target = IndicatorTarget(indicator=made.indicator, year=aim.year, scope=aim.scope)
    target.ordinal, target.comparison, target.value = before + 1, aim.comparison, aim.value
    target.basis, target.made_by_name, target.made_on = aim.basis.strip(), actor.name, day
    with transaction.atomic():
        try:
            with transaction.atomic():
                target.save(force_insert=True)
        except IntegrityError as clash:
            raise problem("STA-457") from clash
        facts = {"year": aim.year, "scope": aim.scope, "target": target.words, "basis": aim.basis}
        record(actor, "statistics.indicator.target_set", indicator_subject(made), facts)
    return target


@transaction.atomic
def load_indicators(actor: Actor, *, day: date, with_targets: bool = False) -> int:
    """Bring in the indicators whose forms are known; what is there already stays as it is."""
    permissions.may_keep_indicators(actor).demand()
    known = set(Indicator.objects.values_list("code", flat=True))
    forms = set(known_forms())
    made = 0
    for said in _said():
        meant = _meant(said)
        if said["code"] in known or not _named(meant) <= forms:
            continue
        version = add_indicator(actor, said["code"], meant, day=day)
        made += 1
        for aim in said.get("targets", []) if with_targets else []:
            given = {**aim, "value": Decimal(aim["value"])}
            set_target(actor, version, Aim(**given), day=day)
    return made


def _said() -> Iterable[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def _meant(said: Mapping[str, Any]) -> Meant:
    given = {key: value for key, value in said.items() if key not in ("code", "targets")}
    given["breakdowns"] = tuple((name, text) for name, text in said.get("breakdowns", []))
    return Meant(**given, since=FIRST_DAY)


def _named(meant: Meant) -> set[str]:
    return {it for text in meant.formulas for it in rules.forms_in(text)}


def load_example(_cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Bring the indicators of the example year, with targets that are made up."""
    if not Indicator.objects.exists() and FormVersion.objects.exists():
        say(_("Nạp chỉ tiêu thống kê"))
        load_indicators(SYSTEM, day=date(2024, 1, 2), with_targets=True)


def indicator_subject(made: IndicatorVersion) -> Subject:
    """An indicator as the log names it."""
    return Subject("statistics.indicator", str(made.indicator_id), made.name)
