"""The forms by which causes, days of reminders and norms are changed from a day on."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.statistics.forms.periods import DayField
from congtac.statistics.models import Cause, Regime
from congtac.statistics.rules.problems import SENTENCES
from congtac.statistics.rules.provisions import MEASURES, MOST
from congtac.statistics.services.provisions import From, Meant

EVIDENCE = (("", _("Chỉ khi biểu mẫu yêu cầu")), ("co", _("Luôn phải kèm")))

if TYPE_CHECKING:
    Regimes = forms.ModelChoiceField[Regime]
else:
    Regimes = forms.ModelChoiceField  # not generic when the site runs


def _basis() -> forms.CharField:
    return forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Văn bản quy định, ví dụ Công văn 1234/BTP-KHTC ngày 15/03/2025."),
        error_messages={"required": _("Ghi văn bản làm căn cứ.")},
    )


class CauseForm(forms.Form):
    """What a cause is from a day on."""

    key = forms.SlugField(
        label=_("Mã nguyên nhân"),
        max_length=20,
        help_text=_("Chữ thường không dấu, nối bằng gạch ngang, ví dụ thien-tai."),
        error_messages={
            "required": _("Ghi mã."),
            "invalid": _("Mã chỉ gồm chữ thường không dấu, số và gạch ngang."),
        },
    )
    name = forms.CharField(
        label=_("Tên nguyên nhân"),
        max_length=200,
        error_messages={"required": _("Ghi tên nguyên nhân.")},
    )
    evidence = forms.ChoiceField(label=_("Tài liệu minh chứng"), required=False, choices=EVIDENCE)
    regime = Regimes(
        Regime.objects.all(),
        label=_("Chỉ dùng cho chế độ thống kê"),
        required=False,
        empty_label=_("Mọi chế độ"),
    )
    position = forms.IntegerField(
        label=_("Thứ tự trong danh mục"),
        min_value=1,
        max_value=999,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Ghi số thứ tự như 7.")
        ),
    )
    since = DayField(label=_("Dùng từ ngày"), help_text=_("Tính theo ngày cuối của kỳ số liệu."))
    basis = _basis()

    def __init__(self, *arguments: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not is_new:
            del self.fields["key"]

    def meant(self) -> Meant:
        """The cause as its keeper wrote it."""
        given = self.cleaned_data
        return Meant(
            given["name"],
            given["since"],
            given["basis"],
            given["position"],
            asks_evidence=bool(given["evidence"]),
            regime=given["regime"],
        )


def initial_of(last: Cause, since: date) -> dict[str, Any]:
    """What stands in the form of a new row: what the last one says."""
    found = {"name": last.name, "position": last.position, "regime": last.regime_id}
    return {**found, "evidence": "co" if last.asks_evidence else "", "since": since}


class EndForm(forms.Form):
    """Why a cause ends, and on which day it may last be named."""

    last_day = DayField(
        label=_("Dùng đến hết ngày"),
        help_text=_("Kỳ có ngày cuối sau ngày này không còn nguyên nhân này để chọn."),
    )
    why = forms.CharField(
        label=_("Lý do, căn cứ thôi dùng"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _(SENTENCES.written["STA-505"])},
    )


class _FromForm(forms.Form):
    """From which day something holds, by which paper."""

    since = DayField(label=_("Áp dụng từ ngày"))
    basis = _basis()

    def given(self) -> From:
        """The day and the paper."""
        return From(self.cleaned_data["since"], self.cleaned_data["basis"])


class DaysField(forms.CharField):
    """Numbers of days, written as 10, 3."""

    def to_python(self, value: Any) -> Any:
        """Read the numbers."""
        words = str(value or "").replace(",", " ").replace(";", " ").split()
        if not all(it.isascii() and it.isdigit() and len(it) < 4 for it in words):
            raise forms.ValidationError(SENTENCES["STA-508"])
        return [int(it) for it in words]


class ReminderForm(_FromForm):
    """At which days a level is reminded."""

    before = DaysField(
        label=_("Nhắc trước hạn (số ngày)"),
        required=False,
        help_text=_("Ví dụ 10, 3. Để trống thì không nhắc trước hạn."),
    )
    after = DaysField(
        label=_("Nhắc sau hạn (số ngày)"),
        required=False,
        help_text=_("Ví dụ 1, 10. Để trống thì không nhắc sau hạn."),
    )
    field_order = ("before", "after", "since", "basis")


class NormForm(_FromForm):
    """A number that an authority sets."""

    field_order = ("value", "since", "basis")

    def __init__(self, key: str, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["value"] = forms.IntegerField(
            label=_("Mức mới ({measure})").format(measure=MEASURES[key]),
            min_value=1,
            max_value=MOST[key],
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                _("Ghi một số nguyên từ 1 đến {most}.").format(most=MOST[key]),
            ),
        )
        self.order_fields(self.field_order)
