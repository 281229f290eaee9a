"""The area of the API, as Django knows it."""

from django.apps import AppConfig

from congtac.kernel.words import gettext_noop


class ApiConfig(AppConfig):
    """What programs ask of the site, each with a key of a unit."""

    name = "congtac.api"
    label = "api"
    verbose_name = gettext_noop("API")
