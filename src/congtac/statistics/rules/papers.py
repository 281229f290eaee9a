"""A form signed on paper: the digest as it is printed, typed back, and found in a scan's text.

The page `docs/rules/statistics-submissions.md`, "Signed on paper".
"""

import re
import unicodedata

SHORT, WHOLE = 16, 64  # hexadecimal digits of the code on the paper, of the digest
SCANS = ("pdf", "png", "jpg")
PARTED = re.compile(r"[\s\-–.:]+")
TYPED = re.compile(r"[0-9a-f]+")
# How the paper says them, without tone marks, which a scan often reads wrongly:
# "Mã bản: 3fa2 91bc 77d0 1e45 · dấu của số liệu: …", over lines perhaps.
IN_TEXT = re.compile(
    r"ma ban:?\s*((?:[0-9a-f]{4}\s){3}[0-9a-f]{4})|dau cua so lieu:?\s*((?:[0-9a-f]\s*){64})"
)


def short_code(digest: str) -> str:
    """The first sixteen digits in fours: "3fa2 91bc 77d0 1e45"."""
    return " ".join(digest[place : place + 4] for place in range(0, SHORT, 4))


def typed_digest(typed: str) -> str:
    """What was typed, without what parts it; "" for what is neither the code nor the digest."""
    plain = PARTED.sub("", typed).casefold()
    is_whole = bool(TYPED.fullmatch(plain)) and len(plain) in (SHORT, WHOLE)
    return plain if is_whole else ""


def is_of(typed: str, digest: str) -> bool:
    """Whether a typed digest or code is that of a revision."""
    return bool(typed) and digest.startswith(typed)


def digests_in(text: str) -> tuple[str, ...]:
    """The digests and codes that a text holds."""
    parted = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(it for it in parted if not unicodedata.combining(it))
    found = (typed_digest("".join(it)) for it in IN_TEXT.findall(plain))
    return tuple(dict.fromkeys(it for it in found if it))


def objection_to_scan(kind: str, text: str, digest: str) -> str | None:
    """Why a scan may not be taken: no scan at all, or its text holds another digest."""
    if kind not in SCANS:
        return "STA-392"
    found = digests_in(text)
    return "STA-393" if found and not any(is_of(it, digest) for it in found) else None
