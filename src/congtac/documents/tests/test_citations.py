"""A citation leads to the document on the shelf, and a document shows by which it is cited."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.documents import queries
from congtac.documents.models import Document
from congtac.documents.services import Act, add_document, decide, save_reading
from congtac.documents.tests.made import found
from congtac.kernel.actor import Actor

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
DECREE = "34/2016/NĐ-CP"
MAY = date(2016, 5, 14)


def citing(actor: Actor, day: date | None = None, count: int = 1, number: str = DECREE) -> Document:
    """A plan that cites a decree, and others to `count`."""
    whole = found()
    first = replace(whole.citations[0], number=number, date=day)
    others = [
        replace(first, number=f"{it}/QĐ-BTP", spans=first.spans[:1]) for it in range(1, count)
    ]
    document = add_document(actor, "ke-hoach.txt", "Kế hoạch".encode())
    save_reading(actor, document, replace(whole, citations=(first, *others)))
    return document


def decree(actor: Actor, day: date | None = MAY, number: str = DECREE) -> Document:
    """The decree itself; its text cites nothing."""
    whole = found()
    metadata = replace(whole.metadata, number=number, type="Nghị định", date=day, title="Hướng dẫn")
    document = add_document(actor, "nghi-dinh.txt", "Nghị định".encode())
    save_reading(actor, document, replace(whole, metadata=metadata, citations=()))
    return document


def page(client: Client, document: Document, query: str = "") -> str:
    return client.get(f"/van-ban/{document.pk}/{query}").content.decode()


def test_a_cited_document_that_is_missing_is_said_plainly(cast: Cast, client_of: ClientOf) -> None:
    assert "Chưa có trên giá" in page(client_of("lan"), citing(cast["lan"]))


def test_it_leads_to_the_document_and_back_once_that_comes(cast: Cast, client_of: ClientOf) -> None:
    plan, lan = citing(cast["lan"]), client_of("lan")
    law = decree(cast["lan"], number="034/2016/NĐ–CP")
    there = page(lan, plan)
    assert f'Trên giá: <a href="/van-ban/{law.pk}/">' in there
    assert "Chưa có trên giá" not in there
    back = page(lan, law)
    assert f'href="/van-ban/{plan.pk}/?muc=c1#x-c1"' in back
    assert "Kế hoạch số 12/KH-STP" in back
    assert ">Căn cứ<" in back


def test_another_day_is_another_document_and_no_day_is_only_possible(
    cast: Cast, client_of: ClientOf
) -> None:
    plan, lan = citing(cast["lan"], MAY), client_of("lan")
    other = decree(cast["lan"], date(2016, 6, 1))
    assert "Chưa có trên giá" in page(lan, plan)
    assert "Chưa có văn bản nào trên giá viện dẫn" in page(lan, other)
    dayless = decree(cast["lan"], None)
    assert f'Có thể là: <a href="/van-ban/{dayless.pk}/">' in page(lan, plan)
    right = decree(cast["lan"])
    assert f'Trên giá: <a href="/van-ban/{right.pk}/">' in page(lan, plan)


def test_a_dropped_citation_no_longer_counts_and_comes_back(cast: Cast) -> None:
    plan, law = citing(cast["lan"]), decree(cast["lan"])
    reading = queries.latest_reading(plan)
    assert reading is not None

    def act(made: Act) -> int:
        item = queries.item_of(reading, "citation", "c1")
        assert item is not None
        decide(cast["lan"], reading, item, made)
        return len(queries.cited_by(cast["lan"], law))

    assert len(queries.cited_by(cast["lan"], law)) == 1
    assert act(Act("drop", 0, reason="Nhầm số")) == 0
    assert act(Act("restore", 1)) == 1


def test_a_corrected_number_finds_its_citations(cast: Cast) -> None:
    citing(cast["lan"])
    law = decree(cast["lan"], number="35/2016/NĐ-CP")
    reading = queries.latest_reading(law)
    assert reading is not None
    number = queries.item_of(reading, "metadata", "number")
    assert number is not None
    decide(cast["lan"], reading, number, Act("correct", 0, {**number.content, "value": DECREE}))
    law.refresh_from_db()
    assert len(queries.cited_by(cast["lan"], law)) == 1


def test_what_a_person_may_not_see_is_neither_led_to_nor_told(
    cast: Cast, client_of: ClientOf
) -> None:
    plan, law = citing(cast["lan"]), decree(cast["hoa"])
    assert "Chưa có trên giá" in page(client_of("lan"), plan)
    assert "Chưa có trên giá" in page(client_of("minh"), plan)
    assert f"/van-ban/{plan.pk}/" not in page(client_of("hoa"), law)
    assert f"/van-ban/{law.pk}/" in page(client_of("ha"), plan)


def test_a_document_does_not_lead_to_itself(cast: Cast) -> None:
    plan = citing(cast["lan"], number="12/KH-STP")
    reading = queries.latest_reading(plan)
    assert reading is not None
    leads = queries.leads_of(cast["lan"], plan, queries.items_of(reading))
    assert leads["c1"].documents == ()
    assert queries.cited_by(cast["lan"], plan) == []


def test_it_asks_the_database_as_often_for_one_citation_as_for_ten(
    cast: Cast, client_of: ClientOf
) -> None:
    lan, law = client_of("lan"), decree(cast["lan"])
    counted = []
    for count in (1, 10):
        plan = citing(cast["lan"], count=count)
        page(lan, plan)
        with CaptureQueriesContext(connection) as asked:
            page(lan, plan)
        with CaptureQueriesContext(connection) as asked_back:
            page(lan, law)
        counted.append((len(asked), len(asked_back)))
    assert counted[0] == counted[1]
