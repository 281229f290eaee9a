"""Forms are versions with a legal basis: loaded once, confirmed by somebody, never changed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from congtac.ground.audit.models import Line
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import FormVersion
from congtac.statistics.queries import forms as queries
from congtac.statistics.rules.breakdowns import PART, WITHIN, standings
from congtac.statistics.rules.definitions import as_stored, digest_of
from congtac.statistics.rules.form_files import built_in_forms, form_of
from congtac.statistics.rules.forms import Column, Form, Relation, Row
from congtac.statistics.rules.heads import heads
from congtac.statistics.rules.reporting import Reporting, reporting_of
from congtac.statistics.services import forms as services
from congtac.statistics.services.calendars import load_calendars
from congtac.statistics.tests.begun import (
    CODE,
    DAY,
    as_keeper,
    let_ha_keep,
    made_form,
    open_half_year,
    said,
)

Cast = Mapping[str, Actor]
WORDS = st.text("abcđê Ô", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def any_form(draw: st.DrawFn) -> Form:
    columns = tuple(
        Column(
            code=f"c{number}",
            path=tuple(draw(st.lists(WORDS, min_size=1, max_size=3))),
            unit=draw(st.sampled_from(("việc", "đồng", "%"))),
            estimated=draw(st.booleans()),
            is_stock=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 6)) + 1)
    )
    rows = tuple(Row(f"r{number}", f"dòng {number}") for number in range(draw(st.integers(1, 4))))
    relations = (Relation("c1 >= 0", draw(st.sampled_from(("blocking", "explain")))),)
    return Form("x", "y", columns=columns, rows=rows, relations=relations, small=3)


@given(any_form())
def test_a_stored_definition_reads_back_the_same(form: Form) -> None:
    stored = json.loads(json.dumps(as_stored(form)))
    assert form_of(stored) == form
    assert digest_of(stored) == digest_of(as_stored(form))


def test_every_form_that_comes_with_the_site_is_kept_as_it_is() -> None:
    for form in built_in_forms():
        assert form_of(as_stored(form)) == form, form.code


def test_heads_are_nested_and_a_column_is_known_by_its_whole_path() -> None:
    lines = heads(made_form().columns)
    shown = [[(it.text, it.columns, it.lines) for it in line] for line in lines]
    assert shown == [
        [("Tổng số", 1, 2), ("Chia theo giới tính", 2, 1), ("Trong đó: trẻ em", 1, 2)],
        [("Nam", 1, 1), ("Nữ", 1, 1)],
    ]
    assert lines[0][1].is_breakdown
    assert lines[0][2].is_of_which


@given(any_form())
def test_heads_cover_every_column_once_and_fill_a_rectangle(form: Form) -> None:
    lines = heads(form.columns)
    leaves = [it.column for line in lines for it in line if it.column]
    assert {it.code for it in leaves} == {it.code for it in form.columns}
    area = sum(it.columns * it.lines for line in lines for it in line)
    assert area == len(lines) * len(form.columns)


def test_parts_that_add_up_and_parts_within_are_told_apart() -> None:
    assert standings(made_form()) == {"c2": (PART, "c1"), "c3": (PART, "c1"), "c4": (WITHIN, "c1")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({}, Reporting("department", "so-tu-phap", "btp")),
        (
            {"level": "xã", "reporter_vi": "UBND cấp xã", "receiver_vi": "Sở Tư pháp"},
            Reporting("commune", "ubnd-cap-xa", "stp"),
        ),
        (
            {"level": "huyện", "reporter_vi": "Phòng Tư pháp", "receiver_vi": "Sở Tư pháp"},
            Reporting("district", "phong-tu-phap", "stp"),
        ),
        (
            {"level": "đơn vị", "reporter_vi": "Văn phòng công chứng", "receiver_vi": "Sở Tư pháp"},
            Reporting("unit", "", "stp"),
        ),
    ],
)
def test_who_reports_is_read_in_the_words_of_the_form(
    words: dict[str, str], found: Reporting
) -> None:
    assert reporting_of(made_form(**words)) == found


def test_forms_are_loaded_once_and_a_recalled_one_stays_a_draft(cast: Cast) -> None:
    load_calendars(SYSTEM)
    forms = [
        made_form(),
        made_form(code="91/BTP/VD", status="recalled"),
        made_form(code="92/BTP/VD", regulation=""),
        made_form(code="93/BTP/VD", columns=[]),
    ]
    assert services.load_forms(SYSTEM, forms, day=DAY) == 3
    states = dict(FormVersion.objects.values_list("code", "state"))
    assert states == {CODE: "confirmed", "91/BTP/VD": "draft", "92/BTP/VD": "draft"}
    known = FormVersion.objects.get(code=CODE)
    assert {it.key for it in known.kinds.all()} == {"h1", "year"}
    assert known.reporters is not None
    assert known.reporters.key == "so-tu-phap"
    assert services.load_forms(SYSTEM, forms, day=DAY) == 0
    assert Line.objects.filter(act="statistics.forms.loaded").count() == 1


def test_no_period_uses_a_form_until_somebody_confirms_it(cast: Cast) -> None:
    period, version = open_half_year(cast, status="recalled")
    assert not queries.forms_of(period).exists()
    services.confirm_form(as_keeper(cast), version, since=None, day=DAY)
    assert [it.code for it in queries.forms_of(period)] == [CODE]
    assert version.confirmed_by_name == "Phạm Thu Hà"
    with pytest.raises(Problem, match="STA-320"):
        services.confirm_form(as_keeper(cast), version, since=None, day=DAY)


def test_a_new_version_ends_the_one_before_and_both_stay(cast: Cast) -> None:
    period, first = open_half_year(cast)
    keeper = as_keeper(cast)
    changed = replace(made_form(), name="Tên mới")
    second = services.add_version(keeper, changed, day=DAY)
    assert (second.version, second.state) == (2, "draft")
    with pytest.raises(Problem, match="STA-323"):
        services.add_version(keeper, changed, day=DAY)
    with pytest.raises(Problem, match="STA-324"):
        services.confirm_form(keeper, second, since=None, day=DAY)
    services.confirm_form(keeper, second, since=date(2024, 7, 1), day=DAY)
    first.refresh_from_db()
    assert first.until == date(2024, 7, 1)
    assert [it.version for it in queries.forms_of(period)] == [1]
    services.withdraw_form(keeper, second, reason="Lỗi tên")
    assert second.state == "withdrawn"
    with pytest.raises(Problem, match="STA-326"):
        services.withdraw_form(keeper, first, reason=" ")


def test_the_database_keeps_definitions_and_one_version_in_force(cast: Cast) -> None:
    _, version = open_half_year(cast)
    with pytest.raises(TypeError):
        version.save()
    FormVersion.objects.update(until=None)
    twin = FormVersion.objects.get()
    twin.pk, twin.version, twin._state.adding = None, 2, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_only_the_keepers_change_forms(cast: Cast) -> None:
    _, version = open_half_year(cast, status="recalled")
    for actor in cast.values():
        with pytest.raises(Refused):
            services.confirm_form(actor, version, since=None, day=DAY)
        with pytest.raises(Refused):
            services.add_version(actor, made_form(code="94"), day=DAY)
        with pytest.raises(Refused):
            services.withdraw_form(actor, version, reason="x")


def test_a_form_is_found_seen_uploaded_and_confirmed_on_the_screens(
    cast: Cast, client_of: Callable[[str], Client], on_day: Callable[[date], None]
) -> None:
    _, version = open_half_year(cast)
    on_day(DAY)
    let_ha_keep()
    lan, ha = client_of("lan"), client_of("ha")
    assert CODE in lan.get("/thong-ke/bieu-mau/?q=nuoi+con&cap=department").content.decode()
    assert CODE not in lan.get("/thong-ke/bieu-mau/?trang_thai=draft").content.decode()
    page = lan.get(f"/thong-ke/bieu-mau/{version.pk}/").content.decode()
    assert "Cột 1 phải bằng tổng cột 2 và cột 3" in page
    assert "Chia ra từ cột 1" in page
    assert lan.get("/thong-ke/bieu-mau/xuat-excel/").content[:2] == b"PK"
    again = lan.get(f"/thong-ke/bieu-mau/{version.pk}/dinh-nghia/").content
    assert form_of(json.loads(again)) == version.form
    assert lan.get("/thong-ke/bieu-mau/them/").status_code == 403
    assert lan.post("/thong-ke/bieu-mau/nap/").status_code == 403
    ha.post("/thong-ke/bieu-mau/nap/")
    brought = [it for it in built_in_forms() if it.columns]
    assert FormVersion.objects.count() == len(brought) + 1
    file = SimpleUploadedFile("b.json", json.dumps(said(name_vi="Tên khác")).encode())
    shown = ha.post("/thong-ke/bieu-mau/them/", {"file": file})
    assert "Lưu bản dự thảo" in shown.content.decode()
    kept = ha.post("/thong-ke/bieu-mau/them/", {"text": shown.context["text"], "luu": "1"})
    added = FormVersion.objects.get(version=2)
    assert kept.headers["Location"] == f"/thong-ke/bieu-mau/{added.pk}/"
    refused = ha.post(f"/thong-ke/bieu-mau/{added.pk}/xac-nhan/", {"since": ""})
    assert refused.status_code == 422
    ha.post(f"/thong-ke/bieu-mau/{added.pk}/xac-nhan/", {"since": "1/7/2024"})
    added.refresh_from_db()
    assert added.state == "confirmed"
    broken = SimpleUploadedFile("b.json", b"{")
    assert ha.post("/thong-ke/bieu-mau/them/", {"file": broken}).status_code == 422


def test_the_register_takes_the_same_queries_however_long(
    cast: Cast, client_of: Callable[[str], Client]
) -> None:
    open_half_year(cast)
    lan = client_of("lan")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            lan.get("/thong-ke/bieu-mau/")
        return len(seen)

    asked()
    one = asked()
    more = [made_form(code=f"{number}/BTP/VD") for number in range(70, 80)]
    services.load_forms(SYSTEM, more, day=DAY)
    assert asked() == one
