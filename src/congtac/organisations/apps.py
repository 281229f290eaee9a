"""The area `organisations` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts


class OrganisationsConfig(AppConfig):
    name = "congtac.organisations"
    label = "organisations"

    def ready(self) -> None:
        name_acts(
            {
                "organisations.units.loaded": "Nạp danh mục đơn vị",
            }
        )
