"""The area of the API, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

from congtac.kernel import panels
from congtac.kernel.words import gettext_noop


class ApiConfig(AppConfig):
    """What programs ask of the site, each with a key of a unit."""

    name = "congtac.api"
    label = "api"
    verbose_name = gettext_noop("API")

    def ready(self) -> None:
        """Show beside the keys how they are used."""
        panels.register("keys", import_module("congtac.api.panels").way_in)
