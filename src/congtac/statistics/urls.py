"""Addresses of statistics."""

from django.urls import path

from congtac.statistics.views import filling, forms, periods, receiving, submissions, uploads

app_name = "statistics"
ONE = "bieu/<int:number>/"

urlpatterns = [
    path("", receiving.mine, name="mine"),
    path("gui-den/", receiving.received, name="received"),
    path("nhap/<int:form>/<int:period>/", submissions.begin, name="begin"),
    path(ONE, submissions.submission, name="submission"),
    path(f"{ONE}nhap/", filling.fill, name="fill"),
    path(f"{ONE}nhap/giu/", filling.keep, name="keep"),
    path(f"{ONE}nhap/bo/", filling.drop, name="drop"),
    path(f"{ONE}mau-excel/", uploads.workbook, name="workbook"),
    path("mau-excel/<int:period>/", uploads.workbook_of_period, name="workbook-of-period"),
    path("tep/", uploads.bring, name="bring"),
    path("tep/<int:number>/", uploads.look, name="look"),
    path("tep/<int:number>/nhan/", uploads.take, name="take"),
    path(f"{ONE}thuyet-minh/", submissions.explain, name="explain"),
    path(f"{ONE}trinh/", submissions.submit, name="submit"),
    path(f"{ONE}gui/", submissions.send, name="send"),
    path(f"{ONE}viec/", submissions.act, name="act"),
    path(f"{ONE}in/", submissions.paper, name="paper"),
    path(f"{ONE}ban/<int:ordinal>/", submissions.revision, name="revision"),
    path(f"{ONE}tra-lai/", receiving.give_back, name="give-back"),
    path(f"{ONE}mo-khoa/", receiving.open_again, name="open-again"),
    path("bieu-mau/", forms.register, name="forms"),
    path("bieu-mau/xuat-excel/", forms.register_sheet, name="forms-sheet"),
    path("bieu-mau/nap/", forms.load, name="forms-load"),
    path("bieu-mau/them/", forms.add, name="form-add"),
    path("bieu-mau/<int:number>/", forms.form, name="form"),
    path("bieu-mau/<int:number>/dinh-nghia/", forms.definition, name="form-definition"),
    path("bieu-mau/<int:number>/xac-nhan/", forms.confirm, name="form-confirm"),
    path("bieu-mau/<int:number>/thoi-dung/", forms.withdraw, name="form-withdraw"),
    path("ky/", periods.listed, name="periods"),
    path("ky/mo/", periods.open_one, name="period-open"),
    path("ky/<int:number>/", periods.period, name="period"),
    path("ky/<int:number>/doi-han/", periods.move, name="period-move"),
]
