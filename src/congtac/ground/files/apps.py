"""The area `files` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts


class FilesConfig(AppConfig):
    name = "congtac.ground.files"
    label = "files"

    def ready(self) -> None:
        name_acts(
            {
                "files.file.stored": "Lưu tệp vào kho",
            }
        )
