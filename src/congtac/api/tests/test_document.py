"""The document and the page list every endpoint, and no input whatever breaks one."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from hypothesis import given, settings
from hypothesis import strategies as st

from congtac.api.tests.asking import HEADS, OWN, key_of
from congtac.kernel.actor import Actor
from congtac.statistics.tests.begun import CODE, DAY, open_half_year
from congtac.statistics.tests.sent import gave

Cast = Mapping[str, Actor]
FEED = "/api/thong-ke/nguon/con-nuoi/"
KINDS = ("text/csv", "application/json", "multipart/form-data; boundary=x", "image/png", "",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")  # fmt: skip
GOOD = {
    "form": CODE, "period": "2024-H1", "unit": OWN, "on": "2025-07-01", "as_of": "2024-07-01",
    "limit": "2", "offset": "1", "number": "1", "year": "2024", "version": "1", "format": "csv",
    "regime": "tt-03-2019", "indicator": "ho-so", "ky": "2024-H1",
}  # fmt: skip
odd = st.sampled_from(
    ("", "0", "-1", "1.0", "1e9", "\x00", "٣", "9" * 40, "null", "[]", "' or 1=1", "2024-02-30")
)
cell = st.dictionaries(
    st.sampled_from(("unit", "period", "form", "row", "column", "value", "reason", "khác")),
    st.one_of(st.text(max_size=8), st.integers(), st.none(), st.sampled_from([*GOOD.values()])),
    max_size=8,
)
value = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), cell),
    lambda parts: st.one_of(st.lists(parts, max_size=3), st.dictionaries(st.text(), parts)),
    max_leaves=5,
)
as_json = st.one_of(
    value, st.lists(cell, max_size=3), st.fixed_dictionaries({"cells": st.lists(cell, max_size=3)})
).map(lambda it: json.dumps(it).encode())
as_csv = st.lists(
    st.lists(st.sampled_from([*GOOD.values(), "c1", "", "…", "1", '"', "1e400", "-"]), max_size=7),
    max_size=4,
).map(lambda lines: (HEADS + "\n".join(",".join(it) for it in lines)).encode())
body = st.one_of(st.binary(max_size=60), as_json, as_csv, st.just(b"PK\x03\x04rest"))


@pytest.fixture
def document(client: Client, db: None) -> dict[str, Any]:
    answer = client.get("/api/openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    said: dict[str, Any] = answer.json()
    return said


def test_the_document_names_every_endpoint_in_vietnamese(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    [area] = [it for it in get_resolver().url_patterns if str(it.pattern) == "api/"]
    routes = {f"/api/{it.pattern}" for it in area.url_patterns}  # type: ignore[union-attr]  # an area is a resolver
    rest = {"/api/", "/api/openapi.json", "/api/thong-ke/nguon/<slug:code>/"}
    assert set(document["paths"]) == routes - rest
    for ways in document["paths"].values():
        for said in ways.values():
            assert said["summary"]
            assert said["security"] == [{"Key": []}]
            assert {"401", "403", "422"} <= set(said["responses"])


def test_the_page_lists_every_endpoint_with_an_example(
    client: Client, document: dict[str, Any]
) -> None:
    answer = client.get("/api/")
    page = answer.content.decode()
    assert answer.status_code == 200
    for address in (*document["paths"], "/api/thong-ke/nguon/{code}/"):
        assert address in page
    assert page.count("curl -H") == len(document["paths"]) + 1
    assert "cdn" not in page.lower()


def test_nothing_that_comes_in_breaks_an_endpoint(
    cast: Cast, on_day: Callable[[date], None], document: dict[str, Any]
) -> None:
    on_day(DAY)
    period, version = open_half_year(cast)
    gave(version, period, OWN, {".c1": "120", ".c2": "70", ".c3": "50"})
    head = {"Authorization": f"Bearer {key_of(cast, 'read_all', 'check', 'write')}"}
    known = {
        (address, way): [it["name"] for it in said.get("parameters", ())]
        for address, ways in document["paths"].items()
        for way, said in ways.items()
    }
    known[FEED, "post"] = ["ky"]
    client = Client(raise_request_exception=True)
    met = set()

    @given(st.sampled_from(sorted(known)), st.data())
    @settings(max_examples=150, deadline=None)
    def answers(endpoint: tuple[str, str], data: st.DataObject) -> None:
        address, way = endpoint
        names = st.sampled_from([*known[endpoint], "la"])
        asked = data.draw(st.dictionaries(names, st.one_of(odd, st.text(max_size=6)), max_size=3))
        if data.draw(st.booleans()):
            asked = {it: GOOD[it] for it in known[endpoint]} | asked
        query = {name: it.encode("utf-8", "surrogatepass") for name, it in asked.items()}
        if way == "get":
            answer = client.get(address, query, headers=head)
        else:
            said, kind = data.draw(body), data.draw(st.sampled_from(KINDS))
            answer = client.post(address, said, content_type=kind, query_params=query, headers=head)
        text = answer.content.decode()
        assert answer.status_code in (200, 201, 401, 403, 404, 405, 413, 415, 422), text
        assert "Traceback" not in text
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == {"code", "message"}
        met.add((endpoint, answer.status_code < 400))

    answers()
    assert {endpoint for endpoint, _good in met} == set(known)
    assert {good for _endpoint, good in met} == {True, False}
