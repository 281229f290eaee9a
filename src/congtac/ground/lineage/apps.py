"""The area `lineage` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts


class LineageConfig(AppConfig):
    name = "congtac.ground.lineage"
    label = "lineage"

    def ready(self) -> None:
        name_acts(
            {
                "lineage.link.made": "Ghi liên kết dựa trên",
                "lineage.link.ended": "Bỏ liên kết dựa trên",
            }
        )
