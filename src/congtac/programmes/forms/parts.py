"""The forms of work inside a unit."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.programmes.forms.following import CHOOSE
from congtac.programmes.forms.tasks import FORMATS, NOTE
from congtac.programmes.rules.problems import SENTENCES


class OrderForm(forms.Form):
    """What is asked of whom, by when."""

    words = forms.CharField(
        label=_("Nội dung phần việc"),
        max_length=2000,
        widget=NOTE,
        error_messages={"required": _(SENTENCES.written["PRG-043"])},
    )
    person = forms.ChoiceField(label=_("Giao cho"), error_messages=CHOOSE)
    division = forms.CharField(label=_("Phòng, bộ phận"), required=False, max_length=255)
    due_on = forms.DateField(
        label=_("Hạn nội bộ"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Ghi hạn nội bộ."),
            "invalid": _("Ngày viết như 31/12/2024."),
        },
    )

    def __init__(
        self, data: Any = None, *, people: list[tuple[str, str]], due_on: date | None = None
    ) -> None:
        super().__init__(data, initial={"due_on": due_on})
        self.fields["person"] = forms.ChoiceField(
            label=_("Giao cho"), choices=people, error_messages=CHOOSE
        )


class WordsForm(forms.Form):
    """The words of an act on a part: its result, a note, a reason."""

    words = forms.CharField(label=_("Nội dung"), required=False, max_length=4000, widget=NOTE)
