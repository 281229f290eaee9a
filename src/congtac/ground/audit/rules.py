"""What is hashed, and how the hashes are chained."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring as quoted  # a text as `canonical` writes it
from uuid import UUID

__all__ = ["GENESIS", "canonical", "chain", "digest", "plain", "quoted"]

GENESIS = "0" * 64


def canonical(line: dict[str, object]) -> bytes:
    """Write a line as the bytes that are hashed: UTF-8 JSON, keys sorted, no spaces."""
    return json.dumps(
        line, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    ).encode()


def plain(value: object) -> str:
    """Write what JSON has no word for: days and moments in ISO 8601, decimals exactly."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an audit line")


def digest(body: bytes) -> str:
    """Hash the bytes of a line: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def chain(previous: str, sequence: int, body_digest: str) -> str:
    """Hash a seal from the seal before it, its own place and the line's digest."""
    return hashlib.sha256(f"{previous}:{sequence}:{body_digest}".encode()).hexdigest()
