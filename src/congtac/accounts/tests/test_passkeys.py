"""Passkeys, with a key made of software in place of a device."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from congtac.accounts.models import Passkey, Person
from congtac.accounts.services.passkeys import drop_passkey
from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Refused

SITE = "http://testserver"
FLAG = AuthenticatorData.FLAG
Enter = Callable[[str], Client]


class Device:
    """A device with one key, which counts how often it signed."""

    def __init__(self, number: int = 1) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.number = bytes([number]) * 16
        self.uses = 0

    def make(self, asked: dict[str, Any], origin: str = SITE) -> dict[str, Any]:
        made_of: Any = ES256.from_cryptography_key  # without types in its library
        public = made_of(self.key.public_key())
        kept = AttestedCredentialData.create(bytes(16), self.number, public)
        data = self._data(FLAG.UP | FLAG.UV | FLAG.AT, kept)
        said = self._said("webauthn.create", asked, origin)
        made = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": said, "attestationObject": made})

    def sign(
        self, asked: dict[str, Any], origin: str = SITE, flags: int = FLAG.UP | FLAG.UV
    ) -> dict[str, Any]:
        self.uses += 1
        said, data = self._said("webauthn.get", asked, origin), self._data(flags)
        signed = self.key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": said, "authenticatorData": data, "signature": signed}
        return self._answer(parts)

    def _data(self, flags: int, kept: bytes = b"") -> AuthenticatorData:
        site = sha256(b"testserver").digest()
        made: AuthenticatorData = AuthenticatorData.create(site, FLAG(flags), self.uses, kept)
        return made

    def _said(self, kind: str, asked: dict[str, Any], origin: str) -> CollectedClientData:
        challenge = websafe_decode(asked["publicKey"]["challenge"])
        return CollectedClientData.create(kind, challenge, origin)

    def _answer(self, parts: dict[str, bytes]) -> dict[str, Any]:
        number = websafe_encode(self.number)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return {"id": number, "rawId": number, "type": "public-key", "response": response}


def post(client: Client, address: str, answer: object = None) -> Any:
    sent = json.dumps(answer or {})
    return client.post(f"/tai-khoan/{address}", sent, content_type="application/json")


def add(client: Client, device: Device, **changes: str) -> Any:
    asked = post(client, "bao-mat/khoa/bat-dau/").json()
    return post(client, "bao-mat/khoa/them/", {**device.make(asked, **changes), "name": "Máy tôi"})


def enter(client: Client, device: Device, **changes: Any) -> Any:
    asked = post(client, "khoa-truy-cap/bat-dau/").json()
    return post(client, "khoa-truy-cap/vao/?next=/don-vi/", device.sign(asked, **changes))


@pytest.fixture
def device(client_of: Enter) -> Device:
    """Lan's device, whose key the site knows."""
    made = Device()
    assert add(client_of("lan"), made).status_code == 200
    return made


def test_a_passkey_lets_its_owner_in_without_a_password(device: Device, client: Client) -> None:
    answer = enter(client, device)
    assert answer.json() == {"address": "/don-vi/"}
    assert "Nguyễn Thị Lan" in client.get("/don-vi/").content.decode()
    assert Passkey.objects.get().uses == 1


def test_a_key_that_the_site_does_not_know_opens_nothing(device: Device, client: Client) -> None:
    assert enter(client, Device(2)).status_code == 422
    forged = Device()
    assert enter(client, forged).status_code == 422
    assert client.get("/don-vi/").status_code == 302


@pytest.mark.parametrize("change", [{"origin": "http://evil.example"}, {"flags": FLAG.UP}])
def test_another_site_or_an_unproven_person_opens_nothing(
    device: Device, client: Client, change: dict[str, Any]
) -> None:
    assert enter(client, device, **change).status_code == 422


def test_an_answer_is_taken_once(device: Device, client: Client) -> None:
    asked = post(client, "khoa-truy-cap/bat-dau/").json()
    answer = device.sign(asked)
    assert post(client, "khoa-truy-cap/vao/", answer).status_code == 200
    assert post(Client(), "khoa-truy-cap/vao/", answer).status_code == 422


def test_a_copied_key_whose_counter_lags_is_refused(device: Device, client: Client) -> None:
    enter(client, device)
    device.uses = 0
    assert enter(Client(), device).status_code == 422


def test_a_key_is_not_added_from_another_site_nor_twice(device: Device, client_of: Enter) -> None:
    assert add(client_of("lan"), Device(3), origin="http://evil.example").status_code == 422
    assert add(client_of("minh"), device).status_code == 422
    assert Passkey.objects.count() == 1


def test_who_is_shut_out_does_not_come_in_by_passkey(device: Device, client: Client) -> None:
    Person.objects.filter(username="lan").update(is_active=False)
    assert enter(client, device).status_code == 422


def test_only_the_owner_takes_a_passkey_away(
    device: Device, client_of: Enter, cast: Mapping[str, Actor]
) -> None:
    key = Passkey.objects.get()
    for other in ("minh", "hoa", "an"):
        with pytest.raises(Refused):
            drop_passkey(cast[other], key)
    address = f"/tai-khoan/bao-mat/khoa/{key.pk}/bo/"
    assert client_of("lan").post(address).status_code == 302
    assert client_of("lan").post(address).status_code == 404


def test_what_is_no_answer_is_said_to_be_none(client: Client, device: Device) -> None:
    for sent in ("[]", "chữ", "{}"):
        post(client, "khoa-truy-cap/bat-dau/")
        address = "/tai-khoan/khoa-truy-cap/vao/"
        assert client.post(address, sent, content_type="application/json").status_code == 422
    post(client_of_nobody := Client(), "khoa-truy-cap/vao/", {})
    assert client_of_nobody.get("/don-vi/").status_code == 302
