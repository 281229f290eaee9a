"""The Vietnamese words for what a reading holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from congtac.documents.rules.shapes import DATED, AgencyShape
from congtac.documents.rules.times import is_answered
from congtac.kernel.numbers import print_date
from congtac.kernel.words import Names, gettext_noop
from congtac.kernel.words import gettext as _

FIELD_NAMES = Names(
    {
        "type": gettext_noop("Loại văn bản"),
        "number": gettext_noop("Số, ký hiệu"),
        "symbol": gettext_noop("Ký hiệu (số để trống)"),
        "title": gettext_noop("Trích yếu"),
        "issuer": gettext_noop("Cơ quan ban hành"),
        "parent_issuer": gettext_noop("Cơ quan chủ quản"),
        "date": gettext_noop("Ngày ban hành"),
        "place": gettext_noop("Nơi ban hành"),
        "signer": gettext_noop("Người ký"),
        "capacity": gettext_noop("Thẩm quyền, chức vụ"),
        "recipients": gettext_noop("Nơi nhận"),
        "legal_bases": gettext_noop("Căn cứ pháp lý"),
    }
)
STATE_NAMES = Names(
    {
        "proposed": gettext_noop("Đề xuất"),
        "confirmed": gettext_noop("Đã đồng ý"),
        "corrected": gettext_noop("Đã sửa"),
        "added": gettext_noop("Người thêm"),
        "dropped": gettext_noop("Đã bỏ"),
    }
)
STATE_COLOURS = {
    "proposed": "grey",
    "confirmed": "green",
    "corrected": "blue",
    "added": "blue",
    "dropped": "yellow",
}
ACT_NAMES = Names(
    {
        "confirm": gettext_noop("đồng ý"),
        "correct": gettext_noop("sửa"),
        "drop": gettext_noop("bỏ"),
        "restore": gettext_noop("lấy lại"),
        "add": gettext_noop("thêm"),
    }
)
KIND_OF_TIME_NAMES = Names(
    {
        "date": gettext_noop("Đến ngày"),
        "range": gettext_noop("Trong khoảng"),
        "quarter": gettext_noop("Quý"),
        "year": gettext_noop("Năm"),
        "ongoing": gettext_noop("Thường xuyên"),
        "none": gettext_noop("Không có thời hạn"),
    }
)
RELATION_NAMES = Names(
    {
        "legal_basis": gettext_noop("Căn cứ"),
        "implements": gettext_noop("Triển khai"),
        "amends": gettext_noop("Sửa đổi, bổ sung"),
        "replaces": gettext_noop("Thay thế"),
        "cites": gettext_noop("Nhắc đến"),
    }
)
SEVERITY_NAMES = Names(
    {
        "error": gettext_noop("Lỗi"),
        "warning": gettext_noop("Cảnh báo"),
        "note": gettext_noop("Lưu ý"),
    }
)
SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "note": "grey"}
COMPARATOR_NAMES = Names({">=": gettext_noop("từ"), "<=": gettext_noop("không quá"), "=": ""})


def day_words(iso: str | None) -> str:
    """An ISO day as 31/12/2024."""
    return print_date(date.fromisoformat(iso)) if iso else ""


def agency_words(agency: AgencyShape) -> str:
    """An agency as a person would type it: "Đề nghị" before one that is only asked."""
    return f"Đề nghị {agency['name']}" if agency["is_request"] else agency["name"]


def deadline_words(deadline: Mapping[str, Any]) -> str:
    """The time of a task: its words and, where they differ, its last day."""
    if not is_answered(deadline) and not deadline["text"]:
        return _("Chưa có thời hạn")
    if deadline["kind"] not in DATED:
        return deadline["text"] or KIND_OF_TIME_NAMES[deadline["kind"]]
    words = deadline["text"] or KIND_OF_TIME_NAMES[deadline["kind"]]
    return with_last_day(words, date.fromisoformat(deadline["end"]) if deadline["end"] else None)


def with_last_day(words: str, last: date | None) -> str:
    """The words of a time with its last day, unless they say it: "Năm 2024 (đến 31/12/2024)"."""
    if last is None:
        return words
    said = (print_date(last), f"{last.day}/{last.month}/{last.year}")
    return (
        words
        if any(day in words for day in said)
        else _("{words} (đến\u00a0{said})").format(words=words, said=said[0])
    )


def target_words(target: Mapping[str, Any]) -> str:
    """A goal with its number: "từ 98 %"."""
    value = f"{target['value']:g}".replace(".", ",")
    if target.get("value_max") is not None:
        value = _("{value} đến {most}").format(
            value=value, most=f"{target['value_max']:g}".replace(".", ",")
        )
    about = _("khoảng") if target.get("is_approximate") else COMPARATOR_NAMES[target["comparator"]]
    return " ".join(part for part in (about, value, target["unit"] or "") if part)


def value_words(field: str, value: Any) -> str:
    """The value of a metadata field on one line."""
    if value is None or value == []:
        return ""
    if field == "date":
        return day_words(value)
    return "; ".join(value) if isinstance(value, list) else str(value)
