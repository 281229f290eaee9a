"""Several files at once: each has its own result, and a bad one stops no other."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.documents.models import Delivered, Document
from congtac.documents.services import deliver
from congtac.documents.tests.made import PLAN
from congtac.ground.audit.models import Line
from congtac.kernel.actor import NOBODY, Actor
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
FILES = (("mot.txt", PLAN.encode()), ("anh.png", b"\x89PNG\r\n\0\0"), ("hai.txt", PLAN.encode()))


def send(client: Client, files: tuple[tuple[str, bytes], ...], **given: str) -> Any:
    put = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/van-ban/them/", {"file": put, **given})


def test_each_file_has_its_own_result_and_a_bad_one_stops_no_other(client_of: ClientOf) -> None:
    lan, key = client_of("lan"), uuid4()
    answer = send(lan, FILES, delivery=str(key))
    assert answer["Location"] == f"/van-ban/lan-dua-len/{key}/"
    page = lan.get(answer["Location"]).content.decode()
    assert "Đã nhận 2 trong 3 tệp." in page
    assert "Không nhận ra loại của tệp “anh.png”" in page
    for document in Document.objects.all():
        assert f'href="/van-ban/{document.pk}/"' in page
    assert Document.objects.count() == 2


def test_without_scripts_and_without_a_key_it_works_too(client_of: ClientOf) -> None:
    answer = send(client_of("lan"), FILES, delivery="không phải khóa")
    assert UUID(answer["Location"].split("/")[-2])
    assert Delivered.objects.count() == 3


def test_sent_one_by_one_each_answer_is_a_line_of_one_delivery(client_of: ClientOf) -> None:
    lan, key = client_of("lan"), uuid4()
    given = {"delivery": str(key), "one_of_several": "1"}
    answers = [send(lan, (file,), **given) for file in FILES]
    assert [it.status_code for it in answers] == [200, 422, 200]
    assert "12/KH-STP" in answers[0].content.decode()
    assert "anh.png" in answers[1].content.decode()
    assert "Đã nhận 2 trong 3 tệp." in lan.get(f"/van-ban/lan-dua-len/{key}/").content.decode()


def test_the_empty_file_among_others_is_told_by_its_name(client_of: ClientOf) -> None:
    lan = client_of("lan")
    answer = send(lan, (*FILES, ("rong.txt", b"")), delivery=str(uuid4()))
    assert "“rong.txt” không có nội dung" in lan.get(answer["Location"]).content.decode()


def test_one_file_leads_straight_to_its_reading(client_of: ClientOf) -> None:
    answer = send(client_of("lan"), FILES[:1], delivery=str(uuid4()))
    assert answer["Location"] == f"/van-ban/{Document.objects.get().pk}/"


def test_the_result_is_for_who_put_them_up_alone(cast: Cast, client_of: ClientOf) -> None:
    key = uuid4()
    deliver(cast["lan"], key, *FILES[0])
    for other in ("minh", "hoa", "ha"):
        assert client_of(other).get(f"/van-ban/lan-dua-len/{key}/").status_code == 403
        with pytest.raises(Refused):
            deliver(cast[other], key, *FILES[0])
    assert client_of("lan").get(f"/van-ban/lan-dua-len/{uuid4()}/").status_code == 404
    with pytest.raises(Refused):
        deliver(NOBODY, uuid4(), *FILES[0])


def test_the_log_keeps_what_was_refused(cast: Cast) -> None:
    deliver(cast["lan"], uuid4(), *FILES[1])
    assert Line.objects.filter(act="documents.file.refused").count() == 1
    assert not Document.objects.exists()


def test_a_result_is_a_document_or_a_reason_and_never_changes(cast: Cast) -> None:
    good = deliver(cast["lan"], uuid4(), *FILES[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivered.objects.filter(pk=good.pk).update(problem_sentence="Hỏng")
    with pytest.raises(TypeError):
        good.save()


def test_the_picker_takes_several(client_of: ClientOf) -> None:
    page = client_of("lan").get("/van-ban/them/").content.decode()
    assert "multiple" in page
    assert page.count("/van-ban/lan-dua-len/") == 2
