"""The area `jobs` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts


class JobsConfig(AppConfig):
    name = "congtac.ground.jobs"
    label = "jobs"

    def ready(self) -> None:
        name_acts({"jobs.schedule.changed": "Đặt lại giờ của việc định kỳ"})
