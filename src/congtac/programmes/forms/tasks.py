"""The forms by which people say how far a task is."""

from datetime import date
from typing import Any

from django import forms

from congtac.programmes.rules.problems import SENTENCES

NOTE = forms.Textarea(attrs={"rows": 2})
FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


class ProgressForm(forms.Form):
    """How far a task is."""

    percent = forms.IntegerField(
        label="Tiến độ (%)",
        min_value=0,
        max_value=99,
        error_messages={
            "required": SENTENCES["PRG-011"],
            "invalid": SENTENCES["PRG-011"],
            "min_value": SENTENCES["PRG-011"],
            "max_value": SENTENCES["PRG-011"],
        },
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=2000, widget=NOTE)


class CompletionForm(forms.Form):
    """That a task is done, and when."""

    done_on = forms.DateField(
        label="Ngày hoàn thành",
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Ghi ngày hoàn thành.",
            "invalid": "Ngày viết như 31/12/2024.",
        },
    )
    note = forms.CharField(label="Kết quả", required=False, max_length=2000, widget=NOTE)

    def __init__(self, data: Any = None, *, day: date | None = None) -> None:
        super().__init__(data, initial={"done_on": day}, prefix="xong")


class ReopeningForm(forms.Form):
    """Why a completed task is taken up again."""

    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=2000,
        widget=NOTE,
        error_messages={"required": SENTENCES["PRG-016"]},
    )
