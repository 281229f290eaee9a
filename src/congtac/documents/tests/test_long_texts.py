"""A long paper is shown a portion at a time, with and without scripts; nothing in it is lost."""

import re
from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from congtac.documents import queries
from congtac.documents.models import Document
from congtac.documents.rules.portions import WHOLE
from congtac.documents.services import add_document
from congtac.documents.tests.made import PLAN
from congtac.kernel.actor import Actor

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
TASK = (
    "{n}. Rà soát văn bản về lĩnh vực thứ {n} của nhóm {group}, lập danh mục văn bản phải sửa đổi, "
    "bãi bỏ và trình cấp có thẩm quyền quyết định.\n\na) Cơ quan chủ trì: Sở Tư pháp.\n\n"
)
GROUPS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
EACH = 40
TASKS = len(GROUPS) * EACH
PAGE = 500_000  # bytes


@pytest.fixture
def long(cast: Cast) -> Document:
    """A plan of very many tasks, none of which says when."""
    many = "".join(
        f"{group}. NHÓM VIỆC\n\n"
        + "".join(TASK.format(n=number, group=group) for number in range(1, EACH + 1))
        for group in GROUPS
    )
    before, after = PLAN.split("I. NHIỆM VỤ")[0], PLAN[PLAN.index("Nơi nhận:") :]
    document = add_document(cast["lan"], "dai.txt", (before + many + after).encode())
    reading = queries.latest_reading(document)
    assert reading is not None
    assert len(reading.text) > WHOLE
    return document


def page(client: Client, document: Document, query: str = "") -> str:
    return client.get(f"/van-ban/{document.pk}/{query}").content.decode()


def cards(answer: str) -> list[str]:
    return re.findall(r'id="x-(t\d+)"', answer)


def test_the_portions_hold_every_task_once_in_order(long: Document, client_of: ClientOf) -> None:
    lan = client_of("lan")
    first = page(lan, long)
    count = int(re.findall(r"Phần 1/(\d+)", first)[0])
    assert count > 1
    told = [
        key for number in range(1, count + 1) for key in cards(page(lan, long, f"?phan={number}"))
    ]
    assert told == [f"t{number}" for number in range(1, TASKS + 1)]
    assert f'Nhiệm vụ <span class="tnum">{TASKS}</span>' in first


def test_no_page_of_it_is_heavy(long: Document, client_of: ClientOf) -> None:
    size = len(page(client_of("lan"), long).encode())
    assert size < PAGE, size


def test_an_item_is_shown_with_its_portion(long: Document, client_of: ClientOf) -> None:
    lan = client_of("lan")
    assert "t300" in cards(page(lan, long, "?muc=t300"))
    assert "t300" in cards(page(lan, long, "?muc=x-t300"))
    assert "t300" not in cards(page(lan, long))
    for nonsense in ("?phan=99999", "?phan=x", "?muc=z9", "?phan=0"):
        assert "t1" in cards(page(lan, long, nonsense))


def test_after_a_decision_one_is_back_at_the_item(long: Document, client_of: ClientOf) -> None:
    lan = client_of("lan")
    answer = lan.post(f"/van-ban/{long.pk}/muc/task/t300/dong-y/", {"seen": "0"})
    assert answer["Location"] == f"/van-ban/{long.pk}/?muc=t300#x-t300"
    assert "t300" in cards(page(lan, long, "?muc=t300"))


def test_the_open_questions_lead_to_their_portion(long: Document, client_of: ClientOf) -> None:
    lan = client_of("lan")
    assert 'href="?muc=x-t1#x-t1"' in page(lan, long, "?phan=2")


def test_one_goes_on_to_the_next_portion_and_back(long: Document, client_of: ClientOf) -> None:
    lan = client_of("lan")
    first, second = page(lan, long), page(lan, long, "?phan=2")
    assert 'rel="next" data-next href="?phan=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="?phan=1"' in second


def test_a_text_that_is_not_long_is_one_page(cast: Cast, client_of: ClientOf) -> None:
    short = add_document(cast["lan"], "ke-hoach.txt", PLAN.encode())
    answer = page(client_of("lan"), short)
    assert "Phần 1/" not in answer
    assert "?muc=" not in answer
