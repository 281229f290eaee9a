"""The forms of a unit's own programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.kernel.words import gettext_noop
from congtac.programmes.forms.tasks import FORMATS, NOTE
from congtac.programmes.rules.entries import LONGEST, Entry
from congtac.programmes.rules.problems import SENTENCES

ONGOING = gettext_noop("Thường xuyên")  # kept as it is written


class HeadingForm(forms.Form):
    """What a programme is called."""

    title = forms.CharField(
        label=_("Tên chương trình, kế hoạch"),
        max_length=500,
        error_messages={"required": _("Ghi tên chương trình, kế hoạch.")},
    )
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=120)


class EntryForm(forms.Form):
    """A task written by hand."""

    text = forms.CharField(
        label=_("Nội dung nhiệm vụ"),
        max_length=LONGEST,
        widget=NOTE,
        error_messages={"required": _(SENTENCES.written["PRG-043"])},
    )
    path = forms.CharField(label=_("Vị trí"), required=False, max_length=20)
    lead = forms.CharField(
        label=_("Chủ trì"),
        required=False,
        max_length=500,
        help_text=_("Nhiều cơ quan thì cách nhau bằng dấu chấm phẩy. Bỏ trống là đơn vị bạn."),
    )
    coordinating = forms.CharField(label=_("Phối hợp"), required=False, max_length=1000)
    due_on = forms.DateField(
        label=_("Ngày cuối"),
        required=False,
        input_formats=FORMATS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Ngày viết như 31/12/2024.")},
    )
    is_ongoing = forms.BooleanField(label=_("Thường xuyên, không có ngày kết thúc"), required=False)
    product = forms.CharField(label=_("Sản phẩm"), required=False, max_length=1000)
    above = forms.ChoiceField(label=_("Thuộc nhiệm vụ cấp trên"), required=False)

    def __init__(self, data: Any = None, *, above: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["above"] = forms.ChoiceField(
            label=_("Thuộc nhiệm vụ cấp trên"), required=False, choices=[("", _("Không")), *above]
        )

    def entry(self) -> Entry:
        """The task as it was written."""
        said = self.cleaned_data
        return Entry(
            text=said["text"],
            path=said["path"],
            lead=_names(said["lead"]),
            coordinating=_names(said["coordinating"]),
            due_on=said["due_on"],
            time_text=ONGOING if said["is_ongoing"] and not said["due_on"] else "",
            product=said["product"],
            above=said["above"],
        )


class SheetForm(forms.Form):
    """A workbook of tasks."""

    sheet = forms.FileField(
        label=_("Tệp Excel (.xlsx)"),
        help_text=_(
            "Hàng tiêu đề phải có cột “Nội dung nhiệm vụ”; các cột khác: STT hoặc Vị trí, Chủ trì, "
            "Phối hợp, Thời hạn hoặc Ngày cuối, Sản phẩm, Lĩnh vực, Nhiệm vụ cấp trên."
        ),
        error_messages={"required": _("Chọn tệp."), "empty": _("Tệp này rỗng.")},
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";") if name.strip())
