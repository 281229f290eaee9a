"""Addresses of signing in and out, and of people."""

from django.urls import path

from congtac.accounts.views import doors, people

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", doors.sign_in, name="sign_in"),
    path("dang-xuat/", doors.sign_out, name="sign_out"),
    path("vao-vai/<str:username>/", doors.step_in, name="step_in"),
    path("mat-khau/", people.own_password, name="own_password"),
    path("tu-cach/", people.act_as, name="act_as"),
    path("nguoi/", people.people, name="people"),
    path("nguoi/excel/", people.people_sheet, name="people_sheet"),
    path("nguoi/them/", people.add, name="add"),
    path("nguoi/<str:username>/", people.person, name="person"),
    path("nguoi/<str:username>/sua/", people.change, name="change"),
    path("nguoi/<str:username>/mat-khau/", people.reset_password, name="reset_password"),
    path("nguoi/<str:username>/chuc-vu/", people.give_post, name="give_post"),
    path("chuc-vu/<int:number>/ket-thuc/", people.end_post, name="end_post"),
    path("chuc-vu/<int:number>/quyen-ky/", people.give_power, name="give_power"),
    path("quyen-ky/<int:number>/ket-thuc/", people.end_power, name="end_power"),
]
