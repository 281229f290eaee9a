"""The forms by which an indicator is defined and a target is set."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.documents.rules.fields import FIELD_NAMES
from congtac.kernel.numbers import parse_number
from congtac.kernel.problem import Problem
from congtac.statistics.forms.periods import FIRST_YEAR, LAST_YEAR, DayField
from congtac.statistics.models import IndicatorVersion
from congtac.statistics.rules.indicators import DIRECTIONS
from congtac.statistics.services.indicators import Aim, Meant

PER_NAMES = (
    (1, _("Một đơn vị mẫu số")),
    (100, _("100 (tỷ lệ %)")),
    (1000, _("1.000")),
    (100_000, _("100.000")),
)
MARK = "="  # between the name of a breakdown and its formula


def _area(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class MeaningForm(forms.Form):
    """What an indicator means from a day on."""

    code = forms.SlugField(
        label=_("Mã chỉ tiêu"),
        max_length=40,
        help_text=_("Chữ thường không dấu, nối bằng gạch ngang, ví dụ tgpl-luot-nguoi."),
        error_messages={"invalid": _("Mã chỉ gồm chữ thường không dấu, số và gạch ngang.")},
    )
    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=300)
    definition = _area(_("Khái niệm, cách hiểu"), 3)
    numerator = _area(
        _("Công thức (tử số)"),
        help_text=_("Lấy từ ô của biểu, ví dụ [24/BTP/TGPL].row[Tổng số].c1."),
    )
    denominator = _area(_("Mẫu số"), required=False, help_text=_("Để trống nếu không phải tỷ lệ."))
    per = forms.TypedChoiceField(label=_("Tính trên"), choices=PER_NAMES, coerce=int, initial=1)
    unit = forms.CharField(
        label=_("Đơn vị tính"), max_length=60, help_text=_("Ví dụ: %, việc, lượt người.")
    )
    breakdowns = _area(
        _("Phân tổ"),
        3,
        required=False,
        help_text=_("Mỗi dòng một phần của tử số: tên = công thức."),
    )
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=300)
    basis = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    direction = forms.ChoiceField(label=_("Chiều tốt"), choices=DIRECTIONS.choices)
    since = DayField(label=_("Dùng cho các kỳ có ngày cuối từ"))

    def __init__(self, *arguments: Any, is_new: bool = True, **options: Any) -> None:
        super().__init__(*arguments, **options)
        fields = [("", _("Chưa xếp lĩnh vực")), *FIELD_NAMES.items()]
        self.fields["field"] = forms.ChoiceField(
            label=_("Lĩnh vực"), required=False, choices=fields
        )
        if not is_new:
            del self.fields["code"]

    def clean_breakdowns(self) -> tuple[tuple[str, str], ...]:
        """Read the lines "name = formula"."""
        found = []
        for line in self.cleaned_data["breakdowns"].splitlines():
            name, mark, formula = (it.strip() for it in line.partition(MARK))
            if not line.strip():
                continue
            if not (name and mark and formula):
                raise forms.ValidationError(
                    _("Dòng “%(line)s” phải viết như: Nam = [24/BTP/TGPL].row[Tổng số].c2."),
                    params={"line": line.strip()[:60]},
                )
            found.append((name, formula))
        return tuple(found)

    def meant(self) -> Meant:
        """What the keeper wrote."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "code"}
        return Meant(**given)


def initial_of(made: IndicatorVersion) -> dict[str, Any]:
    """What stands in the form of a new version: the words of the last one."""
    names = ("name", "definition", "numerator", "denominator", "per", "unit", "source", "basis")
    found = {it: getattr(made, it) for it in (*names, "field", "direction")}
    lines = (f"{name} {MARK} {text}" for name, text in made.breakdowns)
    return {**found, "breakdowns": "\n".join(lines)}


class TargetForm(forms.Form):
    """What an indicator is to reach in a year."""

    year = forms.IntegerField(
        label=_("Năm"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": _("Ghi năm."), "invalid": _("Năm viết như 2024.")},
    )
    scope = forms.ChoiceField(label=_("Phạm vi"), required=False)
    comparison = forms.ChoiceField(
        label=_("So sánh"),
        choices=[(">=", _("Từ mức này trở lên")), ("<=", _("Không quá")), ("=", _("Bằng"))],
    )
    value = forms.CharField(label=_("Mức"), max_length=24, help_text=_("Viết như 98 hoặc 99,5."))
    basis = forms.CharField(
        label=_("Văn bản giao chỉ tiêu"),
        max_length=300,
        help_text=_("Ví dụ: Kế hoạch 12/KH-BTP ngày 15/01/2024."),
    )

    def __init__(self, scopes: Iterable[tuple[str, str]], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["scope"] = forms.ChoiceField(
            label=_("Phạm vi"), required=False, choices=[("", _("Cả nước")), *scopes]
        )

    def clean_value(self) -> Any:
        """Read a number as an office writes it."""
        try:
            return parse_number(self.cleaned_data["value"])
        except Problem as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def aim(self) -> Aim:
        """The target as it was written."""
        return Aim(**self.cleaned_data)
