"""The forms by which a report is asked for: what, of whom, with which outline."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtac.kernel.periods import Period
from congtac.programmes.forms.following import CHOOSE, REQUIRED
from congtac.programmes.forms.tasks import FORMATS, NOTE
from congtac.programmes.queries.requests import Named, named
from congtac.programmes.rules.asking import written_addressees
from congtac.programmes.rules.problems import SENTENCES
from congtac.programmes.rules.requests import (
    ANNEX,
    REQUEST_KINDS,
    SECTION_KINDS,
    WORDS,
    Outlined,
    periods_of,
)

DAY = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"})
INVALID = {"invalid": gettext_lazy("Ngày viết như 31/12/2024.")}
MOST = 40  # sections of an outline


def day_field(label: Any, *, hint: Any = "", required: bool = True) -> forms.DateField:
    """A field for a day written the Vietnamese way."""
    errors = {"required": gettext_lazy("Ghi ngày."), **INVALID}
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=FORMATS,
        widget=DAY,
        error_messages=errors,
    )


class AskingForm(forms.Form):
    """What is asked of whom, counted until when, by which day."""

    title = forms.CharField(
        label=gettext_lazy("Tên báo cáo"),
        max_length=500,
        error_messages={"required": gettext_lazy("Ghi tên báo cáo.")},
    )
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ, số công văn"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Văn bản yêu cầu báo cáo, như “Công văn số 812/UBND-NC”."),
    )
    asker = forms.CharField(
        label=gettext_lazy("Cơ quan yêu cầu"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "Chỉ khi làm theo công văn của cơ quan khác: báo cáo của đơn vị bạn gửi đến đó, báo "
            "cáo của các đơn vị khác gửi về đơn vị bạn."
        ),
    )
    period = forms.ChoiceField(label=gettext_lazy("Kỳ báo cáo"), required=False)
    since = day_field(
        gettext_lazy("Số liệu tính từ ngày"),
        hint=gettext_lazy("Chỉ với báo cáo đột xuất; báo cáo định kỳ luôn lũy kế từ 01/01."),
        required=False,
    )
    cut_off = day_field(gettext_lazy("Ngày chốt số liệu"))
    due_on = day_field(
        gettext_lazy("Hạn gửi"),
        hint=gettext_lazy("Rơi vào ngày nghỉ thì tính đến ngày làm việc tiếp theo."),
    )
    addressees = forms.CharField(
        label=gettext_lazy("Nơi phải báo cáo"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Mỗi dòng một đơn vị hoặc một nhóm, như “UBND các huyện, thành phố”. Nơi nào gửi qua "
            "cơ quan khác thì ghi thêm: “; qua Sở Tư pháp”."
        ),
        error_messages={"required": gettext_lazy(SENTENCES.written["PRG-105"])},
    )
    through = forms.CharField(
        label=gettext_lazy("Tất cả gửi qua"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Cơ quan xem báo cáo trước rồi chuyển, hoặc trả lại."),
    )

    def __init__(
        self, data: Any = None, *, near: str, day: date, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.near, self.day = near, day
        self.fields["period"] = forms.ChoiceField(
            label=_("Kỳ báo cáo"),
            required=False,
            choices=[("", REQUEST_KINDS["once"]), *_periods(day.year)],
            error_messages=CHOOSE,
        )

    def clean_period(self) -> Period | None:
        """The period that the code names; none for a report that is asked for once."""
        code = self.cleaned_data["period"]
        return Period.parse(code) if code else None

    def clean(self) -> dict[str, Any]:
        """Recognise the addressees; a name that nobody knows is told."""
        said = super().clean() or self.cleaned_data
        written = written_addressees(said.get("addressees", ""), said.get("through", ""))
        found = named(written, near=self.near, day=self.day)
        for (name, between), it in zip(written, found, strict=True):
            self._tell_unknown(name, between, it)
        said["named"] = found
        self._recognise_asker(said)
        return said

    def _recognise_asker(self, said: dict[str, Any]) -> None:
        """The body whose letter it follows; never the unit itself."""
        name = said.get("asker", "").strip()
        found = named([(name, "")], near=self.near, day=self.day)[0].unit if name else None
        said["asker_unit"] = found if found is None or found.key != self.near else None
        if name and found is None:
            self.add_error("asker", _unknown(name))
        is_for_oneself = any(it.unit and it.unit.key == self.near for it in said["named"])
        if is_for_oneself and said["asker_unit"] is None and not self.errors.get("asker"):
            self.add_error("asker", _("Đơn vị bạn có trong nơi phải báo cáo: ghi cơ quan yêu cầu."))

    def _tell_unknown(self, name: str, between: str, it: Named) -> None:
        if it.unit is None and it.group is None:
            self.add_error("addressees", _unknown(name))
        if between and it.through is None:
            is_of_all = between == self.cleaned_data.get("through", "").strip()
            field = "through" if is_of_all else "addressees"
            if _unknown(between) not in self.errors.get(field, []):
                self.add_error(field, _unknown(between))


def _unknown(name: str) -> str:
    return _("Không nhận ra “{name}”. Ghi đúng tên trong danh sách đơn vị.").format(name=name[:80])


def _periods(year: int) -> list[tuple[str, str]]:
    found = [it for near in (year - 1, year, year + 1) for it in periods_of(near)]
    return [(it.code, it.title) for it in found]


class SectionForm(forms.Form):
    """One section of the outline."""

    heading = forms.CharField(
        label=gettext_lazy("Tên mục"),
        max_length=500,
        error_messages={"required": gettext_lazy(SENTENCES.written["PRG-103"])},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Nội dung"), choices=SECTION_KINDS.choices, error_messages=CHOOSE
    )
    guidance = forms.CharField(label=gettext_lazy("Hướng dẫn"), required=False, max_length=2000)
    columns = forms.CharField(
        label=gettext_lazy("Các cột của bảng"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Chỉ với bảng phụ lục; cách nhau bằng dấu chấm phẩy."),
    )

    def clean(self) -> dict[str, Any]:
        """A table names its columns."""
        said = super().clean() or self.cleaned_data
        if said.get("kind") == ANNEX and not _columns(said.get("columns", "")):
            self.add_error("columns", SENTENCES["PRG-104"])
        return said


OutlineForms = forms.formset_factory(
    SectionForm, extra=0, can_delete=True, can_order=True, max_num=MOST, absolute_max=MOST
)


def outline_rows(outline: Sequence[Outlined]) -> list[dict[str, Any]]:
    """An outline as the rows of its forms."""
    return [
        {
            "heading": it.heading,
            "kind": it.kind,
            "guidance": it.guidance,
            "columns": "; ".join(it.columns),
        }
        for it in outline
    ]


def outline_of(forms_of: Any) -> list[Outlined]:
    """The outline that the forms say, in the order of their numbers."""
    said = [it.cleaned_data for it in forms_of.ordered_forms]
    return [
        Outlined(it["heading"], it["kind"] or WORDS, it["guidance"], _columns(it["columns"]))
        for it in said
    ]


def _columns(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";") if name.strip())


class DueForm(forms.Form):
    """Another last day, and why."""

    due_on = day_field(gettext_lazy("Hạn gửi mới"))
    words = forms.CharField(
        label=gettext_lazy("Lý do đổi hạn"), max_length=2000, widget=NOTE, error_messages=REQUIRED
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="doi-han")


class CancelForm(forms.Form):
    """Why a report is asked for no more."""

    words = forms.CharField(
        label=gettext_lazy("Lý do hủy"), max_length=2000, widget=NOTE, error_messages=REQUIRED
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="huy")
