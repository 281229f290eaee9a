"""The area `notices` as a Django app."""

import datetime as dt

from django.apps import AppConfig

from congtac.kernel import panels
from congtac.kernel.acts import name_acts
from congtac.kernel.words import gettext_noop


class NoticesConfig(AppConfig):
    name = "congtac.notices"
    label = "notices"

    def ready(self) -> None:
        from congtac.ground.jobs.services import daily
        from congtac.notices.panels import bell
        from congtac.notices.services import DIGEST

        panels.register("top", bell)
        daily(DIGEST, at=dt.time(7), workdays_only=True)
        name_acts({"notices.choice.made": gettext_noop("Chọn cách nhận thông báo")})
