"""One-time codes of six digits, as phones make them, and codes to come in without the phone."""

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote

STEP = 30  # seconds that a code lasts
DIGITS = 6
SLACK = 1  # steps by which a phone's clock may be off
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that are mistaken for others


def new_secret() -> str:
    """Return a secret of 160 random bits in base 32, as phones take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of a step. Source: RFC 4226, section 5.3."""
    key = base64.b32decode(secret)
    # SHA-1 is what the phones' programs know; HMAC does not need it free of collisions
    sealed = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = sealed[-1] & 0x0F
    number = struct.unpack(">I", sealed[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: str, code: str, *, at: float, after: int = 0) -> int | None:
    """Return the step of which a code is, near a moment in seconds; None if of none.

    Steps up to `after` are spent: a code works once. Source: RFC 6238, section 5.2.
    """
    typed = "".join(code.split())
    now = int(at) // STEP
    for step in range(now - SLACK, now + SLACK + 1):
        if step > after and hmac.compare_digest(code_at(secret, step).encode(), typed.encode()):
            return step
    return None


def address_of(secret: str, *, issuer: str, name: str) -> str:
    """Return the address that a phone reads from the square: otpauth://totp/..."""
    label = quote(f"{issuer}:{name}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(issuer)}&digits={DIGITS}"


def new_recovery_codes() -> list[str]:
    """Return codes of 50 random bits, each good for one sign-in: "abcde-fghjk"."""
    return [f"{_letters(5)}-{_letters(5)}" for _ in range(RECOVERY_CODES)]


def recovery_digest(code: str) -> str:
    """Return what is kept of a recovery code; blanks, dashes and capitals don't matter."""
    bare = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(bare.encode()).hexdigest()


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
