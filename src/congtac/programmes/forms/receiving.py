"""The forms of the unit that receives reports: a consolidation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.programmes.models import Report

DAY = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"})
DAY_ERRORS = {"required": _("Ghi ngày."), "invalid": _("Ngày viết như 31/12/2024.")}


class GatherForm(forms.Form):
    """Where a consolidation goes, and which reports it takes."""

    into = forms.ChoiceField(label=_("Tổng hợp vào"), required=False)
    to = forms.CharField(
        label=_("Báo cáo mới gửi đến"),
        required=False,
        max_length=250,
        help_text=_("Chỉ ghi khi lập báo cáo mới. Ví dụ: Bộ Tư pháp."),
    )
    with_unaccepted = forms.BooleanField(
        label=_("Lấy cả báo cáo đã gửi nhưng chưa tiếp nhận"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, data: Any = None, *, drafts: list[Report]) -> None:
        super().__init__(data)
        choices = [("", _("Lập một báo cáo mới")), *((str(it.pk), _named(it)) for it in drafts)]
        self.fields["into"] = forms.ChoiceField(
            label=_("Tổng hợp vào"), choices=choices, required=False
        )


def _named(report: Report) -> str:
    to = f" → {report.to.name}" if report.to else ""
    return f"{report.title}{to}"
