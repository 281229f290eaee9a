"""The forms by which people say how far a task is."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.programmes.rules.problems import SENTENCES

NOTE = forms.Textarea(attrs={"rows": 2})
FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


class ProgressForm(forms.Form):
    """How far a task is."""

    percent = forms.IntegerField(
        label=_("Tiến độ (%)"),
        min_value=0,
        max_value=99,
        error_messages={
            "required": _(SENTENCES.written["PRG-011"]),
            "invalid": _(SENTENCES.written["PRG-011"]),
            "min_value": _(SENTENCES.written["PRG-011"]),
            "max_value": _(SENTENCES.written["PRG-011"]),
        },
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=2000, widget=NOTE)


class CompletionForm(forms.Form):
    """That a task is done, and when."""

    done_on = forms.DateField(
        label=_("Ngày hoàn thành"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Ghi ngày hoàn thành."),
            "invalid": _("Ngày viết như 31/12/2024."),
        },
    )
    note = forms.CharField(label=_("Kết quả"), required=False, max_length=2000, widget=NOTE)

    def __init__(self, data: Any = None, *, day: date | None = None) -> None:
        super().__init__(data, initial={"done_on": day}, prefix="xong")


class ReopeningForm(forms.Form):
    """Why a completed task is taken up again."""

    reason = forms.CharField(
        label=_("Lý do mở lại"),
        max_length=2000,
        widget=NOTE,
        error_messages={"required": _(SENTENCES.written["PRG-016"])},
    )
