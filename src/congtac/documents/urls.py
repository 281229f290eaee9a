"""Addresses of the shelf."""

from django.urls import path

from congtac.documents import views

app_name = "documents"
ITEM = "<int:number>/muc/<slug:kind>/<slug:key>/"

urlpatterns = [
    path("", views.register, name="list"),
    path("xuat-excel/", views.register_sheet, name="sheet"),
    path("them/", views.upload, name="upload"),
    path("quy-tac/<slug:code>/", views.rule_page, name="rule"),
    path("<int:number>/", views.review, name="review"),
    path("<int:number>/tep-goc/", views.original, name="original"),
    path("<int:number>/doc-lai/", views.read_again, name="read_again"),
    path("<int:number>/nhiem-vu/them/", views.add_task, name="add_task"),
    path(ITEM, views.item, name="item"),
    path(f"{ITEM}xem/", views.show_card, name="card"),
    path(f"{ITEM}bo/", views.drop, name="drop"),
    path(f"{ITEM}<slug:act>/", views.decide, name="decide"),
]
