"""The forms of work inside a unit: giving a part, an act on it, the scan of a signed paper."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congtac.statistics.forms.periods import DayField
from congtac.statistics.queries.parts import Inside
from congtac.statistics.rules import parts as rules
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.problems import SENTENCES

INDENT = "\u2003"  # before the label of a row, once for each level


def _boxes(label: Any, choices: list[tuple[str, str]], **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


class PartForm(forms.Form):
    """Which cells go to whom, by when."""

    due_on = DayField(label=_("Hạn nội bộ"))

    def __init__(self, form: Form, inside: Inside, *, due_on: date | None, data: Any) -> None:
        super().__init__(data, initial={"due_on": due_on})
        rows = [(it.code, INDENT * it.level + (it.label or it.code)) for it in form.rows]
        self.has_rows = len(form.rows) > 1 or any(it.label for it in form.rows)
        columns = [(it.code, f"({it.mark}) {it.title}") for it in form.columns]
        tops = [(it.code, it.label) for it in rules.branches(form)]
        self.fields["tops"] = _boxes(_("Cả nhánh"), tops)
        self.fields["rows"] = _boxes(_("Từng dòng"), rows)
        self.fields["columns"] = _boxes(_("Các cột"), columns)
        divisions = [(key, it.name) for key, it in inside.divisions.items()]
        self.fields["division"] = forms.ChoiceField(
            label=_("Phòng, đơn vị"),
            required=False,
            choices=[("", gettext("Theo người nhập")), *divisions],
        )
        people = [(it, f"{name}, {title}") for it, (name, title, _key) in inside.people.items()]
        self.fields["person"] = forms.ChoiceField(
            label=_("Người nhập"),
            required=False,
            choices=[("", gettext("Cả phòng, ai nhập cũng được")), *people],
        )
        self.order_fields(("tops", "rows", "columns", "division", "person", "due_on"))

    def scope(self, form: Form) -> rules.Scope:
        """The cells chosen."""
        given = self.cleaned_data
        return rules.scope_of(
            form, tops=given["tops"], rows=given["rows"], columns=given["columns"]
        )


class WordsForm(forms.Form):
    """The words of an act: a note, a reason."""

    words = forms.CharField(
        label=_("Ý kiến, lý do"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(forms.Form):
    """A reason that has to be given."""

    words = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _(SENTENCES.written["STA-342"])},
    )


class ScanForm(forms.Form):
    """The scan of a form that was signed on paper, with what stands on the paper."""

    digest = forms.CharField(
        label=_("Mã bản in ở cuối tờ giấy"),
        help_text=_("16 chữ số và chữ cái, như 3fa2 91bc 77d0 1e45."),
        max_length=200,
        error_messages={"required": _(SENTENCES.written["STA-390"])},
    )
    number = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=120,
        error_messages={"required": _("Ghi số, ký hiệu trên bản giấy.")},
    )
    signed_on = DayField(label=_("Ngày ký"))
    signer_name = forms.CharField(
        label=_("Người ký"), max_length=255, error_messages={"required": _("Ghi tên người ký.")}
    )
    capacity = forms.CharField(
        label=_("Chức vụ, quyền hạn ký"),
        help_text=_("Như ghi trên giấy: GIÁM ĐỐC, hoặc KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC."),
        max_length=255,
        error_messages={"required": _("Ghi chức vụ, quyền hạn của người ký.")},
    )
    file = forms.FileField(
        label=_("Bản quét (PDF, JPG, PNG)"),
        error_messages={"required": _("Chọn tệp."), "empty": _("Tệp này rỗng.")},
    )
