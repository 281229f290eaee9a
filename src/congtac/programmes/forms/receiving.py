"""The forms of the unit that receives reports: a day of its board, a letter that urges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtac.programmes.forms.tasks import FORMATS
from congtac.programmes.models import Report
from congtac.programmes.rules.letters import Letter
from congtac.programmes.rules.papers import Head

DAY = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"})
DAY_ERRORS = {"required": _("Ghi ngày."), "invalid": _("Ngày viết như 31/12/2024.")}


class LetterForm(forms.Form):
    """A letter as it is drafted, to be changed before it goes out."""

    number = forms.CharField(
        label=_("Số, ký hiệu"),
        required=False,
        max_length=60,
        help_text=_("Để trống nếu văn thư cấp số sau."),
    )
    symbol = forms.CharField(label=_("Ký hiệu khi chưa có số"), required=False, max_length=60)
    place = forms.CharField(label=_("Địa danh"), required=False, max_length=80)
    day = forms.DateField(
        label=_("Ngày văn bản"), input_formats=FORMATS, widget=DAY, error_messages=DAY_ERRORS
    )
    subject = forms.CharField(
        label=_("V/v"), max_length=300, error_messages={"required": _("Ghi trích yếu.")}
    )
    addressees = forms.CharField(
        label=_("Kính gửi"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi nơi một dòng."),
        error_messages={"required": _("Ghi ít nhất một nơi nhận.")},
    )
    text = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=20_000,
        help_text=_("Mỗi dòng là một đoạn; dòng bắt đầu bằng dấu “-” là một gạch đầu dòng."),
        error_messages={"required": _("Ghi nội dung.")},
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    capacity = forms.CharField(
        label=_("Quyền hạn, chức vụ người ký"), required=False, max_length=200
    )
    signer = forms.CharField(label=_("Họ tên người ký"), required=False, max_length=120)

    def letter(self, head: Head) -> Letter:
        """The letter that was written, under the head of the unit."""
        said: dict[str, Any] = self.cleaned_data
        return Letter(
            issuer=head.issuer,
            parent_issuer=head.parent_issuer,
            number=said["number"],
            symbol=said["symbol"],
            place=said["place"],
            day=said["day"],
            subject=said["subject"],
            text=said["text"],
            addressees=_lines(said["addressees"]),
            recipients=_lines(said["recipients"]),
            capacity=said["capacity"],
            signer=said["signer"],
        )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip(" -;.") for line in words.splitlines() if line.strip(" -;."))


class GatherForm(forms.Form):
    """Where a consolidation goes, and which reports it takes."""

    into = forms.ChoiceField(label=_("Tổng hợp vào"), required=False)
    to = forms.CharField(
        label=_("Báo cáo mới gửi đến"),
        required=False,
        max_length=250,
        help_text=_("Chỉ ghi khi lập báo cáo mới. Ví dụ: Bộ Tư pháp."),
    )
    with_unaccepted = forms.BooleanField(
        label=_("Lấy cả báo cáo đã gửi nhưng chưa tiếp nhận"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, data: Any = None, *, drafts: list[Report]) -> None:
        super().__init__(data)
        choices = [("", _("Lập một báo cáo mới")), *((str(it.pk), _named(it)) for it in drafts)]
        self.fields["into"] = forms.ChoiceField(
            label=_("Tổng hợp vào"), choices=choices, required=False
        )


def _named(report: Report) -> str:
    to = f" → {report.to.name}" if report.to else ""
    return f"{report.title}{to}"
