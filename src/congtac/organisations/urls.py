"""Addresses of the units."""

from django.urls import path

from congtac.organisations.views import clusters, groups, handovers, names, oversight, sheets, units

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
    path("ban-giao/", handovers.list_handovers, name="handovers"),
    path("ban-giao/lap/<int:succession>/", handovers.draw_up, name="draw_up"),
    path("ban-giao/<int:number>/", handovers.show, name="handover"),
    path("ban-giao/<int:number>/danh-muc/", handovers.list_again, name="list_again"),
    path("ban-giao/<int:number>/bo/<int:item>/", handovers.leave_out, name="leave_out"),
    path("ban-giao/<int:number>/ky/<str:side>/", handovers.sign, name="sign"),
    path("ban-giao/<int:number>/rut/", handovers.withdraw, name="withdraw"),
    path("<str:key>/", units.show, name="show"),
]
