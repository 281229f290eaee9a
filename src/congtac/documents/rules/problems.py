"""The numbered problems of documents, each with the sentence that the user reads."""

from congtac.kernel.problem import Problem

SENTENCES = {
    "DOC-001": "Chưa chọn tệp nào. Chọn hoặc kéo thả một tệp .docx, .pdf, .doc, .html, .txt, .md.",
    "DOC-002": "Văn bản đang được đọc. Chờ đọc xong rồi làm tiếp.",
    "DOC-003": "Văn bản này chưa có bản đọc nào. Bấm “Đọc lại” hoặc đưa lên tệp khác.",
    "DOC-004": "Bộ đọc gặp lỗi với tệp này. Tệp vẫn được giữ; bấm “Đọc lại” hoặc đưa tệp khác.",
    "DOC-005": "Bộ đọc không đọc loại tệp này. Dùng tệp .docx, .pdf, .doc, .html, .txt hoặc .md.",
    "DOC-010": "Mục này đã được đồng ý, không cần làm lại.",
    "DOC-011": "Mục này đã bỏ. Bấm “Lấy lại” trước khi sửa hoặc đồng ý.",
    "DOC-012": "Mục này không ở trong số đã bỏ.",
    "DOC-013": "Ghi lý do bỏ mục này.",
    "DOC-014": "Chưa có gì thay đổi so với nội dung đang có.",
    "DOC-015": "Thông tin chung không bỏ được; hãy sửa thành để trống.",
    "DOC-016": "Mục này chỉ đồng ý hoặc bỏ, không sửa được.",
    "DOC-017": "Mục này không có trong bản đọc.",
    "DOC-018": "Người khác vừa quyết định về mục này. Xem lại nội dung mới rồi làm tiếp.",
    "DOC-019": "Văn bản đã được tiếp nhận, không sửa bản đọc được nữa.",
    "DOC-020": "Chọn loại thời hạn.",
    "DOC-021": "Ghi ngày cuối cùng của thời hạn.",
    "DOC-022": "Loại thời hạn này không có ngày. Xóa ngày hoặc chọn loại khác.",
    "DOC-023": "Ngày cuối phải từ ngày đầu trở đi.",
    "DOC-024": "Không thấy đoạn này trong văn bản. Chép đúng lời văn của văn bản, hoặc để trống.",
    "DOC-025": "Ghi nội dung nhiệm vụ.",
    "DOC-030": "Chưa có nhiệm vụ nào để tiếp nhận. Thêm nhiệm vụ hoặc lấy lại nhiệm vụ đã bỏ.",
    "DOC-031": "Văn bản chưa có tên gọi (trích yếu).",
    "DOC-032": "Nhiệm vụ chưa có thời hạn. Ghi thời hạn, hoặc chọn “Không có thời hạn”.",
    "DOC-033": "Nhiệm vụ chưa có nội dung.",
    "DOC-034": "Còn mục phải trả lời trước khi tiếp nhận. Mở trang kiểm tra để xem từng mục.",
    "DOC-040": "Người khác vừa đưa lên một bản mới hơn. Mở lại văn bản để xem bản đó trước.",
    "DOC-041": "Hai văn bản này đã là các bản của cùng một văn bản.",
    "DOC-042": "Văn bản này đã có nhiều bản, hoặc do đơn vị khác giữ, nên không ghép được.",
    "DOC-043": "Chỉ tách được bản mới nhất, khi văn bản có từ hai bản trở lên.",
    "DOC-044": "Hai bản phải thuộc cùng một văn bản và đều đã đọc xong thì mới so được.",
    "DOC-045": "Có ngày chưa đọc được nên chưa lọc theo ngày đó. Viết ngày như 31/12/2024.",
}

SHORT = {
    "DOC-020": "loại thời hạn chưa rõ",
    "DOC-021": "thiếu ngày cuối của thời hạn",
    "DOC-022": "thời hạn thừa ngày",
    "DOC-023": "ngày cuối trước ngày đầu",
    "DOC-030": "chưa có nhiệm vụ nào",
    "DOC-031": "để trống",
    "DOC-032": "chưa có thời hạn",
    "DOC-033": "chưa có nội dung",
}


def problem(code: str) -> Problem:
    """The problem with this code."""
    return Problem(code, SENTENCES[code])
