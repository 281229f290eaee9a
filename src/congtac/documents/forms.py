"""The forms by which a person corrects what the reader proposed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congtac.documents.rules.fields import FIELD_NAMES as WORK_FIELDS
from congtac.documents.rules.fields import field_of
from congtac.documents.rules.letters import Head, Letter
from congtac.documents.rules.places import place_of
from congtac.documents.rules.problems import SENTENCES
from congtac.documents.rules.shapes import LIST_FIELDS, AgencyShape, Content, TaskShape
from congtac.documents.rules.times import fault_of, no_time, read_words
from congtac.documents.rules.words import FIELD_NAMES, KIND_OF_TIME_NAMES, agency_words

REQUEST = re.compile(r"đề nghị\s+(?=\S)", re.IGNORECASE)
ONE_A_LINE = _("Mỗi dòng một cơ quan. Ghi “Đề nghị” ở đầu dòng khi chỉ đề nghị, không phải giao.")
DAY = forms.DateInput(
    format="%d/%m/%Y", attrs={"placeholder": "31/12/2024", "inputmode": "numeric"}
)
FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


def _kinds_of_time() -> list[tuple[str, str]]:
    return [("", gettext("Hiểu theo lời văn")), *KIND_OF_TIME_NAMES.choices()]


class DayField(forms.DateField):
    """A day written as 31/12/2024."""

    widget = DAY
    default_error_messages = {
        "invalid": _("Ngày viết như 31/12/2024."),
        "required": _("Ghi ngày."),
    }

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(input_formats=FORMATS, required=required, **options)


class UploadForm(forms.Form):
    """One file to put on the shelf; `delivery` names what is put up together with others."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        error_messages={
            "required": _(SENTENCES.written["DOC-001"]),
            "empty": _("Tệp này rỗng. Chọn tệp khác."),
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.doc,.html,.htm,.txt,.md"}),
    )
    delivery = forms.UUIDField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """Why an item is dropped."""

    reason = forms.CharField(
        label=_("Lý do bỏ"),
        help_text=_("Người xem sau đọc lý do này cạnh đề xuất của bộ đọc."),
        error_messages={"required": _(SENTENCES.written["DOC-013"])},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FieldForm(forms.Form):
    """One metadata field: a line of text, a day, or one value a line."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, name: str, now: Content, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.name, self.now = name, now
        self.fields["value"] = self._field()

    def _field(self) -> forms.Field:
        value, label = self.now["value"], FIELD_NAMES[self.name]
        if self.name == "date":
            return DayField(label=label, initial=date.fromisoformat(value) if value else None)
        if self.name in LIST_FIELDS:
            box, hint = forms.Textarea(attrs={"rows": 5}), _("Mỗi dòng một mục.")
            lines = "\n".join(value or ())
            return forms.CharField(
                label=label, required=False, widget=box, help_text=hint, initial=lines
            )
        rows = 3 if self.name == "title" else 1
        box = forms.Textarea(attrs={"rows": rows})
        return forms.CharField(
            label=label, required=False, initial=value, widget=box, max_length=2000
        )

    def content(self) -> Content:
        """The field as decided; its place in the text stays where the reader saw it."""
        value = self.cleaned_data["value"]
        if self.name in LIST_FIELDS:
            value = _rows(value)
        elif self.name == "date":
            value = value.isoformat() if value else None
        else:
            value = " ".join(value.split()) or None
        return {**self.now, "value": value}


class TaskForm(forms.Form):
    """A task: its words, who leads and coordinates, by when, what comes of it."""

    text = forms.CharField(
        label=_("Nội dung nhiệm vụ"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _(SENTENCES.written["DOC-025"])},
    )
    lead = forms.CharField(
        label=_("Cơ quan chủ trì"),
        required=False,
        help_text=ONE_A_LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    coordinating = forms.CharField(
        label=_("Cơ quan phối hợp"),
        required=False,
        help_text=_("Mỗi dòng một cơ quan hoặc một nhóm cơ quan."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(
        label=_("Loại thời hạn"),
        required=False,
        choices=_kinds_of_time,
        help_text=_("Để “Hiểu theo lời văn” thì bộ đọc tự tính ngày từ lời văn."),
    )
    time = forms.CharField(
        label=_("Thời hạn ghi bằng lời"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: Quý III/2024; trước ngày 15/11; Thường xuyên."),
    )
    start = DayField(label=_("Từ ngày"))
    end = DayField(label=_("Đến hết ngày"))
    product = forms.CharField(label=_("Sản phẩm"), required=False, max_length=2000)
    work_field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=WORK_FIELDS.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        now: Content | None = None,
        seen: int = 0,
        year: int | None = None,
    ) -> None:
        super().__init__(data, initial={**(_initial(now) if now else {}), "seen": seen})
        self.now, self.year = now, year

    def clean(self) -> dict[str, Any]:
        """Refuse a time that is not well formed, beside the field at fault."""
        cleaned: dict[str, Any] = super().clean() or {}
        if {"start", "end"} & set(self.errors):
            return cleaned
        self._read_words(cleaned)
        start, end = cleaned.get("start"), cleaned.get("end")
        fault = fault_of(
            kind=cleaned.get("kind") or "none",
            start=start.isoformat() if start else None,
            end=end.isoformat() if end else None,
        )
        if fault:
            field, code = fault
            self.add_error(field, SENTENCES[code])
        return cleaned

    def _read_words(self, given: dict[str, Any]) -> None:
        """Take the days from the words, where the words alone were given or changed."""
        words, fixed = given["time"].strip(), {"kind", "start", "end"}
        is_said_in_words = not (given["kind"] or given["start"] or given["end"])
        has_new_words = "time" in self.changed_data and not fixed & set(self.changed_data)
        if not words or not (is_said_in_words or has_new_words):
            return
        told = read_words(words, self.year)
        given["kind"] = told["kind"]
        given["start"] = date.fromisoformat(told["start"]) if told["start"] else None
        given["end"] = date.fromisoformat(told["end"]) if told["end"] else None

    def content(self) -> TaskShape:
        """The task as decided; agencies and times that were left alone keep their places."""
        was = self.now or _blank()
        given = self.cleaned_data
        return {
            "path": was["path"],
            "text": given["text"].strip(),
            "start": was["start"],
            "end": was["end"],
            "mode": was["mode"],
            "lead": _agencies(given["lead"], was["lead"]),
            "coordinating": _agencies(given["coordinating"], was["coordinating"]),
            "product": given["product"].strip() or None,
            "reports_to": was["reports_to"],
            "recurrence": was["recurrence"],
            "field": given["work_field"],
            "deadline": self._deadline(was["deadline"]),
        }

    def _deadline(self, was: Content) -> Any:
        given = self.cleaned_data
        words = given["time"].strip() or None
        if given["kind"] in ("", "none"):
            is_absent = given["kind"] == "none" and not words
            return {**no_time(is_absent=is_absent), "text": words, "span": was.get("span")}
        return {
            "text": words,
            "kind": given["kind"],
            "start": given["start"].isoformat() if given["start"] else None,
            "end": given["end"].isoformat() if given["end"] else None,
            "span": was.get("span") if words == was["text"] else None,
            "is_absent": False,
        }


class NewTaskForm(TaskForm):
    """A task that the reader did not propose, from a passage of the text or from nothing."""

    quoted = forms.CharField(
        label=_("Trích từ văn bản"),
        required=False,
        help_text=_("Chép đoạn văn làm căn cứ để nhiệm vụ dẫn về đúng chỗ; để trống nếu không có."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("quoted", "text")

    def __init__(
        self, source: str, data: Any = None, *, passage: str = "", year: int | None = None
    ) -> None:
        super().__init__(data, year=year)
        words = " ".join(passage.split())
        self.initial.update(quoted=passage, text=words, work_field=field_of(words))
        self.source = source
        self.place: tuple[int, int] | None = None

    def clean_quoted(self) -> str:
        """Find the passage in the text."""
        quoted: str = self.cleaned_data["quoted"]
        if quoted.strip():
            self.place = place_of(self.source, quoted)
            if self.place is None:
                raise forms.ValidationError(SENTENCES["DOC-024"])
        return quoted

    def content(self) -> TaskShape:
        """The new task, with its place when a passage was quoted."""
        task = super().content()
        if self.place:
            task["start"], task["end"] = self.place
        return task


def _blank() -> Content:
    return {
        "path": "",
        "start": None,
        "end": None,
        "mode": "prose",
        "lead": [],
        "coordinating": [],
        "reports_to": None,
        "recurrence": None,
        "deadline": no_time(),
    }


def _initial(task: Content) -> dict[str, Any]:
    deadline = task["deadline"]
    has_words = deadline["kind"] != "none" or deadline["text"] or deadline.get("is_absent")
    return {
        "text": task["text"],
        "lead": "\n".join(agency_words(agency) for agency in task["lead"]),
        "coordinating": "\n".join(agency_words(agency) for agency in task["coordinating"]),
        "kind": deadline["kind"] if has_words else "",
        "time": deadline["text"],
        "start": date.fromisoformat(deadline["start"]) if deadline["start"] else None,
        "end": date.fromisoformat(deadline["end"]) if deadline["end"] else None,
        "product": task["product"],
        "work_field": task["field"],
    }


def _rows(text: str) -> list[str]:
    rows = (" ".join(row.split()) for row in text.splitlines())
    return [row for row in rows if row]


def _agencies(text: str, was: Sequence[AgencyShape]) -> list[AgencyShape]:
    known = {agency_words(agency): agency for agency in was}
    return [known.get(row) or _typed(row) for row in _rows(text)]


def _typed(row: str) -> AgencyShape:
    asked = REQUEST.match(row)
    name = row[asked.end() :] if asked else row
    return {"name": name, "is_request": bool(asked), "start": None, "end": None}


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
    day = DayField(label=_("Ngày văn bản"), required=True)
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
