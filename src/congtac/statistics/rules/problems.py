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
        "STA-550": gettext_noop(
            "Dòng này có số liệu mà chưa có tên. Ghi tên dòng, hoặc xóa số liệu của dòng."
        ),
        "STA-350": gettext_noop("Ghi nguyên nhân và lời thuyết minh."),
        "STA-520": gettext_noop("Không dùng được: {names}. Cách ghi: {hints}."),
        "STA-521": gettext_noop(
            "Tham số không có hoặc ghi hai lần: {names}. Các tham số của địa chỉ này: {known}."
        ),
        "STA-522": gettext_noop("Không có {what} “{named}”. Kiểm tra lại mã."),
        "STA-523": gettext_noop(
            "Nội dung gửi lên quá lớn. Một lần gọi nhận nhiều nhất {most} MB; hãy chia nhỏ ra."
        ),
        "STA-524": gettext_noop(
            "Không đọc được nội dung gửi lên. Gửi text/csv, application/json, tệp Excel (.xlsx) "
            "hoặc multipart/form-data, và ghi đúng Content-Type."
        ),
        "STA-525": gettext_noop("Địa chỉ này chỉ nhận cách gọi: {ways}."),
        "STA-526": gettext_noop(
            "Máy chủ gặp lỗi khi làm việc này. Lỗi đã được ghi lại; hãy thử lại sau ít phút."
        ),
        "STA-527": gettext_noop("Không có số liệu nào để kiểm tra. Gửi ít nhất một ô."),
        "STA-430": gettext_noop("Ghi mã biểu, như 02/BTP/VĐC."),
        "STA-431": gettext_noop("Ghi tên biểu."),
        "STA-432": gettext_noop(
            "Mã cột bắt đầu bằng chữ, chỉ gồm chữ, số và gạch dưới, như c1 hoặc tong_so."
        ),
        "STA-433": gettext_noop("Mã cột này đã dùng cho cột khác của biểu."),
        "STA-434": gettext_noop("Ghi tên cột."),
        "STA-435": gettext_noop("Ghi số như 1.234,5 hoặc để trống."),
        "STA-436": gettext_noop("Giá trị lớn nhất phải không nhỏ hơn giá trị nhỏ nhất."),
        "STA-437": gettext_noop("Mã dòng này đã dùng cho dòng khác của biểu."),
        "STA-438": gettext_noop(
            "Dòng cha phải là mã hoặc tên của một dòng khác và không được vòng lại chính nó."
        ),
        "STA-439": gettext_noop("Ghi một số nguyên từ 0 trở lên."),
        "STA-440": gettext_noop("Ghi cả mã và tên của kỳ báo cáo, như 6T và 6 tháng."),
        "STA-441": gettext_noop(
            "Chọn kỳ đã có đơn vị gửi biểu này để chạy thử trên số liệu của kỳ đó."
        ),
        "STA-442": gettext_noop("Chọn ít nhất một kỳ để kiểm tra."),
        "STA-443": gettext_noop("Trong các kỳ đã chọn chưa có biểu nào được gửi."),
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
        "STA-450": gettext_noop("Ghi đủ tên, cách hiểu, đơn vị tính và nguồn của chỉ tiêu."),
        "STA-451": gettext_noop(
            "Công thức phải lấy số từ ô của biểu, viết như [24/BTP/TGPL].row[Tổng số].c1."
        ),
        "STA-452": gettext_noop("Không có biểu {name} đang dùng. Kiểm tra lại mã biểu."),
        "STA-453": gettext_noop("Biểu không có cột số liệu này: {name}. Kiểm tra lại mã cột."),
        "STA-454": gettext_noop(
            "Công thức phải nêu một dòng có sẵn của biểu: {name}. Viết như row[Tổng số]."
        ),
        "STA-455": gettext_noop("Đã có chỉ tiêu mang mã này. Chọn mã khác."),
        "STA-456": gettext_noop(
            "Ngày bắt đầu của bản mới phải sau ngày bắt đầu của bản đang dùng. Chọn ngày muộn hơn."
        ),
        "STA-457": gettext_noop(
            "Người khác vừa sửa chỉ tiêu này. Xem lại bản mới nhất rồi làm tiếp."
        ),
        "STA-458": gettext_noop("Ghi văn bản giao chỉ tiêu (số, ký hiệu hoặc tên văn bản)."),
        "STA-460": gettext_noop(
            "Ô này chưa có con số để dẫn. Chọn ô khác hoặc chờ đơn vị gửi số liệu."
        ),
        "STA-461": gettext_noop("Số liệu dẫn này đã bỏ rồi."),
        "STA-462": gettext_noop("Chọn một văn bản trên giá hoặc dán nội dung cần đối chiếu."),
        "STA-463": gettext_noop(
            "Nội dung dài quá {name} chữ. Dán từng phần rồi đối chiếu lần lượt."
        ),
        "STA-480": gettext_noop("Chọn những đơn vị còn biểu chưa gửi để đôn đốc."),
        "STA-481": gettext_noop("Ghi trích yếu và nội dung công văn đôn đốc."),
        "STA-484": gettext_noop("Bảng ghép nêu ô mà biểu mẫu không có. Chọn lại các ô được nêu."),
        "STA-485": gettext_noop("Không có nguồn số liệu nào đang dùng với mã này."),
        "STA-486": gettext_noop(
            "Biểu đã rời khâu nhập hoặc bị khóa nên không nhận số liệu từ nguồn khác được nữa."
        ),
        "STA-487": gettext_noop("Chọn ít nhất một ô để lấy số liệu."),
        "STA-488": gettext_noop("Ghi mã, tên, hệ thống nguồn và biểu mẫu đang dùng."),
        "STA-489": gettext_noop("Kỳ này không dùng biểu mẫu của nguồn số liệu. Chọn kỳ khác."),
        "STA-380": gettext_noop("Chọn ít nhất một dòng, một nhánh hoặc một cột."),
        "STA-381": gettext_noop("Hạn nội bộ không được trước hôm nay."),
        "STA-382": gettext_noop("Hạn nội bộ không được sau hạn nộp của biểu."),
        "STA-383": gettext_noop(
            "Có ô trong phần này đang giao cho {name}. Bớt các ô đó, hoặc rút phần kia trước."
        ),
        "STA-384": gettext_noop("Chọn phòng hoặc người trong đơn vị để giao."),
        "STA-385": gettext_noop(
            "Ô “{cell}” thuộc phần của {name} nên bạn không sửa được. Trả ô đó về số cũ rồi lưu."
        ),
        "STA-386": gettext_noop(
            "Ô “{cell}” không thuộc phần giao cho bạn. Trả ô đó về số cũ rồi lưu lại."
        ),
        "STA-387": gettext_noop(
            "Phần này còn {count} ô chưa nhập. Nhập số, “-” hoặc “…” kèm lý do rồi báo xong."
        ),
        "STA-388": gettext_noop(
            "Còn phần của {name} chưa duyệt. Duyệt phần đó, hoặc rút lại và ghi lý do, rồi trình."
        ),
        "STA-389": gettext_noop("Người nhập phần này không tự duyệt."),
        "STA-390": gettext_noop(
            "Mã không đúng dạng. Gõ đủ 16 chữ số và chữ cái in ở cuối bản giấy, như 3fa2 91bc 77d0 "
            "1e45."
        ),
        "STA-391": gettext_noop(
            "Mã này không phải của bản {newest} đang chờ ký. {whose} In lại bản mới nhất rồi ký."
        ),
        "STA-392": gettext_noop("Chọn bản quét là tệp PDF, JPG hoặc PNG."),
        "STA-393": gettext_noop(
            "Mã in trong tệp không phải của bản đang chờ ký. Chọn đúng bản quét, hoặc in lại bản "
            "mới nhất rồi ký."
        ),
        "STA-394": gettext_noop(
            "Ngày ký trên giấy không được sau hôm nay, không trước ngày lưu bản."
        ),
        "STA-395": gettext_noop(
            "Chưa có ô nào khác với số đã gửi. Sửa số trong bảng rồi lập đính chính."
        ),
        "STA-396": gettext_noop("Ghi lý do đính chính: một lý do chung, hoặc lý do từng ô."),
        "STA-397": gettext_noop("Mỗi ô ghi một lần, số mới phải khác số cũ."),
        "STA-398": gettext_noop(
            "Biểu đang có một đính chính chưa xong. Chờ quyết định, hoặc rút đính chính đó."
        ),
        "STA-399": gettext_noop("Số đính chính làm sai quan hệ của biểu: {finding}"),
        "STA-400": gettext_noop(
            "Còn thuyết minh bị trả lại. Trả lại biểu để đơn vị thuyết minh lại."
        ),
        "STA-401": gettext_noop("Thuyết minh này đã được xem xét. Xem lại ý kiến mới nhất."),
        "STA-402": gettext_noop(
            "Thuyết minh chỗ này phải kèm tài liệu minh chứng. Chọn tệp rồi lưu."
        ),
        "STA-403": gettext_noop("Biểu đang mở nên không cần xin mở khóa."),
        "STA-404": gettext_noop("Đơn vị đã xin mở khóa và đang chờ quyết định."),
        "STA-500": gettext_noop(
            "Có nguyên nhân không dùng cho kỳ này. Chọn nguyên nhân trong danh mục đang dùng."
        ),
        "STA-501": gettext_noop("Mã này đã có. Chọn mã khác, hoặc sửa nguyên nhân đang có."),
        "STA-502": gettext_noop("Ghi đủ mã, tên và căn cứ."),
        "STA-503": gettext_noop(
            "Ngày bắt đầu phải sau ngày bắt đầu của bản gần nhất và không trước ngày bản đó hết "
            "hiệu lực."
        ),
        "STA-504": gettext_noop("Người khác vừa sửa mục này. Xem lại bản mới nhất rồi làm tiếp."),
        "STA-505": gettext_noop("Ghi lý do, căn cứ thôi dùng."),
        "STA-506": gettext_noop("Ngày dùng cuối cùng không được trước ngày bắt đầu dùng."),
        "STA-507": gettext_noop(
            "Nguyên nhân “{name}” phải kèm tài liệu minh chứng. Chọn tệp rồi lưu."
        ),
        "STA-508": gettext_noop("Mỗi mốc là một số ngày từ 1 đến 45, ghi một lần."),
        "STA-509": gettext_noop("Ngày bắt đầu không được trước hôm nay."),
        "STA-405": gettext_noop("Đề nghị này đã được quyết định."),
        "STA-510": gettext_noop("Biểu không có dòng “{row}”. Thêm dòng đó vào biểu trước."),
        "STA-511": gettext_noop(
            "Dòng cố định không nối vào các dòng đơn vị tự đặt tên. Chọn một dòng cố định."
        ),
        "STA-535": gettext_noop(
            "Mức này của văn bản đã nối với một chỉ tiêu. Bỏ nối trước rồi nối lại."
        ),
        "STA-536": gettext_noop("Liên kết này đã bỏ rồi."),
        "STA-537": gettext_noop("Số dân phải là số nguyên từ 1 trở lên, năm từ 2000 trở đi."),
        "STA-538": gettext_noop("Ghi nguồn của số dân (niên giám, thông cáo, văn bản)."),
        "STA-539": gettext_noop(
            "Câu đã dẫn không còn con số cũ đúng một lần. Sửa câu bằng tay, hoặc bỏ dẫn rồi chèn "
            "lại số liệu."
        ),
        "STA-540": gettext_noop(
            "Nguồn không có con số mới để lấy. Bỏ dẫn hoặc chờ đơn vị gửi lại."
        ),
        "STA-570": gettext_noop("Ghi mã biểu của cấp dưới."),
        "STA-571": gettext_noop("Biểu này không có dòng đó. Ghi mã một dòng ở trên."),
        "STA-572": gettext_noop("Viết cột như x1 = c1 + c2; x2 = c3, mỗi cột một lần."),
        "STA-573": gettext_noop("Biểu này không có cột đứng trước dấu =. Ghi mã cột ở trên."),
    }
)


def problem(code: str) -> Problem:
    """The problem with this code, to be raised."""
    return Problem(code, SENTENCES[code])


def problem_of(code: str, **values: object) -> Problem:
    """The problem with this code, its sentence filled in."""
    return Problem(code, SENTENCES[code].format(**values))


def demand(objection: str | None) -> None:
    """Raise the problem that a rule named, if it named one."""
    if objection:
        raise problem(objection)
