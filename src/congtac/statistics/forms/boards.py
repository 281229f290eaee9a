"""The forms of the boards: the day of a board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.statistics.forms.periods import DayField


class AsOfForm(forms.Form):
    """The day at whose end the board is shown."""

    ngay = DayField(label=_("Tính đến ngày"))
