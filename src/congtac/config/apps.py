"""Joins the site to the pure code below it: sentences there are said in the reader's language."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import get_language, gettext

from congtac.kernel import words


class Config(AppConfig):
    """The site itself; it has no models."""

    name = "congtac.config"

    def ready(self) -> None:
        words.speak_through(_said)


def _said(sentence: str) -> str:
    """The catalogue is asked on other pages only: a page of figures says a thousand sentences."""
    return sentence if get_language() == settings.LANGUAGE_CODE else gettext(sentence)
