"""Difficulties, evidence and remarks: the page docs/rules/difficulties.md."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Unit
from congtac.programmes.models import Difficulty, Evidence, Remark, Task
from congtac.programmes.services import difficulties as services
from congtac.programmes.services.difficulties import Issue, Proof, Reply
from congtac.programmes.tests.made import accepted, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY = date(2024, 6, 3)
WORDS = "Chưa có định mức chi cho việc rà soát"


@pytest.fixture
def task(cast: Cast) -> Task:
    return task_of(accepted(cast["lan"]), "1")


def body(key: str) -> Unit:
    return Unit.objects.get(key=key)


@pytest.fixture
def item(cast: Cast, task: Task) -> Difficulty:
    """Raised by Lan's unit; Hoa's must answer."""
    issue = Issue("obstacle", WORDS, body("ninh-thuan.stc"))
    return services.raise_difficulty(cast["lan"], task, issue, day=DAY)


def test_it_is_answered_insisted_on_answered_again_and_settled(
    cast: Cast, item: Difficulty
) -> None:
    lan, hoa = cast["lan"], cast["hoa"]
    services.reply(hoa, item, Reply("answer", "Áp dụng định mức cũ"), day=DAY)
    services.reply(lan, item, Reply("insist", "Định mức cũ đã hết hiệu lực"), day=DAY)
    services.reply(hoa, item, Reply("answer", "Sẽ trình định mức mới"), day=DAY)
    services.reply(lan, item, Reply("settle"), day=DAY)
    assert (item.state, item.answer) == ("settled", "Sẽ trình định mức mới")
    acts = list(item.lines.values_list("act", flat=True))
    assert acts == ["raise", "answer", "insist", "answer", "settle"]
    assert Line.objects.filter(act__startswith="programmes.difficulty.").count() == 5


def test_it_is_passed_on_to_another_body(cast: Cast, item: Difficulty) -> None:
    to = body("btp")
    services.reply(cast["hoa"], item, Reply("pass", "Thuộc thẩm quyền của Bộ", to), day=DAY)
    assert (item.state, item.responsible) == ("raised", to)
    with pytest.raises(Refused):
        services.reply(cast["hoa"], item, Reply("answer", "Việc"), day=DAY)
    services.reply(cast["ha"], item, Reply("answer", "Sẽ hướng dẫn"), day=DAY)
    assert item.state == "answered"


def test_it_is_never_put_to_who_raises_it(cast: Cast, task: Task, item: Difficulty) -> None:
    own = body("ninh-thuan.stp")
    with pytest.raises(Problem, match="PRG-061"):
        services.raise_difficulty(cast["lan"], task, Issue("proposal", WORDS, own), day=DAY)
    with pytest.raises(Problem, match="PRG-061"):
        services.reply(cast["hoa"], item, Reply("pass", "Trả về", own), day=DAY)
    with pytest.raises(Problem, match="PRG-061"):
        services.reply(cast["hoa"], item, Reply("pass", "Không rõ"), day=DAY)


def test_the_same_twice_and_an_act_out_of_turn_are_refused(cast: Cast, item: Difficulty) -> None:
    same = Difficulty.objects.get(pk=item.pk)
    with pytest.raises(Problem, match="PRG-060"):
        services.reply(cast["lan"], item, Reply("settle"), day=DAY)
    services.reply(cast["hoa"], item, Reply("answer", "Có"), day=DAY)
    for again in (item, same):
        with pytest.raises(Problem, match="PRG-060"):
            services.reply(cast["hoa"], again, Reply("answer", "Có"), day=DAY)
    services.reply(cast["lan"], item, Reply("withdraw", "Tự giải quyết được"), day=DAY)
    with pytest.raises(Problem, match="PRG-060"):
        services.reply(cast["lan"], item, Reply("withdraw", "Lần nữa"), day=DAY)


def test_words_are_needed(cast: Cast, task: Task, item: Difficulty) -> None:
    with pytest.raises(Problem, match="PRG-043"):
        services.reply(cast["hoa"], item, Reply("answer", " "), day=DAY)
    with pytest.raises(Problem, match="PRG-043"):
        services.remark(cast["lan"], task, words=" ", day=DAY)
    issue = Issue("obstacle", " ", body("btp"))
    with pytest.raises(Problem, match="PRG-043"):
        services.raise_difficulty(cast["lan"], task, issue, day=DAY)


def test_strangers_neither_raise_nor_answer(cast: Cast, task: Task, item: Difficulty) -> None:
    issue = Issue("obstacle", WORDS, body("btp"))
    for stranger in ("ha", "an"):
        with pytest.raises(Refused):
            services.raise_difficulty(cast[stranger], task, issue, day=DAY)
    for stranger in ("lan", "minh", "ha", "an"):
        with pytest.raises(Refused):
            services.reply(cast[stranger], item, Reply("answer", "Có"), day=DAY)
    for stranger in ("hoa", "ha", "an"):
        with pytest.raises(Refused):
            services.reply(cast[stranger], item, Reply("withdraw", "Có"), day=DAY)


@pytest.mark.parametrize(
    "falsehood", [{"state": "answered"}, {"state": "settled"}, {"state": "lost"}, {"kind": "joy"}]
)
def test_the_database_takes_nothing_that_must_never_be(
    item: Difficulty, falsehood: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Difficulty.objects.filter(pk=item.pk).update(**falsehood)


def test_it_goes_its_way_on_the_screens(task: Task, client_of: ClientOf, on_day: OnDay) -> None:
    on_day(DAY)
    lan, hoa = client_of("lan"), client_of("hoa")
    said = {"kind": "obstacle", "words": WORDS, "responsible": "ninh-thuan.stc"}
    assert lan.post(f"/nhiem-vu/{task.pk}/vuong-mac/", {**said, "words": ""}).status_code == 422
    lan.post(f"/nhiem-vu/{task.pk}/vuong-mac/", said)
    item = Difficulty.objects.get()
    on_day(date(2024, 6, 10))
    address = f"/nhiem-vu/vuong-mac/{item.pk}/"
    assert WORDS in hoa.get("/").content.decode()
    assert "chờ 7 ngày" in hoa.get("/nhiem-vu/vuong-mac/?tinh_trang=cua-don-vi").content.decode()
    assert hoa.post(address, {"viec": "answer", "words": ""}).status_code == 422
    hoa.post(address, {"viec": "answer", "words": "Dùng nguồn chi thường xuyên"})
    assert "Dùng nguồn chi thường xuyên" in lan.get(address).content.decode()
    lan.post(address, {"viec": "settle"})
    assert "Đã giải quyết" in lan.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert WORDS in client_of("ha").get("/nhiem-vu/vuong-mac/?tinh_trang=settled").content.decode()


def test_other_units_see_nothing_of_it(cast: Cast, task: Task, client_of: ClientOf) -> None:
    issue = Issue("obstacle", WORDS, body("btp"))
    item = services.raise_difficulty(cast["lan"], task, issue, day=DAY)
    hoa = client_of("hoa")
    assert hoa.get(f"/nhiem-vu/vuong-mac/{item.pk}/").status_code == 403
    assert WORDS not in hoa.get("/nhiem-vu/vuong-mac/").content.decode()
    assert WORDS not in hoa.get(f"/nhiem-vu/{task.pk}/").content.decode()


def test_the_list_asks_as_often_for_one_as_for_many(
    cast: Cast, task: Task, item: Difficulty, client_of: ClientOf
) -> None:
    lan = client_of("lan")
    lan.get("/nhiem-vu/vuong-mac/")
    with CaptureQueriesContext(connection) as for_one:
        lan.get("/nhiem-vu/vuong-mac/")
    for _ in range(5):
        issue = Issue("difficulty", WORDS, body("btp"))
        services.raise_difficulty(cast["lan"], task, issue, day=DAY)
    with CaptureQueriesContext(connection) as for_many:
        lan.get("/nhiem-vu/vuong-mac/")
    assert len(for_many) == len(for_one)


def test_evidence_and_remarks_stand_on_the_page(
    task: Task, client_of: ClientOf, on_day: OnDay
) -> None:
    on_day(DAY)
    lan, hoa, address = client_of("lan"), client_of("hoa"), f"/nhiem-vu/{task.pk}/"
    file = SimpleUploadedFile("bien-ban.txt", "Biên bản họp".encode())
    lan.post(f"{address}minh-chung/", {"file": file, "caption": "Biên bản họp rà soát"})
    hoa.post(f"{address}y-kien/", {"words": "Sở Tài chính thống nhất"})
    page = lan.get(address).content.decode()
    assert "Biên bản họp rà soát" in page
    assert "Sở Tài chính thống nhất" in page
    kept = Evidence.objects.get()
    answered = hoa.get(f"/nhiem-vu/minh-chung/{kept.pk}/")
    assert answered.content.decode() == "Biên bản họp"
    assert answered["Content-Disposition"].startswith("attachment")
    empty = lan.post(f"{address}minh-chung/", {"file": SimpleUploadedFile("x.exe", b"MZ\x00\x01")})
    assert empty.status_code == 422
    assert Evidence.objects.count() == 1


def test_evidence_is_for_units_with_a_part(cast: Cast, task: Task, client_of: ClientOf) -> None:
    made = services.add_evidence(cast["hoa"], task, Proof("a.txt", b"Abc"), day=DAY)
    assert made.caption == "a.txt"
    with pytest.raises(Refused):
        services.add_evidence(cast["ha"], task, Proof("a.txt", b"Abc"), day=DAY)
    other = task_of(task.programme, "2")
    with pytest.raises(Refused):
        services.remark(cast["hoa"], other, words="Việc", day=DAY)
    task.assignments.filter(unit__key="ninh-thuan.stc").update(unit=None)
    assert client_of("hoa").get(f"/nhiem-vu/minh-chung/{made.pk}/").status_code == 403
    assert not Remark.objects.exists()
