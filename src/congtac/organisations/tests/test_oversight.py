"""Who watches which fields of work in which territories, on a day."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Oversight, Unit
from congtac.organisations.queries import watchers, watches_of
from congtac.organisations.rules.lives import Order
from congtac.organisations.services import end_oversight, give_oversight

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
DAY = date(2024, 6, 3)
BASIS = "Quyết định 01/QĐ"


def give(actor: Actor, territories: tuple[str, ...] = ("ninh-thuan",), **fields: Any) -> Oversight:
    watcher = Unit.objects.get(key=fields.pop("watcher", "btp"))
    said = {"fields": ["ho-tich"], "since": date(2024, 1, 1), "basis": BASIS} | fields
    places = [Unit.objects.get(key=key) for key in territories]
    return give_oversight(actor, Oversight(watcher=watcher, **said), places)


def watches(actor: Actor, unit: str, field: str, day: date) -> bool:
    found = watches_of(actor.person, actor.unit, day)
    return replace(actor, watches=found).is_watching(unit, field)


def test_a_person_watches_a_field_in_a_province_and_nothing_else(cast: Cast) -> None:
    give(cast["an"], person="ha", person_name="Phạm Thu Hà")
    ha = cast["ha"]
    assert watches(ha, "ninh-thuan.stp", "ho-tich", DAY)
    assert not watches(ha, "ninh-thuan.stp", "thong-ke", DAY)
    assert not watches(ha, "ha-noi.stp", "ho-tich", DAY)
    assert not watches(ha, "ninh-thuan.stp", "ho-tich", date(2023, 12, 31))
    assert not watches(cast["an"], "ninh-thuan.stp", "ho-tich", DAY)


def test_a_unit_watches_through_everyone_in_it_and_everywhere_if_no_place_is_named(
    cast: Cast,
) -> None:
    give(cast["an"], (), fields=[])
    assert watches(cast["ha"], "ha-noi.stp", "thong-ke", DAY)
    assert not watches(cast["lan"], "ha-noi.stp", "thong-ke", DAY)


def test_an_oversight_ends_and_what_it_was_stays_known(cast: Cast) -> None:
    given = give(cast["an"])
    end_oversight(cast["an"], given, Order(DAY, BASIS))
    assert not watchers("ninh-thuan.stp", "ho-tich", DAY)
    assert watchers("ninh-thuan.stp", "ho-tich", date(2024, 6, 2)) == [given]
    with pytest.raises(Problem, match="ORG-017"):
        end_oversight(cast["an"], given, Order(date(2024, 7, 1), BASIS))


def test_an_unknown_field_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="ORG-016"):
        give(cast["an"], fields=["la"])


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "ha"])
def test_others_than_the_administrator_give_no_oversight(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        give(cast[name])


def test_asking_who_watches_costs_two_questions(cast: Cast, django_assert_num_queries: Any) -> None:
    for field in ("ho-tich", "thong-ke", "hoa-giai"):
        give(cast["an"], fields=[field])
    with django_assert_num_queries(2):
        assert len(watchers("ninh-thuan.stp", "ho-tich", DAY)) == 1


def test_the_administrator_gives_and_ends_an_oversight_on_the_screen(client_of: Enter) -> None:
    client = client_of("an")
    said = {
        "watcher": "btp",
        "fields_watched": ["ho-tich"],
        "territories": "ninh-thuan",
        "since": "01/01/2024",
        "basis": BASIS,
    }
    address = "/don-vi/theo-doi/phan-cong/"
    assert client.get(address).status_code == 200
    assert client.post(address, said | {"since": ""}).status_code == 422
    assert client.post(address, said).status_code == 302
    page = client_of("lan").get("/don-vi/theo-doi/").content.decode()
    assert "Hộ tịch, quốc tịch, chứng thực" in page
    assert "Tỉnh Ninh Thuận" in page
    number = Oversight.objects.get().pk
    assert client.post(f"/don-vi/theo-doi/{number}/ket-thuc/").status_code == 302
    assert "Chưa có phân công" in client.get("/don-vi/theo-doi/").content.decode()
