"""The area of documents, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

from congtac.kernel import panels as kernel
from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop
from congtac.notices.rules.kinds import offer_kind

ACTS = {
    "documents.document.added": gettext_noop("Đưa văn bản lên"),
    "documents.document.read_again": gettext_noop("Yêu cầu đọc lại văn bản"),
    "documents.document.unreadable": gettext_noop("Văn bản không đọc được"),
    "documents.version.joined": gettext_noop("Ghi là bản mới của một văn bản"),
    "documents.version.parted": gettext_noop("Tách bản thành văn bản riêng"),
    "documents.file.refused": gettext_noop("Tệp đưa lên không dùng được"),
    "documents.reading.made": gettext_noop("Đọc xong văn bản"),
    "documents.reading.accepted": gettext_noop("Tiếp nhận bản đọc"),
    "documents.item.confirm": gettext_noop("Đồng ý với đề xuất của bộ đọc"),
    "documents.item.correct": gettext_noop("Sửa đề xuất của bộ đọc"),
    "documents.item.drop": gettext_noop("Bỏ đề xuất của bộ đọc"),
    "documents.item.restore": gettext_noop("Lấy lại đề xuất đã bỏ"),
    "documents.item.add": gettext_noop("Thêm nhiệm vụ ngoài đề xuất"),
}


class DocumentsConfig(AppConfig):
    """Uploaded documents, their readings, and the review of what was found."""

    name = "congtac.documents"
    label = "documents"
    verbose_name = gettext_noop("Văn bản")

    def ready(self) -> None:
        """Offer the background work, the panels and the examples."""
        name_acts(ACTS)
        name_lists({"documents:list": gettext_noop("Văn bản")})
        offer_kind("documents.reading.ended", gettext_noop("Văn bản đọc xong hoặc không đọc được"))
        import_module("congtac.documents.jobs")
        panels = import_module("congtac.documents.panels")
        examples = import_module("congtac.documents.examples")
        kernel.register("desk", panels.desk)
        kernel.register("search", panels.search)
        kernel.register_example(examples.load_example)
