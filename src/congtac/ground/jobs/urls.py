"""Addresses of background work."""

from django.urls import path

from congtac.ground.jobs import views

app_name = "jobs"
urlpatterns = [path("<uuid:key>/", views.show, name="show")]
