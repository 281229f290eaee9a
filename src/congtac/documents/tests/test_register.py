"""The register: sought without tone marks, narrowed by the address, out to Excel."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congtac.documents.models import Document
from congtac.documents.queries import item_of, latest_reading
from congtac.documents.services import Act, add_document, decide, save_reading
from congtac.documents.tests.made import found
from congtac.kernel.actor import Actor

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


def shelve(actor: Actor, text: str = "", **metadata: Any) -> Document:
    document = add_document(actor, "ke-hoach.txt", "Kế hoạch".encode())
    whole = found()
    told = replace(whole, metadata=replace(whole.metadata, **metadata))
    if text:
        told = replace(told, source=replace(told.source, text=text), citations=(), tasks=())
        told = replace(told, targets=(), findings=())
    save_reading(actor, document, told)
    return document


@pytest.fixture
def lan(cast: Cast, client_of: ClientOf) -> Client:
    shelve(cast["lan"], number="1/KH-STP", title="Nghị định về hòa giải", type="Kế hoạch")
    shelve(cast["lan"], number="2/QĐ-STP", title="Đấu giá tài sản", type="Quyết định")
    return client_of("lan")


def page(client: Client, query: str = "") -> str:
    return client.get(f"/van-ban/{query}").content.decode()


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?q=hoa giai", "1/KH-STP", "2/QĐ-STP"),
        ("?q=HÒA GIẢI", "1/KH-STP", "2/QĐ-STP"),
        ("?q=dau gia", "2/QĐ-STP", "1/KH-STP"),
        ("?loai=Quyết định", "2/QĐ-STP", "1/KH-STP"),
        ("?q=1/kh", "1/KH-STP", "2/QĐ-STP"),
    ],
)
def test_it_finds_without_tone_marks_and_by_type(
    lan: Client, query: str, shown: str, hidden: str
) -> None:
    answer = page(lan, query)
    assert shown in answer
    assert hidden not in answer


def test_filters_stay_in_the_form_and_the_sheet(lan: Client) -> None:
    answer = page(lan, "?q=dau+gia&tu=1/1/2024&co_quan=so+tu+phap")
    for value in ("dau gia", "1/1/2024", "so tu phap"):
        assert f'value="{value}"' in answer
    assert "/van-ban/xuat-excel/?q=dau+gia&amp;tu=1%2F1%2F2024&amp;co_quan=so+tu+phap" in answer


LONG = (
    "Mở đầu. " * 40 + "Chi cục Thi hành án dân sự chuyển hồ sơ phá sản về Tòa án. " + "Hết. " * 40
)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?q=ho so pha san", 1),
        ("?q=hồ sơ phá sản", 1),
        ('?q="phá sản về tòa án"', 1),
        ('?q="tòa án về phá sản"', 0),
        ("?q=pha san hoa giai", 0),
        ("?q=ke-hoach.txt", 3),
        ("?q=an", 1),
        ("?so=1/kh–stp", 1),
        ("?so=01/KH-STP", 1),
        ("?co_quan=cuc bo tro", 1),
        ("?tu=6/3/2024", 1),
        ("?den=5/3/2024", 2),
        ("?tu=5/3/2024&den=5/3/2024", 2),
        ("?tu=1/4/2024&den=1/5/2024", 1),
        ("?trang_thai=accepted", 0),
        ("?trang_thai=read&loai=Quyết định", 1),
    ],
)
def test_it_finds_in_the_text_by_number_issuer_and_days(
    cast: Cast, lan: Client, query: str, count: int
) -> None:
    april = date(2024, 4, 1)
    shelve(cast["lan"], LONG, number="3/CV", issuer="Cục Bổ trợ tư pháp", date=april, title="Thư")
    assert f'<strong class="tnum">{count}</strong> văn bản' in page(lan, query)


def test_it_shows_the_passage_with_the_words_marked(cast: Cast, lan: Client) -> None:
    shelve(cast["lan"], LONG, number="3/CV")
    answer = page(lan, "?q=ho so pha san")
    assert "chuyển <mark>hồ</mark> <mark>sơ</mark> <mark>phá</mark> <mark>sản</mark> về" in answer


def test_words_of_the_text_can_draw_nothing_on_the_page(cast: Cast, lan: Client) -> None:
    shelve(cast["lan"], "Thử <script>alert(1)</script> phá sản", number="3/CV")
    answer = page(lan, "?q=pha san")
    assert "&lt;script&gt;alert(1)" in answer
    assert "<script>alert" not in answer


def test_it_finds_by_the_fields_of_the_tasks_and_follows_a_correction(
    cast: Cast, lan: Client
) -> None:
    document = shelve(cast["lan"], number="3/KH-STP", title="Việc chung")
    reading = latest_reading(document)
    assert reading is not None
    first = item_of(reading, "task", "t1")
    assert first is not None
    assert "3/KH-STP" not in page(lan, "?linh_vuc=tro-giup")
    now = {**first.content, "field": "tro-giup"}
    decide(cast["lan"], reading, first, Act("correct", 0, now))
    assert "3/KH-STP" in page(lan, "?linh_vuc=tro-giup")
    corrected = item_of(reading, "task", "t1")
    assert corrected is not None
    decide(cast["lan"], reading, corrected, Act("drop", 1, reason="Không phải việc"))
    assert "3/KH-STP" not in page(lan, "?linh_vuc=tro-giup")


def test_a_corrected_title_is_found_at_once(cast: Cast, lan: Client) -> None:
    reading = latest_reading(shelve(cast["lan"], number="3/KH-STP"))
    assert reading is not None
    title = item_of(reading, "metadata", "title")
    assert title is not None
    act = Act("correct", 0, {**title.content, "value": "Thừa phát lại"})
    decide(cast["lan"], reading, title, act)
    assert "3/KH-STP" in page(lan, "?q=thua phat lai")


def test_a_new_reading_takes_the_place_of_the_one_before(cast: Cast, lan: Client) -> None:
    document = shelve(cast["lan"], LONG, number="3/CV")
    whole = found()
    save_reading(cast["lan"], document, whole)
    assert "khớp" in page(lan, "?q=ho so pha san")


def test_a_day_that_cannot_be_read_is_told_and_nothing_typed_is_lost(lan: Client) -> None:
    answer = page(lan, "?tu=31/2/2024&q=dau+gia")
    assert "Viết ngày như 31/12/2024" in answer
    assert 'value="31/2/2024"' in answer
    assert "2/QĐ-STP" in answer


def test_it_sorts_by_the_vietnamese_alphabet(cast: Cast, lan: Client) -> None:
    titles = ["Đất đai", "Dân sự", "Ánh sáng", "Ân xá", "Bồi thường", "Đấu giá quyền"]
    for title in titles:
        shelve(cast["lan"], title=title)
    answer = page(lan, "?sap=ten&q=12/kh-stp")
    rows = [title for title in re.findall(r'clamp">([^<]+)<', answer) if title in titles]
    wanted = ["Ánh sáng", "Ân xá", "Bồi thường", "Dân sự", "Đất đai", "Đấu giá quyền"]
    assert rows == wanted


def test_nothing_found_says_what_to_do(lan: Client) -> None:
    assert "Không có văn bản nào khớp" in page(lan, "?q=khong+co+dau")


def test_an_empty_shelf_says_what_to_do(client_of: ClientOf) -> None:
    assert "Chưa có văn bản nào" in page(client_of("lan"))


def test_a_stranger_does_not_see_the_documents_of_another_unit(
    lan: Client, client_of: ClientOf
) -> None:
    assert "2/QĐ-STP" in page(client_of("minh"))
    assert "2/QĐ-STP" in page(client_of("ha"))
    assert "2/QĐ-STP" not in page(client_of("hoa"))


@pytest.mark.parametrize("query", ["", "?q=van ban", "?q=van ban&linh_vuc=khac&so=1&tu=1/1/2024"])
def test_it_asks_the_database_as_often_for_two_as_for_twenty(
    cast: Cast, lan: Client, query: str
) -> None:
    page(lan, query)
    with CaptureQueriesContext(connection) as for_two:
        page(lan, query)
    for number in range(18):
        shelve(cast["lan"], number=f"{number + 3}/KH-STP")
    with CaptureQueriesContext(connection) as for_twenty:
        page(lan, query)
    assert len(for_twenty) == len(for_two)


def test_it_turns_pages_and_keeps_the_filters(cast: Cast, lan: Client) -> None:
    for number in range(26):
        shelve(cast["lan"], number=f"{number + 3}/KH-STP")
    assert "page=2" in page(lan, "?sap=cu")
    second = page(lan, "?sap=cu&page=2")
    assert "28/KH-STP" in second
    assert "sap=cu&amp;page=1" in second


def test_the_sheet_holds_the_list_and_no_formula(cast: Cast, lan: Client) -> None:
    shelve(cast["lan"], number="9/KH-STP", title='=HYPERLINK("http://a")')
    data = lan.get("/van-ban/xuat-excel/?sap=cu").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0][2] == "Số, ký hiệu"
    assert [row[2] for row in rows[1:]] == ["1/KH-STP", "2/QĐ-STP", "9/KH-STP"]
    assert str(rows[3][5]).startswith("'=")
