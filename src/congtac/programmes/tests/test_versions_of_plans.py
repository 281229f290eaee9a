"""A programme stays tied to the version from which it was accepted, and the pages say so."""

from collections.abc import Callable, Mapping

from django.test import Client

from congtac.documents.services import join_versions
from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme
from congtac.programmes.tests.made import accepted, answer, reading_behind, reading_of

Cast = Mapping[str, Actor]
ClientOf = Callable[[str], Client]


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_each_page_says_from_which_version_the_programme_came(
    cast: Cast, client_of: ClientOf
) -> None:
    programme, lan = accepted(cast["lan"]), client_of("lan")
    old, reading = reading_behind(programme).document, reading_of(cast["lan"])
    join_versions(cast["lan"], reading.document, old)
    told = page(lan, f"/nhiem-vu/chuong-trinh/{programme.pk}/")
    assert "Chương trình này theo bản 1 của văn bản. Văn bản đã có bản mới hơn." in told
    told = page(lan, f"/van-ban/{reading.document_id}/")
    assert "Chương trình đang theo dõi được tiếp nhận từ bản 1." in told
    assert "Xem chương trình" not in told
    assert "Xem chương trình" in page(lan, f"/van-ban/{old.pk}/")
    assert reading_behind(Programme.objects.get()).document_id == old.pk


def test_accepting_the_new_version_too_is_asked_with_its_consequence(
    cast: Cast, client_of: ClientOf
) -> None:
    old, reading = reading_behind(accepted(cast["lan"])).document, reading_of(cast["lan"])
    join_versions(cast["lan"], reading.document, old)
    answer(cast["lan"], reading)
    told = page(client_of("lan"), f"/nhiem-vu/tiep-nhan/{reading.document_id}/")
    assert "sẽ lập thêm một chương trình nữa" in told
    assert f"/van-ban/{reading.document_id}/so-sanh/{old.pk}/" in told
