"""The numbered problems of programmes, each with the sentence that the user reads."""

from congtac.kernel.problem import Problem
from congtac.kernel.words import Names, gettext_noop

SENTENCES = Names(
    {
        "PRG-002": gettext_noop(
            "Người khác vừa cập nhật nhiệm vụ này. Xem lại tình trạng mới rồi làm tiếp."
        ),
        "PRG-010": gettext_noop("Nhiệm vụ đã hoàn thành. Bấm “Mở lại” nếu cần làm tiếp."),
        "PRG-011": gettext_noop(
            "Tiến độ là số từ 0 đến 99. Khi xong hẳn, ghi ở phần “Hoàn thành”."
        ),
        "PRG-012": gettext_noop("Tiến độ chưa thay đổi và chưa có ghi chú nào."),
        "PRG-013": gettext_noop("Ngày hoàn thành không được sau hôm nay."),
        "PRG-014": gettext_noop("Ngày hoàn thành không được trước ngày ban hành kế hoạch."),
        "PRG-015": gettext_noop("Nhiệm vụ chưa hoàn thành nên không cần mở lại."),
        "PRG-016": gettext_noop("Ghi lý do mở lại nhiệm vụ."),
        "PRG-017": gettext_noop(
            "Nhiệm vụ có bước được ghi sau ngày này. Lịch sử không ghi lùi ngày được."
        ),
        "PRG-018": gettext_noop(
            "Ngày hoàn thành không được trước ngày nhiệm vụ bị trả lại hoặc mở lại."
        ),
        "PRG-020": gettext_noop("Nhiệm vụ đã có đơn vị nhận; không cần nhận lại."),
        "PRG-021": gettext_noop(
            "Nhiệm vụ không ở tình trạng chờ xác nhận. Xem lại tình trạng mới rồi làm tiếp."
        ),
        "PRG-022": gettext_noop("Ghi lý do."),
        "PRG-023": gettext_noop("Nhiệm vụ đã thôi thực hiện. Bấm “Mở lại” nếu cần làm tiếp."),
        "PRG-024": gettext_noop(
            "Nhiệm vụ đã báo hoàn thành và chờ xác nhận. Đơn vị theo dõi xác nhận hoặc trả lại."
        ),
        "PRG-025": gettext_noop("Hạn mới phải sau hạn đang có và không trước hôm nay."),
        "PRG-026": gettext_noop("Đã có một đề nghị gia hạn đang chờ quyết định."),
        "PRG-027": gettext_noop("Nhiệm vụ không có ngày cuối nên không có hạn để gia hạn."),
        "PRG-028": gettext_noop("Đề nghị gia hạn này đã được quyết định."),
        "PRG-029": gettext_noop(
            "Nhiệm vụ thường xuyên không có ngày kết thúc: đánh giá từng kỳ, không ghi xong."
        ),
        "PRG-030": gettext_noop("Kỳ đánh giá chưa bắt đầu."),
        "PRG-031": gettext_noop(
            "Nhiệm vụ có lúc kết thúc: ghi hoàn thành, không đánh giá theo kỳ."
        ),
        "PRG-040": gettext_noop("Hạn nội bộ không được trước hôm nay."),
        "PRG-041": gettext_noop("Hạn nội bộ phải không sau hạn của nhiệm vụ."),
        "PRG-042": gettext_noop(
            "Phần việc không còn ở tình trạng làm được việc này. Xem lại rồi làm tiếp."
        ),
        "PRG-043": gettext_noop("Ghi nội dung."),
        "PRG-044": gettext_noop("Còn phần việc trong đơn vị chưa được lãnh đạo duyệt hoặc rút."),
        "PRG-045": gettext_noop("Người này không giữ chức vụ nào trong đơn vị bạn."),
        "PRG-050": gettext_noop("Đơn vị bạn đã có chương trình thực hiện chương trình này."),
        "PRG-051": gettext_noop(
            "Tệp còn hàng có lỗi nên chưa thêm hàng nào. Sửa các hàng đó rồi nhập lại."
        ),
        "PRG-052": gettext_noop(
            "Không thấy cột “Nội dung nhiệm vụ” trong 20 hàng đầu của trang tính thứ nhất."
        ),
        "PRG-053": gettext_noop("Chỉ lấy được nhiệm vụ của chương trình cấp trên trực tiếp."),
        "PRG-054": gettext_noop("Nội dung nhiệm vụ dài quá 4.000 ký tự."),
        "PRG-055": gettext_noop("Không có nhiệm vụ cấp trên ở vị trí này."),
        "PRG-056": gettext_noop("Bản xem trước không còn dùng được. Chọn lại tệp."),
        "PRG-057": gettext_noop("Tệp không đọc được như bảng tính, hoặc có quá 5.000 hàng."),
        "PRG-060": gettext_noop(
            "Tình trạng đã đổi hoặc không cho phép việc này. Xem lại rồi làm tiếp."
        ),
        "PRG-061": gettext_noop("Chọn một cơ quan khác với đơn vị nêu và đơn vị bạn."),
        "PRG-070": gettext_noop(
            "Nhiệm vụ này giao cho nhiều đơn vị: mở phần của từng đơn vị để làm việc này."
        ),
        "PRG-071": gettext_noop(
            "Danh sách đơn vị được cập nhật ở nhiệm vụ chung, không ở phần của một đơn vị."
        ),
        "PRG-072": gettext_noop("Chọn ít nhất một đơn vị để thêm hoặc bớt."),
        "PRG-100": gettext_noop(
            "Yêu cầu báo cáo không ở tình trạng cho phép việc này. Xem lại rồi làm tiếp."
        ),
        "PRG-101": gettext_noop("Ngày chốt số liệu phải nằm trong kỳ báo cáo."),
        "PRG-102": gettext_noop("Hạn gửi không được trước ngày chốt số liệu."),
        "PRG-103": gettext_noop("Đề cương phải có ít nhất một mục, và mục nào cũng phải có tên."),
        "PRG-104": gettext_noop("Bảng phụ lục phải có tên các cột, cách nhau bằng dấu chấm phẩy."),
        "PRG-105": gettext_noop("Ghi ít nhất một nơi phải báo cáo."),
        "PRG-106": gettext_noop("Hạn gửi phải khác hạn đang có và không trước hôm nay."),
        "PRG-107": gettext_noop("Kỳ sau của yêu cầu này đã được lập."),
        "PRG-108": gettext_noop("Chỉ yêu cầu định kỳ mới có kỳ sau."),
        "PRG-110": gettext_noop("Báo cáo đã chuyển sang tình trạng khác. Xem lại rồi làm tiếp."),
        "PRG-111": gettext_noop(
            "Mục này không ở tình trạng cho phép việc đó. Xem lại rồi làm tiếp."
        ),
        "PRG-112": gettext_noop(
            "Còn mục đã giao mà chưa được duyệt. Duyệt hoặc rút mục đó rồi trình."
        ),
        "PRG-113": gettext_noop(
            "Báo cáo chưa có nội dung. Bấm “Soạn từ nhiệm vụ” hoặc viết vào các mục."
        ),
        "PRG-114": gettext_noop("Mục này đã giao cho người khác viết."),
        "PRG-115": gettext_noop(
            "Bạn chưa có quyền ký báo cáo của đơn vị. Người quản trị ghi quyền ký thay (KT.), "
            "thừa lệnh (TL.) hoặc thừa ủy quyền (TUQ.) ở trang người dùng."
        ),
        "PRG-116": gettext_noop("Hạn nội bộ phải không sau hạn gửi báo cáo."),
        "PRG-120": gettext_noop(
            "Có báo cáo không còn ở đơn vị để đôn đốc. Tải lại trang và chọn lại."
        ),
        "PRG-121": gettext_noop("Chọn ít nhất một đơn vị để đôn đốc."),
        "PRG-122": gettext_noop("Chưa có báo cáo nào được tiếp nhận để tổng hợp."),
        "PRG-123": gettext_noop("Báo cáo này đang tổng hợp cho một yêu cầu khác."),
        "PRG-118": gettext_noop(
            "Tệp không có đủ các cột của bảng trong 20 hàng đầu. Tải bảng này về Excel, ghi vào "
            "rồi đưa lên lại."
        ),
        "PRG-117": gettext_noop(
            "Người khác vừa viết vào mục này. Xem lại câu chữ mới rồi ghi lại phần của bạn."
        ),
    }
)


def problem(code: str) -> Problem:
    """The problem with this code."""
    return Problem(code, SENTENCES[code])
