"""The form by which everything that was sent for some periods is checked."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.statistics.models import Period
from congtac.statistics.rules.problems import SENTENCES


class RunForm(forms.Form):
    """Which periods, and which forms; none named means all forms."""

    periods = forms.MultipleChoiceField(
        label=_("Kỳ báo cáo"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _(SENTENCES.written["STA-442"])},
    )
    codes = forms.MultipleChoiceField(
        label=_("Biểu mẫu"),
        required=False,
        help_text=_("Không chọn biểu nào thì kiểm tra mọi biểu. Giữ Ctrl để chọn nhiều biểu."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    def __init__(
        self, periods: Iterable[Period], codes: Sequence[str], data: object = None
    ) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # as the request gives it
        named = [(str(it.pk), f"{it.title} ({it.kind.regime.name})") for it in periods]
        self._offer("periods", named)
        self._offer("codes", [(it, it) for it in codes])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        offered = self.fields[name]
        if isinstance(offered, forms.MultipleChoiceField):
            offered.choices = list(choices)
