"""Programs give figures with a key of a unit: docs/rules/statistics-feeds.md."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtac.accounts.services.keys import give_key, revoke_key
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.statistics.models import FeedRun, Submission
from congtac.statistics.rules.feeds import API, CellRule
from congtac.statistics.rules.feeds import Mapping as Mapped
from congtac.statistics.services.feeds import Said, keep_feed
from congtac.statistics.tests.begun import CODE, DAY, as_keeper, open_half_year

Cast = Mapping[str, Actor]
ADDRESS = "/api/thong-ke/nguon/con-nuoi/?ky=2024-H1"
ROWS = [{"ngay": "05/02/2024"}, {"ngay": "2024-03-01"}, {"ngay": "?"}]


@pytest.fixture
def key(cast: Cast, on_day: Callable[[date], None]) -> str:
    """A key of Lan's Sở that may write; a feed is kept."""
    on_day(DAY)
    open_half_year(cast)
    mapping = Mapped((CellRule("1", "c1", "count"),), day="ngay")
    keep_feed(as_keeper(cast), Said("con-nuoi", "Con nuôi", "Hộ tịch", CODE, mapping), day=DAY)
    return made_key(cast, ["write"])


def made_key(cast: Cast, rights: list[str]) -> str:
    unit = Unit.objects.get(key="ninh-thuan.stp")
    return give_key(cast["minh"], unit, name="Phần mềm hộ tịch", rights=rights)[1]


def call(key: str, said: object = ROWS, address: str = ADDRESS) -> tuple[int, Any]:
    """What a program is answered; it bears no session and no token of a form."""
    answer = Client(enforce_csrf_checks=True).post(
        address,
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    return answer.status_code, answer.json()


def test_a_program_gives_figures_and_is_told_every_fault(key: str) -> None:
    status, said = call(key)
    assert (status, said["new"], said["rows_read"], said["rows_left"]) == (201, True, 3, 1)
    assert said["faults"] == ["Dòng 3: “?” không phải là ngày như 31/12/2024."]
    [offer] = said["offers"]
    assert (offer["unit"], offer["cells"]) == ("ninh-thuan.stp", 1)
    assert offer["address"].startswith("http://testserver/thong-ke/nguon/de-nghi/")
    run = FeedRun.objects.get()
    assert (run.way, run.person_name, run.giver.key) == (API, "Phần mềm hộ tịch", "ninh-thuan.stp")
    assert not Submission.objects.exists(), "it is offered, an officer takes it"
    assert Line.objects.filter(act="statistics.feed.given").exists()


def test_the_same_figures_given_twice_are_one_run(key: str) -> None:
    first, again = call(key), call(key)
    assert (first[0], again[0]) == (201, 200)
    assert again[1] == {**first[1], "new": False}
    assert FeedRun.objects.count() == 1


def test_csv_is_taken_too(key: str) -> None:
    answer = Client().post(
        ADDRESS,
        "ngay\n05/02/2024\n",
        content_type="text/csv",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert answer.status_code == 201


def test_no_key_a_wrong_one_or_one_taken_back_opens_nothing(key: str, cast: Cast) -> None:
    unit = Unit.objects.get(key="ninh-thuan.stp")
    row, gone = give_key(cast["minh"], unit, name="Cũ", rights=["write"])
    revoke_key(cast["minh"], row)
    for wrong in ("", "ct_00000000_00", gone):
        status, said = call(wrong)
        assert (status, set(said["error"])) == (401, {"code", "message"})
    assert not FeedRun.objects.exists()


def test_a_session_is_no_key(key: str, client_of: Callable[[str], Client]) -> None:
    assert client_of("lan").post(ADDRESS, "[]", content_type="application/json").status_code == 401


def test_a_key_that_only_reads_gives_nothing(key: str, cast: Cast) -> None:
    status, said = call(made_key(cast, ["read"]))
    assert status == 403
    assert said["error"]["message"]


@pytest.mark.parametrize(
    ("address", "rows", "status", "code"),
    [
        ("/api/thong-ke/nguon/khong-co/?ky=2024-H1", ROWS, 404, "STA-485"),
        ("/api/thong-ke/nguon/con-nuoi/?ky=2031", ROWS, 422, "STA-489"),
        ("/api/thong-ke/nguon/con-nuoi/", ROWS, 422, "STA-489"),
        (ADDRESS, [], 422, "STA-482"),
        (ADDRESS, "x", 422, "STA-482"),
    ],
)
def test_what_cannot_be_taken_is_said_as_json(
    key: str, address: str, rows: object, status: int, code: str
) -> None:
    answered, said = call(key, rows, address)
    assert (answered, said["error"]["code"]) == (status, code)


def test_what_is_too_large_is_said_as_json(key: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    status, said = call(key)
    assert (status, said["error"]["code"]) == (413, "STA-482")
