"""People out as a workbook and in again: looked at first, taken whole, once, as it was seen."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from congtac.accounts import queries
from congtac.accounts.models import ROLES, Intake, Person, Post
from congtac.accounts.rules.intake import CHANGED, FAULTY, NEW, SAME, Line, counts, fingerprint
from congtac.accounts.rules.sheet import COLUMNS, PersonRow, codes_of, in_order, read_rows, workbook
from congtac.accounts.services.intake import bring_people, take_people
from congtac.ground.audit.models import Line as LogLine
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
BASIS = "Quyết định 12/QĐ-STP"
TITLES = [title for title, _, _ in COLUMNS.values()]
BRING = "/tai-khoan/nguoi/nap/"
WORDS = st.text('aăđêộƯ=+-@&<>"0,', min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
NEW_ONE = ("binh.tv", "Trần Văn Bình", "binh@example.vn", "có", "Chuyên viên", "ninh-thuan.stp")
FULL = (*NEW_ONE, "Sở Tư pháp Ninh Thuận", "chuyên viên", "01/06/2024", "", "12/QĐ-STP")


@pytest.fixture(autouse=True)
def _the_day(request: pytest.FixtureRequest) -> None:
    if "cast" in request.fixturenames:
        request.getfixturevalue("on_day")(date(2024, 6, 3))


@st.composite
def rows(draw: st.DrawFn) -> PersonRow:
    row = PersonRow(
        username=draw(st.from_regex(r"\A[a-z0-9][a-z0-9._-]{1,12}\Z")),
        name=draw(WORDS),
        email=draw(st.sampled_from(["", "lan@example.vn"])),
        is_active=draw(st.booleans()),
    )
    if draw(st.booleans()):
        return row
    return row._replace(
        title=draw(WORDS),
        unit=draw(st.sampled_from(["btp", "ninh-thuan.stp"])),
        unit_name=draw(WORDS),
        roles=in_order(draw(st.lists(st.sampled_from([*ROLES]), max_size=4)), codes_of(ROLES)),
        since=draw(DAYS),
        until=draw(st.none() | DAYS),
        basis=draw(st.just("") | WORDS),
    )


@given(st.lists(rows(), max_size=6))
def test_what_goes_out_comes_in_the_same(people: list[PersonRow]) -> None:
    back = read_rows(workbook("Người dùng", people, ROLES), ROLES)
    assert [row.person for row in back] == people
    assert not any(row.faults for row in back)


def sheet(*lines: tuple[object, ...], titles: list[str] | None = None) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    page = book.add_worksheet()
    for place, line in enumerate([tuple(titles or TITLES), *lines]):
        page.write_row(place, 0, line)
    book.close()
    return kept.getvalue()


def full(**changes: object) -> tuple[object, ...]:
    return tuple({**dict(zip(COLUMNS, FULL, strict=True)), **changes}.values())


def brought(cast: Cast, data: bytes) -> tuple[Intake, list[Line]]:
    intake = bring_people(cast["an"], "nguoi.xlsx", data, basis=BASIS)
    return intake, queries.dry_run(intake, "an")


def take(cast: Cast, data: bytes) -> dict[str, int]:
    intake, lines = brought(cast, data)
    return take_people(cast["an"], intake, fingerprint(lines))


def exported(client: Client) -> bytes:
    return bytes(client.get("/tai-khoan/nguoi/excel/").content)


def test_what_went_out_changes_nothing_when_it_comes_in(client_of: Enter, cast: Cast) -> None:
    lines = brought(cast, exported(client_of("an")))[1]
    assert {line.standing for line in lines} == {SAME}
    assert len(lines) == Person.objects.count()


def test_what_came_in_goes_out_the_same(client_of: Enter, cast: Cast) -> None:
    second = full(title="Phó Trưởng phòng", roles="lãnh đạo; chuyên viên", until="31/12/2030")
    took = take(cast, sheet(full(), second, full(username="chi.lt", name="Lê Thị Chi", email="")))
    assert took == {FAULTY: 0, NEW: 3, CHANGED: 0, SAME: 0}
    out = {
        (row.person.username, row.person.title): row.person
        for row in read_rows(exported(client_of("an")), ROLES)
    }
    kept = out["binh.tv", "Phó Trưởng phòng"]
    assert (kept.roles, kept.until, kept.email) == (
        ("officer", "leader"),
        date(2031, 1, 1),
        "binh@example.vn",
    )
    assert out["binh.tv", "Chuyên viên"].until is None
    assert out["chi.lt", "Chuyên viên"].name == "Lê Thị Chi"


def test_a_new_person_holds_the_post_and_has_no_password(cast: Cast) -> None:
    take(cast, sheet(full()))
    made = Person.objects.get(username="binh.tv")
    assert not made.has_usable_password()
    actor = queries.actor_on(made, date(2024, 6, 3))
    assert (actor.unit, actor.roles) == ("ninh-thuan.stp", frozenset({"officer"}))
    acts = set(LogLine.objects.filter(subject_key="binh.tv").values_list("act", flat=True))
    assert acts == {"accounts.person.added", "accounts.person.appointed"}
    assert LogLine.objects.filter(act="accounts.sheet.taken").count() == 1


def test_known_people_and_posts_are_changed_where_the_line_differs(cast: Cast) -> None:
    take(cast, sheet(full()))
    now = full(email="b@example.vn", roles="lãnh đạo", until="30/06/2024", is_active="không")
    intake, lines = brought(cast, sheet(now))
    assert [it.field for it in lines[0].differences] == ["email", "is_active", "roles", "until"]
    take_people(cast["an"], intake, fingerprint(lines))
    made, post = (
        Person.objects.get(username="binh.tv"),
        Post.objects.get(person__username="binh.tv"),
    )
    assert (made.email, made.is_active) == ("b@example.vn", False)
    assert (post.roles, post.until) == (["leader"], date(2024, 7, 1))


def test_a_column_that_is_missing_leaves_what_is_here(client_of: Enter, cast: Cast) -> None:
    take(cast, sheet(full()))
    lines = brought(cast, sheet(("binh.tv", "Trần Bình"), titles=["Tên đăng nhập", "Họ tên"]))[1]
    assert [(it.field, it.new) for it in lines[0].differences] == [("name", "Trần Bình")]
    others = brought(cast, exported(client_of("lan")))[1]  # without addresses
    assert {line.standing for line in others} == {SAME}


def test_the_unit_is_known_by_its_name_too(cast: Cast) -> None:
    lines = brought(cast, sheet(full(unit="")))[1]
    assert (lines[0].standing, lines[0].person.unit) == (NEW, "ninh-thuan.stp")


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"username": "Bình TV"}, "A2"),
        ({"name": ""}, "B2"),
        ({"email": "không phải thư"}, "C2"),
        ({"is_active": "có lẽ"}, "D2"),
        ({"title": ""}, "E2"),
        ({"unit": "khong-co"}, "F2"),
        ({"unit": "", "unit_name": "Sở Không Có"}, "G2"),
        ({"roles": "giám đốc"}, "H2"),
        ({"roles": ""}, "H2"),
        ({"since": ""}, "I2"),
        ({"since": "31/02/2024"}, "I2"),
        ({"until": "01/01/2024"}, "J2"),
        ({"unit": "ninh-thuan.stp", "since": "01/08/2025"}, "I2"),
        ({"basis": "x" * 201}, "K2"),
        ({"username": "an", "is_active": "không"}, "D2"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_cell_and_nothing_is_taken(
    cast: Cast, changes: dict[str, object], cell: str
) -> None:
    intake, lines = brought(cast, sheet(full(**changes), full(username="chi.lt")))
    assert cell in {fault.cell for fault in lines[0].faults}
    with pytest.raises(Problem) as refusal:
        take_people(cast["an"], intake, fingerprint(lines))
    assert refusal.value.code == "ACC-072"
    assert not Person.objects.filter(username__in=["binh.tv", "chi.lt"]).exists()


def test_lines_of_one_person_agree_and_no_post_is_held_twice(cast: Cast) -> None:
    lines = brought(cast, sheet(full(), full(title="Văn thư", name="Trần Bình")))[1]
    assert [fault.cell for fault in lines[1].faults] == ["B3"]
    assert not lines[0].faults
    twice = brought(cast, sheet(full(), full()))[1]
    assert [len(line.faults) for line in twice] == [1, 1]
    overlapping = brought(cast, sheet(full(), full(since="01/01/2024")))[1]
    assert {fault.cell for line in overlapping for fault in line.faults} == {"I2", "I3"}
    ended = brought(cast, sheet(full(), full(since="01/01/2024", until="31/05/2024")))[1]
    assert counts(ended)[NEW] == 2


def test_it_is_taken_once_and_only_as_it_was_seen(cast: Cast) -> None:
    intake, lines = brought(cast, sheet(full()))
    with pytest.raises(Problem) as unseen:
        take_people(cast["an"], intake, "khác")
    assert unseen.value.code == "ACC-072"
    take_people(cast["an"], intake, fingerprint(lines))
    with pytest.raises(Problem) as twice:
        take_people(cast["an"], intake, fingerprint(queries.dry_run(intake, "an")))
    assert twice.value.code == "ACC-073"


@pytest.mark.parametrize("username", ["lan", "minh", "hoa", "ha"])
def test_only_administrators_bring_and_take(cast: Cast, client_of: Enter, username: str) -> None:
    with pytest.raises(Refused):
        bring_people(cast[username], "nguoi.xlsx", sheet(full()), basis=BASIS)
    intake, lines = brought(cast, sheet(full()))
    with pytest.raises(Refused):
        take_people(cast[username], intake, fingerprint(lines))
    assert client_of(username).get(BRING).status_code == 403
    assert client_of(username).get(f"{BRING}{intake.pk}/").status_code == 403


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 khong phai", "nguoi.xlsx"),
        (sheet(("a", "b"), titles=["Cột", "Khác"]), "Tên đăng nhập"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(client_of: Enter, data: bytes, words: str) -> None:
    file = SimpleUploadedFile("nguoi.xlsx", data)
    answer = client_of("an").post(BRING, {"file": file, "basis": BASIS})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Intake.objects.exists()


def test_it_is_brought_looked_at_and_taken_on_screens(client_of: Enter) -> None:
    client, file = client_of("an"), SimpleUploadedFile("nguoi.xlsx", sheet(full()))
    looking = client.post(BRING, {"file": file, "basis": BASIS})["Location"]
    page = client.get(looking).content.decode()
    assert "Chức vụ mới" in page
    assert "Trần Văn Bình" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(f"{looking}nhan/", {"seen": seen})["Location"] == "/tai-khoan/nguoi/"
    assert "Trần Văn Bình" in client.get("/tai-khoan/nguoi/").content.decode()
    assert "đã được nhận" in client.get(looking).content.decode()


def test_a_thousand_lines_ask_the_database_as_often_as_ten(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    many = [full(username=f"nguoi{number}") for number in range(1000)]
    intake = bring_people(cast["an"], "nguoi.xlsx", sheet(*many), basis=BASIS)
    with django_assert_max_num_queries(4):
        lines = queries.dry_run(intake, "an")
    assert counts(lines)[NEW] == 1000


def test_nobody_but_the_administrator_gets_addresses_for_mail(client_of: Enter) -> None:
    Person.objects.filter(username="hoa").update(email="rieng@example.vn")
    assert "Thư điện tử" in str(read_titles(exported(client_of("an"))))
    assert "Thư điện tử" not in str(read_titles(exported(client_of("lan"))))


def read_titles(data: bytes) -> object:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[2]
