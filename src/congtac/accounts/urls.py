"""Addresses of signing in and out."""

from django.urls import path

from congtac.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("vao-vai/<str:username>/", views.step_in, name="step_in"),
]
