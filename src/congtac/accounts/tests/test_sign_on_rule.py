"""The tables of docs/rules/sign-on.md."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtac.accounts.rules.sign_on import (
    WAIT,
    Addresses,
    Expected,
    Said,
    address_to,
    addresses_of,
    begin,
    code_in,
    is_safe,
    name_in,
    read_token,
)
from congtac.accounts.tests.ministry import (
    FOREIGN,
    KEY,
    signed,
    signed_with_the_public_half,
    unsigned,
)
from congtac.kernel.problem import Problem

NOW = 1_717_400_000
ISSUER, US, NONCE = "https://sso.example.vn", "congtac", "nonce"
RIGHT = {"iss": ISSUER, "sub": "1", "aud": US, "nonce": NONCE, "exp": NOW + 300, "iat": NOW}
BOTH = [US, "khác"]
KEYS = [KEY.as_dict(private=False), {"kty": "oct", "kid": "x", "k": "AAAA"}]
WHERE = Addresses(ISSUER, f"{ISSUER}/vao", f"{ISSUER}/token", f"{ISSUER}/keys", f"{ISSUER}/ra")
EXPECTED = Expected(ISSUER, US, NONCE)
Write = Callable[[dict[str, Any]], str]


def claims(**changes: Any) -> dict[str, Any]:
    return {key: value for key, value in (RIGHT | changes).items() if value is not None}


@pytest.mark.parametrize(
    "changes",
    [{}, {"exp": NOW - 30}, {"aud": BOTH, "azp": US}, {"aud": [US]}, {"iat": NOW + 30}],
)
def test_what_is_right_is_taken(changes: dict[str, Any]) -> None:
    said = read_token(signed(claims(**changes)), KEYS, expected=EXPECTED, at=NOW)
    assert said.subject == "1"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": BOTH, "azp": "khác"},
        {"aud": BOTH},
        {"azp": "khác"},
        {"exp": NOW - 120},
        {"exp": None},
        {"exp": float("1e999")},
        {"iat": NOW + 3600},
        {"iat": None},
        {"nonce": "khác"},
        {"nonce": None},
        {"nonce": ""},
        {"aud": "khác"},
        {"aud": None},
        {"aud": []},
        {"iss": "https://khac.example.vn"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=str,
)
def test_what_is_wrong_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Problem) as refusal:
        read_token(signed(claims(**changes)), KEYS, expected=EXPECTED, at=NOW)
    assert refusal.value.code == "ACC-053"


@pytest.mark.parametrize(
    "write",
    [
        lambda said: signed(said, FOREIGN),
        lambda said: signed(said, kid="khoa-la"),
        unsigned,
        signed_with_the_public_half,
        lambda said: signed(said)[:-4] + "AAAA",
        lambda _said: "",
        lambda _said: "a.b.c",
        lambda _said: "None",
    ],
)
def test_what_no_published_key_has_signed_is_refused(write: Write) -> None:
    with pytest.raises(Problem) as refusal:
        read_token(write(claims()), KEYS, expected=EXPECTED, at=NOW)
    assert refusal.value.code == "ACC-053"


def test_a_key_that_is_not_for_signing_or_is_there_twice_opens_nothing() -> None:
    public = KEY.as_dict(private=False)
    for keys in ([public | {"use": "enc"}], [public, public], [], ["x"]):
        with pytest.raises(Problem):
            read_token(signed(claims()), keys, expected=EXPECTED, at=NOW)


@pytest.mark.parametrize(
    ("changes", "seconds", "outcome"),
    [
        ({}, 0, None),
        ({}, WAIT, None),
        ({}, WAIT + 1, "ACC-052"),
        ({}, -1, "ACC-052"),
        ({"state": "khác"}, 0, "ACC-052"),
        ({"state": None}, 0, "ACC-052"),
        ({"iss": "https://khac.example.vn"}, 0, "ACC-053"),
        ({"iss": None}, 0, "ACC-053"),
        ({"error": "access_denied"}, 0, "ACC-054"),
        ({"code": None}, 0, "ACC-054"),
    ],
    ids=str,
)
def test_the_answer_fits_the_attempt(
    changes: dict[str, Any], seconds: int, outcome: str | None
) -> None:
    attempt = begin(1, at=NOW)
    said = {"code": "mã", "state": attempt.state, "iss": ISSUER} | changes
    answer = {key: value for key, value in said.items() if value is not None}
    where = WHERE._replace(names_itself=True)
    if outcome is None:
        assert code_in(answer, attempt, where, at=NOW + seconds) == "mã"
        return
    with pytest.raises(Problem) as refusal:
        code_in(answer, attempt, where, at=NOW + seconds)
    assert refusal.value.code == outcome


def test_without_an_attempt_no_answer_fits() -> None:
    with pytest.raises(Problem) as refusal:
        code_in({"code": "mã", "state": ""}, None, WHERE, at=NOW)
    assert refusal.value.code == "ACC-052"


def test_an_issuer_that_promised_nothing_may_keep_its_name_to_itself() -> None:
    attempt = begin(1, at=NOW)
    assert code_in({"code": "mã", "state": attempt.state}, attempt, WHERE, at=NOW) == "mã"


def test_no_two_attempts_are_alike_and_the_verifier_never_leaves() -> None:
    one, other = begin(1, at=NOW), begin(1, at=NOW)
    assert not {one.state, one.nonce, one.verifier} & {other.state, other.nonce, other.verifier}
    asked = address_to(WHERE, one, client=US, back="https://congtac.example.vn/tra-loi/")
    assert one.verifier not in asked
    assert "code_challenge_method=S256" in asked


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://sso.example.vn", True),
        ("http://127.0.0.1:9000/x", True),
        ("http://sso.example.vn", False),
        ("ftp://sso.example.vn", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("", False),
        (None, False),
    ],
)
def test_secrets_go_to_safe_addresses_alone(address: object, safe: bool) -> None:
    assert is_safe(address) is safe


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://khac.example.vn"},
        {"token_endpoint": "http://sso.example.vn/token"},
        {"jwks_uri": ""},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "http://sso.example.vn/ra"},
    ],
    ids=str,
)
def test_addresses_that_do_not_fit_are_refused(changes: dict[str, str]) -> None:
    published = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/vao",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
    }
    assert addresses_of(ISSUER, published).leave == ""
    with pytest.raises(Problem) as refusal:
        addresses_of(ISSUER, published | changes)
    assert refusal.value.code == "ACC-051"


@pytest.mark.parametrize(
    ("said", "is_address", "name"),
    [
        ({"upn": " lan "}, False, "lan"),
        ({}, False, ""),
        ({"upn": 7}, False, ""),
        ({"upn": "lan@example.vn"}, True, ""),
        ({"upn": "lan@example.vn", "email_verified": "true"}, True, ""),
        ({"upn": "lan@example.vn", "email_verified": True}, True, "lan@example.vn"),
    ],
)
def test_a_token_names_a_person_for_sure_or_nobody(
    said: dict[str, Any], is_address: bool, name: str
) -> None:
    assert name_in(Said("1", said), "upn", is_address=is_address) == name


@given(st.text(max_size=80), st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=5))))
def test_whatever_comes_as_a_token_is_answered_with_a_problem(token: str, keys: list[Any]) -> None:
    with pytest.raises(Problem):
        read_token(token, [*KEYS, *keys], expected=EXPECTED, at=NOW)
