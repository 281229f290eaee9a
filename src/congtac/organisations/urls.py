"""Addresses of the units."""

from django.urls import path

from congtac.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.list_units, name="list"),
    path("<str:key>/", views.show, name="show"),
]
