"""The fields of the editor of forms, as its page draws them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congtac.kernel.words import gettext_noop
from congtac.statistics.rules.definitions import BASES, SEVERITIES
from congtac.statistics.rules.editing import PARTS, TICKS, Told, Typed, told

FACTS = {
    "code": gettext_noop("Mã biểu"),
    "name": gettext_noop("Tên biểu"),
    "name_en": gettext_noop("Tên tiếng Anh"),
    "regulation": gettext_noop("Căn cứ (số, ký hiệu và ngày của văn bản)"),
    "level": gettext_noop("Cấp báo cáo"),
    "reporter": gettext_noop("Đơn vị báo cáo"),
    "receiver": gettext_noop("Đơn vị nhận"),
    "threshold": gettext_noop("Tăng, giảm từ bao nhiêu % thì phải thuyết minh"),
    "small": gettext_noop("Không so sánh khi cả hai kỳ không quá"),
    "per_head": gettext_noop("So với đơn vị khác theo số dân"),
    "notes": gettext_noop("Ghi chú của biểu, mỗi dòng một ý"),
}
HIDDEN = ("version", "status")
TITLES = {
    "columns": gettext_noop("Cột"),
    "rows": gettext_noop("Dòng"),
    "relations": gettext_noop("Quan hệ giữa các ô"),
    "periods": gettext_noop("Kỳ báo cáo"),
    "sources": gettext_noop("Tổng hợp từ biểu của cấp dưới"),
}
ADDING = {
    "columns": gettext_noop("Thêm cột"),
    "rows": gettext_noop("Thêm dòng"),
    "relations": gettext_noop("Thêm quan hệ"),
    "periods": gettext_noop("Thêm kỳ"),
    "sources": gettext_noop("Thêm nguồn"),
}
HINTS = {
    "columns": gettext_noop(
        "Đầu cột ghi từ ngoài vào, ngăn bằng dấu >, như: Chia ra > Theo giới tính."
    ),
    "rows": gettext_noop(
        "Không có dòng nào thì biểu chỉ có một dòng số liệu. Mã để trống thì lấy tên dòng."
    ),
    "relations": gettext_noop(
        "Viết như c1 = c2 + c3, c4 <= c1, row[I].c1, [mã biểu khác].c2; nếu … thì viết ->."
    ),
    "periods": gettext_noop("Mã kỳ như 6T, N, NCT; ngày viết như trong thông tư."),
    "sources": gettext_noop(
        "Số của các đơn vị cấp dưới được cộng vào một dòng của biểu này. Cột trùng mã thì để "
        "trống; khác mã thì viết như x1 = c1 + c2; x2 = c3."
    ),
}
HEADS = {
    "heads": gettext_noop("Đầu cột phía trên"),
    "label": gettext_noop("Tên"),
    "code": gettext_noop("Mã"),
    "unit": gettext_noop("Đơn vị tính"),
    "type": gettext_noop("Kiểu"),
    "min": gettext_noop("Nhỏ nhất"),
    "max": gettext_noop("Lớn nhất"),
    "estimated": gettext_noop("Ước tính"),
    "stock": gettext_noop("Số cuối kỳ"),
    "parent": gettext_noop("Thuộc dòng"),
    "dynamic": gettext_noop("Thêm dòng theo thực tế"),
    "expr": gettext_noop("Quan hệ"),
    "severity": gettext_noop("Khi sai"),
    "basis": gettext_noop("Căn cứ"),
    "note": gettext_noop("Ghi chú"),
    "key": gettext_noop("Mã kỳ"),
    "name": gettext_noop("Tên kỳ"),
    "data_from": gettext_noop("Số liệu từ"),
    "data_to": gettext_noop("Số liệu đến"),
    "due": gettext_noop("Hạn nộp"),
    "form": gettext_noop("Mã biểu của cấp dưới"),
    "row": gettext_noop("Dòng của biểu đó"),
    "into": gettext_noop("Vào dòng của biểu này"),
    "made": gettext_noop("Cột"),
}
KINDS = {"number": gettext_noop("Số"), "text": gettext_noop("Chữ")}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the page, what stands in it, and what is wrong with it."""

    name: str
    label: str
    value: str
    fault: str = ""
    kind: str = ""
    options: Sequence[tuple[str, str]] = ()

    @property
    def is_tick(self) -> bool:
        return self.name.rpartition("-")[2] in TICKS

    @property
    def is_long(self) -> bool:
        return self.name == "notes"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part; a relation with its sentence."""

    at: int
    fields: tuple[Field, ...]
    told: Told | None = None

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def faults(self) -> list[Field]:
        return [it for it in self.fields if it.fault]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the editor: columns, rows, relations, periods or sources."""

    name: str
    lines: tuple[Line, ...]
    fault: str = ""

    @property
    def title(self) -> str:
        return _(TITLES[self.name])

    @property
    def hint(self) -> str:
        return _(HINTS[self.name])

    @property
    def adding(self) -> str:
        return _(ADDING[self.name])

    @property
    def heads(self) -> list[tuple[str, str]]:
        return [(name, _(HEADS[name])) for name in PARTS[self.name]]


def facts(typed: Typed, faults: Mapping[str, str]) -> list[Field]:
    """The fields about the form as a whole."""
    return [
        Field(name, _(label), typed.facts[name], faults.get(name, ""))
        for name, label in FACTS.items()
    ]


def parts(typed: Typed, faults: Mapping[str, str]) -> list[Part]:
    """The parts with their lines."""
    return [Part(name, tuple(_lines(name, typed, faults)), faults.get(name, "")) for name in PARTS]


def _lines(part: str, typed: Typed, faults: Mapping[str, str]) -> Iterator[Line]:
    for at, line in enumerate(typed.parts[part]):
        fields = tuple(_field(part, at, name, value, faults) for name, value in line.items())
        yield Line(at, fields, told(line["expr"]) if part == "relations" else None)


def _field(part: str, at: int, name: str, value: str, faults: Mapping[str, str]) -> Field:
    full = f"{part}-{at}-{name}"
    options: list[tuple[str, str]] = []
    if name == "type":
        options = [(code, _(said)) for code, said in KINDS.items()]
    elif name == "severity":
        options = list(SEVERITIES.items())
    elif name == "basis":
        options = [("", "–"), *BASES.items(), *([] if value in ("", *BASES) else [(value, value)])]
    label = f"{_(HEADS[name])} ({_(TITLES[part])} {at + 1})"
    return Field(full, label, value, faults.get(full, ""), name, options)
