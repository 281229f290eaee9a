"""A report as a Word file and as a page to print, read back without a fault."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.programmes.models import Report
from congtac.programmes.services import drafting, reports
from congtac.programmes.services.consolidating import Gathering, consolidate
from congtac.programmes.tests.made import accepted
from congtac.programmes.tests.received import (
    accepted_from,
    asked_of_four,
    people_of,
    send,
    write_in,
)
from congtac.programmes.tests.reported import DAY, issued, report_of
from vanban import Document, lint, read

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
WORD = "/nhiem-vu/bao-cao/{}/word/"
PRINT = "/nhiem-vu/bao-cao/{}/in/"
SENT = "/nhiem-vu/bao-cao/{}/ban-gui/1/word/"


@pytest.fixture
def report(cast: Cast) -> Report:
    """Sent by the department of Lan and Minh."""
    return send(report_of(asked_of_four(cast), "ninh-thuan.stp"))


def word_of(client: Client, address: str) -> Document:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return read(answer.content)


def sign_and_send(report: Report) -> None:
    officer, leader = people_of(report)
    reports.submit(officer, report, day=DAY)
    reports.check(leader, report, day=DAY)
    reports.sign(leader, report, number="45/BC-STP", day=DAY)
    reports.send(officer, report, day=DAY)


def test_a_report_reads_back_with_its_number_day_and_signer(
    report: Report, client_of: ClientOf
) -> None:
    document = word_of(client_of("lan"), SENT.format(report.pk))
    said = document.metadata
    assert (said.number, said.date, said.signer) == ("45/BC-STC", DAY, "Nguyễn Văn Bình")
    assert (said.issuer, said.parent_issuer) == (
        "Sở Tư pháp",
        "Ủy ban nhân dân tỉnh Ninh Thuận",
    )
    assert (said.type, said.capacity) == ("Báo cáo", "GIÁM ĐỐC")
    assert said.title == "Công tác tư pháp 6 tháng đầu năm 2024"
    assert said.place == "Ninh Thuận"
    assert lint(document) == ()


def test_its_sections_sentences_and_tables_are_all_there(
    report: Report, client_of: ClientOf
) -> None:
    lines = word_of(client_of("ha"), WORD.format(report.pk)).source.text.split("\n")
    assert "I. Kết quả thực hiện nhiệm vụ" in lines
    assert "Đã tập huấn hai lớp./." in lines
    assert "SỐ VIỆC HỘ TỊCH" in lines
    assert "TT | Loại việc | Số việc" in lines
    assert "1 | Khai sinh | 1.200" in lines


def test_a_draft_goes_out_with_room_for_number_and_day(cast: Cast, client_of: ClientOf) -> None:
    draft = report_of(asked_of_four(cast), "ninh-thuan.stp")
    write_in(draft, 1, day=DAY, added=["Đã tập huấn hai lớp."])
    said = word_of(client_of("lan"), WORD.format(draft.pk)).metadata
    assert (said.number, said.symbol, said.date) == (None, "/BC-STP", None)


def test_the_page_to_print_shows_the_same(report: Report, client_of: ClientOf) -> None:
    page = client_of("lan").get(PRINT.format(report.pk)).content.decode()
    for words in ("CỘNG HÒA XÃ HỘI", "45/BC-STC", "Đã tập huấn hai lớp./.", "Nguyễn Văn Bình"):
        assert words in page


def test_others_see_only_what_was_sent_to_them(
    cast: Cast, report: Report, client_of: ClientOf
) -> None:
    draft = report_of(asked_of_four(cast), "ninh-thuan.stp")
    for address in (WORD, PRINT):
        assert client_of("hoa").get(address.format(report.pk)).status_code == 403
        assert client_of("ha").get(address.format(draft.pk)).status_code == 403
        assert client_of("minh").get(address.format(draft.pk)).status_code == 200
    assert client_of("lan").get("/nhiem-vu/bao-cao/0/word/").status_code == 404
    assert client_of("lan").get(f"/nhiem-vu/bao-cao/{report.pk}/ban-gui/9/word/").status_code == 404


def test_a_report_drafted_from_tasks_reads_back_without_a_fault(
    cast: Cast, client_of: ClientOf
) -> None:
    accepted(cast["lan"])
    report = report_of(issued(cast))
    drafting.draft(cast["lan"], report, day=DAY)
    sign_and_send(report)
    document = word_of(client_of("lan"), WORD.format(report.pk))
    assert "Nhiệm vụ 1: Rà soát văn bản về đất đai" in document.source.text
    assert [it.label for it in document.outline] == ["I.", "II."]
    assert [f"{it.code} {it.message}" for it in document.findings] == []


def test_a_consolidation_reads_back_without_a_fault(cast: Cast, client_of: ClientOf) -> None:
    request = asked_of_four(cast)
    accepted_from(cast, request, "ninh-thuan.stp", words=("Đã tập huấn hai lớp.",))
    accepted_from(cast, request, "ninh-thuan.stc", words=("Đã bố trí kinh phí số hóa.",))
    made = consolidate(cast["ha"], request, Gathering(), day=DAY)
    sign_and_send(made)
    document = word_of(client_of("ha"), WORD.format(made.pk))
    lines = document.source.text.split("\n")
    assert "Sở Tài chính Ninh Thuận: Đã bố trí kinh phí số hóa." in lines
    assert "2 | Kết hôn | 60" in lines
    assert [f"{it.code} {it.message}" for it in document.findings] == []
