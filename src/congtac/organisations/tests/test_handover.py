"""What is open at a unit that ends passes to its successor when both sides have signed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.panels import of
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations import services
from congtac.organisations.models import Handover, HandoverSignature, Succession
from congtac.organisations.rules import belongings
from congtac.organisations.rules.belongings import Belonging, Passing

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
Move = Callable[[date], None]
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
GIVER, RECEIVER = "ninh-thuan.stp", "khanh-hoa-2025.stp"


class Shelf:
    """Things of an area that stands above: who holds which."""

    def __init__(self) -> None:
        self.holders = {"1": GIVER, "2": GIVER, "3": "ninh-thuan.stc"}
        self.fails = False

    def open_at(self, unit: str, day: date) -> list[Belonging]:
        assert day < FIRST_DAY
        return [
            Belonging("tests.thing", key, f"Việc {key}")
            for key, holder in self.holders.items()
            if holder == unit
        ]

    def pass_on(self, actor: Actor, passing: Passing, keys: Sequence[str]) -> None:
        for key in keys:
            self.holders[key] = passing.receiver
        if self.fails:
            raise Problem("ORG-021", "Không chuyển được.")


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    belongings.register("tests.thing", "Việc thử", made.open_at, made.pass_on)
    yield made
    belongings.forget("tests.thing")


def succession() -> Succession:
    return Succession.objects.get(predecessor__key=GIVER, successor__key=RECEIVER)


def receiving_leader(cast: Cast) -> Actor:
    return replace(cast["minh"], person="moi", name="Giám đốc mới", unit=RECEIVER)


def things(handover: Handover) -> list[str]:
    return [it.key for it in handover.items.all() if it.kind == "tests.thing"]


def test_all_that_is_open_passes_with_the_second_signature(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    assert things(handover) == ["1", "2"]
    services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY)
    assert shelf.holders["1"] == GIVER
    services.sign_handover(receiving_leader(cast), handover, "receiver", day=FIRST_DAY)
    assert shelf.holders == {"1": RECEIVER, "2": RECEIVER, "3": "ninh-thuan.stc"}
    assert Handover.objects.get().state == "handed_over"
    acts = Line.objects.filter(act__startswith="organisations.handover.").order_by("pk")
    ends = [act.rpartition(".")[2] for act in acts.values_list("act", flat=True)]
    assert ends == ["drawn_up", "signed", "signed", "done"]


def test_the_receiver_does_not_sign_before_the_day(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    with pytest.raises(Refused, match="chưa đến ngày"):
        services.sign_handover(receiving_leader(cast), handover, "receiver", day=LAST_DAY)


@pytest.mark.parametrize("name", ["lan", "hoa", "ha", "an"])
def test_nobody_but_a_leader_of_the_side_signs(cast: Cast, shelf: Shelf, name: str) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    for side in ("giver", "receiver"):
        with pytest.raises(Refused):
            services.sign_handover(cast[name], handover, side, day=LAST_DAY)
    with pytest.raises(Refused):
        services.sign_handover(cast["minh"], handover, "receiver", day=FIRST_DAY)


def test_for_a_giver_that_is_gone_the_administrator_signs(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["an"], succession())
    services.sign_handover(cast["an"], handover, "giver", day=FIRST_DAY)
    services.sign_handover(receiving_leader(cast), handover, "receiver", day=FIRST_DAY)
    assert shelf.holders["1"] == RECEIVER


def test_a_side_signs_once_and_a_done_handover_is_done(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY)
    with pytest.raises(Problem, match="ORG-020"):
        services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY)
    services.sign_handover(receiving_leader(cast), handover, "receiver", day=FIRST_DAY)
    for act in (
        lambda: services.list_again(cast["lan"], handover),
        lambda: services.withdraw_handover(cast["lan"], handover, "Nhầm"),
        lambda: services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY),
    ):
        with pytest.raises(Problem, match="ORG-021"):
            act()
    with pytest.raises(Problem, match="ORG-018"):
        services.draw_up_handover(cast["lan"], succession())


def test_the_database_refuses_a_second_signature_of_a_side(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY)
    twice = HandoverSignature(handover=handover, side="giver", signed_at=handover.drawn_up_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_the_list_changes_until_the_first_signature(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    shelf.holders["4"] = GIVER
    services.list_again(cast["lan"], handover)
    assert things(handover) == ["1", "2", "4"]
    first = handover.items.get(key="1", kind="tests.thing")
    services.leave_out(cast["lan"], handover, first.pk)
    assert things(handover) == ["2", "4"]
    services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY)
    with pytest.raises(Problem, match="ORG-019"):
        services.list_again(cast["lan"], handover)


def test_a_withdrawn_handover_may_be_drawn_up_anew(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    with pytest.raises(Problem, match="ORG-022"):
        services.withdraw_handover(cast["lan"], handover, " ")
    services.withdraw_handover(cast["lan"], handover, "Sai danh mục")
    assert things(services.draw_up_handover(cast["lan"], succession())) == ["1", "2"]


def test_when_one_thing_can_not_pass_nothing_does(cast: Cast, shelf: Shelf) -> None:
    handover = services.draw_up_handover(cast["lan"], succession())
    services.sign_handover(cast["minh"], handover, "giver", day=LAST_DAY)
    shelf.fails = True
    with pytest.raises(Problem):
        services.sign_handover(receiving_leader(cast), handover, "receiver", day=FIRST_DAY)
    handover.refresh_from_db()
    assert handover.state == "open"
    assert handover.signatures.count() == 1


def test_a_stranger_draws_up_nothing_and_sees_nothing(
    cast: Cast, client_of: Enter, shelf: Shelf
) -> None:
    with pytest.raises(Refused):
        services.draw_up_handover(cast["hoa"], succession())
    handover = services.draw_up_handover(cast["lan"], succession())
    address = f"/don-vi/ban-giao/{handover.pk}/"
    assert client_of("hoa").get(address).status_code == 403
    assert "Sở Tư pháp Khánh Hòa" not in client_of("hoa").get("/don-vi/ban-giao/").content.decode()
    assert client_of("ha").get(address).status_code == 200


def test_a_handover_is_drawn_up_and_signed_on_the_screens(
    cast: Cast, client_of: Enter, on_day: Move, shelf: Shelf
) -> None:
    on_day(date(2024, 12, 30))
    lan, minh = client_of("lan"), client_of("minh")
    page = lan.get("/don-vi/ninh-thuan.stp/").content.decode()
    assert f"/don-vi/ban-giao/lap/{succession().pk}/" in page
    drawn = lan.post(f"/don-vi/ban-giao/lap/{succession().pk}/")
    assert drawn.status_code == 302
    address = drawn["Location"]
    assert "Việc thử:" in lan.get(address).content.decode()
    assert "Ký cho bên giao" not in lan.get(address).content.decode()
    assert "Ký cho bên giao" in minh.get(address).content.decode()
    assert [it.title for it in of("desk", cast["minh"]) if "bàn giao" in it.title]
    assert minh.post(f"{address}ky/giver/").status_code == 302
    assert not [it.title for it in of("desk", cast["minh"]) if "bàn giao" in it.title]
    assert "chưa đến ngày" in minh.get(address).content.decode()
    assert minh.post(f"{address}ky/ai-do/").status_code == 404
    assert lan.post(f"{address}rut/", {"reason": "Nhầm"}).status_code == 302
    assert "Đã rút" in lan.get("/don-vi/ban-giao/").content.decode()
