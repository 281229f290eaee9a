"""The area of statistics, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

from congtac.kernel import panels as kernel
from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop
from congtac.notices.rules.kinds import offer_kind
from congtac.statistics.rules.submissions import ACTS as SUBMISSION_ACTS
from congtac.statistics.rules.tellings import SUBMISSION

ACTS = {
    "statistics.calendars.loaded": gettext_noop("Nạp chế độ và kỳ thống kê"),
    "statistics.period.opened": gettext_noop("Mở kỳ thống kê"),
    "statistics.period.due_moved": gettext_noop("Dời hạn nộp báo cáo thống kê"),
    "statistics.forms.loaded": gettext_noop("Nạp biểu mẫu đi kèm"),
    "statistics.form.added": gettext_noop("Thêm bản biểu mẫu"),
    "statistics.form.confirmed": gettext_noop("Xác nhận biểu mẫu"),
    "statistics.examples.loaded": gettext_noop("Nạp số liệu thống kê ví dụ"),
    "statistics.map.kept": gettext_noop("Lưu bảng nối cột"),
    "statistics.form.withdrawn": gettext_noop("Thôi dùng biểu mẫu"),
}

ACTS |= {
    "statistics.upload.brought": gettext_noop("Đưa tệp số liệu lên"),
    "statistics.upload.taken": gettext_noop("Nhận số liệu từ tệp"),
}

ACTS |= {
    f"statistics.submission.{act}": gettext_noop("Biểu thống kê: {name}").format(name=name)
    for act, name in SUBMISSION_ACTS.items()
}

LISTS = {"statistics:forms": gettext_noop("Biểu mẫu thống kê")}


class StatisticsConfig(AppConfig):
    """Forms of the sector's statistics, their periods, what units send."""

    name = "congtac.statistics"
    label = "statistics"
    verbose_name = gettext_noop("Thống kê")

    def ready(self) -> None:
        """Name the acts and the lists, show what waits on the desk, bring the examples."""
        name_acts(ACTS)
        name_lists(LISTS)
        panels = import_module("congtac.statistics.panels")
        kernel.register("desk", panels.waiting)
        kernel.register("desk", panels.to_take)
        kernel.register("desk-week", panels.due)
        kernel.register("desk-late", panels.late)
        kernel.register_example(import_module("congtac.statistics.examples.year").load_example)
        kernel.register_example(import_module("congtac.statistics.examples.maps").load_example)
        offer_kind(SUBMISSION, gettext_noop("Biểu thống kê đổi tình trạng"))
