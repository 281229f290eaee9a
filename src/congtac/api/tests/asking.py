"""How the tests call the API: keys of Lan's Sở, and answers as values."""

from collections.abc import Mapping
from typing import Any

from django.test import Client

from congtac.accounts.services.keys import give_key
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit

OWN = "ninh-thuan.stp"
HEADS = "unit,period,form,row,column,value\n"


def key_of(cast: Mapping[str, Actor], *rights: str, unit: str = OWN) -> str:
    """A key of a unit with these rights; what reaches beyond a unit an administrator gives."""
    row = Unit.objects.get(key=unit)
    return give_key(cast["an"], row, name="Phần mềm thống kê", rights=list(rights))[1]


def get(key: str, address: str, **asked: str | int) -> tuple[int, Any]:
    """The status and the value of an answer."""
    head = {"Authorization": f"Bearer {key}"}
    answer = Client().get(f"/api/thong-ke/{address}", asked, headers=head)
    return answer.status_code, answer.json()


def post(key: str, body: str | bytes, kind: str = "text/csv", query: str = "") -> tuple[int, Any]:
    """The same for figures to check."""
    answer = Client(enforce_csrf_checks=True).post(
        f"/api/thong-ke/kiem-tra/{query}",
        body,
        content_type=kind,
        headers={"Authorization": f"Bearer {key}"},
    )
    return answer.status_code, answer.json()
