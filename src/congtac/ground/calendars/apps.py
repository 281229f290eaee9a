"""The area `calendars` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts
from congtac.kernel.words import gettext_noop


class CalendarsConfig(AppConfig):
    name = "congtac.ground.calendars"
    label = "calendars"

    def ready(self) -> None:
        name_acts(
            {
                "calendars.special_days.loaded": gettext_noop("Nạp ngày nghỉ và ngày làm bù"),
                "calendars.special_day.set": gettext_noop("Thêm ngày nghỉ hoặc ngày làm bù"),
                "calendars.special_day.changed": gettext_noop("Sửa ngày nghỉ hoặc ngày làm bù"),
                "calendars.special_day.dropped": gettext_noop("Bỏ ngày nghỉ hoặc ngày làm bù"),
                "calendars.demo_day.moved": gettext_noop("Chuyển ngày của bản trình diễn"),
            }
        )
