"""The forms by which administrators keep the days off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.ground.calendars.models import SpecialDay

FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
KINDS = (("off", _("Ngày nghỉ")), ("worked", _("Ngày làm bù")))


class NameForm(forms.Form):
    """What a day is called, and on which paper it stands."""

    name = forms.CharField(
        label=_("Tên"), max_length=200, error_messages={"required": _("Hãy ghi tên ngày.")}
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Số, ngày của văn bản hoặc điều luật."),
        error_messages={"required": _("Hãy ghi căn cứ.")},
    )


class SpecialDayForm(NameForm):
    """A day off, or a day worked in exchange."""

    day = forms.DateField(
        label=_("Ngày"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Hãy ghi ngày."), "invalid": _("Ngày viết như 31/12/2024.")},
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=KINDS)
    field_order = ("day", "kind", "name", "basis")

    def special_day(self) -> SpecialDay:
        """Return the row as it was written, not yet saved."""
        given = self.cleaned_data
        return SpecialDay(
            day=given["day"],
            is_worked=given["kind"] == "worked",
            name=given["name"],
            basis=given["basis"],
        )
