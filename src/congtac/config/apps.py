"""Joins the site to the pure code below it: sentences there are said in the reader's language."""

from django.apps import AppConfig
from django.utils.translation import gettext

from congtac.kernel import words


class Config(AppConfig):
    """The site itself; it has no models."""

    name = "congtac.config"

    def ready(self) -> None:
        words.speak_through(gettext)
