"""The forms of the register: a sheet that comes in, a new meaning of a group."""

from typing import Any

from django import forms

from congtac.organisations.models import Group, Unit
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


class SettleForm(forms.Form):
    """What a doubtful name means: a likely unit, a unit by its key, a group, or nobody."""

    choice = forms.ChoiceField(
        label="Tên này là",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một trong các khả năng."},
    )
    key = forms.CharField(
        label="Mã đơn vị khác",
        help_text="Mã ghi ở cuối trang của đơn vị. Chỉ điền khi chọn “Đơn vị khác”.",
        max_length=100,
        required=False,
    )
    group = forms.ModelChoiceField(
        label="Nhóm đơn vị",
        queryset=Group.objects.all(),
        help_text="Chỉ chọn khi tên này gọi chung nhiều đơn vị.",
        required=False,
        empty_label="Không chọn",
    )

    def __init__(self, *data: Any, likely: list[Unit]) -> None:
        super().__init__(*data)
        self.likely = {unit.key: unit for unit in likely}
        choice = self.fields["choice"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [
                *((unit.key, unit.name) for unit in likely),
                ("other", "Đơn vị khác (điền mã bên dưới)"),
                ("group", "Một nhóm đơn vị (chọn bên dưới)"),
                ("nobody", "Không phải đơn vị trong danh mục"),
            ]

    def clean(self) -> dict[str, Any]:
        """Turn the choice into what the name means."""
        said = super().clean() or {}
        choice = said.get("choice")
        said["meaning"] = self.likely.get(choice or "")
        if choice == "other":
            said["meaning"] = Unit.objects.filter(key=said.get("key", "")).first()
            if said["meaning"] is None:
                self.add_error("key", "Không có đơn vị nào mang mã này.")
        if choice == "group":
            said["meaning"] = said.get("group")
            if said["meaning"] is None:
                self.add_error("group", "Chọn nhóm đơn vị.")
        return said
