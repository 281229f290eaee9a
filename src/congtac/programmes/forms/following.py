"""The forms by which a task is returned, cancelled, extended and assessed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.kernel.periods import Period
from congtac.programmes.forms.tasks import FORMATS, NOTE
from congtac.programmes.rules.problems import SENTENCES
from congtac.programmes.rules.words import RESULT_NAMES

REQUIRED = {"required": _(SENTENCES.written["PRG-022"])}
CHOOSE = {"required": _("Chọn một mục."), "invalid_choice": _("Chọn một mục trong danh sách.")}


class ReasonForm(forms.Form):
    """The reason of an act that needs one."""

    reason = forms.CharField(max_length=2000, widget=NOTE, error_messages=REQUIRED)

    def __init__(self, label: str, data: Any = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.fields["reason"].label = label


class ExtensionForm(forms.Form):
    """A later last day and why it is asked for."""

    asked_for = forms.DateField(
        label=_("Hạn mới đề nghị"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Ghi hạn mới."), "invalid": _("Ngày viết như 31/12/2024.")},
    )
    reason = forms.CharField(
        label=_("Lý do đề nghị gia hạn"), max_length=2000, widget=NOTE, error_messages=REQUIRED
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="gia-han")


class DecisionForm(forms.Form):
    """What a leader says to a request for a later last day."""

    note = forms.CharField(
        label=_("Ý kiến"),
        required=False,
        max_length=2000,
        widget=NOTE,
        help_text=_("Bắt buộc khi không đồng ý."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="quyet-dinh")


class AssessmentForm(forms.Form):
    """How a task without an end went in a period."""

    period = forms.ChoiceField(label=_("Kỳ"), error_messages=CHOOSE)
    result = forms.ChoiceField(
        label=_("Kết quả"), choices=RESULT_NAMES.choices, error_messages=CHOOSE
    )
    note = forms.CharField(label=_("Nhận xét"), required=False, max_length=2000, widget=NOTE)

    def __init__(self, data: Any = None, *, day: date) -> None:
        super().__init__(data, prefix="danh-gia")
        self.fields["period"] = forms.ChoiceField(
            label=_("Kỳ"), choices=_periods(day), error_messages=CHOOSE
        )

    def clean_period(self) -> Period:
        """The period that the code names."""
        return Period.parse(self.cleaned_data["period"])


def _periods(day: date) -> list[tuple[str, str]]:
    codes = [
        f"{year}{part}"
        for year in (day.year, day.year - 1)
        for part in ("", "-9M", "-H1", "-Q4", "-Q3", "-Q2", "-Q1")
    ]
    begun = [period for period in map(Period.parse, codes) if period.start <= day]
    latest = sorted(begun, key=lambda period: (period.start, period.end), reverse=True)
    return [(period.code, period.title) for period in latest]
