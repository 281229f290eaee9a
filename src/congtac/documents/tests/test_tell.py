"""When a long file has been read, or can't be, who waits for it is told."""

from collections.abc import Mapping

import pytest

from congtac.documents import services
from congtac.documents.services import add_document, read_again
from congtac.documents.tests.made import PLAN
from congtac.kernel.actor import Actor
from congtac.notices.models import Notice

Cast = Mapping[str, Actor]
pytestmark = pytest.mark.django_db(transaction=True)  # the work begins after the act


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("id").values_list("person__username", "subject"))


def test_who_put_up_a_long_file_is_told_when_it_was_read(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "SMALL", 10)
    document = add_document(cast["lan"], "ke-hoach.txt", PLAN.encode())
    assert told() == [("lan", "Đã đọc xong Kế hoạch số 12/KH-STP")]
    assert Notice.objects.get().address == f"/van-ban/{document.pk}/"


def test_they_are_told_when_it_can_not_be_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "SMALL", 10)
    add_document(cast["lan"], "hong.pdf", b"%PDF-1.4 broken" * 3)
    assert told() == [("lan", "Không đọc được hong.pdf")]


def test_a_file_that_is_read_at_once_needs_no_telling(cast: Cast) -> None:
    add_document(cast["lan"], "ke-hoach.txt", PLAN.encode())
    assert told() == []


def test_who_asked_for_another_reading_is_told_too(cast: Cast) -> None:
    document = add_document(cast["lan"], "ke-hoach.txt", PLAN.encode())
    read_again(cast["minh"], document)
    assert {name for name, _ in told()} == {"lan", "minh"}
