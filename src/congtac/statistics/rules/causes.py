"""The causes that a note to a finding names."""

from congtac.kernel.words import Names, gettext_noop

CAUSES = Names(
    {
        "law": gettext_noop("Thay đổi của pháp luật, chính sách"),
        "work": gettext_noop("Khối lượng công việc thay đổi thực tế"),
        "borders": gettext_noop("Thay đổi địa giới, tổ chức, chức năng"),
        "method": gettext_noop("Thay đổi cách tính, nguồn số liệu"),
        "before": gettext_noop("Số liệu kỳ trước chưa đúng"),
        "other": gettext_noop("Nguyên nhân khác"),
    }
)
