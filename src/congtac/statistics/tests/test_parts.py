"""Parts of a form are given inside a unit, filled in, said to be done, approved or taken back."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.notices.models import Notice
from congtac.statistics.models import Part, Submission
from congtac.statistics.queries import parts as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules.parts import Scope
from congtac.statistics.services import parts as services
from congtac.statistics.services import submissions
from congtac.statistics.tests.begun import DAY
from congtac.statistics.tests.inside import begun, grid, hire_phuc

Cast = Mapping[str, Actor]
INTERNAL = date(2024, 6, 20)
GENDERS = Scope(columns=("c2", "c3"))


@pytest.fixture
def asked(cast: Cast) -> Submission:
    return begun(cast)


@pytest.fixture
def phuc(asked: Submission) -> Actor:
    return hire_phuc()


def given(cast: Cast, asked: Submission, person: str = "phuc") -> Part:
    order = services.Order(GENDERS, INTERNAL, "ninh-thuan.stp.hcpt", person)
    return services.give(cast["lan"], asked, order, day=DAY)


def test_a_part_is_filled_in_by_its_person_alone_and_merges_with_approval(
    cast: Cast, asked: Submission, phuc: Actor
) -> None:
    part = given(cast, asked)
    assert (part.holder, part.division_name) == ("Đinh Văn Phúc", "Phòng Hành chính tư pháp")
    assert Notice.objects.filter(person__username="phuc", subject__contains="được giao").exists()
    lan = cast["lan"]
    with pytest.raises(Problem, match="Đinh Văn Phúc"):
        submissions.write(lan, asked, grid(), seen=0, day=DAY)
    submissions.write(lan, asked, grid(c2="", c3=""), seen=0, day=DAY)
    with pytest.raises(Problem, match="không thuộc phần") as refused:
        submissions.write(phuc, asked, grid(c1="121"), seen=1, day=DAY)
    assert refused.value.code == "STA-386"
    with pytest.raises(Problem, match="còn 2 ô"):
        services.done(phuc, part, day=DAY)
    submissions.write(phuc, asked, grid(), seen=1, day=DAY)
    services.done(phuc, part, day=DAY)
    with pytest.raises(Problem, match="chưa duyệt") as open_part:
        submissions.submit(lan, asked, day=DAY)
    assert open_part.value.code == "STA-388"
    with pytest.raises(Refused):
        submissions.write(phuc, asked, grid(c2="71", c3="49"), seen=2, day=DAY)
    services.approve(lan, part, day=DAY)
    submissions.submit(lan, asked, day=DAY)
    assert submission_queries.grid_of(submission_queries.revision(asked)).cells == grid().cells
    assert [it.act for it in part.lines.all()] == ["give", "done", "approve"]
    assert list(asked.lines.values_list("act", flat=True))[:2] == ["begin", "divide"]
    acts = Line.objects.filter(act__startswith="statistics.part.").values_list("act", flat=True)
    assert len(acts) == 3


def test_a_part_is_returned_and_taken_back_with_a_reason_and_loses_nothing(
    cast: Cast, asked: Submission, phuc: Actor
) -> None:
    part, lan = given(cast, asked), cast["lan"]
    submissions.write(phuc, asked, grid(c1="", c4=""), seen=0, day=DAY)
    services.done(phuc, part, day=DAY)
    with pytest.raises(Problem, match="STA-342"):
        services.give_back(lan, part, words=" ", day=DAY)
    services.give_back(lan, part, words="Soát lại nữ", day=DAY)
    assert part.state == "returned"
    submissions.write(phuc, asked, grid(c1="", c4="", c3="51"), seen=1, day=DAY)
    with pytest.raises(Problem, match="STA-342"):
        services.take_back(lan, part, words="", day=DAY)
    services.take_back(lan, part, words="Phúc đi công tác", day=DAY)
    assert submission_queries.grid_of(submission_queries.revision(asked)).cells[("1", "c3")] == "51"
    submissions.write(lan, asked, grid(), seen=2, day=DAY)
    with pytest.raises(Problem, match="STA-340"):
        services.done(phuc, part, day=DAY)
    assert "retake" in asked.lines.values_list("act", flat=True)


def test_who_may_give_do_and_approve(cast: Cast, asked: Submission, phuc: Actor) -> None:
    order = services.Order(GENDERS, INTERNAL, person="minh")
    for name in ("hoa", "ha", "an"):
        with pytest.raises(Refused):
            services.give(cast[name], asked, order, day=DAY)
    for wrong in ("hoa", "ai-do"):
        with pytest.raises(Problem, match="STA-384"):
            services.give(cast["lan"], asked, services.Order(GENDERS, DAY, "", wrong), day=DAY)
    part = services.give(cast["lan"], asked, order, day=DAY)
    with pytest.raises(Problem, match="STA-383"):
        services.give(cast["lan"], asked, services.Order(Scope(("1",)), DAY, "", "phuc"), day=DAY)
    with pytest.raises(Refused):
        services.done(cast["lan"], part, day=DAY)
    submissions.write(cast["minh"], asked, grid(c1="", c4=""), seen=0, day=DAY)
    services.done(cast["minh"], part, day=DAY)
    with pytest.raises(Refused, match="không tự duyệt"):
        services.approve(cast["minh"], part, day=DAY)
    for name in ("hoa", "ha"):
        with pytest.raises(Refused):
            services.approve(cast[name], part, day=DAY)
    services.approve(cast["lan"], part, day=DAY)
    submissions.write(cast["lan"], asked, grid(), seen=1, day=DAY)
    submissions.submit(cast["lan"], asked, day=DAY)
    with pytest.raises(Refused, match="không tự kiểm tra"):
        submissions.check(cast["minh"], asked, day=DAY)


def test_a_part_without_a_person_is_anyones_of_the_division(
    cast: Cast, asked: Submission, phuc: Actor
) -> None:
    part = given(cast, asked, person="")
    assert list(queries.to_fill(phuc)) == [part]
    assert not queries.to_fill(cast["minh"]).exists()
    submissions.write(phuc, asked, grid(c1="", c4=""), seen=0, day=DAY)
    services.done(phuc, part, day=DAY)
    assert [it.pk for it in queries.to_approve(cast["minh"])] == [part.pk]


def test_the_database_lets_nobody_approve_their_own_part(cast: Cast, asked: Submission) -> None:
    order = services.Order(GENDERS, INTERNAL, person="minh")
    part = Part.objects.filter(pk=services.give(cast["lan"], asked, order, day=DAY).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        part.update(state="approved", approved_by="minh", approved_on=DAY)


def test_a_part_is_given_filled_in_and_approved_on_the_screens(
    cast: Cast,
    asked: Submission,
    phuc: Actor,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    lan, his = client_of("lan"), client_of("phuc")
    one = f"/thong-ke/bieu/{asked.pk}/"
    order = {"columns": ["c2", "c3"], "person": "phuc", "due_on": "20/06/2024"}
    assert lan.post(f"{one}giao-phan/", {**order, "columns": []}).status_code == 422
    lan.post(f"{one}giao-phan/", order)
    part = Part.objects.get()
    assert part.division == "ninh-thuan.stp.hcpt"
    own = f"/thong-ke/phan-viec/{part.pk}/"
    assert "cột 2, 3" in his.get("/thong-ke/").content.decode()
    assert "Phần việc của tôi" in his.get("/").content.decode()
    page = his.get(f"{one}nhap/").content.decode()
    assert page.count(" readonly") == 2
    typed = {"1.c1": "", "1.c2": "70", "1.c3": "50", "1.c4": "", "ban": "0"}
    refused = his.post(f"{one}nhap/", {**typed, "1.c1": "120"})
    assert refused.status_code == 422
    assert 'value="70"' in refused.content.decode(), "what was typed stays"
    assert his.post(f"{one}nhap/", typed).status_code == 302
    assert his.get(f"{one}trinh/").status_code == 403
    his.post(own, {"viec": "xong"})
    on_day(date(2024, 6, 24))
    assert "đã quá hạn" in lan.get("/thong-ke/phan-viec/").content.decode()
    assert "Đinh Văn Phúc" in lan.get(one).content.decode()
    for name, status in (("hoa", 403), ("ha", 403), ("minh", 200)):
        assert client_of(name).get(own).status_code == status
    lan.post(own, {"viec": "duyet"})
    part.refresh_from_db()
    assert part.state == "approved"
