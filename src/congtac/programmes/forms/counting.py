"""The form that asks for a day of the past."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.programmes.forms.tasks import FORMATS


class DayForm(forms.Form):
    """A day until today; `since` is the one proposed."""

    ngay = forms.DateField(
        label=_("Tính đến ngày"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Ghi ngày."), "invalid": _("Ngày viết như 31/12/2024.")},
    )

    def __init__(self, data: Any = None, *, day: date, since: date | None = None) -> None:
        super().__init__(data, initial={"ngay": since or day})
        self.day = day
        if since is not None:
            self.fields["ngay"].label = _("Từ ngày")

    def clean_ngay(self) -> date:
        """Refuse a day to come."""
        asked: date = self.cleaned_data["ngay"]
        if asked > self.day:
            raise forms.ValidationError(_("Chưa có số liệu của ngày sau hôm nay."))
        return asked
