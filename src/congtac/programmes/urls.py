"""Addresses of programmes and tasks."""

from django.urls import path

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
]
