"""The form by which a person chooses how notices come."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from congtac.notices.rules.kinds import WAYS, Kind


class ChoicesForm(forms.Form):
    """A way for each kind of notices."""

    def __init__(self, data: Any, choices: Sequence[tuple[Kind, str]]) -> None:
        super().__init__(data)
        for kind, way in choices:
            self.fields[kind.key] = forms.ChoiceField(
                label=_(kind.title), choices=WAYS.choices, initial=way
            )
