"""Addresses of statistics."""

from django.urls import path

from congtac.statistics.views import (
    forms,
    indicators,
    narrative,
    periods,
    receiving,
    submissions,
)

app_name = "statistics"
ONE = "bieu/<int:number>/"

urlpatterns = [
    path("", receiving.mine, name="mine"),
    path("gui-den/", receiving.received, name="received"),
    path("nhap/<int:form>/<int:period>/", submissions.begin, name="begin"),
    path(ONE, submissions.submission, name="submission"),
    path(f"{ONE}nhap/", submissions.fill, name="fill"),
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
    path("chi-tieu/", indicators.listed, name="indicators"),
    path("chi-tieu/nap/", indicators.load, name="indicators-load"),
    path("chi-tieu/them/", indicators.add, name="indicator-add"),
    path("chi-tieu/<slug:code>/", indicators.indicator, name="indicator"),
    path("chi-tieu/<slug:code>/dinh-nghia/", indicators.change, name="indicator-change"),
    path("chi-tieu/<slug:code>/muc/", indicators.target, name="indicator-target"),
    path("chi-tieu/<slug:code>/xuat-excel/", indicators.sheet, name="indicator-sheet"),
    path("chi-tieu/<slug:code>/xuat-csv/", indicators.csv_file, name="indicator-csv"),
    path(
        "chi-tieu/<slug:code>/cach-tinh/<int:period>/<str:unit>/",
        indicators.derivation,
        name="indicator-cells",
    ),
    path("doi-chieu/", narrative.check, name="narrative"),
    path("ky/", periods.listed, name="periods"),
    path("ky/mo/", periods.open_one, name="period-open"),
    path("ky/<int:number>/", periods.period, name="period"),
    path("ky/<int:number>/doi-han/", periods.move, name="period-move"),
]
