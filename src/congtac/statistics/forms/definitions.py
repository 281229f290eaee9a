"""The forms by which a definition is uploaded, confirmed, withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.kernel.problem import Problem
from congtac.statistics.forms.periods import DayField
from congtac.statistics.rules.form_files import read_forms
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.problems import SENTENCES, problem

LARGEST = 2_000_000  # bytes of a file that holds one form


class DefinitionForm(forms.Form):
    """A definition of one form: from a file, or the text that was shown as a preview."""

    file = forms.FileField(
        label=_("Tệp định nghĩa (.json)"),
        required=False,
        help_text=_("Lấy bằng nút “Tải định nghĩa” ở trang biểu mẫu, sửa rồi tải lên lại."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST)

    def clean(self) -> dict[str, Any]:
        """Read the form; what can't be used is said beside the file."""
        given: dict[str, Any] = super().clean() or {}
        file = given.get("file")
        try:
            given["form"] = _read(file.read(LARGEST) if file else given.get("text", "").encode())
        except Problem as refusal:
            self.add_error("file", refusal.sentence)
        return given


def _read(data: bytes) -> Form:
    if not data.strip():
        raise problem("STA-327")
    found = read_forms(data, str(_("Tệp")))
    if found.problems:
        raise found.problems[0]
    if len(found.forms) != 1:
        raise problem("STA-327")
    return found.forms[0]


class ConfirmForm(forms.Form):
    """From which day a confirmed form holds."""

    since = DayField(
        label=_("Dùng cho các kỳ có ngày cuối từ"),
        required=False,
        help_text=_("Để trống thì theo hiệu lực của chế độ thống kê."),
    )


class WithdrawForm(forms.Form):
    """Why a form is used no more."""

    reason = forms.CharField(
        label=_("Lý do thôi dùng"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _(SENTENCES.written["STA-326"])},
    )
