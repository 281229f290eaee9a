"""What each endpoint is called and does, in words for people and for the document."""

from typing import Any

from congtac.kernel.words import gettext_noop

WORDS = {
    "forms_listed": (
        gettext_noop("Danh mục biểu mẫu"),
        gettext_noop("Các bản biểu mẫu đang có, bản mới nhất của mỗi mã đứng trước."),
    ),
    "form_defined": (
        gettext_noop("Định nghĩa một biểu mẫu"),
        gettext_noop(
            "Cột, dòng và quan hệ kiểm tra của một bản biểu mẫu; không ghi bản thì lấy bản "
            "mới nhất."
        ),
    ),
    "periods_listed": (
        gettext_noop("Các kỳ đã mở"),
        gettext_noop("Các kỳ báo cáo đã mở, kỳ mới nhất trước."),
    ),
    "figures": (
        gettext_noop("Số liệu đã gửi"),
        gettext_noop(
            "Số liệu đã gửi hoặc đã tiếp nhận của một biểu trong một kỳ, kèm dấu số của bản "
            "đó. Dạng csv là các dòng mà kiểm tra nhận vào; trang sau ghi ở đầu thư Link."
        ),
    ),
    "series": (
        gettext_noop("Chuỗi một chỉ tiêu"),
        gettext_noop(
            "Một chỉ tiêu qua các kỳ cùng loại, quy về các đơn vị của một ngày. Số đếm thì "
            "cộng, tỷ lệ tính lại từ tử số và mẫu số; chỗ không quy về được thì nói rõ vì "
            "sao."
        ),
    ),
    "findings": (
        gettext_noop("Phát hiện của một biểu đã gửi"),
        gettext_noop("Những gì trang của biểu báo về số liệu đã gửi."),
    ),
    "check": (
        gettext_noop("Kiểm tra số liệu"),
        gettext_noop(
            "Kiểm tra số liệu gửi kèm, không lưu lại; trả đúng danh sách mà congtac check "
            "--json in ra. Thân là CSV dạng dài, tệp Excel điền từ mẫu, danh sách ô (JSON), "
            "hoặc nhiều tệp (multipart: file, previous)."
        ),
    ),
}


def told(name: str) -> dict[str, Any]:
    """The title and the words of an endpoint, as the document takes them."""
    title, words = WORDS[name]
    return {"summary": title, "description": words}
