"""The area `lineage` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts
from congtac.kernel.words import gettext_noop


class LineageConfig(AppConfig):
    name = "congtac.ground.lineage"
    label = "lineage"

    def ready(self) -> None:
        name_acts(
            {
                "lineage.link.made": gettext_noop("Ghi liên kết dựa trên"),
                "lineage.link.ended": gettext_noop("Bỏ liên kết dựa trên"),
            }
        )
