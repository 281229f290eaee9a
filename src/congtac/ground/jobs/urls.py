"""Addresses of background work."""

from django.urls import path

from congtac.ground.jobs import views

app_name = "jobs"
urlpatterns = [
    path("dinh-ky/", views.schedules, name="schedules"),
    path("dinh-ky/<str:kind>/", views.reschedule, name="reschedule"),
    path("<uuid:key>/", views.show, name="show"),
]
