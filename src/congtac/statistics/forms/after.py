"""The forms after a form was sent: a correction cell by cell, what is said of each note."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.kernel.problem import Problem
from congtac.statistics.rules.corrections import Mending
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.grids import Place, kept_cell

CELLS = 8  # that one correction may mend
ACCEPT, RETURN = "nhan", "tra"


class CorrectionForm(forms.Form):
    """Cells with their new values and the reason of each."""

    def __init__(self, cells: Iterable[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        choices = [("", _("Chọn ô")), *cells]
        for number in range(1, CELLS + 1):
            self.fields[f"cell{number}"] = forms.ChoiceField(
                label=_("Ô {number}").format(number=number),
                required=False,
                choices=choices,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"after{number}"] = forms.CharField(
                label=_("Số mới của ô {number}").format(number=number),
                required=False,
                max_length=500,
            )
            self.fields[f"reason{number}"] = forms.CharField(
                label=_("Lý do đính chính ô {number}").format(number=number),
                required=False,
                max_length=1000,
            )

    @property
    def triples(self) -> list[tuple[forms.BoundField, ...]]:
        """The cells, each with its new value and its reason."""
        names = ("cell", "after", "reason")
        return [tuple(self[f"{it}{number}"] for it in names) for number in range(1, CELLS + 1)]

    def mendings(
        self, places: Mapping[str, tuple[Place, Column]], kept: Mapping[Place, str]
    ) -> list[Mending]:
        """The cells to mend; what is no figure becomes an error at its field."""
        found = []
        for number in range(1, CELLS + 1):
            cell = self.cleaned_data[f"cell{number}"]
            if cell not in places:
                continue
            place, column = places[cell]
            try:
                after = kept_cell(column, self.cleaned_data[f"after{number}"])
            except Problem as problem:
                self.add_error(f"after{number}", problem.sentence)
                continue
            reason = self.cleaned_data[f"reason{number}"]
            found.append(Mending(*place, kept.get(place, ""), after, reason))
        return found


class OpinionForm(forms.Form):
    """What the receiver says of one note; unsaid ones stay as they are."""

    verdict = forms.ChoiceField(
        label=_("Ý kiến"),
        required=False,
        choices=[
            ("", _("Chưa xem xét")),
            (ACCEPT, _("Chấp nhận")),
            (RETURN, _("Trả lại, thuyết minh lại")),
        ],
    )
    words = forms.CharField(label=_("Lý do trả lại"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """A note that is returned says why."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("verdict") == RETURN and not (given.get("words") or "").strip():
            self.add_error("words", _("Ghi lý do trả lại thuyết minh."))
        return given
