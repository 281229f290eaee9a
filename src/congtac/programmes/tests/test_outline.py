"""A programme as an outline and as a table: the page docs/rules/outline.md."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme, Task
from congtac.programmes.rules.entries import Entry
from congtac.programmes.rules.outline import Branch, outline, paragraphs
from congtac.programmes.rules.rows import Row
from congtac.programmes.services import cascade
from congtac.programmes.services.cascade import Heading
from congtac.programmes.services.tasks import report_progress
from congtac.programmes.tests.made import accepted, task_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
OnDay = Callable[[date], None]
DAY = date(2024, 6, 3)


def row(path: str, standing: str = "assigned") -> Row:
    """A row of a list at a place."""
    words = ("", 1, (), (), "", None, "", "", "", standing, "Đã giao", "grey", 0, None)
    return Row(1, path, f"Việc {path}", *words)


def branches(trunk: Branch) -> list[tuple[str, int]]:
    """All branches with how many tasks are under them, top first."""
    told = []
    for branch in trunk.below:
        told += [(branch.path, branch.count), *branches(branch)]
    return told


@pytest.mark.parametrize(
    ("places", "expected", "at_the_top"),
    [
        (("II.1", "II.2", "III.1"), [("II", 2), ("III", 1)], 0),
        (("II.1.a", "II.1.b", "II.2"), [("II", 3), ("II.1", 2)], 0),
        (("1", "2", ""), [], 3),
        (("I.1", "5", "I.2"), [("I", 2)], 1),
    ],
)
def test_tasks_stand_in_branches_as_the_table_says(
    places: tuple[str, ...], expected: list[tuple[str, int]], at_the_top: int
) -> None:
    trunk = outline(map(row, places), {})
    assert branches(trunk) == expected
    assert len(trunk.rows) == at_the_top


@given(st.lists(st.lists(st.sampled_from(["I", "II", "a", "b", "1", "2"]), max_size=4)))
def test_no_task_is_lost_and_every_branch_counts_its_own(steps: list[list[str]]) -> None:
    trunk = outline([row(".".join(it)) for it in steps], {})
    assert trunk.count == len(steps) == held(trunk)


def held(branch: Branch) -> int:
    inside = len(branch.rows) + sum(map(held, branch.below))
    assert inside == branch.count
    return inside


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (
            "2. Gồm hai bước:\na) Xây dựng;\nb) Thử nghiệm.",
            "Gồm hai bước: a) Xây dựng; b) Thử nghiệm.",
            ["Gồm hai bước:", "a) Xây dựng;", "b) Thử nghiệm."],
        ),
        ("1. Rà soát\nChủ trì: Sở Tư pháp", "Rà soát", ["Rà soát"]),
        ("", "Một.\n\nHai.", ["Một.", "Hai."]),
        ("", "", []),
    ],
)
def test_a_task_is_cut_into_paragraphs_as_the_table_says(
    source: str, text: str, expected: list[str]
) -> None:
    assert paragraphs(text, source) == expected


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_paragraphs_lose_no_word(text: str, source: str) -> None:
    assert "".join("".join(paragraphs(text, source)).split()) == "".join(text.split())


@pytest.fixture
def programme(cast: Cast, on_day: OnDay) -> Programme:
    """A plan of Lan's with two parts, one task of it under way."""
    on_day(DAY)
    made = cascade.make_programme(cast["lan"], Heading("Công tác năm"), above=None, day=DAY)
    for path, lead in (("I.1", "Sở Tư pháp"), ("I.2", "Sở Tài chính"), ("II.1", "Sở Tư pháp")):
        entry = Entry(f"Việc {path}", path=path, lead=(lead,), product="Báo cáo")
        cascade.add_task(cast["lan"], made, entry, day=DAY)
    report_progress(cast["lan"], task_of(made, "I.1"), percent=20, note="Đã họp.", day=DAY)
    return made


def page(client: Client, programme: Programme, what: str, query: str = "") -> str:
    answered = client.get(f"/nhiem-vu/chuong-trinh/{programme.pk}/{what}/{query}")
    assert answered.status_code == 200
    return answered.content.decode()


def test_the_outline_folds_and_counts_every_branch(
    programme: Programme, client_of: ClientOf
) -> None:
    shown = page(client_of("lan"), programme, "de-cuong")
    first, second = shown.split('<details class="branch')[1:]
    assert "Đang thực hiện 1" in first
    assert "Đã giao 1" in first
    assert "Việc I.2" in first
    assert "Đã giao 1" in second
    assert "Việc II.1" in second


def test_the_parts_bear_the_words_of_the_document(cast: Cast, client_of: ClientOf) -> None:
    plan = accepted(cast["lan"])
    assert plan.reading is not None
    node = {"path": "II", "title": "Nhiệm vụ trọng tâm", "children": []}
    outlined = {**plan.reading.content, "outline": [node]}
    type(plan.reading).objects.filter(pk=plan.reading.pk).update(content=outlined)
    Task.objects.filter(pk=task_of(plan, "1").pk).update(path="II.1")
    assert "II. Nhiệm vụ trọng tâm" in page(client_of("lan"), plan, "de-cuong")


def test_the_table_has_the_columns_of_an_office_and_the_last_word(
    programme: Programme, client_of: ClientOf
) -> None:
    shown = page(client_of("lan"), programme, "bang-theo-doi")
    heads = ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Tình trạng")
    assert all(f">{head}</th>" in shown for head in (*heads, "Ghi chú"))
    assert "Đã họp." in shown
    assert shown.index("Việc I.1") < shown.index("Việc I.2") < shown.index("Việc II.1")


@pytest.mark.parametrize(
    ("query", "shown_and_hidden"),
    [
        ("?chu_tri=Sở Tài chính", ("Việc I.2", "Việc I.1")),
        ("?tinh_trang=dang-lam", ("Việc I.1", "Việc II.1")),
        ("?don_vi=ninh-thuan.stc", ("Việc I.2", "Việc II.1")),
        ("?linh_vuc=khong&q=II.1", ("Việc II.1", "Việc I.1")),
        ("?thoi_han=khong&q=I.2", ("Việc I.2", "Việc I.1")),
    ],
)
@pytest.mark.parametrize("what", ["de-cuong", "bang-theo-doi"])
def test_outline_and_table_are_narrowed_like_the_list(
    programme: Programme,
    client_of: ClientOf,
    what: str,
    query: str,
    shown_and_hidden: tuple[str, str],
) -> None:
    answered, (shown, hidden) = page(client_of("lan"), programme, what, query), shown_and_hidden
    assert shown in answered
    assert hidden not in answered


@pytest.mark.parametrize("what", ["de-cuong", "bang-theo-doi"])
def test_units_see_their_own_part_of_it_and_strangers_nothing(
    programme: Programme, client_of: ClientOf, what: str
) -> None:
    hers = page(client_of("hoa"), programme, what)
    assert "Việc I.2" in hers
    assert "Việc I.1" not in hers
    programme.tasks.get(path="I.2").assignments.update(unit=None)
    address = f"/nhiem-vu/chuong-trinh/{programme.pk}/{what}/"
    assert client_of("hoa").get(address).status_code == 403
    assert client_of("minh").get(address).status_code == 200
    assert client_of("lan").get("/nhiem-vu/chuong-trinh/999999/de-cuong/").status_code == 404


@pytest.mark.parametrize("what", ["de-cuong", "bang-theo-doi"])
def test_they_ask_the_database_as_often_for_few_as_for_many(
    cast: Cast, programme: Programme, client_of: ClientOf, what: str
) -> None:
    lan = client_of("lan")
    page(lan, programme, what)
    with CaptureQueriesContext(connection) as for_few:
        page(lan, programme, what)
    for number in range(1, 9):
        cascade.add_task(cast["lan"], programme, Entry("Thêm", path=f"V.{number}"), day=DAY)
    with CaptureQueriesContext(connection) as for_many:
        page(lan, programme, what)
    assert len(for_many) == len(for_few)


def test_the_page_of_a_task_shows_its_paragraphs(cast: Cast, client_of: ClientOf) -> None:
    plan = cascade.make_programme(cast["lan"], Heading("Công tác năm"), above=None, day=DAY)
    task = cascade.add_task(cast["lan"], plan, Entry("Gồm hai bước:\na) Một;\nb) Hai."), day=DAY)
    shown = client_of("lan").get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "<p>a) Một;</p>" in shown
    assert "<p>b) Hai.</p>" in shown
