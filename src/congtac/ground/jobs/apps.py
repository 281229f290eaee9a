"""The area `jobs` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts
from congtac.kernel.words import gettext_noop


class JobsConfig(AppConfig):
    name = "congtac.ground.jobs"
    label = "jobs"

    def ready(self) -> None:
        name_acts({"jobs.schedule.changed": gettext_noop("Đặt lại giờ của việc định kỳ")})
