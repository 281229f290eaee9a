"""The area `calendars` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts


class CalendarsConfig(AppConfig):
    name = "congtac.ground.calendars"
    label = "calendars"

    def ready(self) -> None:
        name_acts(
            {
                "calendars.special_days.loaded": "Nạp ngày nghỉ và ngày làm bù",
                "calendars.special_day.set": "Thêm ngày nghỉ hoặc ngày làm bù",
                "calendars.special_day.changed": "Sửa ngày nghỉ hoặc ngày làm bù",
                "calendars.special_day.dropped": "Bỏ ngày nghỉ hoặc ngày làm bù",
                "calendars.demo_day.moved": "Chuyển ngày của bản trình diễn",
            }
        )
