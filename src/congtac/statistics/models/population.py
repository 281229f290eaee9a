"""How many people live in a province, year by year, with the source of the number."""

from django.db import models
from django.db.models import Q

from congtac.documents.models import Lasting
from congtac.organisations.models import Unit


class Population(Lasting):
    """The people of a province in a year; of several rows the one with the highest ordinal holds.

    `is_confirmed`: somebody has compared the number with its source.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_index=True)
    ordinal = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    is_confirmed = models.BooleanField(default=False)
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("-year", "unit__sort_key", "-ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "year", "ordinal"), name="statistics_population_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_population_is_somebody", condition=Q(people__gte=1)
            ),
            models.CheckConstraint(
                name="statistics_population_has_source", condition=~Q(source="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.people}"
