"""The form by which a target read in a plan is linked to an indicator."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.kernel.numbers import print_number
from congtac.statistics.forms.indicators import TargetForm
from congtac.statistics.models import IndicatorVersion
from congtac.statistics.queries.targets import Place


class LinkForm(TargetForm):
    """Of which indicator a target is, and what it says: filled in from what was read."""

    indicator = forms.ChoiceField(
        label=_("Chỉ tiêu thống kê"), help_text=_("Các chỉ tiêu có lời gần giống đứng trước.")
    )
    field_order = ("indicator", "year", "scope", "comparison", "value", "basis")

    def __init__(
        self,
        versions: Sequence[IndicatorVersion],
        proposed: Sequence[str],
        scopes: Iterable[tuple[str, str]],
        *arguments: Any,
        **options: Any,
    ) -> None:
        super().__init__(scopes, *arguments, **options)
        self.versions = {it.indicator.code: it for it in versions}
        first = [self.versions[it] for it in proposed]
        rest = [it for it in versions if it not in first]
        cast("forms.ChoiceField", self.fields["indicator"]).choices = [
            ("", _("– Chọn chỉ tiêu –")),
            *((it.indicator.code, f"{it.name} ({it.unit})") for it in (*first, *rest)),
        ]

    def made(self) -> IndicatorVersion:
        """The indicator chosen."""
        return self.versions[self.cleaned_data["indicator"]]


def begun(place: Place, proposed: Sequence[str], year: int) -> dict[str, Any]:
    """What stands in the form at first: what the plan says."""
    issued_on = place.document.issued_on
    return {
        "indicator": next(iter(proposed), ""),
        "year": issued_on.year if issued_on else year,
        "comparison": place.item.content["comparator"],
        "value": print_number(place.value.normalize()),
        "basis": place.document.called[:300],
    }
