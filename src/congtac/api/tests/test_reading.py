"""What programs read, page by page, by the right of their key: docs/guides/api.md."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ninja import Schema
from pydantic import TypeAdapter

from congtac.api import forms
from congtac.api.tests.asking import OWN, get, key_of
from congtac.kernel.actor import Actor
from congtac.organisations.models import Unit
from congtac.statistics.models import FormVersion, Period, Revision
from congtac.statistics.services.indicators import Meant, add_indicator
from congtac.statistics.tests.begun import CODE, DAY, as_keeper, open_half_year
from congtac.statistics.tests.sent import gave

Cast = Mapping[str, Actor]
OTHERS = ("an-giang.stp", "bac-giang.stp", "khanh-hoa.stp")
PERIOD = "2024-H1"


@pytest.fixture
def opened(cast: Cast, on_day: Callable[[date], None]) -> tuple[Period, FormVersion]:
    on_day(DAY)
    return open_half_year(cast)


@pytest.fixture
def number(opened: tuple[Period, FormVersion]) -> int:
    """Lan's Sở and three others have sent the form; its number."""
    period, version = opened
    for unit in OTHERS:
        gave(version, period, unit, {".c1": "10", ".c2": "6", ".c3": "4"}, state="sent")
    return gave(version, period, OWN, {".c1": "120", ".c2": "70", ".c3": "50", ".c4": "-"}).pk


def fits(shape: type[Schema], said: object) -> bool:
    """Say whether an answer is what the document promises, no more and no less."""
    read = TypeAdapter(shape).validate_python(said)
    return bool(read.model_dump(mode="json") == said)


def test_forms_and_their_definitions_are_read(cast: Cast, number: int) -> None:
    key = key_of(cast, "read")
    status, listed = get(key, "bieu/")
    assert (status, [it["form"] for it in listed["items"]]) == (200, [CODE])
    assert fits(forms.FormsTold, listed)
    status, whole = get(key, "bieu/dinh-nghia/", form=CODE, version=1)
    assert status == 200
    assert [it["code"] for it in whole["definition"]["columns"]] == ["c1", "c2", "c3", "c4"]
    assert fits(forms.FormWhole, whole)
    assert get(key, "bieu/", regime="khong-co")[1] == {"items": [], "next": None}


def test_periods_are_read(cast: Cast, number: int) -> None:
    status, listed = get(key_of(cast, "read"), "ky/", year=2024)
    assert (status, [it["period"] for it in listed["items"]]) == (200, [PERIOD])
    assert fits(forms.PeriodsTold, listed)


def test_the_figures_that_count_are_read_with_their_digest(cast: Cast, number: int) -> None:
    status, said = get(key_of(cast, "read"), "so-lieu/", form=CODE, period=PERIOD)
    assert status == 200
    assert fits(forms.FiguresPage, said)
    [own] = said["items"]
    kept = Revision.objects.get(submission=number)
    assert (own["unit"], own["revision"], own["digest"]) == (OWN, 1, kept.digest)
    cells = {it["column"]: it["value"] for it in own["cells"]}
    assert cells == {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}


def test_a_key_of_one_unit_reads_no_other_and_a_key_of_all_reads_each(
    cast: Cast, number: int
) -> None:
    own, every = key_of(cast, "read"), key_of(cast, "read_all")
    asked = {"form": CODE, "period": PERIOD}
    status, refused = get(own, "so-lieu/", unit=OTHERS[0], **asked)
    assert (status, refused["error"]["code"]) == (403, "KER-001")
    assert "chỉ đọc được số liệu của" in refused["error"]["message"]
    status, said = get(every, "so-lieu/", **asked)
    assert {it["unit"] for it in said["items"]} == {OWN, *OTHERS}
    theirs = key_of(cast, "read", unit=OTHERS[0])
    assert get(theirs, "phat-hien/", number=number)[0] == 403
    assert get(every, "phat-hien/", number=number) == (200, [])


def test_what_is_not_sent_or_was_returned_is_not_read(
    cast: Cast, opened: tuple[Period, FormVersion]
) -> None:
    period, version = opened
    back = gave(version, period, OWN, {".c1": "1"}, state="returned")
    said = get(key_of(cast, "read"), "so-lieu/", form=CODE, period=PERIOD)[1]
    assert said == {"items": [], "next": None}
    assert get(key_of(cast, "read"), "phat-hien/", number=back.pk)[0] == 200
    assert get(key_of(cast, "read"), "phat-hien/", number=back.pk + 1)[0] == 404


def test_pages_follow_each_other_in_json_and_in_csv(cast: Cast, number: int) -> None:
    key = key_of(cast, "read_all")
    asked: dict[str, str | int] = {"form": CODE, "period": PERIOD, "limit": 3}
    first = get(key, "so-lieu/", **asked)[1]
    second = get(key, "so-lieu/", offset=first["next"], **asked)[1]
    assert (len(first["items"]), first["next"], len(second["items"]), second["next"]) == (
        3, 3, 1, None,
    )  # fmt: skip
    assert {it["unit"] for it in (*first["items"], *second["items"])} == {OWN, *OTHERS}
    head = {"Authorization": f"Bearer {key}"}
    answer = Client().get("/api/thong-ke/so-lieu/", {**asked, "format": "csv"}, headers=head)
    assert answer.headers["Link"].endswith('offset=3>; rel="next"')
    lines = answer.content.decode().splitlines()
    assert lines[0] == "unit,period,form,row,column,value,revision,digest"
    assert len(lines) == 1 + 3 * 3


def test_reading_takes_the_same_queries_however_much_there_is(cast: Cast, number: int) -> None:
    key = key_of(cast, "read_all")

    def asked(limit: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            get(key, "so-lieu/", form=CODE, period=PERIOD, limit=limit)
        return len(seen)

    asked(1)
    assert asked(1) == asked(100)


def made_indicator(cast: Cast) -> None:
    meaning = Meant("Hồ sơ", "Số hồ sơ.", f"[{CODE}].c1", "hồ sơ", CODE, date(2020, 1, 1))
    add_indicator(as_keeper(cast), "ho-so", meaning, day=DAY)


def test_a_series_stands_on_the_units_of_the_day_asked_for(cast: Cast, number: int) -> None:
    made_indicator(cast)
    every = key_of(cast, "read_all")
    asked = {"indicator": "ho-so", "period": PERIOD}
    then = get(every, "chuoi/", on="2024-06-17", **asked)[1]
    assert fits(forms.SeriesTold, then)
    values = {it["unit"]: it["points"][0]["value"] for it in then["lines"]}
    assert (values[OWN], values["khanh-hoa.stp"], len(values)) == ("120", "10", 63)
    now = get(every, "chuoi/", on="2025-07-01", **asked)[1]
    merged = {it["unit"]: it["points"][0] for it in now["lines"]}
    assert len(merged) == 34
    assert merged["khanh-hoa-2025.stp"] == {
        "period": PERIOD,
        "value": "130",
        "units": ["khanh-hoa.stp", OWN],
        "reason": "",
    }
    assert merged["an-giang-2025.stp"]["value"] is None
    assert "thiếu số liệu của" in merged["an-giang-2025.stp"]["reason"]
    own = get(key_of(cast, "read"), "chuoi/", on="2024-06-17", **asked)[1]
    assert [it["unit"] for it in own["lines"]] == [OWN]


@pytest.mark.parametrize(
    ("address", "asked", "status", "code"),
    [
        ("bieu/dinh-nghia/", {"form": "99/X"}, 404, "STA-522"),
        ("bieu/dinh-nghia/", {}, 422, "STA-520"),
        ("bieu/dinh-nghia/", {"form": CODE, "version": "một"}, 422, "STA-520"),
        ("ky/", {"year": "0"}, 422, "STA-520"),
        ("ky/", {"limit": "5000"}, 422, "STA-520"),
        ("ky/", {"page": "2"}, 422, "STA-521"),
        ("so-lieu/", {"form": CODE, "period": "2031"}, 404, "STA-522"),
        ("so-lieu/", {"form": "x\x00", "period": PERIOD}, 422, "STA-520"),
        ("so-lieu/", {"form": CODE, "period": PERIOD, "format": "xml"}, 422, "STA-520"),
        ("chuoi/", {"indicator": "khong", "period": PERIOD}, 404, "STA-522"),
        ("chuoi/", {"indicator": "khong", "period": PERIOD, "on": "0"}, 422, "STA-520"),
        ("chuoi/", {"indicator": "x", "period": PERIOD, "on": "2024-13-01"}, 422, "STA-520"),
        ("phat-hien/", {"number": "9" * 30}, 422, "STA-520"),
    ],
)
def test_what_cannot_be_answered_is_said_with_what_to_do(  # noqa: PLR0913 a column of the table each
    cast: Cast, number: int, address: str, asked: dict[str, str], status: int, code: str
) -> None:
    answered, said = get(key_of(cast, "read"), address, **asked)
    assert (answered, said["error"]["code"]) == (status, code)
    assert len(said["error"]["message"]) > 20


def test_no_key_no_right_and_a_wrong_way_are_told_apart(cast: Cast, number: int) -> None:
    assert get("", "bieu/")[0] == 401
    assert get(key_of(cast, "write", "check"), "bieu/")[0] == 403
    head = {"Authorization": f"Bearer {key_of(cast, 'read')}"}
    answer = Client().post("/api/thong-ke/bieu/", headers=head)
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "STA-525")
    assert answer.headers["Allow"] == "GET"


def test_a_session_reads_nothing(client_of: Callable[[str], Client]) -> None:
    assert client_of("lan").get("/api/thong-ke/bieu/").status_code == 401


def test_a_key_of_a_unit_that_ended_reads_nothing(
    cast: Cast, number: int, on_day: Callable[[date], None]
) -> None:
    key = key_of(cast, "read")
    assert Unit.objects.get(key=OWN).until == date(2025, 7, 1)
    on_day(date(2025, 7, 1))
    assert get(key, "bieu/")[0] == 401
