"""Codes of the phone, held to the table of RFC 6238, appendix B (its last six digits)."""

import base64

import pytest

from congtac.accounts.rules.codes import (
    address_of,
    code_at,
    new_recovery_codes,
    new_secret,
    recovery_digest,
    step_of,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_table_of_the_standard_holds(second: int, code: str) -> None:
    assert code_at(SECRET, second // 30) == code


def test_a_code_is_taken_one_step_early_or_late_but_not_two() -> None:
    code = code_at(SECRET, 100)
    taken = [step_of(SECRET, code, at=30.0 * step) for step in (98, 99, 100, 101, 102)]
    assert taken == [None, 100, 100, 100, None]


def test_a_spent_step_is_not_taken_again() -> None:
    assert step_of(SECRET, code_at(SECRET, 100), at=3000.0, after=100) is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６"])
def test_nonsense_is_no_code(typed: str) -> None:
    assert step_of(SECRET, typed, at=3000.0) is None


def test_secrets_and_recovery_codes_do_not_repeat() -> None:
    assert len({new_secret() for _ in range(50)}) == 50
    assert len(set(new_recovery_codes())) == 10


def test_a_recovery_code_is_known_however_it_is_typed() -> None:
    assert recovery_digest("ABCDE fghjk") == recovery_digest("abcde-fghjk")


def test_the_phone_reads_who_it_is_for() -> None:
    address = address_of("ABC", issuer="Công tác", name="lan")
    assert address.startswith("otpauth://totp/C%C3%B4ng%20t%C3%A1c%3Alan?secret=ABC&")
