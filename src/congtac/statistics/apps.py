"""The area of statistics, as Django knows it."""

from datetime import time
from importlib import import_module
from types import ModuleType

from django.apps import AppConfig

from congtac.kernel import panels as kernel
from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop
from congtac.notices.rules.kinds import offer_kind
from congtac.organisations.rules import belongings
from congtac.statistics.rules.corrections import ACTS as CORRECTION_ACTS
from congtac.statistics.rules.parts import ACTS as PART_ACTS
from congtac.statistics.rules.submissions import ACTS as SUBMISSION_ACTS
from congtac.statistics.rules.tellings import (
    OFFERED,
    QUOTED,
    REMINDER,
    SUBMISSION,
    URGED,
)

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
    "statistics.indicator.defined": gettext_noop("Định nghĩa chỉ tiêu thống kê"),
    "statistics.indicator.target_set": gettext_noop("Ghi mức phải đạt của chỉ tiêu"),
    "statistics.target.linked": gettext_noop("Nối chỉ tiêu của văn bản với chỉ tiêu thống kê"),
    "statistics.target.unlinked": gettext_noop("Bỏ nối chỉ tiêu của văn bản"),
    "statistics.population.kept": gettext_noop("Ghi số dân của tỉnh, thành phố"),
    "statistics.figure.quoted": gettext_noop("Dẫn số liệu vào văn bản"),
    "statistics.figure.dropped": gettext_noop("Bỏ số liệu dẫn"),
    "statistics.figure.changed": gettext_noop("Số liệu được dẫn đã đổi"),
    "statistics.figure.settled": gettext_noop("Số liệu được dẫn trở lại như cũ"),
    "statistics.reminders.told": gettext_noop("Nhắc gửi biểu thống kê"),
    "statistics.forms.urged": gettext_noop("Đôn đốc gửi biểu thống kê"),
    "statistics.feed.kept": gettext_noop("Khai báo nguồn số liệu"),
    "statistics.feed.ended": gettext_noop("Thôi dùng nguồn số liệu"),
    "statistics.feed.given": gettext_noop("Nhận số liệu từ nguồn khác"),
    "statistics.feed.taken": gettext_noop("Lấy số liệu của nguồn khác vào biểu"),
    "statistics.run.begun": gettext_noop("Giao kiểm tra toàn bộ số liệu"),
    "statistics.run.ended": gettext_noop("Kiểm tra xong toàn bộ số liệu"),
}

ACTS |= {
    "statistics.cause.added": gettext_noop("Thêm nguyên nhân thuyết minh"),
    "statistics.cause.changed": gettext_noop("Sửa nguyên nhân thuyết minh"),
    "statistics.cause.ended": gettext_noop("Thôi dùng nguyên nhân thuyết minh"),
    "statistics.reminders.changed": gettext_noop("Sửa mốc nhắc gửi biểu"),
    "statistics.norm.changed": gettext_noop("Sửa định mức thống kê"),
    "statistics.upload.brought": gettext_noop("Đưa tệp số liệu lên"),
    "statistics.upload.taken": gettext_noop("Nhận số liệu từ tệp"),
}

ACTS |= {
    f"statistics.submission.{act}": gettext_noop("Biểu thống kê: {name}").format(name=name)
    for act, name in SUBMISSION_ACTS.items()
}

ACTS |= {
    f"statistics.part.{act}": gettext_noop("Phần biểu: {name}").format(name=name)
    for act, name in PART_ACTS.written.items()
}

ACTS |= {f"statistics.correction.{act}": name for act, name in CORRECTION_ACTS.written.items()}

LISTS = {
    "statistics:forms": gettext_noop("Biểu mẫu thống kê"),
    "statistics:indicators": gettext_noop("Chỉ tiêu thống kê"),
}


class StatisticsConfig(AppConfig):
    """Forms of the sector's statistics, their periods, what units send."""

    name = "congtac.statistics"
    label = "statistics"
    verbose_name = gettext_noop("Thống kê")

    def ready(self) -> None:
        """Name the acts and the lists, show what waits on the desk, bring the examples."""
        name_acts(ACTS)
        name_lists(LISTS)
        import_module("congtac.statistics.jobs")
        panels = import_module("congtac.statistics.panels")
        kernel.register("desk", panels.waiting)
        kernel.register("desk", panels.to_take)
        kernel.register("desk", panels.offered)
        kernel.register("desk", panels.parts)
        kernel.register("desk", panels.to_decide)
        kernel.register("desk", panels.quoted_changed)
        kernel.register("document-foot", panels.plan_targets)
        kernel.register("desk-week", panels.due)
        kernel.register("desk-late", panels.late)
        kernel.register_example(import_module("congtac.statistics.examples.year").load_example)
        indicators = import_module("congtac.statistics.services.indicators")
        kernel.register_example(indicators.load_example)
        people = import_module("congtac.statistics.services.population")
        kernel.register_example(people.load_example)
        offer_kind(QUOTED, gettext_noop("Số liệu trích dẫn đã đổi"))
        kernel.register_example(import_module("congtac.statistics.examples.maps").load_example)
        feeds = import_module("congtac.statistics.examples.feeds")
        kernel.register_example(feeds.load_feeds)
        offer_kind(REMINDER, gettext_noop("Biểu thống kê sắp đến hạn, quá hạn"))
        offer_kind(URGED, gettext_noop("Đôn đốc gửi biểu thống kê"))
        offer_kind(OFFERED, gettext_noop("Số liệu từ hệ thống khác chờ lấy vào biểu"))
        reminders = import_module("congtac.statistics.services.reminders")
        daily = import_module("congtac.ground.jobs.services").daily
        daily(reminders.REMINDING, at=time(6, 50), workdays_only=True)
        folder = import_module("congtac.statistics.services.feed_folder")
        daily(folder.LOOKING, at=time(5, 30))
        offer_kind(SUBMISSION, gettext_noop("Biểu thống kê đổi tình trạng"))
        _hand_over(import_module("congtac.statistics.services.handing_over"))


def _hand_over(acts: ModuleType) -> None:
    """Say what passes to another unit when one ends."""
    belongings.register(
        acts.OWED, gettext_noop("Biểu thống kê phải gửi"), acts.open_forms, acts.pass_forms
    )
    belongings.register(
        acts.RECEIVED,
        gettext_noop("Biểu thống kê chờ tiếp nhận"),
        acts.open_receipts,
        acts.pass_receipts,
    )
