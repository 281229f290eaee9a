"""The URL map: every area under its prefix."""

from django.urls import URLPattern, URLResolver, include, path

from congtac.config.areas import AREAS

urlpatterns: list[URLPattern | URLResolver] = [
    path(area.prefix, include(f"{area.app}.urls")) for area in AREAS if area.prefix is not None
]

handler400 = "congtac.config.failures.bad_request"
handler403 = "congtac.config.failures.forbidden"
handler404 = "congtac.config.failures.not_found"
handler500 = "congtac.config.failures.broken"
