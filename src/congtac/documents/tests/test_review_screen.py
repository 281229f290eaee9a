"""The text beside what was found: both sides lead to each other, without scripts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congtac.documents import queries
from congtac.documents.models import Document, Reading
from congtac.documents.services import add_document, save_reading
from congtac.documents.tests.made import at, found
from congtac.kernel.actor import Actor

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


@pytest.fixture
def reading(cast: Cast) -> Reading:
    document = add_document(cast["lan"], "ke-hoach.txt", "Kế hoạch".encode())
    return save_reading(cast["lan"], document, found())


@pytest.fixture
def lan(client_of: ClientOf) -> Client:
    return client_of("lan")


def page_of(client: Client, reading: Reading) -> str:
    answer = client.get(f"/van-ban/{reading.document_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def item_address(reading: Reading, key: str, act: str = "", kind: str = "task") -> str:
    return f"/van-ban/{reading.document_id}/muc/{kind}/{key}/{act}"


def task_form(**changes: str) -> dict[str, str]:
    form = {
        "text": "Tập huấn cho cán bộ cấp xã.",
        "lead": "Đề nghị Hội Luật gia tỉnh",
        "coordinating": "",
        "kind": "",
        "time": "",
        "start": "",
        "end": "",
        "product": "",
        "work_field": "to-chuc-can-bo",
        "seen": "0",
    }
    return {**form, **changes}


def test_every_link_between_the_panes_has_its_target(lan: Client, reading: Reading) -> None:
    page = page_of(lan, reading)
    ids = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([xv]-[^"]+)"', page))
    assert {"x-t1", "v-t1", "x-c1", "v-c1-2", "x-m-number", "v-m-number", "x-f1", "v-f1"} <= links
    assert links <= ids


def test_no_anchor_is_given_twice(lan: Client, reading: Reading) -> None:
    ids = re.findall(r'id="([^"]+)"', page_of(lan, reading))
    assert len(ids) == len(set(ids))


def test_a_missing_time_is_asked_for_and_a_request_shows(lan: Client, reading: Reading) -> None:
    page = page_of(lan, reading)
    assert "Nhiệm vụ 2: chưa có thời hạn" in page
    assert re.search(r"Đề nghị</span>\s+Hội Luật gia tỉnh", page)


def test_saying_no_time_answers_the_question(lan: Client, reading: Reading) -> None:
    answer = lan.post(item_address(reading, "t2", "khong-thoi-han/"), {"seen": "0"})
    assert answer["Location"].endswith("#x-t2")
    page = page_of(lan, reading)
    assert "Nhiệm vụ 2: chưa có thời hạn" not in page
    assert "Không có thời hạn" in page


def test_a_correction_shows_beside_what_was_proposed(lan: Client, reading: Reading) -> None:
    form = task_form(kind="quarter", time="Quý II/2024", start="01/04/2024", end="30/06/2024")
    answer = lan.post(item_address(reading, "t2"), form)
    assert answer.status_code == 302
    page = page_of(lan, reading)
    assert "Quý II/2024 (đến\u00a030/06/2024)" in page
    assert "Đề xuất của bộ đọc" in page
    assert "Nguyễn Thị Lan sửa" in page


def test_a_time_in_words_is_understood_by_the_reader(lan: Client, reading: Reading) -> None:
    lan.post(item_address(reading, "t2"), task_form(time="quý IV"))
    task = queries.item_of(reading, "task", "t2")
    assert task is not None
    deadline = task.content["deadline"]
    assert (deadline["kind"], deadline["end"]) == ("quarter", "2024-12-31")
    again = task_form(time="trước ngày 15/11", kind="quarter", seen="1")
    lan.post(item_address(reading, "t2"), {**again, "start": "01/10/2024", "end": "31/12/2024"})
    task = queries.item_of(reading, "task", "t2")
    assert task is not None
    assert task.content["deadline"]["end"] == "2024-11-15", "new words, new days"


def test_who_came_from_the_check_page_goes_back_to_it(lan: Client, reading: Reading) -> None:
    check = f"/nhiem-vu/tiep-nhan/{reading.document_id}/"
    address = f"{item_address(reading, 't2')}?ve={check}"
    assert f'href="{check}"' in lan.get(address).content.decode()
    assert lan.post(address, task_form(kind="ongoing"))["Location"] == check


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example/", "javascript:x"])
def test_nobody_is_led_to_another_site(lan: Client, reading: Reading, way: str) -> None:
    answer = lan.post(f"{item_address(reading, 't2')}?ve={way}", task_form(kind="ongoing"))
    assert answer["Location"] == f"/van-ban/{reading.document_id}/#x-t2"


def test_what_was_left_alone_keeps_its_place(lan: Client, reading: Reading) -> None:
    lan.post(item_address(reading, "t2"), task_form(kind="ongoing"))
    task = queries.item_of(reading, "task", "t2")
    assert task is not None
    lead = task.content["lead"][0]
    name = at("Hội Luật gia tỉnh")
    assert (lead["start"], lead["end"], lead["is_request"]) == (name.start, name.end, True)


def test_a_time_that_is_not_well_formed_says_why_and_keeps_what_was_typed(
    lan: Client, reading: Reading
) -> None:
    answer = lan.post(item_address(reading, "t2"), task_form(kind="date", product="Báo cáo riêng"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi ngày cuối cùng của thời hạn" in page
    assert "Báo cáo riêng" in page


def test_saving_without_a_change_says_so(lan: Client, reading: Reading) -> None:
    answer = lan.post(item_address(reading, "t2"), task_form())
    assert answer.status_code == 422
    assert "Chưa có gì thay đổi" in answer.content.decode()


def test_dropping_asks_for_the_reason(lan: Client, reading: Reading) -> None:
    address = item_address(reading, "t1", "bo/")
    assert lan.post(address, {"reason": "", "seen": "0"}).status_code == 422
    assert lan.post(address, {"reason": "Trùng", "seen": "0"}).status_code == 302
    assert "Lấy lại" in page_of(lan, reading)


def test_a_field_is_corrected(lan: Client, reading: Reading) -> None:
    address = item_address(reading, "date", kind="metadata")
    assert "05/03/2024" in lan.get(address).content.decode()
    assert lan.post(address, {"value": "32/13/2024", "seen": "0"}).status_code == 422
    assert lan.post(address, {"value": "06/03/2024", "seen": "0"}).status_code == 302
    assert "06/03/2024" in page_of(lan, reading)


def test_a_task_is_added_from_a_quoted_passage(lan: Client, reading: Reading) -> None:
    address = f"/van-ban/{reading.document_id}/nhiem-vu/them/"
    goal = at("Ít nhất 90% văn bản được rà soát.")
    filled = lan.get(f"{address}?tu={goal.start}&den={goal.end}").content.decode()
    assert "Ít nhất 90% văn bản được rà soát." in filled
    form = task_form(quoted="Ít nhất 90% văn bản", text="Rà soát 90% văn bản", kind="ongoing")
    assert lan.post(address, form)["Location"].endswith("#x-n1")
    added = queries.item_of(reading, "task", "n1")
    assert added is not None
    assert added.content["start"] == goal.start
    assert 'id="v-n1"' in page_of(lan, reading)


def test_a_passage_that_is_not_in_the_text_is_refused(lan: Client, reading: Reading) -> None:
    address = f"/van-ban/{reading.document_id}/nhiem-vu/them/"
    answer = lan.post(address, task_form(quoted="không có câu này", kind="ongoing"))
    assert answer.status_code == 422
    assert "Không thấy đoạn này trong văn bản" in answer.content.decode()


def test_an_accepted_reading_offers_no_form(lan: Client, reading: Reading) -> None:
    Document.objects.filter(pk=reading.document_id).update(state="accepted")
    for address in (
        item_address(reading, "t1"),
        item_address(reading, "t1", "bo/"),
        f"/van-ban/{reading.document_id}/nhiem-vu/them/",
    ):
        answer = lan.get(address)
        assert answer.status_code == 422
        assert "đã được tiếp nhận" in answer.content.decode()
    assert "Đồng ý</button>" not in page_of(lan, reading)


def test_htmx_gets_the_card_and_the_counts_alone(lan: Client, reading: Reading) -> None:
    address = item_address(reading, "t1", "dong-y/")
    answer = lan.post(address, {"seen": "0"}, headers={"HX-Request": "true"}).content.decode()
    assert answer.lstrip().startswith("<article")
    assert 'hx-swap-oob="true"' in answer
    assert "<html" not in answer
    again = lan.post(address, {"seen": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "đã được đồng ý" in again


def test_a_colleague_corrects_and_a_stranger_sees_the_reason(
    client_of: ClientOf, reading: Reading
) -> None:
    assert "Sửa" in page_of(client_of("minh"), reading)
    for address in (f"/van-ban/{reading.document_id}/", item_address(reading, "t1")):
        refused = client_of("hoa").get(address)
        assert refused.status_code == 403
        assert "Sở Tư pháp Ninh Thuận giữ" in refused.content.decode()
    assert "Sửa</a>" not in page_of(client_of("ha"), reading), "the Ministry only looks"


def test_a_question_of_a_rule_has_its_page(lan: Client, reading: Reading) -> None:
    page = lan.get("/van-ban/quy-tac/VB-026/").content.decode()
    assert "VB-026" in page
    assert "Bị đánh dấu" in page
    assert lan.get("/van-ban/quy-tac/VB-999/").status_code == 404


def test_the_original_file_comes_back_as_it_was(lan: Client, reading: Reading) -> None:
    answer = lan.get(f"/van-ban/{reading.document_id}/tep-goc/")
    assert answer.content == "Kế hoạch".encode()
    assert "ke-hoach.txt" in answer["Content-Disposition"]


def test_the_page_asks_the_database_as_often_for_few_items_as_for_many(
    cast: Cast, lan: Client, reading: Reading
) -> None:
    whole = found()
    tasks = tuple(replace(whole.tasks[0], path=str(number)) for number in range(40))
    document = add_document(cast["lan"], "dai.txt", "Kế hoạch".encode())
    long = save_reading(cast["lan"], document, replace(whole, tasks=tasks))
    page_of(lan, reading)
    with CaptureQueriesContext(connection) as for_few:
        page_of(lan, reading)
    with CaptureQueriesContext(connection) as for_many:
        page_of(lan, long)
    assert len(for_many) == len(for_few)
