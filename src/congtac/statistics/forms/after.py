"""The forms after a form was sent: what is said of each note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPT, RETURN = "nhan", "tra"


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
