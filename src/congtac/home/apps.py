"""The area `home` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop


class HomeConfig(AppConfig):
    name = "congtac.home"
    label = "home"

    def ready(self) -> None:
        name_lists({"home:log": gettext_noop("Nhật ký")})
