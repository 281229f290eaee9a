"""Clusters of a year: who competes with whom, one cluster a unit a year."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.organisations.models import Cluster, ClusterMember, Unit
from congtac.organisations.queries import cluster_of
from congtac.organisations.services import form_cluster

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
KEYS = ("ninh-thuan.stp", "khanh-hoa.stp", "phu-yen.stp")


def units() -> list[Unit]:
    return [Unit.objects.get(key=key) for key in KEYS]


def cluster(year: int = 2024, name: str = "Cụm Nam Trung Bộ", **changes: Any) -> Cluster:
    head, deputy, _ = units()
    fields = {"head": head, "deputy": deputy} | changes
    return Cluster(year=year, name=name, basis="Quyết định 01/QĐ", **fields)


def test_a_unit_competes_in_one_cluster_a_year_and_in_another_one_the_next(cast: Cast) -> None:
    form_cluster(cast["an"], cluster(), units())
    with pytest.raises(Problem, match="ORG-015"):
        form_cluster(cast["an"], cluster(name="Cụm khác"), units())
    form_cluster(cast["an"], cluster(2025, "Cụm khác"), units())
    found = [cluster_of(units()[2], year) for year in (2023, 2024, 2025)]
    assert [it.name if it else None for it in found] == [None, "Cụm Nam Trung Bộ", "Cụm khác"]


def test_the_database_refuses_a_second_cluster_in_a_year(cast: Cast) -> None:
    form_cluster(cast["an"], cluster(), units())
    other = cluster(name="Cụm khác")
    other.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ClusterMember.objects.create(cluster=other, unit=units()[0], year=2024)


def test_head_and_deputy_are_two_members(cast: Cast) -> None:
    stranger = Unit.objects.get(key="ha-noi.stp")
    wrongs: list[dict[str, Any]] = [{"head": stranger}, {"deputy": stranger}]
    for wrong in (*wrongs, {"deputy": units()[0]}):
        with pytest.raises(Problem, match="ORG-014"):
            form_cluster(cast["an"], cluster(**wrong), units())


@pytest.mark.parametrize("name", ["lan", "minh", "hoa", "ha"])
def test_others_than_the_administrator_form_no_cluster(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        form_cluster(cast[name], cluster(), units())


def test_the_administrator_forms_a_cluster_on_the_screen(client_of: Enter) -> None:
    client, address = client_of("an"), "/don-vi/cum/lap/"
    said = {
        "year": "2024",
        "name": "Cụm 1",
        "members": "\n".join(KEYS),
        "head": KEYS[0],
        "deputy": KEYS[1],
        "basis": "Quyết định 01/QĐ",
    }
    assert client.get(address).status_code == 200
    assert client.post(address, said | {"members": "khong-co"}).status_code == 422
    assert client.post(address, said | {"head": "ha-noi.stp"}).status_code == 422
    assert client.post(address, said).status_code == 302
    page = client_of("lan").get("/don-vi/cum/?nam=2024").content.decode()
    assert "Sở Tư pháp Phú Yên" in page
    assert "Chưa có cụm" in client.get("/don-vi/cum/?nam=2025").content.decode()
