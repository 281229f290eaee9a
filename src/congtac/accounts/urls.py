"""Addresses of signing in and out, and of people."""

from django.urls import path

from congtac.accounts.views import doors, keys, people, security, sign_on

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", doors.sign_in, name="sign_in"),
    path("dang-xuat/", doors.sign_out, name="sign_out"),
    path("dang-nhap/co-quan/<int:number>/", sign_on.go, name="sign_on_go"),
    path("dang-nhap/co-quan/<int:number>/tra-loi/", sign_on.answer, name="sign_on_answer"),
    path("da-ra/<int:number>/", sign_on.signed_out, name="signed_out"),
    path("dang-nhap-co-quan/", sign_on.sign_ons, name="sign_ons"),
    path("dang-nhap-co-quan/them/", sign_on.add, name="add_sign_on"),
    path("dang-nhap-co-quan/<int:number>/", sign_on.change, name="change_sign_on"),
    path("lien-ket/<int:number>/bo/", sign_on.unlink, name="unlink"),
    path("vao-vai/<str:username>/", doors.step_in, name="step_in"),
    path("buoc-hai/", doors.second_step, name="second_step"),
    path("khoa-truy-cap/bat-dau/", doors.begin_passkey, name="begin_passkey"),
    path("khoa-truy-cap/vao/", doors.enter_by_passkey, name="enter_by_passkey"),
    path("bao-mat/", security.security, name="security"),
    path("bao-mat/dien-thoai/", security.phone_code, name="phone_code"),
    path("bao-mat/ma-du-phong/", security.recovery_codes, name="recovery_codes"),
    path("bao-mat/tat/", security.drop_second_step, name="drop_second_step"),
    path("bao-mat/thoat-het/", security.end_sessions, name="end_sessions"),
    path("bao-mat/khoa/bat-dau/", security.begin_adding_passkey, name="begin_adding_passkey"),
    path("bao-mat/khoa/them/", security.add_passkey, name="add_passkey"),
    path("bao-mat/khoa/<int:number>/bo/", security.drop_passkey, name="drop_passkey"),
    path("nguoi/<str:username>/mo-khoa/", security.unlock, name="unlock"),
    path("nguoi/<str:username>/tat-buoc-hai/", security.drop_for, name="drop_for"),
    path("mat-khau/", people.own_password, name="own_password"),
    path("tu-cach/", people.act_as, name="act_as"),
    path("khoa-phan-mem/", keys.keys, name="keys"),
    path("khoa-phan-mem/<int:number>/thu-hoi/", keys.revoke, name="revoke_key"),
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
