"""Addresses of statistics."""

from django.urls import path

from congtac.statistics.views import (
    column_maps,
    filling,
    forms,
    periods,
    receiving,
    rolling_up,
    series,
    sources,
    submissions,
    uploads,
)

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
    path("tong-hop/", rolling_up.roll_up, name="roll-up"),
    path("tong-hop/o/", rolling_up.total, name="total"),
    path("tong-hop/lap/<int:number>/", sources.draft, name="draft-from-below"),
    path("tong-hop/xuat-excel/", rolling_up.roll_up_sheet, name="roll-up-sheet"),
    path("chuoi-so-lieu/", series.series, name="series"),
    path("chuoi-so-lieu/xuat-excel/", series.series_sheet, name="series-sheet"),
    path("chuoi-so-lieu/xuat-csv/", series.series_text, name="series-text"),
    path("noi-cot/", column_maps.listed, name="column-maps"),
    path("noi-cot/<int:before>/<int:after>/", column_maps.edit, name="column-map"),
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
