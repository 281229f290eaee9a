"""The forms of difficulties, evidence and remarks."""

from collections.abc import Sequence
from typing import Any

from django import forms

from congtac.organisations.models import Unit
from congtac.programmes.forms.following import CHOOSE
from congtac.programmes.forms.tasks import NOTE
from congtac.programmes.rules.difficulties import DIFFICULTY_KINDS
from congtac.programmes.rules.problems import SENTENCES

WORDS = {"required": SENTENCES["PRG-043"]}


class IssueForm(forms.Form):
    """What is raised, and who must answer."""

    kind = forms.ChoiceField(
        label="Loại", choices=list(DIFFICULTY_KINDS.items()), error_messages=CHOOSE
    )
    words = forms.CharField(label="Nội dung", max_length=4000, widget=NOTE, error_messages=WORDS)
    responsible = forms.ChoiceField(label="Cơ quan trả lời", error_messages=CHOOSE)

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        choices = [(unit.key, unit.name) for unit in units]
        self.fields["responsible"] = forms.ChoiceField(
            label="Cơ quan trả lời", choices=choices, error_messages=CHOOSE
        )


class ReplyForm(forms.Form):
    """The words of an act on a difficulty, and the body that it is passed to."""

    words = forms.CharField(label="Nội dung", required=False, max_length=4000, widget=NOTE)
    passed_to = forms.ChoiceField(label="Chuyển đến", required=False)

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        choices = [("", "Không chuyển"), *((unit.key, unit.name) for unit in units)]
        self.fields["passed_to"] = forms.ChoiceField(
            label="Chuyển đến", choices=choices, required=False, error_messages=CHOOSE
        )


class RemarkForm(forms.Form):
    """A remark on a task."""

    words = forms.CharField(label="Ý kiến", max_length=4000, widget=NOTE, error_messages=WORDS)


class ProofForm(forms.Form):
    """A file that shows what was done."""

    file = forms.FileField(
        label="Tệp minh chứng",
        error_messages={"required": "Chọn tệp.", "empty": "Tệp này rỗng."},
    )
    caption = forms.CharField(label="Tệp này cho thấy điều gì", required=False, max_length=500)
