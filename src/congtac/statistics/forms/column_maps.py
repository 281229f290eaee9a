"""The form by which the columns and rows of a version are mapped onto those of another."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtac.statistics.rules.column_maps import NOTE, Link, Mapped
from congtac.statistics.rules.forms import Column, Form, Row

COLUMN, ROW, WORDS = "cot-", "dong-", "ghi-"
Lines = list[tuple[str, forms.BoundField, forms.BoundField | None]]


class MapForm(forms.Form):
    """For each column and row of the earlier version where it goes on, and a note to it."""

    note = forms.CharField(
        label=gettext_lazy("Ghi chú chung"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, before: Form, after: Form, mapped: Mapped, data: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"note": " ".join(mapped.notes)})
        self.before, self.after = before, after
        self._ask(COLUMN, before.numbers, mapped.columns, _choices(after.numbers))
        self._ask(ROW, before.rows, mapped.rows, _choices(after.rows))

    def _ask(
        self,
        prefix: str,
        asked: Sequence[Column | Row],
        links: Sequence[Link],
        choices: list[tuple[str, str]],
    ) -> None:
        into = {code: it for it in links for code in it.of}
        for at, it in enumerate(asked):
            link = into.get(it.code, Link(""))
            self.fields[f"{prefix}{at}"] = forms.ChoiceField(
                label=_title(it),
                required=False,
                choices=[("", _("Không còn")), *choices],
                initial=link.into,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            typed = forms.TextInput(attrs={"class": "form-control"})
            words = forms.CharField(
                required=False, max_length=NOTE, initial=link.note, widget=typed
            )
            words.label = _("Ghi chú cho {title}").format(title=_title(it))
            if prefix == COLUMN:
                self.fields[f"{prefix}{WORDS}{at}"] = words

    def lines(self, prefix: str) -> Lines:
        """The fields of the columns or of the rows, with what they are about."""
        asked: Sequence[Column | Row] = (
            self.before.numbers if prefix == COLUMN else self.before.rows
        )
        found: Lines = []
        for at, it in enumerate(asked):
            words = self[f"{prefix}{WORDS}{at}"] if prefix == COLUMN else None
            found.append((_title(it), self[f"{prefix}{at}"], words))
        return found

    @property
    def columns(self) -> Lines:
        return self.lines(COLUMN)

    @property
    def rows(self) -> Lines:
        return self.lines(ROW)

    def mapped(self) -> Mapped:
        """The map that was chosen."""
        columns = tuple(self._links(COLUMN, self.before.numbers))
        rows = tuple(self._links(ROW, self.before.rows))
        note = self.cleaned_data["note"].strip()
        return Mapped(columns, rows, (note,) if note else ())

    def _links(self, prefix: str, asked: Iterable[Column | Row]) -> Iterator[Link]:
        given = self.cleaned_data
        of: dict[str, list[str]] = {}
        notes: dict[str, list[str]] = {}
        for at, it in enumerate(asked):
            into, note = given[f"{prefix}{at}"], given.get(f"{prefix}{WORDS}{at}", "").strip()
            if not into:
                yield Link("", (it.code,), note)
                continue
            of.setdefault(into, []).append(it.code)
            if note and note not in notes.setdefault(into, []):
                notes[into].append(note)
        for into, codes in of.items():
            yield Link(into, tuple(codes), " ".join(notes.get(into, ()))[:NOTE])


def _choices(asked: Sequence[Column | Row]) -> list[tuple[str, str]]:
    return [
        (it.code, f"{it.code} – {_title(it)}" if it.code != _title(it) else it.code) for it in asked
    ]


def _title(it: Column | Row) -> str:
    if isinstance(it, Column):
        return it.title
    if it.is_dynamic:
        return _("{row} (các dòng đơn vị tự đặt tên)").format(row=it.label)
    return it.label or _("(dòng duy nhất)")
