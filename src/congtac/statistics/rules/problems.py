"""The numbered problems of statistics, each with the sentence that the user reads."""

from congtac.kernel.problem import Problem
from congtac.kernel.words import Names, gettext_noop

SENTENCES = Names(
    {
        "STA-301": gettext_noop("Ghi số, ký hiệu của văn bản dời hạn."),
        "STA-302": gettext_noop("Ngày của văn bản dời hạn không được sau hôm nay."),
        "STA-303": gettext_noop("Hạn mới trùng với hạn đang có. Chọn ngày khác."),
        "STA-304": gettext_noop("Hạn mới không được trước ngày chốt số liệu thực của kỳ."),
        "STA-305": gettext_noop("Người khác vừa dời hạn của kỳ này. Xem lại hạn mới rồi làm tiếp."),
        "STA-306": gettext_noop(
            "Chế độ thống kê này không có hiệu lực vào cuối kỳ. Chọn năm hoặc chế độ khác."
        ),
        "STA-307": gettext_noop("Kỳ này đã mở. Chọn năm khác hoặc loại kỳ khác."),
        "STA-308": gettext_noop("Cấp này không nộp báo cáo trong kỳ đã chọn."),
    }
)


def problem(code: str) -> Problem:
    """The problem with this code, to be raised."""
    return Problem(code, SENTENCES[code])


def demand(objection: str | None) -> None:
    """Raise the problem that a rule named, if it named one."""
    if objection:
        raise problem(objection)
