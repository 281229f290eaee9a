"""Addresses of the API."""

from django.urls import path

from congtac.api.views import feeds, pages, statistics
from congtac.api.views.door import guard

app_name = "api"

urlpatterns = [
    path("", pages.index, name="index"),
    path("openapi.json", pages.document, name="document"),
    path("thong-ke/nguon/<slug:code>/", feeds.feed, name="feed"),
    *guard(statistics.api.urls[0]),
]
