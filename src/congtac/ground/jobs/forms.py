"""The form that sets the time of daily work."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ScheduleForm(forms.Form):
    """At what time, and on which days."""

    at = forms.TimeField(
        label=_("Giờ chạy"),
        input_formats=["%H:%M"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "07:00"}),
        error_messages={"required": _("Hãy ghi giờ."), "invalid": _("Giờ viết như 07:00.")},
    )
    workdays_only = forms.BooleanField(label=_("Chỉ ngày làm việc"), required=False)
