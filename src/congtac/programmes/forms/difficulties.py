"""The forms of difficulties, evidence and remarks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.organisations.models import Unit
from congtac.programmes.forms.following import CHOOSE
from congtac.programmes.forms.tasks import NOTE
from congtac.programmes.rules.difficulties import DIFFICULTY_KINDS
from congtac.programmes.rules.problems import SENTENCES

WORDS = {"required": _(SENTENCES.written["PRG-043"])}


class IssueForm(forms.Form):
    """What is raised, and who must answer."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=DIFFICULTY_KINDS.choices, error_messages=CHOOSE
    )
    words = forms.CharField(label=_("Nội dung"), max_length=4000, widget=NOTE, error_messages=WORDS)
    responsible = forms.ChoiceField(label=_("Cơ quan trả lời"), error_messages=CHOOSE)

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        choices = [(unit.key, unit.name) for unit in units]
        self.fields["responsible"] = forms.ChoiceField(
            label=_("Cơ quan trả lời"), choices=choices, error_messages=CHOOSE
        )


class ReplyForm(forms.Form):
    """The words of an act on a difficulty, and the body that it is passed to."""

    words = forms.CharField(label=_("Nội dung"), required=False, max_length=4000, widget=NOTE)
    passed_to = forms.ChoiceField(label=_("Chuyển đến"), required=False)

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        choices = [("", _("Không chuyển")), *((unit.key, unit.name) for unit in units)]
        self.fields["passed_to"] = forms.ChoiceField(
            label=_("Chuyển đến"), choices=choices, required=False, error_messages=CHOOSE
        )


class RemarkForm(forms.Form):
    """A remark on a task."""

    words = forms.CharField(label=_("Ý kiến"), max_length=4000, widget=NOTE, error_messages=WORDS)


class ProofForm(forms.Form):
    """A file that shows what was done."""

    file = forms.FileField(
        label=_("Tệp minh chứng"),
        error_messages={"required": _("Chọn tệp."), "empty": _("Tệp này rỗng.")},
    )
    caption = forms.CharField(label=_("Tệp này cho thấy điều gì"), required=False, max_length=500)
