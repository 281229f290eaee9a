"""Addresses of the days off."""

from django.urls import path

from congtac.ground.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.days, name="days"),
    path("them/", views.add, name="add"),
    path("<int:number>/sua/", views.change, name="change"),
    path("<int:number>/bo/", views.drop, name="drop"),
]
