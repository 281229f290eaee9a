"""Addresses of statistics."""

from django.urls import path

from congtac.statistics.views import forms, periods

app_name = "statistics"
urlpatterns = [
    path("bieu-mau/", forms.register, name="forms"),
    path("bieu-mau/xuat-excel/", forms.register_sheet, name="forms-sheet"),
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
