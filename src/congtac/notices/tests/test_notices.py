"""Telling people in the site and by letter: to the owner, a colleague, a stranger, and twice."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client

from congtac.accounts.models import Person
from congtac.ground.audit.models import Line
from congtac.ground.jobs.models import Job, State
from congtac.ground.jobs.services import start
from congtac.kernel.actor import SYSTEM, Actor
from congtac.kernel.problem import Problem
from congtac.notices.models import Notice
from congtac.notices.queries import unread
from congtac.notices.rules.kinds import GENERAL, Telling, kinds
from congtac.notices.rules.letters import Told, digest, letter
from congtac.notices.services import DIGEST, choose, mark_all_read, mark_read, notify
from congtac.notices.tests.post_office import PostOffice, open_office

Cast = Mapping[str, Actor]
Enter = Callable[[str], Client]
KIND = GENERAL.key
QUERIES = 6  # session, person, the actor's posts and oversight, count and page of notices


def tell(cast: Cast, subject: str = "Việc mới giao", **to: Any) -> int:
    telling = Telling(KIND, subject, "Hạn 15/3/2024.", "/don-vi/")
    return notify(cast["minh"], telling, **{"to_person": "lan", **to})


@pytest.fixture
def office(cast: Cast, settings: Any) -> Iterator[PostOffice]:
    """A post office that the site sends to; Lan has an address, the others have none."""
    Person.objects.filter(username="lan").update(email="lan@example.vn")
    with open_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.SITE_ADDRESS = "https://congtac.example.vn"
        yield office


def test_a_person_is_told_and_nobody_else_sees_it(cast: Cast, client_of: Enter) -> None:
    assert tell(cast) == 1
    assert "Việc mới giao" in client_of("lan").get("/thong-bao/").content.decode()
    for other in ("minh", "hoa", "an"):
        assert "Việc mới giao" not in client_of(other).get("/thong-bao/").content.decode()


def test_a_unit_is_told_but_not_who_tells(cast: Cast, on_day: Callable[[date], None]) -> None:
    on_day(date(2024, 6, 3))
    assert tell(cast, to_person=(), to_unit="ninh-thuan.stp") == 1
    assert (unread(cast["lan"]), unread(cast["minh"]), unread(cast["hoa"])) == (1, 0, 0)


def test_the_same_is_told_once_until_it_is_read(cast: Cast) -> None:
    assert (tell(cast), tell(cast)) == (1, 0)
    mark_all_read(cast["lan"])
    assert tell(cast) == 1


def test_a_kind_that_no_area_offers_is_a_fault_of_the_program(cast: Cast) -> None:
    with pytest.raises(ValueError, match="unknown.kind"):
        notify(cast["minh"], Telling("unknown.kind", "X"), to_person="lan")


def test_only_its_person_opens_a_notice_and_twice_is_harmless(cast: Cast, client_of: Enter) -> None:
    tell(cast)
    notice = Notice.objects.get()
    with pytest.raises(Problem) as refused:
        mark_read(cast["hoa"], notice)
    assert refused.value.code == "NTC-001"
    assert client_of("hoa").post(f"/thong-bao/{notice.pk}/").status_code == 404
    for _ in range(2):
        answer = client_of("lan").post(f"/thong-bao/{notice.pk}/")
        assert answer["Location"] == "/don-vi/"
    assert unread(cast["lan"]) == 0


def test_the_bell_counts_what_is_unread(cast: Cast, client_of: Enter) -> None:
    client = client_of("lan")
    assert "top-bell-count" not in client.get("/thong-bao/chuong/").content.decode()
    tell(cast)
    tell(cast, "Việc khác")
    assert ">2<" in client.get("/thong-bao/chuong/").content.decode()
    client.post("/thong-bao/da-xem/")
    assert "top-bell-count" not in client.get("/thong-bao/chuong/").content.decode()
    assert 'href="/thong-bao/"' in client.get("/don-vi/").content.decode()


def test_the_list_is_narrowed_and_costs_the_same(
    cast: Cast, client_of: Enter, django_assert_num_queries: Any
) -> None:
    for number in range(60):
        tell(cast, f"Việc {number}")
    client = client_of("lan")
    mark_read(cast["lan"], Notice.objects.get(subject="Việc 7"))
    page = client.get("/thong-bao/?xem=da-xem").content.decode()
    assert "Việc 7" in page
    assert "Việc 8" not in page
    for address in ("/thong-bao/", "/thong-bao/?xem=da-xem", "/thong-bao/?page=2"):
        with django_assert_num_queries(QUERIES):
            client.get(address)


def test_a_letter_goes_at_once_to_who_chose_so(cast: Cast, office: PostOffice) -> None:
    choose(cast["lan"], {KIND: "now"})
    tell(cast)
    (sent,) = office.letters
    assert (sent["To"], sent["Subject"]) == ("lan@example.vn", "Việc mới giao")
    body = sent.get_content()
    assert "Kính gửi Nguyễn Thị Lan" in body
    assert "https://congtac.example.vn/don-vi/" in body


def test_the_digest_tells_everything_unread_in_one_letter_and_once(
    cast: Cast, office: PostOffice
) -> None:
    for subject in ("Việc một", "Việc hai", "Việc đã xem"):
        tell(cast, subject)
    mark_read(cast["lan"], Notice.objects.get(subject="Việc đã xem"))
    assert office.letters == []
    assert start(SYSTEM, DIGEST).result == {"letters": 1}
    assert start(SYSTEM, DIGEST).result == {"letters": 0}
    (sent,) = office.letters
    body = sent.get_content()
    assert sent["Subject"].strip().startswith("Công tác: 2 thông báo")
    assert "Việc một" in body
    assert "Việc hai" in body
    assert "Việc đã xem" not in body


def test_who_wants_no_letter_or_has_no_address_gets_none(cast: Cast, office: PostOffice) -> None:
    choose(cast["lan"], {KIND: "site"})
    tell(cast)
    tell(cast, to_person="hoa")
    start(SYSTEM, DIGEST)
    assert office.letters == []


def test_a_letter_that_was_refused_goes_out_later(cast: Cast, office: PostOffice) -> None:
    tell(cast)
    office.refuses = True
    assert start(SYSTEM, DIGEST).state == State.FAILED
    assert Job.objects.get(kind=DIGEST).attempts == 5
    office.refuses = False
    assert start(SYSTEM, DIGEST).result == {"letters": 1}
    assert len(office.letters) == 1


def test_a_choice_is_kept_and_in_the_log_once(cast: Cast, client_of: Enter) -> None:
    client = client_of("lan")
    ways = {kind.key: kind.way for kind in kinds()} | {KIND: "now"}
    for _ in range(2):
        assert client.post("/thong-bao/cach-nhan/", ways).status_code == 302
    assert Line.objects.filter(act="notices.choice.made", actor="lan").count() == 1
    assert '<option value="now" selected>' in client.get("/thong-bao/cach-nhan/").content.decode()
    assert client.post("/thong-bao/cach-nhan/", {KIND: "bồ câu"}).status_code == 422
    with pytest.raises(Problem):
        choose(cast["lan"], {KIND: "bồ câu"})


def test_a_line_break_in_a_subject_makes_no_header() -> None:
    told = Told("Việc\r\nBcc: kẻ lạ", "", "")
    assert letter("Lan", told, choices="x")[0] == "Việc Bcc: kẻ lạ"
    assert "- Việc Bcc: kẻ lạ" in digest("Lan", [told], day="3/6/2024", choices="x")[1]
