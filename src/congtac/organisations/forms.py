"""The forms of the register: a sheet that comes in, a new meaning of a group."""

from typing import Any

from django import forms

from congtac.organisations.rules.words import KINDS, LEVELS, SCOPES

FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
DAY = forms.DateInput(
    format="%d/%m/%Y", attrs={"placeholder": "31/12/2024", "inputmode": "numeric"}
)


class DayField(forms.DateField):
    """A day written as 31/12/2024."""

    widget = DAY
    default_error_messages = {"invalid": "Ngày viết như 31/12/2024."}

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=FORMATS, **options)


class IntakeForm(forms.Form):
    """A sheet of units, and from when and on what paper its changes hold."""

    file = forms.FileField(
        label="Tệp Excel danh mục đơn vị",
        help_text="Dùng tệp do nút “Xuất Excel” tạo ra; các cột được nhận theo tiêu đề.",
        error_messages={
            "required": "Chọn một tệp Excel.",
            "empty": "Tệp này rỗng. Chọn tệp khác.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    day = DayField(
        label="Thay đổi có hiệu lực từ ngày",
        help_text="Tên và cấp trên cũ được giữ trong lịch sử. Để trống khi chỉ đính chính chỗ sai.",
        required=False,
    )
    basis = forms.CharField(
        label="Căn cứ",
        help_text="Số, ký hiệu văn bản.",
        max_length=300,
        error_messages={"required": "Ghi văn bản làm căn cứ."},
    )


class DefinitionForm(forms.Form):
    """What a group means from a day on."""

    since = DayField(label="Từ ngày", error_messages={"required": "Ghi ngày bắt đầu."})
    scope = forms.ChoiceField(label="Phạm vi", choices=SCOPES)
    kinds = forms.MultipleChoiceField(
        label="Loại đơn vị",
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một loại đơn vị."},
    )
    levels = forms.MultipleChoiceField(
        label="Cấp",
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một cấp."},
    )
    ending = forms.CharField(
        label="Đuôi mã đơn vị",
        help_text="Ví dụ stp: chỉ những đơn vị có mã kết thúc bằng .stp.",
        max_length=30,
        required=False,
    )
    basis = forms.CharField(
        label="Căn cứ", max_length=300, error_messages={"required": "Ghi văn bản làm căn cứ."}
    )
