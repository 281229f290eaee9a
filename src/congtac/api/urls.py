"""Addresses of the API."""

from django.urls import path

from congtac.api.views import feeds, pages
from congtac.api.views import statistics as endpoints
from congtac.api.views.door import api, guard

ENDPOINTS = endpoints.__name__  # its import puts them on the door
app_name = "api"

urlpatterns = [
    path("", pages.index, name="index"),
    path("openapi.json", pages.document, name="document"),
    path("thong-ke/nguon/<slug:code>/", feeds.feed, name="feed"),
    *guard(api.urls[0]),
]
