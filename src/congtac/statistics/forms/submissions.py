"""The forms by which a unit's form moves on: words, remarks, an exception, notes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congtac.statistics.forms.periods import DayField
from congtac.statistics.models import Cause
from congtac.statistics.rules.problems import SENTENCES

REMARKS = 6  # cells on which one return may remark


def cause_choices(offered: Iterable[Cause]) -> list[tuple[str, str]]:
    """The causes that a note may name, each with its name; who needs evidence says so."""
    asking = gettext("{cause} (phải kèm tài liệu minh chứng)")
    named = [
        (it.key, asking.format(cause=it.said) if it.asks_evidence else it.said) for it in offered
    ]
    return [("", gettext("Chọn nguyên nhân")), *named]


class ActForm(forms.Form):
    """The words of an act."""

    words = forms.CharField(
        label=_("Ý kiến"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReturnForm(forms.Form):
    """Why a form goes back, what is said at which cell, until when it may be mended."""

    words = forms.CharField(
        label=_("Lý do trả lại"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _(SENTENCES.written["STA-342"])},
    )
    until = DayField(label=_("Sửa xong trước hết ngày"), required=False)

    def __init__(
        self, cells: Iterable[tuple[str, str]], *arguments: Any, days: int, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        said = gettext("Để trống thì đơn vị có {days} ngày để sửa.")
        self.fields["until"].help_text = said.format(days=days)
        choices = [("", _("Chọn ô")), *cells]
        for number in range(1, REMARKS + 1):
            self.fields[f"cell{number}"] = forms.ChoiceField(
                label=_("Ô {number}").format(number=number), required=False, choices=choices
            )
            self.fields[f"said{number}"] = forms.CharField(
                label=_("Nhận xét về ô {number}").format(number=number),
                required=False,
                max_length=1000,
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The cells with what is said of them."""
        numbers = range(1, REMARKS + 1)
        return [(self[f"cell{number}"], self[f"said{number}"]) for number in numbers]

    def remarks(self, places: Mapping[str, tuple[str, str]]) -> dict[tuple[str, str], str]:
        """What is said at which cell."""
        given = self.cleaned_data
        said = ((given[f"cell{it}"], given[f"said{it}"]) for it in range(1, REMARKS + 1))
        return {places[cell]: words for cell, words in said if cell in places and words.strip()}


class OpeningForm(forms.Form):
    """An exception to a closed period."""

    until = DayField(label=_("Mở đến hết ngày"))
    reason = forms.CharField(
        label=_("Lý do mở khóa"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _(SENTENCES.written["STA-342"])},
    )


def with_note(data: QueryDict, prefix: str, cause: str, words: str) -> QueryDict:
    """What was typed, with the note of one finding taken over from another."""
    given = data.copy()
    given[f"{prefix}-cause"], given[f"{prefix}-words"] = cause, words
    return given


class NoteForm(forms.Form):
    """A note to one finding: its cause and its words; empty ones are left for later."""

    cause = forms.ChoiceField(label=_("Nguyên nhân"), required=False)
    words = forms.CharField(
        label=_("Thuyết minh"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label=_("Tài liệu minh chứng"),
        required=False,
        error_messages={"empty": _("Tệp này rỗng.")},
    )

    def __init__(self, causes: list[tuple[str, str]], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["cause"] = forms.ChoiceField(
            label=_("Nguyên nhân"),
            required=False,
            choices=causes,
            error_messages={"invalid_choice": SENTENCES["STA-500"]},
        )

    def clean(self) -> dict[str, Any]:
        """A note has both its cause and its words, or neither."""
        given: dict[str, Any] = super().clean() or {}
        is_known = "cause" in given
        if is_known and bool(given["cause"]) != bool((given.get("words") or "").strip()):
            self.add_error("words", SENTENCES["STA-350"])
        return given

    @property
    def evidence(self) -> tuple[str, bytes] | None:
        """The file that was chosen: its name and its bytes."""
        file = self.cleaned_data.get("file")
        return (file.name, file.read()) if file else None

    @property
    def is_written(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data["cause"])
