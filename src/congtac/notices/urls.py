"""Addresses of notices."""

from django.urls import path

from congtac.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("chuong/", views.bell, name="bell"),
    path("da-xem/", views.read_all, name="read_all"),
    path("cach-nhan/", views.choices, name="choices"),
    path("<int:number>/", views.open_notice, name="open"),
]
