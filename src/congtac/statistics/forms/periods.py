"""The forms by which a period is opened and a last day is moved."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.statistics.models import PeriodKind
from congtac.statistics.rules.periods import LEVELS, Moving

FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
FIRST_YEAR, LAST_YEAR = 2016, 2035


class DayField(forms.DateField):
    """A day written as 31/12/2024."""

    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"placeholder": "31/12/2024", "inputmode": "numeric"}
    )
    default_error_messages = {
        "invalid": _("Ngày viết như 31/12/2024."),
        "required": _("Hãy ghi ngày."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=FORMATS, **options)


if TYPE_CHECKING:
    Kinds = forms.ModelChoiceField[PeriodKind]
else:
    Kinds = forms.ModelChoiceField  # not generic when the site runs


class KindField(Kinds):
    """A kind of period, with the regime that it is of."""

    def label_from_instance(self, obj: PeriodKind) -> str:
        """The name of the kind without a year."""
        name = obj.name.replace("{year}", "…").replace("{last_year}", "…")
        return f"{obj.regime.name} – {name}"


class OpenForm(forms.Form):
    """Which period of which year is opened."""

    kind = KindField(
        PeriodKind.objects.select_related("regime"),
        label=_("Loại kỳ"),
        empty_label=_("Chọn loại kỳ"),
        error_messages={"required": _("Chọn loại kỳ."), "invalid_choice": _("Chọn loại kỳ.")},
    )
    year = forms.IntegerField(
        label=_("Năm"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Với nhiệm kỳ: năm đầu tiên."),
        error_messages={"required": _("Ghi năm."), "invalid": _("Năm viết như 2024.")},
    )


class MoveForm(forms.Form):
    """The letter by which the last day of a level moves."""

    due_on = DayField(label=_("Hạn mới"))
    letter = forms.CharField(
        label=_("Số, ký hiệu văn bản"),
        max_length=120,
        help_text=_("Ví dụ: 2751/BTP-KHTC."),
        error_messages={"required": _("Ghi số, ký hiệu của văn bản dời hạn.")},
    )
    letter_on = DayField(label=_("Ngày văn bản"))
    reason = forms.CharField(
        label=_("Lý do"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, levels: Iterable[str], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(level, LEVELS[level]) for level in levels]
        self.fields["level"] = forms.ChoiceField(label=_("Cấp báo cáo"), choices=choices)

    def moving(self) -> Moving:
        """The letter as it was written."""
        given = self.cleaned_data
        return Moving(given["due_on"], given["letter"], given["letter_on"], given["reason"])
