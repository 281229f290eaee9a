"""Addresses of the units."""

from django.urls import path

from congtac.organisations.views import clusters, groups, names, oversight, sheets, units

app_name = "organisations"
urlpatterns = [
    path("", units.list_units, name="list"),
    path("cay/", units.tree, name="tree"),
    path("xuat/", sheets.export, name="export"),
    path("nap/", sheets.bring, name="bring"),
    path("nap/<int:number>/", sheets.look, name="look"),
    path("nap/<int:number>/nhan/", sheets.take, name="take"),
    path("nhom/", groups.list_groups, name="groups"),
    path("nhom/<str:key>/", groups.show, name="group"),
    path("nhom/<str:key>/dinh-nghia/", groups.define, name="define"),
    path("ten/", names.list_names, name="names"),
    path("ten/<int:number>/", names.settle, name="settle"),
    path("cum/", clusters.list_clusters, name="clusters"),
    path("cum/lap/", clusters.form, name="form_cluster"),
    path("theo-doi/", oversight.list_oversights, name="oversights"),
    path("theo-doi/phan-cong/", oversight.give, name="give_oversight"),
    path("theo-doi/<int:number>/ket-thuc/", oversight.end, name="end_oversight"),
    path("<str:key>/", units.show, name="show"),
]
