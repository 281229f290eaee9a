"""The Vietnamese words for what a reading holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from congtac.documents.rules.shapes import DATED, AgencyShape
from congtac.documents.rules.times import is_answered
from congtac.kernel.numbers import print_date

FIELD_NAMES = {
    "type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "symbol": "Ký hiệu (số để trống)",
    "title": "Trích yếu",
    "issuer": "Cơ quan ban hành",
    "parent_issuer": "Cơ quan chủ quản",
    "date": "Ngày ban hành",
    "place": "Nơi ban hành",
    "signer": "Người ký",
    "capacity": "Thẩm quyền, chức vụ",
    "recipients": "Nơi nhận",
    "legal_bases": "Căn cứ pháp lý",
}
STATE_NAMES = {
    "proposed": "Đề xuất",
    "confirmed": "Đã đồng ý",
    "corrected": "Đã sửa",
    "added": "Người thêm",
    "dropped": "Đã bỏ",
}
STATE_COLOURS = {
    "proposed": "grey",
    "confirmed": "green",
    "corrected": "blue",
    "added": "blue",
    "dropped": "yellow",
}
ACT_NAMES = {
    "confirm": "đồng ý",
    "correct": "sửa",
    "drop": "bỏ",
    "restore": "lấy lại",
    "add": "thêm",
}
KIND_OF_TIME_NAMES = {
    "date": "Đến ngày",
    "range": "Trong khoảng",
    "quarter": "Quý",
    "year": "Năm",
    "ongoing": "Thường xuyên",
    "none": "Không có thời hạn",
}
RELATION_NAMES = {
    "legal_basis": "Căn cứ",
    "implements": "Triển khai",
    "amends": "Sửa đổi, bổ sung",
    "replaces": "Thay thế",
    "cites": "Nhắc đến",
}
SEVERITY_NAMES = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Lưu ý"}
SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "note": "grey"}
COMPARATOR_NAMES = {">=": "từ", "<=": "không quá", "=": ""}


def day_words(iso: str | None) -> str:
    """An ISO day as 31/12/2024."""
    return print_date(date.fromisoformat(iso)) if iso else ""


def agency_words(agency: AgencyShape) -> str:
    """An agency as a person would type it: "Đề nghị" before one that is only asked."""
    return f"Đề nghị {agency['name']}" if agency["is_request"] else agency["name"]


def deadline_words(deadline: Mapping[str, Any]) -> str:
    """The time of a task: its words and, where they differ, its last day."""
    if not is_answered(deadline) and not deadline["text"]:
        return "Chưa có thời hạn"
    if deadline["kind"] not in DATED:
        return deadline["text"] or KIND_OF_TIME_NAMES[deadline["kind"]]
    words = deadline["text"] or KIND_OF_TIME_NAMES[deadline["kind"]]
    return with_last_day(words, date.fromisoformat(deadline["end"]) if deadline["end"] else None)


def with_last_day(words: str, last: date | None) -> str:
    """The words of a time with its last day, unless they say it: "Năm 2024 (đến 31/12/2024)"."""
    if last is None:
        return words
    said = (print_date(last), f"{last.day}/{last.month}/{last.year}")
    return words if any(day in words for day in said) else f"{words} (đến\u00a0{said[0]})"


def target_words(target: Mapping[str, Any]) -> str:
    """A goal with its number: "từ 98 %"."""
    value = f"{target['value']:g}".replace(".", ",")
    if target.get("value_max") is not None:
        value = f"{value} đến {target['value_max']:g}".replace(".", ",")
    about = "khoảng" if target.get("is_approximate") else COMPARATOR_NAMES[target["comparator"]]
    return " ".join(part for part in (about, value, target["unit"] or "") if part)


def value_words(field: str, value: Any) -> str:
    """The value of a metadata field on one line."""
    if value is None or value == []:
        return ""
    if field == "date":
        return day_words(value)
    return "; ".join(value) if isinstance(value, list) else str(value)
