"""As many rows as wanted are added to a slot of the entry page; nothing that was typed is lost."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.statistics.models import Submission
from congtac.statistics.queries.submissions import grid_of, revision
from congtac.statistics.rules.slots import FIELDS
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, open_half_year

SLOT = "Tên xã…"
ROWS = ["Tổng số", SLOT]


@pytest.fixture
def asked(cast: Mapping[str, Actor], on_day: Callable[[date], None]) -> Submission:
    on_day(DAY)
    period, form = open_half_year(cast, rows=ROWS, relation_details=[])
    return services.begin(cast["lan"], form, period, day=DAY)


def test_ten_rows_more_come_back_with_what_was_typed_and_nothing_is_saved(
    asked: Submission, client_of: Callable[[str], Client]
) -> None:
    client, address = client_of("lan"), f"/thong-ke/bieu/{asked.pk}/nhap/"
    assert client.get(address).content.decode().count(f'data-slot="{SLOT}"') == 3
    typed = {"ban": "0", "+1": "Xã An", "+1.slot": SLOT, "+1.c1": "(1)", "Tổng số.c1": "9"}
    typed |= {"+2": "", "+2.slot": SLOT, "+3": "", "+3.slot": SLOT}
    answer = client.post(address, {**typed, "them": SLOT})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count(f'data-slot="{SLOT}"') == 14
    for kept in ('value="Xã An"', 'value="(1)"', 'value="9"', "chưa lưu"):
        assert kept in page
    asked.refresh_from_db()
    assert asked.revisions_count == 0
    last = {"+14": "Xã Bình", "+14.slot": SLOT, "+14.c1": "7", "+1.c1": "2"}
    assert client.post(address, {**typed, **last}).status_code == 302
    asked.refresh_from_db()
    kept_grid = grid_of(revision(asked))
    assert kept_grid.rows == ((SLOT, "Xã An"), (SLOT, "Xã Bình"))
    assert (kept_grid.cells["Xã An", "c1"], kept_grid.cells["Xã Bình", "c1"]) == ("2", "7")


def test_who_may_not_fill_in_adds_no_rows(
    asked: Submission, client_of: Callable[[str], Client]
) -> None:
    address = f"/thong-ke/bieu/{asked.pk}/nhap/"
    assert client_of("minh").post(address, {"them": SLOT}).status_code == 200
    assert client_of("hoa").post(address, {"them": SLOT}).status_code == 403


def test_a_page_with_all_the_rows_that_there_is_room_for_can_be_sent() -> None:
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 2 * FIELDS
