"""The area `files` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts
from congtac.kernel.words import gettext_noop


class FilesConfig(AppConfig):
    name = "congtac.ground.files"
    label = "files"

    def ready(self) -> None:
        name_acts(
            {
                "files.file.stored": gettext_noop("Lưu tệp vào kho"),
            }
        )
