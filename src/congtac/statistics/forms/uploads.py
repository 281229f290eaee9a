"""The form by which a workbook of figures comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.statistics.rules.problems import SENTENCES


class UploadForm(forms.Form):
    """A workbook: one form or many, of one unit or of several."""

    file = forms.FileField(
        label=_("Tệp Excel"),
        help_text=_(
            "Mẫu tải từ hệ thống, một hoặc nhiều trang. Cột, dòng đổi chỗ hoặc đổi lời vẫn nhận ra."
        ),
        error_messages={
            "required": _(SENTENCES.written["STA-372"]),
            "empty": _("Tệp này rỗng. Chọn tệp khác."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
