"""Names that lead to no unit are kept, settled once, and understood from then on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.subject import Subject
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Group, NameMatch, Unit
from congtac.organisations.queries import Matcher, match, match_group
from congtac.organisations.services import note_doubtful, settle

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
DAY = date(2024, 6, 3)
NEAR = "ninh-thuan.stp"
PLAN = Subject("documents.document", "1", "Kế hoạch thử")
ODD = "Sở Tư pháo tỉnh"


def note(actor: Actor, *names: str) -> list[str]:
    return note_doubtful(actor, names, near=NEAR, day=DAY, seen_in=PLAN)


def test_only_names_that_lead_nowhere_are_kept(cast: Cast) -> None:
    names = ("Sở Tư pháp", "UBND các huyện, thành phố", ODD, "Chi cục lạ", ODD, " ")
    assert note(cast["lan"], *names) == [ODD, "Chi cục lạ"]
    assert note(cast["lan"], "Sở Tư pháp") == []
    assert set(NameMatch.objects.values_list("near", "times")) == {("ninh-thuan", 1)}


def test_a_name_seen_again_is_counted_not_doubled(cast: Cast) -> None:
    note(cast["lan"], ODD)
    note(cast["lan"], "sở  tư pháo tỉnh")
    assert NameMatch.objects.get().times == 2


def test_a_settled_name_is_understood_from_then_on(cast: Cast) -> None:
    note(cast["lan"], ODD)
    settle(cast["minh"], NameMatch.objects.get(), Unit.objects.get(key=NEAR))
    found = match(ODD, near="ninh-thuan.ubnd", day=DAY)
    assert found is not None
    assert found.key == NEAR
    assert note(cast["lan"], ODD) == []
    assert match(ODD, near="ha-noi.stp", day=DAY) is None
    assert Line.objects.filter(act="organisations.name.settled").count() == 1


def test_a_name_settled_as_a_unit_that_ended_means_its_heir(cast: Cast) -> None:
    note(cast["lan"], ODD)
    settle(cast["minh"], NameMatch.objects.get(), Unit.objects.get(key=NEAR))
    found = match(ODD, near=NEAR, day=date(2025, 7, 1))
    assert found is not None
    assert found.key == "khanh-hoa-2025.stp"


def test_a_name_may_be_settled_as_a_group_or_as_nobody_and_otherwise_later(cast: Cast) -> None:
    note(cast["lan"], "các địa phương")
    name, group = NameMatch.objects.get(), Group.objects.get(key="ubnd-cap-huyen")
    settle(cast["an"], name, group)
    assert match_group("các địa phương", near=NEAR, day=DAY) == group
    assert match("các địa phương", near=NEAR, day=DAY) is None
    settle(cast["an"], name, None)
    assert match_group("các địa phương", near=NEAR, day=DAY) is None
    assert note(cast["lan"], "các địa phương") == []


@pytest.mark.parametrize("name", ["lan", "hoa", "ha"])
def test_others_than_leaders_and_the_administrator_settle_nothing(cast: Cast, name: str) -> None:
    note(cast["lan"], ODD)
    with pytest.raises(Refused):
        settle(cast[name], NameMatch.objects.get(), None)


def test_a_leader_settles_nothing_of_another_province(cast: Cast) -> None:
    note_doubtful(cast["ha"], ["Lạ"], near="ha-noi.stp", day=DAY, seen_in=PLAN)
    with pytest.raises(Refused, match="địa phương khác"):
        settle(cast["minh"], NameMatch.objects.get(), None)


def test_the_database_refuses_a_name_that_means_two_things(cast: Cast) -> None:
    note(cast["lan"], ODD)
    name = NameMatch.objects.get()
    name.unit, name.group, name.state = Unit.objects.first(), Group.objects.first(), "settled"
    with pytest.raises(IntegrityError), transaction.atomic():
        name.save()


def test_the_likely_units_come_first(cast: Cast) -> None:
    likely = Matcher(NEAR, DAY).likely("Sở Tài chánh")
    assert likely[0].key in {"ninh-thuan.stc", "ninh-thuan.stp"}
    assert all(unit.key.startswith("ninh-thuan") for unit in likely)


def test_many_names_cost_no_more_questions_than_a_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        matcher = Matcher(NEAR, DAY)
        for name in ("Sở Tư pháp", "UBND tỉnh", "Thanh tra tỉnh", "Công an tỉnh") * 20:
            assert matcher.unit(name)


def test_a_leader_settles_a_name_on_the_screen(cast: Cast, client_of: Enter) -> None:
    note(cast["lan"], ODD)
    name = NameMatch.objects.get()
    client = client_of("minh")
    assert ODD in client.get("/don-vi/ten/").content.decode()
    address = f"/don-vi/ten/{name.pk}/"
    assert "Sở Tư pháp Ninh Thuận" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"choice": "other", "key": "khong"}).status_code == 422
    assert client.post(address, {"choice": "group"}).status_code == 422
    assert client.post(address, {"choice": NEAR}).status_code == 302
    assert "Không có tên nào" in client.get("/don-vi/ten/").content.decode()
    assert ODD in client.get("/don-vi/ten/?tinh_trang=settled").content.decode()


def test_an_officer_does_not_see_the_names(client_of: Enter) -> None:
    assert client_of("lan").get("/don-vi/ten/").status_code == 403
