"""Kinds of notices, by what areas tell people, and the ways in which they come."""

from dataclasses import dataclass

from congtac.kernel.words import Names, gettext_noop

SITE, DIGEST, NOW = "site", "digest", "now"
WAYS = Names(
    {
        SITE: gettext_noop("Chỉ trong hệ thống"),
        DIGEST: gettext_noop("Thư tổng hợp mỗi sáng"),
        NOW: gettext_noop("Thư ngay"),
    }
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notices, and how it comes to who has not chosen."""

    key: str
    title: str
    way: str = DIGEST


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told: of which kind, in which words; `address` is a path of this site."""

    kind: str  # "programmes.task.assigned"
    subject: str
    text: str = ""
    address: str = ""  # "/nhiem-vu/12/"


GENERAL = Kind("notices.general", gettext_noop("Thông báo khác"))
_kinds: dict[str, Kind] = {GENERAL.key: GENERAL}


def offer_kind(key: str, title: str, *, way: str = DIGEST) -> None:
    """Name a kind of notices ("programmes.task.assigned") when an area loads."""
    if way not in WAYS:
        raise ValueError(f"{way} is no way of coming")
    _kinds[key] = Kind(key, title, way)


def kinds() -> tuple[Kind, ...]:
    """Return all kinds, by title."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.title))


def kind_of(key: str) -> Kind:
    """Return the kind of a key; one that no area offers any more counts as general."""
    return _kinds.get(key, GENERAL)


def may_offer(key: str) -> bool:
    """Say whether notices of this kind may be sent."""
    return key in _kinds
