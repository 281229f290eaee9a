"""The form that sets the time of daily work."""

from django import forms


class ScheduleForm(forms.Form):
    """At what time, and on which days."""

    at = forms.TimeField(
        label="Giờ chạy",
        input_formats=["%H:%M"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "07:00"}),
        error_messages={"required": "Hãy ghi giờ.", "invalid": "Giờ viết như 07:00."},
    )
    workdays_only = forms.BooleanField(label="Chỉ ngày làm việc", required=False)
