"""The form by which the people of a province in a year are kept."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.kernel.numbers import parse_number
from congtac.kernel.problem import Problem
from congtac.organisations.models import Unit
from congtac.statistics.rules.population import FIRST_YEAR, LAST_YEAR
from congtac.statistics.services.population import Told


class PopulationForm(forms.Form):
    """How many people, where, in which year, by which source."""

    province = forms.ChoiceField(label=_("Tỉnh, thành phố"))
    year = forms.IntegerField(
        label=_("Năm"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": _("Ghi năm."), "invalid": _("Năm viết như 2024.")},
    )
    people = forms.CharField(
        label=_("Dân số trung bình (người)"), max_length=20, help_text=_("Viết như 601.200.")
    )
    source = forms.CharField(
        label=_("Nguồn"), max_length=300, help_text=_("Ví dụ: Niên giám thống kê 2024, trang 95.")
    )
    is_confirmed = forms.BooleanField(label=_("Đã đối chiếu với nguồn"), required=False)

    def __init__(self, provinces: Sequence[Unit], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.provinces = {it.key: it for it in provinces}
        cast("forms.ChoiceField", self.fields["province"]).choices = [
            (it.key, _called(it)) for it in provinces
        ]

    def clean_people(self) -> int:
        """Read a whole number as an office writes it."""
        try:
            found = parse_number(self.cleaned_data["people"])
        except Problem as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        if found != found.to_integral_value():
            raise forms.ValidationError(_("Số dân là số nguyên, viết như 601.200."))
        return int(found)

    def told(self) -> Told:
        """The number as it was written."""
        names = ("people", "year", "source", "is_confirmed")
        return Told(**{name: self.cleaned_data[name] for name in names})


def _called(province: Unit) -> str:
    """The name of a province; of those of one name the days tell which."""
    if province.until:
        return f"{province.name} (– {province.until.year})"
    return f"{province.name} ({province.since.year} –)" if province.since else province.name
