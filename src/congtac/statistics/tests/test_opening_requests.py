"""A unit asks on screen for its closed form to be opened; the receiver opens it or refuses."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import OpeningRequest, Submission
from congtac.statistics.queries import openings as queries
from congtac.statistics.services import openings as services
from congtac.statistics.services import submissions
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep
from congtac.statistics.tests.inside import begun, grid

Cast = Mapping[str, Actor]
SHUT = date(2024, 7, 1)
UNTIL = date(2024, 7, 10)


@pytest.fixture
def asked(cast: Cast) -> Submission:
    return begun(cast)


def test_a_closed_form_is_asked_for_and_opened(cast: Cast, asked: Submission) -> None:
    lan, keeper = cast["lan"], as_keeper(cast)
    with pytest.raises(Problem, match="STA-403"):
        services.ask(lan, asked, reason="Mất điện", day=DAY)
    with pytest.raises(Problem, match="STA-342"):
        services.ask(lan, asked, reason=" ", day=SHUT)
    for name in ("hoa", "ha"):
        with pytest.raises(Refused):
            services.ask(cast[name], asked, reason="Mất điện", day=SHUT)
    made = services.ask(lan, asked, reason="Mất điện", day=SHUT)
    assert list(queries.to_decide(keeper)) == [made]
    with pytest.raises(Problem, match="STA-404"):
        services.ask(lan, asked, reason="Mất điện", day=SHUT)
    submissions.open_again(keeper, asked, until=UNTIL, reason="Đồng ý", day=SHUT)
    made.refresh_from_db()
    assert (made.state, made.decided_on, made.words) == ("granted", SHUT, "Đồng ý")
    submissions.write(lan, asked, grid(), seen=0, day=UNTIL)


def test_a_refusal_says_why_and_the_unit_may_ask_again(cast: Cast, asked: Submission) -> None:
    made = services.ask(cast["lan"], asked, reason="Quên", day=SHUT)
    with pytest.raises(Refused):
        services.refuse(cast["minh"], made, words="Không", day=SHUT)
    with pytest.raises(Problem, match="STA-342"):
        services.refuse(as_keeper(cast), made, words="", day=SHUT)
    services.refuse(as_keeper(cast), made, words="Nêu rõ nguyên nhân", day=SHUT)
    assert (made.state, asked.lines.count()) == ("refused", 3)
    with pytest.raises(Problem, match="STA-405"):
        services.refuse(as_keeper(cast), made, words="Lần nữa", day=SHUT)
    services.ask(cast["lan"], Submission.objects.get(), reason="Mất điện cả tuần", day=SHUT)
    assert [it.state for it in OpeningRequest.objects.all()] == ["refused", "asked"]


def test_it_is_asked_and_refused_on_the_screens(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(SHUT)
    let_ha_keep()
    lan, ha = client_of("lan"), client_of("ha")
    one = f"/thong-ke/bieu/{asked.pk}/"
    assert f"{one}xin-mo-khoa/" in lan.get(one).content.decode()
    assert lan.post(f"{one}xin-mo-khoa/", {"words": ""}).status_code == 422
    lan.post(f"{one}xin-mo-khoa/", {"words": "Mất điện cả tuần"})
    assert "chờ quyết định" in lan.get(one).content.decode()
    assert "Mất điện cả tuần" in ha.get("/thong-ke/gui-den/").content.decode()
    assert "xin mở khóa" in ha.get("/").content.decode()
    own = f"/thong-ke/xin-mo-khoa/{OpeningRequest.objects.get().pk}/"
    assert client_of("minh").get(own).status_code == 403
    ha.post(own, {"words": "Nêu rõ hơn"})
    assert "Mất điện cả tuần" not in ha.get("/thong-ke/gui-den/").content.decode()
