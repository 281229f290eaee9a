"""The forms of the register: a sheet that comes in, a new meaning of a group."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.organisations.models import Group, Unit
from congtac.organisations.rules.words import KINDS, LEVELS, SCOPES

FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
DAY = forms.DateInput(
    format="%d/%m/%Y", attrs={"placeholder": "31/12/2024", "inputmode": "numeric"}
)


class DayField(forms.DateField):
    """A day written as 31/12/2024."""

    widget = DAY
    default_error_messages = {"invalid": _("Ngày viết như 31/12/2024.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=FORMATS, **options)


class IntakeForm(forms.Form):
    """A sheet of units, and from when and on what paper its changes hold."""

    file = forms.FileField(
        label=_("Tệp Excel danh mục đơn vị"),
        help_text=_("Dùng tệp do nút “Xuất Excel” tạo ra; các cột được nhận theo tiêu đề."),
        error_messages={
            "required": _("Chọn một tệp Excel."),
            "empty": _("Tệp này rỗng. Chọn tệp khác."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    day = DayField(
        label=_("Thay đổi có hiệu lực từ ngày"),
        help_text=_(
            "Tên và cấp trên cũ được giữ trong lịch sử. Để trống khi chỉ đính chính chỗ sai."
        ),
        required=False,
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số, ký hiệu văn bản."),
        max_length=300,
        error_messages={"required": _("Ghi văn bản làm căn cứ.")},
    )


class DefinitionForm(forms.Form):
    """What a group means from a day on."""

    since = DayField(label=_("Từ ngày"), error_messages={"required": _("Ghi ngày bắt đầu.")})
    scope = forms.ChoiceField(label=_("Phạm vi"), choices=SCOPES.choices)
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"),
        choices=KINDS.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một loại đơn vị.")},
    )
    levels = forms.MultipleChoiceField(
        label=_("Cấp"),
        choices=LEVELS.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một cấp.")},
    )
    ending = forms.CharField(
        label=_("Đuôi mã đơn vị"),
        help_text=_("Ví dụ stp: chỉ những đơn vị có mã kết thúc bằng .stp."),
        max_length=30,
        required=False,
    )
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=300, error_messages={"required": _("Ghi văn bản làm căn cứ.")}
    )


class SettleForm(forms.Form):
    """What a doubtful name means: a likely unit, a unit by its key, a group, or nobody."""

    choice = forms.ChoiceField(
        label=_("Tên này là"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một trong các khả năng.")},
    )
    key = forms.CharField(
        label=_("Mã đơn vị khác"),
        help_text=_("Mã ghi ở cuối trang của đơn vị. Chỉ điền khi chọn “Đơn vị khác”."),
        max_length=100,
        required=False,
    )
    group = forms.ModelChoiceField(
        label=_("Nhóm đơn vị"),
        queryset=Group.objects.all(),
        help_text=_("Chỉ chọn khi tên này gọi chung nhiều đơn vị."),
        required=False,
        empty_label=_("Không chọn"),
    )

    def __init__(self, *data: Any, likely: list[Unit]) -> None:
        super().__init__(*data)
        self.likely = {unit.key: unit for unit in likely}
        choice = self.fields["choice"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [
                *((unit.key, unit.name) for unit in likely),
                ("other", _("Đơn vị khác (điền mã bên dưới)")),
                ("group", _("Một nhóm đơn vị (chọn bên dưới)")),
                ("nobody", _("Không phải đơn vị trong danh mục")),
            ]

    def clean(self) -> dict[str, Any]:
        """Turn the choice into what the name means."""
        said = super().clean() or {}
        choice = said.get("choice")
        said["meaning"] = self.likely.get(choice or "")
        if choice == "other":
            said["meaning"] = Unit.objects.filter(key=said.get("key", "")).first()
            if said["meaning"] is None:
                self.add_error("key", _("Không có đơn vị nào mang mã này."))
        if choice == "group":
            said["meaning"] = said.get("group")
            if said["meaning"] is None:
                self.add_error("group", _("Chọn nhóm đơn vị."))
        return said


class UnitsField(forms.CharField):
    """Keys of units, one a line; becomes the units."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[Unit]:
        """Return the units in the order of their keys, or name a key that no unit has."""
        keys = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        found = Unit.objects.in_bulk(keys, field_name="key")
        unknown = [key for key in keys if key not in found]
        if unknown:
            raise forms.ValidationError(
                _("Không có đơn vị nào mang mã {unknown}.").format(unknown=unknown[0])
            )
        return [found[key] for key in dict.fromkeys(keys)]


class UnitField(forms.ModelChoiceField[Unit]):
    """The key of one unit."""

    widget = forms.TextInput
    default_error_messages = {"invalid_choice": _("Không có đơn vị nào mang mã này.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.all(), to_field_name="key", **options)


class ClusterForm(forms.Form):
    """A cluster of a year: who competes, who heads it."""

    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    name = forms.CharField(label=_("Tên cụm"), max_length=200)
    members = UnitsField(label=_("Các đơn vị thành viên"), help_text=_("Mỗi dòng một mã đơn vị."))
    head = UnitField(label=_("Cụm trưởng"), help_text=_("Mã đơn vị."))
    deputy = UnitField(label=_("Cụm phó"), help_text=_("Mã đơn vị."), required=False)
    basis = forms.CharField(label=_("Căn cứ"), max_length=300)


class OversightForm(forms.Form):
    """Who watches which fields in which territories from a day on."""

    watcher = UnitField(label=_("Đơn vị theo dõi"), help_text=_("Mã đơn vị."))
    person = forms.CharField(
        label=_("Tên đăng nhập của người theo dõi"),
        help_text=_("Để trống khi cả đơn vị theo dõi."),
        max_length=150,
        required=False,
    )
    person_name = forms.CharField(
        label=_("Họ và tên người theo dõi"), max_length=200, required=False
    )
    fields_watched = forms.MultipleChoiceField(
        label=_("Lĩnh vực"),
        help_text=_("Không chọn: mọi lĩnh vực."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    territories = UnitsField(
        label=_("Địa bàn"),
        help_text=_("Mỗi dòng một mã tỉnh hoặc đơn vị. Để trống: cả nước."),
        required=False,
    )
    since = DayField(label=_("Từ ngày"), error_messages={"required": _("Ghi ngày bắt đầu.")})
    basis = forms.CharField(label=_("Căn cứ"), max_length=300)

    def __init__(self, *data: Any, work_fields: Mapping[str, str]) -> None:
        super().__init__(*data)
        watched = self.fields["fields_watched"]
        if isinstance(watched, forms.MultipleChoiceField):
            watched.choices = list(work_fields.items())
