"""The register: sought without tone marks, narrowed by the address, out to Excel."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from congtac.documents.services import add_document, save_reading
from congtac.documents.tests.made import found
from congtac.kernel.actor import Actor

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


def shelve(actor: Actor, **metadata: Any) -> None:
    document = add_document(actor, "ke-hoach.txt", "Kế hoạch".encode())
    whole = found()
    save_reading(actor, document, replace(whole, metadata=replace(whole.metadata, **metadata)))


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
    answer = page(lan, "?q=dau+gia&nam=2024")
    assert 'value="dau gia"' in answer
    assert "/van-ban/xuat-excel/?q=dau+gia&amp;nam=2024" in answer
    assert "2024" in answer


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


def test_it_asks_the_database_as_often_for_two_as_for_twenty(
    cast: Cast, lan: Client, client_of: ClientOf
) -> None:
    page(lan)
    with CaptureQueriesContext(connection) as for_two:
        page(lan)
    for number in range(18):
        shelve(cast["lan"], number=f"{number + 3}/KH-STP")
    with CaptureQueriesContext(connection) as for_twenty:
        page(lan)
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
