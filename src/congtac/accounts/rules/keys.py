"""Keys for programs: how they are made, what is kept of them, what they may do."""

import hashlib
import hmac
import secrets

from congtac.kernel.words import Names, gettext_noop

RIGHTS = Names(
    {
        "read": gettext_noop("Đọc số liệu của chính đơn vị"),
        "read_all": gettext_noop("Đọc số liệu của mọi đơn vị"),
        "check": gettext_noop("Kiểm tra số liệu gửi kèm, không lưu lại"),
        "write": gettext_noop("Đưa số liệu từ hệ thống khác vào (nguồn số liệu)"),
    }
)
FAR_RIGHTS = frozenset({"read_all"})  # reaches beyond the unit
MARK = "ct"


def new_key() -> tuple[str, str]:
    """Return a key ("ct_1a2b3c4d_...", 256 random bits) and its open first part ("ct_1a2b3c4d")."""
    prefix = f"{MARK}_{secrets.token_hex(4)}"
    return f"{prefix}_{secrets.token_hex(32)}", prefix


def prefix_of(key: str) -> str:
    """Return the open first part of a key; empty for what is no key."""
    parts = key.split("_")
    return "_".join(parts[:2]) if len(parts) == 3 and parts[0] == MARK else ""


def digest_of(key: str) -> str:
    """Return what is kept of a key; it is random enough that a plain digest holds."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_same(key: str, digest: str) -> bool:
    """Compare a key with what was kept, in a time that tells nothing."""
    return hmac.compare_digest(digest_of(key), digest)
