"""The forms of a unit's report: words of an act, a section given, a section written."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtac.programmes.forms.following import CHOOSE
from congtac.programmes.forms.requests import day_field
from congtac.programmes.forms.tasks import NOTE
from congtac.programmes.models import ReportSection

CELL = re.compile(r"o-(\d+)-(\d+)")
BLANK = 3  # empty rows under those of a table


class ActForm(forms.Form):
    """The words of an act on a report or a section; the number that a signed report bears."""

    words = forms.CharField(
        label=gettext_lazy("Ý kiến"), required=False, max_length=4000, widget=NOTE
    )
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), required=False, max_length=120)


class GivingForm(forms.Form):
    """To whom a section is given, by when."""

    person = forms.ChoiceField(label=gettext_lazy("Giao cho"), error_messages=CHOOSE)
    division = forms.CharField(label=gettext_lazy("Phòng, bộ phận"), required=False, max_length=255)
    due_on = day_field(gettext_lazy("Hạn nội bộ"))

    def __init__(
        self, data: Any = None, *, people: list[tuple[str, str]], due_on: date | None = None
    ) -> None:
        super().__init__(data, initial={"due_on": due_on})
        self.fields["person"] = forms.ChoiceField(
            label=_("Giao cho"), choices=people, error_messages=CHOOSE
        )


class WritingForm(forms.Form):
    """The sentences of a section: a field and two boxes for each, and room for a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    added = forms.CharField(
        label=gettext_lazy("Viết thêm"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi đoạn là một câu riêng, không có nguồn từ nhiệm vụ."),
    )

    def __init__(self, section: ReportSection, data: Any = None) -> None:
        super().__init__(data, initial={"version": section.version})
        self.section = section
        self.sentences = list(section.sentences.all())
        for it in self.sentences:
            self.fields[f"cau-{it.pk}"] = forms.CharField(
                label=_("Câu {place}").format(place=it.position),
                required=False,
                max_length=20_000,
                initial=it.words,
                widget=forms.Textarea(attrs={"rows": _height(it.words), "class": "form-control"}),
            )
            self.fields[f"bo-{it.pk}"] = forms.BooleanField(
                label=_("Bỏ câu này"), required=False, initial=it.is_struck
            )
            self.fields[f"lay-{it.pk}"] = forms.BooleanField(label=_("Lấy câu mới"), required=False)

    def written(self) -> dict[str, Any]:
        """What was written, as the service takes it."""
        said = self.cleaned_data
        numbers = [it.pk for it in self.sentences]
        return {
            "version": said["version"],
            "words": {it: said[f"cau-{it}"] for it in numbers},
            "struck": frozenset(it for it in numbers if said[f"bo-{it}"]),
            "taken": frozenset(it for it in numbers if said[f"lay-{it}"]),
            "added": said["added"].splitlines(),
        }


class TableForm(forms.Form):
    """A workbook with the rows of an annex table."""

    sheet = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx)"),
        error_messages={
            "required": gettext_lazy("Chọn tệp."),
            "empty": gettext_lazy("Tệp này rỗng."),
        },
    )


def _height(words: str) -> int:
    return min(8, 2 + len(words) // 110)


def table_rows(said: Mapping[str, str], pasted: str, columns: Sequence[str]) -> list[list[str]]:
    """The rows of a table as typed in its cells, and those pasted from a sheet under them."""
    cells: dict[int, dict[int, str]] = {}
    for name, value in said.items():
        if place := CELL.fullmatch(name):
            cells.setdefault(int(place[1]), {})[int(place[2])] = value
    width = range(len(columns))
    typed = [[cells[row].get(column, "") for column in width] for row in sorted(cells)]
    return typed + [line.split("\t") for line in pasted.splitlines() if line.strip()]


def blank_rows(section: ReportSection) -> list[list[str]]:
    """The rows of a table, with empty ones under them."""
    empty = [""] * len(section.columns)
    return [*section.rows, *([list(empty) for _ in range(BLANK)])]
