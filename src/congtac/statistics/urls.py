"""Addresses of statistics."""

from django.urls import path

from congtac.statistics.views import boards, feeds, forms, periods, receiving, submissions, urging

app_name = "statistics"
ONE = "bieu/<int:number>/"

urlpatterns = [
    path("", receiving.mine, name="mine"),
    path("gui-den/", receiving.received, name="received"),
    path("bang/", boards.board, name="board"),
    path("bang/xuat-excel/", boards.board_sheet_, name="board-sheet"),
    path("bang/don-vi/<str:key>/", boards.over_time, name="unit-over-time"),
    path("bang/<int:number>/don-doc/", urging.listed, name="urge-list"),
    path("bang/<int:number>/don-doc/soan/", urging.draft, name="urge"),
    path("don-doc/<int:number>/", urging.letter, name="urging"),
    path("don-doc/<int:number>/word/", urging.word, name="urging-word"),
    path("nguon/", feeds.listed, name="feeds"),
    path("nguon/khai-bao/", feeds.new, name="feed-new"),
    path("nguon/khai-bao/<int:number>/", feeds.mapped, name="feed-map"),
    path("nguon/lan/<int:number>/", feeds.run, name="feed-run"),
    path("nguon/de-nghi/<int:number>/", feeds.offer, name="offer"),
    path("nguon/ma/<slug:code>/", feeds.feed, name="feed"),
    path("nguon/ma/<slug:code>/bang-ghep/", feeds.mapping, name="feed-mapping"),
    path("nguon/ma/<slug:code>/sua/", feeds.edit, name="feed-edit"),
    path("nguon/ma/<slug:code>/thoi-dung/", feeds.end, name="feed-end"),
    path("loi/", boards.errors, name="errors"),
    path("loi/xuat-excel/", boards.errors_sheet, name="errors-sheet"),
    path("loi/bieu/", boards.error, name="error"),
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
    path("ky/", periods.listed, name="periods"),
    path("ky/mo/", periods.open_one, name="period-open"),
    path("ky/<int:number>/", periods.period, name="period"),
    path("ky/<int:number>/doi-han/", periods.move, name="period-move"),
]
