"""The numbered problems of programmes, each with the sentence that the user reads."""

from congtac.kernel.problem import Problem

SENTENCES = {
    "PRG-002": "Người khác vừa cập nhật nhiệm vụ này. Xem lại tình trạng mới rồi làm tiếp.",
    "PRG-010": "Nhiệm vụ đã hoàn thành. Bấm “Mở lại” nếu cần làm tiếp.",
    "PRG-011": "Tiến độ là số từ 0 đến 99. Khi xong hẳn, ghi ở phần “Hoàn thành”.",
    "PRG-012": "Tiến độ chưa thay đổi và chưa có ghi chú nào.",
    "PRG-013": "Ngày hoàn thành không được sau hôm nay.",
    "PRG-014": "Ngày hoàn thành không được trước ngày ban hành kế hoạch.",
    "PRG-015": "Nhiệm vụ chưa hoàn thành nên không cần mở lại.",
    "PRG-016": "Ghi lý do mở lại nhiệm vụ.",
}


def problem(code: str) -> Problem:
    """The problem with this code."""
    return Problem(code, SENTENCES[code])
