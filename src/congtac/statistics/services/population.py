"""Keeping how many people live in a province; a number kept before stays."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congtac.ground.audit.services import record
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.subject import Subject
from congtac.organisations.models import Unit
from congtac.statistics import permissions
from congtac.statistics.models import Population
from congtac.statistics.rules import population as rules
from congtac.statistics.rules.problems import demand, problem

DATA = Path(__file__).resolve().parents[1] / "data" / "population.csv"


@dataclass(frozen=True, slots=True)
class Told:
    """A number: of which year, from which source, whether compared with it."""

    people: int
    year: int
    source: str
    is_confirmed: bool = False


def keep_population(actor: Actor, province: Unit, told: Told, *, day: date) -> Population:
    """Keep the people of a province in a year."""
    permissions.may_keep_indicators(actor).demand()
    demand(rules.objection(told.people, told.year, told.source))
    before = Population.objects.filter(unit=province, year=told.year).count()
    made = Population(unit=province, year=told.year, ordinal=before + 1, people=told.people)
    made.source, made.is_confirmed = told.source.strip(), told.is_confirmed
    made.made_by_name, made.made_on = actor.name, day
    with transaction.atomic():
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as clash:
            raise problem("STA-457") from clash
        facts = {"year": made.year, "people": made.people, "source": made.source}
        facts["confirmed"] = made.is_confirmed
        record(actor, "statistics.population.kept", population_subject(made), facts)
    return made


@transaction.atomic
def load_population(actor: Actor, *, day: date) -> int:
    """Bring in the numbers that come with the site; what is kept already stays as it is."""
    permissions.may_keep_indicators(actor).demand()
    units = {it.key: it for it in Unit.objects.filter(kind="province")}
    known = set(Population.objects.values_list("unit__key", "year"))
    made = 0
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key, year = row["key"], int(row["year"])
            if key in units and (key, year) not in known:
                told = Told(int(row["people"]), year, row["source"], row["sure"] == "confirmed")
                keep_population(actor, units[key], told, day=day)
                made += 1
    return made


def load_example(_cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Bring the numbers of the example year."""
    if not Population.objects.exists() and Unit.objects.filter(kind="province").exists():
        say(_("Nạp số dân các tỉnh, thành phố"))
        load_population(SYSTEM, day=date(2024, 1, 2))


def population_subject(made: Population) -> Subject:
    """A number of people as the log names it."""
    return Subject("statistics.population", f"{made.unit.key}-{made.year}", str(made))
