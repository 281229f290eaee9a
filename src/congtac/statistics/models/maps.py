"""How columns go on from one version of a form to the next; every saving is a row of its own."""

from django.db import models
from django.db.models import F, Q

from congtac.documents.models import Lasting
from congtac.statistics.models.forms import FormVersion
from congtac.statistics.rules.column_maps import Mapped, completed, read_links


class ColumnMap(Lasting):
    """A map from the columns of one version of a form to those of another; the newest holds.

    `columns` and `rows` are links as JSON: into which one, of which ones, with a note.
    """

    before = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="maps_on")
    after = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="maps_back")
    ordinal = models.PositiveIntegerField(default=1)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    note = models.TextField(blank=True)
    made_by_name = models.CharField(max_length=255)
    made_on = models.DateField()

    class Meta:
        ordering = ("after__sort_key", "before__sort_key", "-ordinal")
        constraints = (
            models.UniqueConstraint(
                fields=("before", "after", "ordinal"), name="statistics_map_in_turn"
            ),
            models.CheckConstraint(
                name="statistics_map_onto_another", condition=~Q(before=F("after"))
            ),
            models.CheckConstraint(name="statistics_map_from_one", condition=Q(ordinal__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.before.code} → {self.after.code}"

    @property
    def mapped(self) -> Mapped:
        """The map as a value."""
        notes = (self.note,) if self.note else ()
        made = Mapped(read_links(self.columns), read_links(self.rows), notes)
        return completed(made, self.before.form, self.after.form)
