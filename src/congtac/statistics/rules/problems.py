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
        "STA-320": gettext_noop(
            "Biểu mẫu không còn ở tình trạng này. Xem lại tình trạng mới rồi làm tiếp."
        ),
        "STA-321": gettext_noop("Biểu mẫu chưa có cột số liệu nào. Bổ sung cột rồi làm tiếp."),
        "STA-322": gettext_noop(
            "Biểu mẫu chưa gắn với chế độ thống kê nào. Ghi số thông tư vào định nghĩa "
            "(regulation) rồi tải lên thành bản mới."
        ),
        "STA-323": gettext_noop("Định nghĩa này giống hệt một bản đã có. Không cần thêm bản mới."),
        "STA-324": gettext_noop(
            "Đã có bản khác hiệu lực từ ngày này trở đi. Chọn ngày muộn hơn hoặc cho thôi bản đó."
        ),
        "STA-325": gettext_noop(
            "Ngày bắt đầu hiệu lực phải trước ngày chế độ thống kê hết hiệu lực."
        ),
        "STA-326": gettext_noop("Ghi lý do thôi dùng biểu mẫu."),
        "STA-327": gettext_noop("Chọn tệp JSON chứa đúng một biểu mẫu."),
        "STA-340": gettext_noop(
            "Người khác vừa xử lý biểu này. Xem lại tình trạng mới rồi làm tiếp."
        ),
        "STA-341": gettext_noop(
            "Đã hết hạn nộp nên biểu bị khóa. Đề nghị nơi nhận mở khóa, ghi rõ lý do và thời hạn."
        ),
        "STA-342": gettext_noop("Ghi lý do."),
        "STA-343": gettext_noop("Người nhập số liệu không tự kiểm tra, không tự ký biểu của mình."),
        "STA-344": gettext_noop(
            "Chưa gửi được: còn chỗ sai hoặc bỏ trống. Sửa các ô được đánh dấu rồi làm lại."
        ),
        "STA-345": gettext_noop(
            "Chưa gửi được: còn chỗ phải thuyết minh. Ghi nguyên nhân và giải thích từng chỗ."
        ),
        "STA-346": gettext_noop("Ngày mở khóa phải sau hạn nộp và không trước hôm nay."),
        "STA-347": gettext_noop("Chỉ người đứng đầu đơn vị hoặc người có quyền ký thay được ký."),
        "STA-348": gettext_noop("Đơn vị này không phải báo cáo biểu này trong kỳ đã chọn."),
        "STA-349": gettext_noop("Tên dòng này đã có hoặc trùng tên dòng cố định. Ghi tên khác."),
        "STA-350": gettext_noop("Ghi nguyên nhân và lời thuyết minh."),
        "STA-351": gettext_noop("Chỗ này không còn sai lệch nên không cần thuyết minh."),
        "STA-360": gettext_noop(
            "Bạn đang nhập biểu này ở một cửa sổ khác. Nhập tiếp ở cửa sổ đó, hoặc tải lại trang "
            "này để lấy phần đã nhập ở đó."
        ),
        "STA-361": gettext_noop("Trang này không còn khớp với biểu. Tải lại trang rồi nhập tiếp."),
        "STA-362": gettext_noop(
            "Tệp không có trang nào là biểu mẫu. Tải mẫu Excel ở trang biểu, điền rồi đưa lên lại."
        ),
        "STA-363": gettext_noop(
            "Không nhận ra đơn vị ghi trong trang. Ghi tên đơn vị như trên danh mục."
        ),
        "STA-364": gettext_noop(
            "Không nhận ra kỳ báo cáo ghi trong trang. Ghi mã kỳ như 2024-H1 hoặc tên kỳ."
        ),
        "STA-365": gettext_noop("Biểu này không dùng trong kỳ đã ghi. Kiểm tra mã biểu và kỳ."),
        "STA-366": gettext_noop(
            "Hai trang cùng ghi một biểu của một đơn vị. Giữ một trang rồi đưa tệp lên lại."
        ),
        "STA-367": gettext_noop(
            "Số liệu đã khác bảng đối chiếu bạn vừa xem. Xem lại bảng mới rồi nhận."
        ),
        "STA-368": gettext_noop("Trang này đã được nhận rồi."),
        "STA-369": gettext_noop("Chọn ít nhất một biểu để nhận."),
        "STA-370": gettext_noop("Bạn không nhập thay được: đơn vị đã tự lưu số liệu của biểu này."),
        "STA-371": gettext_noop("Biểu đang ở bước khác nên không nhận số liệu mới."),
        "STA-372": gettext_noop("Chọn tệp Excel (.xlsx)."),
        "STA-374": gettext_noop(
            "Một tệp chứa được nhiều nhất 120 biểu. Lọc lấy một biểu rồi tải mẫu lại."
        ),
        "STA-410": gettext_noop("Chọn hai bản biểu mẫu khác nhau để nối cột."),
        "STA-411": gettext_noop(
            "Có cột không thuộc hai bản biểu mẫu này. Tải lại trang rồi chọn lại."
        ),
        "STA-412": gettext_noop(
            "Mỗi cột, mỗi dòng của biểu trước chỉ đi vào một chỗ của biểu sau."
        ),
        "STA-413": gettext_noop(
            "Tỷ lệ và số bình quân không cộng lại được. Chỉ nối một cột sang một cột, "
            "hoặc chọn “Không còn”."
        ),
        "STA-414": gettext_noop("Người khác vừa lưu bảng nối này. Xem lại bản mới rồi làm tiếp."),
        "STA-415": gettext_noop(
            "Chưa cột nào được nối. Chọn cột của biểu sau cho ít nhất một cột."
        ),
    }
)


def problem(code: str) -> Problem:
    """The problem with this code, to be raised."""
    return Problem(code, SENTENCES[code])


def demand(objection: str | None) -> None:
    """Raise the problem that a rule named, if it named one."""
    if objection:
        raise problem(objection)
