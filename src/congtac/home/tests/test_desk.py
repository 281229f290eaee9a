"""The desk, the search, the look and the day of the demo."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtac.kernel import panels
from congtac.kernel.actor import Actor

Enter = Callable[[str], Client]


def test_the_desk_names_the_person_the_unit_and_the_day(
    client_of: Enter, on_day: Callable[[date], None]
) -> None:
    on_day(date(2024, 6, 3))
    page = client_of("lan").get("/").content.decode()
    assert "Nguyễn Thị Lan" in page
    assert "Sở Tư pháp Ninh Thuận" in page
    assert "03/06/2024" in page


def test_areas_show_what_waits_on_the_desk(
    client_of: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_shows", {})
    client = client_of("lan")
    assert "Chưa có việc nào chờ bạn" in client.get("/").content.decode()
    panels.register("desk", waiting)
    page = client.get("/").content.decode()
    assert "Ba văn bản chờ soát" in page
    assert "Chưa có việc nào chờ bạn" not in page


def waiting(actor: Actor, subject: object) -> panels.Panel:
    facts = {"title": "Ba văn bản chờ soát", "hint": actor.name}
    return panels.Panel("Văn bản", "components/empty.html", facts)


def test_search_finds_units_without_tone_marks(
    client_of: Enter, on_day: Callable[[date], None]
) -> None:
    on_day(date(2024, 6, 3))
    page = client_of("lan").get("/tim/?q=tu+phap+ha+giang").content.decode()
    assert "Sở Tư pháp Hà Giang" in page
    assert "Không tìm thấy gì" in client_of("lan").get("/tim/?q=zzz").content.decode()


def test_what_is_searched_for_is_shown_and_never_run(client_of: Enter) -> None:
    page = client_of("lan").get("/tim/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    ("look", "mark"), [("dark", 'data-bs-theme="dark"'), ("light", 'data-bs-theme="light"')]
)
def test_the_look_is_kept_without_scripts(client_of: Enter, look: str, mark: str) -> None:
    client = client_of("lan")
    assert client.post("/giao-dien/", {"look": look, "back": "/don-vi/"})["Location"] == "/don-vi/"
    assert mark in client.get("/").content.decode()
    client.post("/giao-dien/", {"look": "auto"})
    assert "data-bs-theme" not in client.get("/").content.decode()


def test_the_visitor_of_the_demo_moves_the_day(client_of: Enter, settings: Any) -> None:
    settings.DEMO = True
    client = client_of("lan")
    answer = client.post("/ngay-trinh-dien/", {"day": "2025-01-02", "back": "/don-vi/"})
    assert answer["Location"] == "/don-vi/"
    assert "02/01/2025" in client.get("/don-vi/").content.decode()


def test_a_wrong_day_is_answered_with_a_sentence(client_of: Enter, settings: Any) -> None:
    settings.DEMO = True
    answer = client_of("lan").post("/ngay-trinh-dien/", {"day": "31/02/2025"})
    assert answer.status_code == 422
    assert "31/12/2024" in answer.content.decode()


def test_a_real_site_has_no_day_to_move(client_of: Enter) -> None:
    client = client_of("lan")
    assert client.post("/ngay-trinh-dien/", {"day": "2025-01-02"}).status_code == 404
    assert "ngay-trinh-dien" not in client.get("/").content.decode()
