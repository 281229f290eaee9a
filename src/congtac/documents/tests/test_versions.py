"""A new version stands beside the old one, with what changed; each keeps its file and programme."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.documents import queries
from congtac.documents.models import Document
from congtac.documents.services import add_document, join_versions, part_versions
from congtac.documents.tests.made import PLAN
from congtac.ground.audit.models import Line
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]
NEW = PLAN.replace("trước ngày 30/6/2024", "trước ngày 15/7/2024").replace(
    "Nơi nhận:",
    "2. Mở lớp tập huấn cho hòa giải viên.\n\na) Cơ quan chủ trì: Sở Tư pháp.\n\nNơi nhận:",
)


def shelve(actor: Actor, text: str = PLAN, **options: Any) -> Document:
    return add_document(actor, "ke-hoach.txt", text.encode(), **options)


def page(client: Client, address: str) -> str:
    return client.get(f"/van-ban/{address}").content.decode()


def upload(client: Client, earlier: Document, text: str = NEW, name: str = "moi.txt") -> Any:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(f"/van-ban/{earlier.pk}/ban-moi/", {"file": file})


def test_a_new_version_keeps_the_old_one_with_its_file(cast: Cast, client_of: ClientOf) -> None:
    old, lan = shelve(cast["lan"]), client_of("lan")
    answer = upload(lan, old)
    new = Document.objects.get(version=2)
    assert answer["Location"] == f"/van-ban/{new.pk}/"
    old.refresh_from_db()
    assert (new.first, new.is_newest, old.is_newest) == (old, True, False)
    assert lan.get(f"/van-ban/{old.pk}/tep-goc/").content == PLAN.encode()
    assert lan.get(f"/van-ban/{new.pk}/tep-goc/").content == NEW.encode()
    listed = page(lan, f"{new.pk}/cac-ban/")
    for address in (f"{old.pk}/tep-goc/", f"{new.pk}/tep-goc/", f"{new.pk}/so-sanh/{old.pk}/"):
        assert f'href="/van-ban/{address}"' in listed


def test_the_register_shows_the_newest_and_the_old_one_leads_to_it(
    cast: Cast, client_of: ClientOf
) -> None:
    old, lan = shelve(cast["lan"]), client_of("lan")
    new = shelve(cast["minh"], NEW, earlier=old)
    listed = page(lan, "")
    assert f'href="/van-ban/{new.pk}/"' in listed
    assert f'href="/van-ban/{old.pk}/"' not in listed
    assert "bản 2" in listed
    assert "Đã có bản mới hơn: bản 2" in page(lan, f"{old.pk}/")


def test_what_changed_is_told_of_tasks_and_of_words(cast: Cast, client_of: ClientOf) -> None:
    old = shelve(cast["lan"])
    new = shelve(cast["lan"], NEW, earlier=old)
    told = page(client_of("lan"), f"{new.pk}/so-sanh/{old.pk}/")
    assert "Thêm 1, bỏ 0, sửa 1, giữ nguyên 0." in told
    assert "Mở lớp tập huấn cho hòa giải viên." in told
    assert "<del>30/6/2024. </del>" in told
    assert "<ins>15/7/2024. </ins>" in told
    assert "đoạn không đổi" in told


def test_the_same_number_is_offered_and_joined_by_hand(cast: Cast, client_of: ClientOf) -> None:
    old, new, lan = shelve(cast["lan"]), shelve(cast["lan"], NEW), client_of("lan")
    assert "Trên giá đã có văn bản cùng số" in page(lan, f"{new.pk}/")
    after = lan.post(f"/van-ban/{new.pk}/ghep-ban/{old.pk}/", follow=True).content.decode()
    assert "Đã ghi là bản 2" in after
    assert "Trên giá đã có văn bản cùng số" not in after
    assert Line.objects.filter(act="documents.version.joined").count() == 1


def test_the_same_number_of_another_year_is_not_offered(cast: Cast, client_of: ClientOf) -> None:
    shelve(cast["lan"], PLAN.replace("năm 2024", "năm 2023"))
    new = shelve(cast["lan"])
    assert "Trên giá đã có văn bản cùng số" not in page(client_of("lan"), f"{new.pk}/")


def test_a_third_version_follows_whichever_is_named(cast: Cast) -> None:
    first = shelve(cast["lan"])
    second = shelve(cast["lan"], NEW, earlier=first)
    first.refresh_from_db()
    third = shelve(cast["minh"], NEW, earlier=first)
    assert (third.version, third.series) == (3, first.pk)
    assert [it.pk for it in queries.versions_of(second)] == [third.pk, second.pk, first.pk]


def test_joining_twice_or_what_has_versions_is_refused(cast: Cast) -> None:
    first, other = shelve(cast["lan"]), shelve(cast["lan"])
    second = shelve(cast["lan"], NEW, earlier=first)
    with pytest.raises(Problem, match="DOC-041"):
        join_versions(cast["lan"], second, first)
    first.refresh_from_db()
    with pytest.raises(Problem, match="DOC-042"):
        join_versions(cast["lan"], first, other)


def test_of_two_who_put_up_a_version_at_once_one_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shelve(cast["lan"])
    stale = Document.objects.get(pk=old.pk)
    shelve(cast["minh"], NEW, earlier=old)

    class Meanwhile:
        def get(self, **_: object) -> Document:
            return stale

        def count(self) -> int:
            return 1

    monkeypatch.setattr(queries, "versions_of", lambda _: Meanwhile())
    with pytest.raises(Problem, match="DOC-040"):
        shelve(cast["lan"], NEW, earlier=stale)
    assert Document.objects.count() == 2


def test_the_newest_may_be_parted_again_and_nothing_is_lost(
    cast: Cast, client_of: ClientOf
) -> None:
    old, lan = shelve(cast["lan"]), client_of("lan")
    new = shelve(cast["lan"], NEW, earlier=old)
    old.refresh_from_db()
    with pytest.raises(Problem, match="DOC-043"):
        part_versions(cast["lan"], old)
    lan.post(f"/van-ban/{new.pk}/tach-ban/")
    for document in (old, new):
        document.refresh_from_db()
        assert (document.version, document.is_newest, document.first) == (1, True, None)
    with pytest.raises(Problem, match="DOC-043"):
        part_versions(cast["lan"], new)


def test_a_stranger_can_do_none_of_it(cast: Cast, client_of: ClientOf) -> None:
    old = shelve(cast["lan"])
    new, theirs = shelve(cast["lan"], NEW, earlier=old), shelve(cast["hoa"])
    hoa, ha = client_of("hoa"), client_of("ha")
    for address in ("cac-ban/", "ban-moi/", f"so-sanh/{old.pk}/", "tep-goc/"):
        assert hoa.get(f"/van-ban/{new.pk}/{address}").status_code == 403
    assert upload(ha, new).status_code == 403
    assert ha.post(f"/van-ban/{new.pk}/tach-ban/").status_code == 403
    for one, other in ((theirs, old), (new, theirs)):
        with pytest.raises(Refused):
            join_versions(cast["hoa"], one, other)
    with pytest.raises(Refused):
        shelve(cast["hoa"], NEW, earlier=new)
    assert Document.objects.filter(unit="ninh-thuan.stc").count() == 1


def test_a_version_that_cannot_be_used_is_refused_beside_the_field(
    cast: Cast, client_of: ClientOf
) -> None:
    old = shelve(cast["lan"])
    answer = upload(client_of("lan"), old, "", "rong.txt")
    assert answer.status_code == 422
    assert "rỗng" in answer.content.decode()
    old.refresh_from_db()
    assert old.is_newest


def test_documents_of_two_series_are_not_compared(cast: Cast, client_of: ClientOf) -> None:
    one, other = shelve(cast["lan"]), shelve(cast["lan"])
    answer = client_of("lan").get(f"/van-ban/{one.pk}/so-sanh/{other.pk}/")
    assert "cùng một văn bản" in answer.content.decode()


def test_the_database_holds_one_newest_and_each_version_once(cast: Cast) -> None:
    old = shelve(cast["lan"])
    new = shelve(cast["lan"], NEW, earlier=old)
    other = shelve(cast["lan"])
    wrongs: list[tuple[Document, dict[str, Any]]] = [
        (old, {"is_newest": True}),
        (new, {"version": 1}),
        (old, {"version": 2}),
        (other, {"first": old}),
        (other, {"first": old, "version": 2}),
    ]
    for document, wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**wrong)
