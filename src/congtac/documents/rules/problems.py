"""The numbered problems of documents, each with the sentence that the user reads."""

from congtac.kernel.problem import Problem
from congtac.kernel.words import Names, gettext_noop

SENTENCES = Names(
    {
        "DOC-001": gettext_noop(
            "Chưa chọn tệp nào. Chọn hoặc kéo thả một tệp .docx, .pdf, .doc, .html, .txt, .md."
        ),
        "DOC-002": gettext_noop("Văn bản đang được đọc. Chờ đọc xong rồi làm tiếp."),
        "DOC-003": gettext_noop(
            "Văn bản này chưa có bản đọc nào. Bấm “Đọc lại” hoặc đưa lên tệp khác."
        ),
        "DOC-004": gettext_noop(
            "Bộ đọc gặp lỗi với tệp này. Tệp vẫn được giữ; bấm “Đọc lại” hoặc đưa tệp khác."
        ),
        "DOC-005": gettext_noop(
            "Bộ đọc không đọc loại tệp này. Dùng tệp .docx, .pdf, .doc, .html, .txt hoặc .md."
        ),
        "DOC-010": gettext_noop("Mục này đã được đồng ý, không cần làm lại."),
        "DOC-011": gettext_noop("Mục này đã bỏ. Bấm “Lấy lại” trước khi sửa hoặc đồng ý."),
        "DOC-012": gettext_noop("Mục này không ở trong số đã bỏ."),
        "DOC-013": gettext_noop("Ghi lý do bỏ mục này."),
        "DOC-014": gettext_noop("Chưa có gì thay đổi so với nội dung đang có."),
        "DOC-015": gettext_noop("Thông tin chung không bỏ được; hãy sửa thành để trống."),
        "DOC-016": gettext_noop("Mục này chỉ đồng ý hoặc bỏ, không sửa được."),
        "DOC-017": gettext_noop("Mục này không có trong bản đọc."),
        "DOC-018": gettext_noop(
            "Người khác vừa quyết định về mục này. Xem lại nội dung mới rồi làm tiếp."
        ),
        "DOC-019": gettext_noop("Văn bản đã được tiếp nhận, không sửa bản đọc được nữa."),
        "DOC-020": gettext_noop("Chọn loại thời hạn."),
        "DOC-021": gettext_noop("Ghi ngày cuối cùng của thời hạn."),
        "DOC-022": gettext_noop("Loại thời hạn này không có ngày. Xóa ngày hoặc chọn loại khác."),
        "DOC-023": gettext_noop("Ngày cuối phải từ ngày đầu trở đi."),
        "DOC-024": gettext_noop(
            "Không thấy đoạn này trong văn bản. Chép đúng lời văn của văn bản, hoặc để trống."
        ),
        "DOC-025": gettext_noop("Ghi nội dung nhiệm vụ."),
        "DOC-030": gettext_noop(
            "Chưa có nhiệm vụ nào để tiếp nhận. Thêm nhiệm vụ hoặc lấy lại nhiệm vụ đã bỏ."
        ),
        "DOC-031": gettext_noop("Văn bản chưa có tên gọi (trích yếu)."),
        "DOC-032": gettext_noop(
            "Nhiệm vụ chưa có thời hạn. Ghi thời hạn, hoặc chọn “Không có thời hạn”."
        ),
        "DOC-033": gettext_noop("Nhiệm vụ chưa có nội dung."),
        "DOC-034": gettext_noop(
            "Còn mục phải trả lời trước khi tiếp nhận. Mở trang kiểm tra để xem từng mục."
        ),
        "DOC-040": gettext_noop(
            "Người khác vừa đưa lên một bản mới hơn. Mở lại văn bản để xem bản đó trước."
        ),
        "DOC-041": gettext_noop("Hai văn bản này đã là các bản của cùng một văn bản."),
        "DOC-042": gettext_noop(
            "Văn bản này đã có nhiều bản, hoặc do đơn vị khác giữ, nên không ghép được."
        ),
        "DOC-043": gettext_noop("Chỉ tách được bản mới nhất, khi văn bản có từ hai bản trở lên."),
        "DOC-044": gettext_noop(
            "Hai bản phải thuộc cùng một văn bản và đều đã đọc xong thì mới so được."
        ),
        "DOC-045": gettext_noop(
            "Có ngày chưa đọc được nên chưa lọc theo ngày đó. Viết ngày như 31/12/2024."
        ),
    }
)

SHORT = Names(
    {
        "DOC-020": gettext_noop("loại thời hạn chưa rõ"),
        "DOC-021": gettext_noop("thiếu ngày cuối của thời hạn"),
        "DOC-022": gettext_noop("thời hạn thừa ngày"),
        "DOC-023": gettext_noop("ngày cuối trước ngày đầu"),
        "DOC-030": gettext_noop("chưa có nhiệm vụ nào"),
        "DOC-031": gettext_noop("để trống"),
        "DOC-032": gettext_noop("chưa có thời hạn"),
        "DOC-033": gettext_noop("chưa có nội dung"),
    }
)


def problem(code: str) -> Problem:
    """The problem with this code."""
    return Problem(code, SENTENCES[code])
