"""The causes that a note to a finding names, and whether it needs evidence."""

from congtac.kernel.keys import search_key
from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.rules.forms import Form

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
EVIDENCE = search_key("minh chứng")


def needs_evidence(form: Form, rule: str) -> bool:
    """Whether the relation that found it asks for evidence: its note in the form says so."""
    return any(it.text == rule and EVIDENCE in search_key(it.note) for it in form.relations)
