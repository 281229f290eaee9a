"""The form by which a narrative text is held against the forms."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.documents.models import Document
from congtac.kernel.numbers import print_number
from congtac.organisations.models import Unit
from congtac.statistics.models import Period
from congtac.statistics.rules.problems import SENTENCES

LONGEST = 200_000  # letters of a text


class NarrativeForm(forms.Form):
    """Whose text it is, of which period, and the text: a document of the shelf, or pasted."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    period = forms.ChoiceField(
        label=_("Kỳ"), help_text=_("Dùng cho những chỗ bài không nêu khoảng thời gian.")
    )
    document = forms.ChoiceField(label=_("Văn bản trên giá"), required=False)
    text = forms.CharField(
        label=_("Hoặc dán nội dung báo cáo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self,
        *arguments: Any,
        units: Sequence[Unit],
        periods: Sequence[Period],
        documents: Sequence[Document],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.documents = {str(it.pk): it for it in documents}
        self.units = {str(it.pk): it for it in units}
        self.periods = {str(it.pk): it for it in periods}
        shelf = [
            ("", _("– Không chọn –")),
            *((key, it.called) for key, it in self.documents.items()),
        ]
        for name, choices in (
            ("unit", [(key, it.name) for key, it in self.units.items()]),
            ("period", [(key, it.title) for key, it in self.periods.items()]),
            ("document", shelf),
        ):
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """One of the two texts is there, and not too long."""
        given: dict[str, Any] = super().clean() or {}
        text = given.get("text", "")
        if not text.strip() and not given.get("document"):
            self.add_error("text", SENTENCES["STA-462"])
        if len(text) > LONGEST:
            self.add_error("text", SENTENCES["STA-463"].format(name=print_number(LONGEST)))
        return given
