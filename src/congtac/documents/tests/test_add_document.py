"""Putting a file on the shelf and having it read."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congtac.documents import services
from congtac.documents.models import READ, UNREADABLE, Document
from congtac.documents.queries import latest_reading
from congtac.documents.services import add_document
from congtac.documents.tests.made import PLAN
from congtac.ground.audit.models import Line
from congtac.ground.files.queries import content
from congtac.ground.jobs.models import Job
from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
FILE = PLAN.encode()


def upload(client: Client, name: str, data: bytes, **options: Any) -> Any:
    return client.post("/van-ban/them/", {"file": SimpleUploadedFile(name, data)}, **options)


def test_a_small_file_is_read_at_once(cast: Cast) -> None:
    document = add_document(cast["lan"], "ke-hoach.txt", FILE)
    assert document.state == READ
    assert (document.type, document.number) == ("Kế hoạch", "12/KH-STP")
    assert not Job.objects.exists()


def test_a_long_file_is_read_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "SMALL", 10)
    document = add_document(cast["lan"], "ke-hoach.txt", FILE)
    job = Job.objects.get()
    assert document.job == job
    assert (job.kind, job.started_by) == ("documents.read", "lan")


@pytest.mark.django_db(transaction=True)
def test_the_background_reads_what_the_page_then_shows(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "SMALL", 10)
    lan = client_of("lan")
    answer = upload(lan, "ke-hoach.txt", FILE)
    document = Document.objects.get()
    assert document.state == READ
    assert "Nguyên văn" in lan.get(answer["Location"]).content.decode()


def test_a_reading_is_kept_with_all_its_proposals(cast: Cast) -> None:
    reading = latest_reading(add_document(cast["lan"], "ke-hoach.txt", FILE))
    assert reading is not None
    assert (reading.revision, reading.text) == (1, PLAN.strip())
    kinds = set(reading.proposals.values_list("kind", flat=True))
    assert {"metadata", "task", "citation"} <= kinds


def test_a_second_reading_is_a_new_revision_and_the_first_stays(cast: Cast) -> None:
    document = add_document(cast["lan"], "ke-hoach.txt", FILE)
    first = latest_reading(document)
    assert first is not None
    services.read_document(cast["lan"], document)
    assert list(document.readings.order_by("revision").values_list("revision", "digest")) == [
        (1, first.digest),
        (2, first.digest),
    ]


def test_a_file_that_cannot_be_read_stays_with_the_reason(client_of: ClientOf) -> None:
    lan = client_of("lan")
    scan = b"%PDF-1.4\n%%EOF"
    answer = upload(lan, "quet.pdf", scan)
    document = Document.objects.select_related("file").get()
    services.read_document(NOBODY, document)
    page = lan.get(answer["Location"]).content.decode()
    assert document.state == UNREADABLE
    assert document.problem_sentence
    assert document.problem_sentence[:30] in page
    assert content(document.file) == scan


def test_a_file_on_which_the_reader_breaks_stays_and_may_be_read_again(
    cast: Cast, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(services, "read", broken)
        document = add_document(cast["lan"], "ke-hoach.txt", FILE)
    assert (document.state, document.problem_code) == (UNREADABLE, "DOC-004")
    assert content(document.file) == FILE
    page = client_of("minh").get(f"/van-ban/{document.pk}/").content.decode()
    assert "Đọc lại</button>" in page
    services.read_document(cast["minh"], document)
    assert document.state == READ


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("rong.txt", b"", "rỗng"),
        ("anh.png", b"\x89PNG\r\n\0\0", "Không nhận ra"),
        ("bang.csv", b"a,b\n1,2\n", "không đọc loại tệp này"),
        ("ke-hoach.pdf", FILE, ".pdf"),
    ],
)
def test_a_file_of_a_wrong_kind_is_refused_beside_the_field(
    client_of: ClientOf, name: str, data: bytes, word: str
) -> None:
    answer = upload(client_of("lan"), name, data)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Document.objects.exists()


def test_choosing_no_file_says_what_to_do(client_of: ClientOf) -> None:
    answer = client_of("lan").post("/van-ban/them/")
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in answer.content.decode()


def test_a_colleague_may_put_up_too_and_twice(cast: Cast) -> None:
    add_document(cast["minh"], "ke-hoach.txt", FILE)
    add_document(cast["minh"], "ke-hoach.txt", FILE)
    assert Document.objects.filter(added_by="minh").count() == 2


def test_it_refuses_those_who_work_in_no_unit(cast: Cast) -> None:
    for nobody in (NOBODY, cast["an"]):
        with pytest.raises(Refused):
            add_document(nobody, "ke-hoach.txt", FILE)
    assert not Document.objects.exists()


def test_the_log_says_who_put_it_up_and_that_it_was_read(cast: Cast) -> None:
    document = add_document(cast["lan"], "ke-hoach.txt", FILE)
    lines = Line.objects.filter(subject_kind="documents.document", subject_key=str(document.pk))
    assert set(lines.values_list("act", "actor")) == {
        ("documents.document.added", "lan"),
        ("documents.reading.made", "lan"),
    }


def test_reading_again_is_refused_after_acceptance(cast: Cast) -> None:
    document = add_document(cast["lan"], "ke-hoach.txt", FILE)
    Document.objects.filter(pk=document.pk).update(state="accepted")
    document.refresh_from_db()
    with pytest.raises(Problem, match="DOC-019"):
        services.read_again(cast["lan"], document)
