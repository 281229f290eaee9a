"""The screen of the log."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from congtac.ground.audit.queries import head
from congtac.ground.audit.services import record, seal
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject

QUERIES = (
    8  # session, person, post, oversight, count and page of lines, head of the chain, saved filters
)
Enter = Callable[[str], Client]
MINH = Actor(person="minh", name="Trần Quang Minh", unit_name="Sở Tư pháp Ninh Thuận")


@pytest.mark.parametrize("username", ["ha", "an"])
def test_the_ministry_and_the_administrator_read_the_log(client_of: Enter, username: str) -> None:
    record(MINH, "documents.reading.accepted", Subject("documents.document", "7", "Kế hoạch 7"))
    page = client_of(username).get("/nhat-ky/?q=ke+hoach+7").content.decode()
    assert "Trần Quang Minh" in page
    assert "Kế hoạch 7" in page


@pytest.mark.parametrize("username", ["lan", "minh", "hoa"])
def test_others_are_told_why_not_and_see_no_link(client_of: Enter, username: str) -> None:
    client = client_of(username)
    answer = client.get("/nhat-ky/")
    assert answer.status_code == 403
    assert "Nhật ký chỉ mở cho quản trị hệ thống" in answer.content.decode()
    assert 'href="/nhat-ky/"' not in client.get("/").content.decode()


def test_the_log_shows_the_head_of_its_chain(client_of: Enter) -> None:
    client = client_of("an")
    seal()
    assert head() in client.get("/nhat-ky/").content.decode()


def test_pages_keep_what_was_searched_for_and_cost_the_same(
    client_of: Enter, django_assert_num_queries: Any
) -> None:
    client = client_of("an")
    for number in range(120):
        record(MINH, "audit.test.written", Subject("audit.test", str(number), "Việc thử"))
    page = client.get("/nhat-ky/?q=viec+thu").content.decode()
    assert "1–50 trong 120" in page
    assert "?q=viec+thu&amp;page=2" in page
    for address in ("/nhat-ky/?q=viec+thu&page=1", "/nhat-ky/?q=viec+thu&page=3"):
        with django_assert_num_queries(QUERIES):
            client.get(address)
