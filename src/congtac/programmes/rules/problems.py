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
    "PRG-017": "Nhiệm vụ có bước được ghi sau ngày này. Lịch sử không ghi lùi ngày được.",
    "PRG-018": "Ngày hoàn thành không được trước ngày nhiệm vụ bị trả lại hoặc mở lại.",
    "PRG-020": "Nhiệm vụ đã có đơn vị nhận; không cần nhận lại.",
    "PRG-021": "Nhiệm vụ không ở tình trạng chờ xác nhận. Xem lại tình trạng mới rồi làm tiếp.",
    "PRG-022": "Ghi lý do.",
    "PRG-023": "Nhiệm vụ đã thôi thực hiện. Bấm “Mở lại” nếu cần làm tiếp.",
    "PRG-024": "Nhiệm vụ đã báo hoàn thành và chờ xác nhận. Đơn vị theo dõi xác nhận hoặc trả lại.",
    "PRG-025": "Hạn mới phải sau hạn đang có và không trước hôm nay.",
    "PRG-026": "Đã có một đề nghị gia hạn đang chờ quyết định.",
    "PRG-027": "Nhiệm vụ không có ngày cuối nên không có hạn để gia hạn.",
    "PRG-028": "Đề nghị gia hạn này đã được quyết định.",
    "PRG-029": "Nhiệm vụ thường xuyên không có ngày kết thúc: đánh giá từng kỳ, không ghi xong.",
    "PRG-030": "Kỳ đánh giá chưa bắt đầu.",
    "PRG-031": "Nhiệm vụ có lúc kết thúc: ghi hoàn thành, không đánh giá theo kỳ.",
    "PRG-040": "Hạn nội bộ không được trước hôm nay.",
    "PRG-041": "Hạn nội bộ phải không sau hạn của nhiệm vụ.",
    "PRG-042": "Phần việc không còn ở tình trạng làm được việc này. Xem lại rồi làm tiếp.",
    "PRG-043": "Ghi nội dung.",
    "PRG-044": "Còn phần việc trong đơn vị chưa được lãnh đạo duyệt hoặc rút.",
    "PRG-045": "Người này không giữ chức vụ nào trong đơn vị bạn.",
    "PRG-050": "Đơn vị bạn đã có chương trình thực hiện chương trình này.",
    "PRG-051": "Tệp còn hàng có lỗi nên chưa thêm hàng nào. Sửa các hàng đó rồi nhập lại.",
    "PRG-052": "Không thấy cột “Nội dung nhiệm vụ” trong 20 hàng đầu của trang tính thứ nhất.",
    "PRG-053": "Chỉ lấy được nhiệm vụ của chương trình cấp trên trực tiếp.",
    "PRG-054": "Nội dung nhiệm vụ dài quá 4.000 ký tự.",
    "PRG-055": "Không có nhiệm vụ cấp trên ở vị trí này.",
    "PRG-056": "Bản xem trước không còn dùng được. Chọn lại tệp.",
    "PRG-057": "Tệp không đọc được như bảng tính, hoặc có quá 5.000 hàng.",
    "PRG-060": "Tình trạng đã đổi hoặc không cho phép việc này. Xem lại rồi làm tiếp.",
    "PRG-061": "Chọn một cơ quan khác với đơn vị nêu và đơn vị bạn.",
}


def problem(code: str) -> Problem:
    """The problem with this code."""
    return Problem(code, SENTENCES[code])
