"""The forms of feeds: a file that is given, a mapping that is kept, cells that are taken."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.statistics.models import Feed, FormVersion, Period
from congtac.statistics.rules import feeds as rules
from congtac.statistics.rules.forms import Row
from congtac.statistics.services.feeds import Said

LARGEST = 20_000_000  # bytes of a file
BLANKS = 4  # lines offered beyond those filled in
BETWEEN = " | "  # of row and column in the choice of a cell
ACCEPT = {"accept": ".csv,.xlsx,.json"}
CHOOSE = {"required": _("Hãy chọn."), "invalid_choice": _("Hãy chọn trong danh sách.")}


def _periods(periods: Iterable[Period]) -> list[tuple[str, str]]:
    return [(str(it.pk), f"{it.title} – {it.kind.regime.name}") for it in periods]


class GiveForm(forms.Form):
    """A file of another system for a period."""

    period = forms.ChoiceField(label=_("Kỳ"), error_messages=CHOOSE)
    file = forms.FileField(
        label=_("Tệp số liệu"),
        help_text=_("CSV (UTF-8), Excel hoặc JSON; dòng đầu là tên cột."),
        widget=forms.FileInput(attrs=ACCEPT),
        error_messages={"required": _("Chọn tệp."), "empty": _("Tệp trống. Chọn tệp khác.")},
    )

    def __init__(self, periods: Iterable[Period], *given: Any) -> None:
        super().__init__(*given)
        self.fields["period"] = forms.ChoiceField(
            label=_("Kỳ"), choices=_periods(periods), error_messages=CHOOSE
        )


class CellForm(forms.Form):
    """One cell of a mapping: where, how, from which column, of which rows."""

    cell = forms.ChoiceField(label=_("Ô của biểu"), required=False)
    how = forms.ChoiceField(label=_("Cách tính"), required=False, choices=rules.HOWS.choices)
    source = forms.CharField(label=_("Cột nguồn"), required=False, max_length=300)
    where = forms.CharField(
        label=_("Chỉ những dòng có"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"placeholder": "linh_vuc = Hình sự; gioi_tinh = Nữ"}),
    )

    def __init__(self, *given: Any, places: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        field = forms.ChoiceField(label=_("Ô của biểu"), required=False, choices=places)
        self.fields["cell"] = field

    def clean_where(self) -> dict[str, str]:
        """Read the conditions."""
        try:
            return rules.read_where(self.cleaned_data["where"])
        except ValueError:
            raise forms.ValidationError(_("Ghi như: linh_vuc = Hình sự; gioi_tinh = Nữ.")) from None

    def plain(self) -> dict[str, Any] | None:
        """The cell as data; None for a line that is left blank."""
        given = self.cleaned_data
        if not given.get("cell"):
            return None
        row, _between, column = given["cell"].rpartition(BETWEEN)
        said = {"row": row, "column": column, "how": given["how"] or rules.COUNT}
        return {**said, "from": given["source"], "where": given.get("where", {})}


class FeedForm(forms.Form):
    """A feed and its mapping, line by line or as a JSON file; with a file to try it on."""

    code = forms.SlugField(
        label=_("Mã"),
        max_length=40,
        help_text=_("Chữ không dấu, số và gạch nối; phần mềm gọi nguồn bằng mã này."),
        error_messages={
            "required": _("Ghi mã."),
            "invalid": _("Mã chỉ gồm chữ không dấu, số và gạch nối."),
        },
    )
    name = forms.CharField(
        label=_("Tên nguồn"), max_length=200, error_messages={"required": _("Ghi tên nguồn.")}
    )
    source = forms.CharField(
        label=_("Hệ thống nguồn"),
        max_length=200,
        error_messages={"required": _("Ghi tên hệ thống.")},
    )
    unit = forms.CharField(
        label=_("Cột ghi đơn vị"),
        required=False,
        max_length=300,
        help_text=_("Để trống khi cả tệp là của đơn vị đưa tệp."),
    )
    day = forms.CharField(
        label=_("Cột ghi ngày"),
        required=False,
        max_length=300,
        help_text=_("Để trống khi cả tệp thuộc kỳ đã chọn."),
    )
    rows = forms.CharField(
        label=_("Cột ghi tên dòng"),
        required=False,
        max_length=300,
        help_text=_("Cần khi ô thuộc các dòng do đơn vị tự đặt tên."),
    )
    mapping = forms.FileField(
        label=_("Bảng ghép (.json)"),
        required=False,
        help_text=_("Thay cho các dòng bên dưới."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, version: FormVersion, data: Any = None, files: Any = None, **named: Any):
        super().__init__(data, files, **named)
        self.version = version
        self.places = _places(version)
        first = named.get("initial", {}).get("cells", [])
        count = len(first) + BLANKS
        self.lines = [
            CellForm(data, prefix=f"o{at}", places=self.places, initial=_line(first, at))
            for at in range(count if data is None else _posted(data))
        ]

    def is_valid(self) -> bool:
        """Judge the lines too, all of them."""
        lines = [it.is_valid() for it in self.lines]
        if super().is_valid() and not all(lines) and not self.cleaned_data.get("mapping"):
            self.add_error(None, _("Sửa các dòng được đánh dấu bên dưới."))
        return super().is_valid()

    def said(self) -> Said:
        """What the person says; a Problem if the mapping isn't whole."""
        given = self.cleaned_data
        if given.get("mapping"):
            mapping = _uploaded(given["mapping"].read(LARGEST))
        else:
            cells = [it for line in self.lines if (it := line.plain())]
            plain = {it: given[it] for it in ("unit", "day", "rows")} | {"cells": cells}
            mapping = rules.mapping_of(plain)
        return Said(given["code"], given["name"], given["source"], self.version.code, mapping)


def _uploaded(data: bytes) -> rules.Mapping:
    try:
        return rules.mapping_of(json.loads(data.decode("utf-8-sig")))
    except ValueError:
        return rules.mapping_of(None)


def _posted(data: Any) -> int:
    return sum(it.startswith("o") and it.endswith("-cell") for it in data)


def _places(version: FormVersion) -> list[tuple[str, str]]:
    """Every cell of figures of a form, with its row and its head in words."""
    form = version.form
    named = [
        (f"{row.code}{BETWEEN}{column.code}", f"{_label(row)}, {column.code} {column.label}")
        for row in form.rows
        for column in form.numbers
    ]
    return [("", "–"), *((value, words.strip(", ")) for value, words in named)]


def _label(row: Row) -> str:
    if not row.is_dynamic:
        return row.label
    return str(_("{row} (mỗi tên một dòng)")).format(row=row.label)


def _line(cells: list[dict[str, Any]], at: int) -> dict[str, Any]:
    if at >= len(cells):
        return {}
    it = cells[at]
    place = f"{it['row']}{BETWEEN}{it['column']}"
    where = rules.written_where(it["where"])
    return {"cell": place, "how": it["how"], "source": it["from"], "where": where}


def initial_of(feed: Feed) -> dict[str, Any]:
    """What the form of a feed that is there begins with."""
    said = {"code": feed.code, "name": feed.name, "source": feed.source}
    return {**said, **feed.rules.plain()}


class ChoiceOfForm(forms.Form):
    """For which form a new feed is."""

    bieu = forms.ChoiceField(label=_("Biểu mẫu"), error_messages=CHOOSE)

    def __init__(self, forms_: Iterable[FormVersion], data: Any = None) -> None:
        super().__init__(data)
        choices = [(str(it.pk), f"{it.code}: {it.name}") for it in forms_]
        field = forms.ChoiceField(label=_("Biểu mẫu"), choices=choices, error_messages=CHOOSE)
        self.fields["bieu"] = field
