"""Addresses of the API."""

from django.urls import path

from congtac.api import views

app_name = "api"

urlpatterns = [
    path("thong-ke/nguon/<slug:code>/", views.feed, name="feed"),
]
