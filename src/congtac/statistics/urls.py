"""Addresses of statistics."""

from django.urls import path

from congtac.statistics.views import periods

app_name = "statistics"
urlpatterns = [
    path("ky/", periods.listed, name="periods"),
    path("ky/mo/", periods.open_one, name="period-open"),
    path("ky/<int:number>/", periods.period, name="period"),
    path("ky/<int:number>/doi-han/", periods.move, name="period-move"),
]
