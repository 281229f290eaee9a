"""Addresses of programmes and tasks."""

from django.urls import path

from congtac.programmes.views import (
    cascade,
    counting,
    difficulties,
    following,
    outlines,
    overviews,
    parts,
)
from congtac.programmes.views import tasks as views

app_name = "programmes"

urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("xuat-excel/", views.tasks_sheet, name="sheet"),
    path("chuong-trinh/", views.programmes, name="list"),
    path("chuong-trinh/<int:number>/", views.programme, name="programme"),
    path("tiep-nhan/<int:number>/", views.accept, name="accept"),
    path("<int:number>/", views.task, name="task"),
    path("<int:number>/tien-do/", views.report_progress, name="progress"),
    path("<int:number>/hoan-thanh/", views.complete, name="complete"),
    path("<int:number>/mo-lai/", views.reopen, name="reopen"),
    path("<int:number>/nhan/", following.take, name="take"),
    path("<int:number>/xac-nhan/", following.confirm, name="confirm"),
    path("<int:number>/tra-lai/", following.give_back, name="return"),
    path("<int:number>/thoi/", following.cancel, name="cancel"),
    path("<int:number>/gia-han/", following.ask_extension, name="ask"),
    path("<int:number>/danh-gia/", following.assess, name="assess"),
    path("gia-han/<int:number>/", following.decide_extension, name="decide"),
    path("<int:number>/phan-viec/", parts.give, name="give"),
    path("phan-viec/", parts.mine, name="parts"),
    path("phan-viec/<int:number>/", parts.part, name="part"),
    path("chuong-trinh/lap/", cascade.make, name="make"),
    path("chuong-trinh/mau-excel/", cascade.empty_sheet, name="empty-sheet"),
    path("chuong-trinh/<int:number>/lap/", cascade.own, name="own"),
    path("chuong-trinh/<int:number>/them/", cascade.add, name="add"),
    path("chuong-trinh/<int:number>/nhap-excel/", cascade.sheet, name="import"),
    path("so-lieu/", counting.counts, name="counts"),
    path("vuong-mac/", difficulties.listed, name="difficulties"),
    path("vuong-mac/<int:number>/", difficulties.difficulty, name="difficulty"),
    path("<int:number>/vuong-mac/", difficulties.raise_one, name="raise"),
    path("<int:number>/y-kien/", difficulties.remark, name="remark"),
    path("<int:number>/minh-chung/", difficulties.add_evidence, name="add-evidence"),
    path("minh-chung/<int:number>/", difficulties.evidence, name="evidence"),
    path("chuong-trinh/<int:number>/tinh-trang/", overviews.board, name="board"),
    path("chuong-trinh/<int:number>/de-cuong/", outlines.folded, name="outline"),
    path("chuong-trinh/<int:number>/bang-theo-doi/", outlines.tracked, name="tracking"),
    path("chuong-trinh/<int:number>/thoi-gian/", overviews.timeline, name="timeline"),
    path("thay-doi/", overviews.changes, name="changes"),
    path("giao-ban/", overviews.monday, name="monday"),
]
