"""The forms of signing in, and of keeping people, posts and powers to sign."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from congtac.accounts.models import NAMED_BY, ROLES, Person, Post
from congtac.accounts.rules.keys import RIGHTS
from congtac.accounts.rules.signing import KINDS
from congtac.accounts.services.entry import minutes_locked, note_failure
from congtac.organisations.models import Unit

WRONG = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt.")


LOCKED = _(
    "Đã nhập sai nhiều lần liên tiếp nên tên đăng nhập này tạm khóa. "
    "Hãy thử lại sau {minutes} phút, hoặc nhờ quản trị mở khóa."
)
FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
UNIT_HINT = _("Gõ tên hoặc mã đơn vị rồi chọn trong danh sách gợi ý.")
BASIS_HINT = _("Số, ngày của quyết định hoặc văn bản.")


def _roles() -> list[tuple[str, str]]:
    return [(key, name[0].upper() + name[1:]) for key, name in ROLES.items()]


def day_field(
    label: StrOrPromise, *, required: bool = True, hint: StrOrPromise = ""
) -> forms.DateField:
    """Make a field for a day written like 31/12/2024."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=FORMATS,
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"required": _("Hãy ghi ngày."), "invalid": _("Ngày viết như 31/12/2024.")},
    )


def basis_field() -> forms.CharField:
    """Make a field for the paper on which an act stands."""
    return forms.CharField(label=_("Căn cứ"), required=False, max_length=200, help_text=BASIS_HINT)


class UnitField(forms.CharField):
    """A unit named by its key or by its whole name; cleans to the unit."""

    def __init__(self, label: StrOrPromise = "", **options: Any) -> None:
        super().__init__(
            label=label or pgettext_lazy("một", "Đơn vị"),
            max_length=250,
            help_text=UNIT_HINT,
            error_messages={"required": _("Hãy chọn đơn vị.")},
            widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = Unit.objects.filter(key=written).first()
        named = list(Unit.objects.filter(name=written)[:2]) if found is None else [found]
        if len(named) == 1:
            return named[0]
        if named:
            raise forms.ValidationError(_("Có nhiều đơn vị cùng tên này. Hãy chọn theo mã."))
        raise forms.ValidationError(_("Không có đơn vị nào mang tên hoặc mã này."))


class SignInForm(forms.Form):
    """User name and password; `person` is set when they fit."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        error_messages={"required": _("Hãy nhập tên đăng nhập.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        error_messages={"required": _("Hãy nhập mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.person: Person | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("username") and given.get("password"):
            self.person = self._who(given)
        return given

    def _who(self, given: dict[str, Any]) -> Person:
        """Return the person whom name and password fit; a locked name isn't even tried."""
        minutes = minutes_locked(given["username"])
        if minutes:
            raise forms.ValidationError(LOCKED.format(minutes=minutes))
        found = authenticate(self.request, **given)
        if not isinstance(found, Person):
            note_failure(given["username"])
            raise forms.ValidationError(WRONG)
        return found


class CodeForm(forms.Form):
    """A code of the phone, or a recovery code."""

    code = forms.CharField(
        label=_("Mã trên điện thoại hoặc mã dự phòng"),
        max_length=30,
        error_messages={"required": _("Hãy nhập mã.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class PersonForm(forms.Form):
    """Who someone is, and whether they may come in."""

    name = forms.CharField(
        label=_("Họ và tên"), max_length=200, error_messages={"required": _("Hãy ghi họ và tên.")}
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Để nhận thông báo qua thư."),
        error_messages={"invalid": _("Địa chỉ thư viết như ten@coquan.gov.vn.")},
    )
    is_active = forms.BooleanField(label=_("Được đăng nhập"), required=False, initial=True)


class NewPersonForm(forms.Form):
    """Someone who comes in, and the first post."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,99}$",
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch; ví dụ: lan.nt"),
        error_messages={
            "required": _("Hãy ghi tên đăng nhập."),
            "invalid": _("Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch."),
        },
    )
    name = PersonForm.base_fields["name"]
    email = PersonForm.base_fields["email"]


class PostForm(forms.Form):
    """A post in a unit from a day on."""

    unit = UnitField()
    title = forms.CharField(
        label=_("Chức vụ"), max_length=150, error_messages={"required": _("Hãy ghi chức vụ.")}
    )
    roles = forms.MultipleChoiceField(
        label=_("Vai trò"),
        choices=_roles,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một vai trò.")},
    )
    since = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"), required=False, hint=_("Để trống nếu chưa biết."))
    basis = basis_field()

    def post_of(self, person: Person) -> Post:
        """Return the post as it was written, not yet given."""
        given = self.cleaned_data
        return Post(
            person=person,
            unit=given["unit"],
            title=given["title"],
            roles=given["roles"],
            since=given["since"],
            until=day_after(given["last_day"]),
            basis=given["basis"],
        )


class EndForm(forms.Form):
    """When something ends."""

    last_day = day_field(_("Ngày cuối cùng"))
    basis = basis_field()


class PowerForm(forms.Form):
    """A power to sign of a post."""

    kind = forms.ChoiceField(label=_("Hình thức ký"), choices=KINDS.choices)
    principal = forms.CharField(
        label=_("Ký cho chức vụ"),
        max_length=150,
        help_text=_("Ví dụ: Giám đốc. Trên văn bản sẽ là “KT. GIÁM ĐỐC”."),
        error_messages={"required": _("Hãy ghi chức vụ được ký cho.")},
    )
    unit = UnitField(_("Của đơn vị"))
    matters = forms.CharField(
        label=_("Nội dung được ký"),
        required=False,
        help_text=_("Bắt buộc với thừa ủy quyền."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    since = day_field(_("Từ ngày"))
    last_day = day_field(
        _("Đến hết ngày"), required=False, hint=_("Bắt buộc với thừa ủy quyền; ngày cuối được ký.")
    )
    basis = basis_field()


class OwnPasswordForm(forms.Form):
    """The old password and, twice, the new one."""

    old = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        error_messages={"required": _("Hãy nhập mật khẩu đang dùng.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Từ 12 ký tự trở lên; một câu ngắn dễ nhớ là tốt nhất."),
        error_messages={"required": _("Hãy nhập mật khẩu mới.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        error_messages={"required": _("Hãy nhập lại mật khẩu mới.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu mới chưa giống nhau."))
        return given


class KeyForm(forms.Form):
    """A key for a program: for what, of which unit, with which rights, until when."""

    name = forms.CharField(
        label=_("Dùng cho phần mềm nào"),
        max_length=150,
        error_messages={"required": _("Hãy ghi phần mềm dùng khóa.")},
    )
    unit = UnitField(_("Thay mặt đơn vị"))
    rights = forms.MultipleChoiceField(
        label=_("Được làm gì"),
        help_text=_("Quyền đọc số liệu của mọi đơn vị chỉ quản trị hệ thống cấp."),
        choices=RIGHTS.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một quyền.")},
    )
    last_day = day_field(
        _("Dùng đến hết ngày"), required=False, hint=_("Để trống nếu dùng đến khi thu hồi.")
    )


class SignOnForm(forms.Form):
    """What an administrator says of a ministry's own sign-on."""

    name = forms.CharField(
        label=_("Tên cơ quan, hiện trên nút ở trang đăng nhập"),
        max_length=100,
        help_text=_("Ví dụ: Bộ Tư pháp. Nút sẽ là “Vào bằng tài khoản Bộ Tư pháp”."),
        error_messages={"required": _("Hãy ghi tên cơ quan.")},
    )
    issuer = forms.CharField(
        label=_("Địa chỉ phát hành (issuer)"),
        max_length=300,
        help_text=_(
            "Chép đúng như hệ thống đó công bố, ví dụ: https://sso.coquan.gov.vn/realms/bo"
        ),
        error_messages={"required": _("Hãy ghi địa chỉ phát hành.")},
    )
    client = forms.CharField(
        label=_("Mã ứng dụng (client id)"),
        max_length=200,
        help_text=_("Hệ thống đó cấp khi đăng ký trang này."),
        error_messages={"required": _("Hãy ghi mã ứng dụng.")},
    )
    secret = forms.CharField(
        label=_("Bí mật của ứng dụng (client secret)"),
        max_length=500,
        required=False,
        strip=False,
        help_text=_("Được niêm lại và không hiện ra nữa. Để trống nếu không đổi hoặc không có."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    claim = forms.CharField(
        label=_("Thông tin nêu tên người (claim)"),
        max_length=100,
        initial="preferred_username",
        help_text=_("Ví dụ: preferred_username, upn, email."),
        error_messages={"required": _("Hãy ghi thông tin nêu tên người.")},
    )
    names = forms.ChoiceField(
        label=_("Thông tin đó khớp với"),
        choices=NAMED_BY.choices,
        help_text=_("Của người dùng ở đây, ở lần vào đầu tiên; sau đó nhận theo mã không đổi."),
    )
    contact = forms.CharField(
        label=_("Người chưa có tài khoản hỏi ai"),
        max_length=300,
        help_text=_("Ví dụ: Phòng Công nghệ thông tin, máy lẻ 123."),
        error_messages={"required": _("Hãy ghi nơi để người bị từ chối hỏi.")},
    )
    has_second_step = forms.BooleanField(
        label=_("Hệ thống đó đã hỏi bước thứ hai (ở đây không hỏi thêm mã điện thoại)"),
        required=False,
    )
    is_open = forms.BooleanField(label=_("Đang dùng"), required=False, initial=True)


class IntakeForm(forms.Form):
    """A sheet of people, and the paper on which it stands."""

    file = forms.FileField(
        label=_("Tệp Excel người dùng và chức vụ"),
        help_text=_("Dùng tệp do nút “Xuất Excel” tạo ra; các cột được nhận theo tiêu đề."),
        error_messages={
            "required": _("Chọn một tệp Excel."),
            "empty": _("Tệp này rỗng. Chọn tệp khác."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số, ký hiệu văn bản."),
        max_length=300,
        error_messages={"required": _("Ghi văn bản làm căn cứ.")},
    )


def day_after(last_day: date | None) -> date | None:
    """Return the first day after a last day: screens show last days, the database keeps ends."""
    return last_day + timedelta(days=1) if last_day else None
