"""Addresses of the shelf."""

from django.urls import path

from congtac.documents.views import register, review, upload, versions

app_name = "documents"
ITEM = "<int:number>/muc/<slug:kind>/<slug:key>/"

urlpatterns = [
    path("", register.register, name="list"),
    path("xuat-excel/", register.register_sheet, name="sheet"),
    path("them/", upload.upload, name="upload"),
    path("lan-dua-len/<uuid:key>/", upload.delivery, name="delivery"),
    path("quy-tac/<slug:code>/", review.rule_page, name="rule"),
    path("<int:number>/", review.review, name="review"),
    path("<int:number>/tep-goc/", review.original, name="original"),
    path("<int:number>/doc-lai/", review.read_again, name="read_again"),
    path("<int:number>/cac-ban/", versions.versions, name="versions"),
    path("<int:number>/ban-moi/", versions.add_version, name="add_version"),
    path("<int:number>/ghep-ban/<int:other>/", versions.join, name="join"),
    path("<int:number>/tach-ban/", versions.part, name="part"),
    path("<int:number>/so-sanh/<int:other>/", versions.compare, name="compare"),
    path("<int:number>/nhiem-vu/them/", review.add_task, name="add_task"),
    path(ITEM, review.item, name="item"),
    path(f"{ITEM}xem/", review.show_card, name="card"),
    path(f"{ITEM}bo/", review.drop, name="drop"),
    path(f"{ITEM}<slug:act>/", review.decide, name="decide"),
]
