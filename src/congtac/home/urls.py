"""Addresses of the screens that cross areas."""

from django.urls import path

from congtac.home import views

app_name = "home"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("nhat-ky/", views.log, name="log"),
    path("tim/", views.search, name="search"),
    path("giao-dien/", views.change_look, name="look"),
    path("ngon-ngu/", views.change_language, name="language"),
    path("ngay-trinh-dien/", views.move_day, name="move_day"),
]
