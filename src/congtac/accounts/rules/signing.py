"""Who signs for whom: what a power to sign must hold, and how it is written above a signature."""

from dataclasses import dataclass
from datetime import date

from congtac.kernel.words import Names, gettext_noop

KT, TL, TUQ = "KT", "TL", "TUQ"
KINDS = Names(
    {
        KT: gettext_noop("KT. (ký thay)"),
        TL: gettext_noop("TL. (thừa lệnh)"),
        TUQ: gettext_noop("TUQ. (thừa ủy quyền)"),
    }
)


@dataclass(frozen=True, slots=True)
class Power:
    """A power to sign as it is given: `until` is the first day without it, None for open."""

    kind: str
    principal: str  # post of the head, "Giám đốc"
    own: str  # post of the signer, "Phó Giám đốc"
    since: date
    until: date | None = None
    matters: str = ""
    basis: str = ""


def fault_of(power: Power) -> str | None:
    """Return the code of what a power lacks, None if it may be given.

    Source: Nghị định 30/2020/NĐ-CP, Điều 13: an authorisation (TUQ.) is in writing and
    bounded in time and content; signing for the head (KT., TL.) stands with the post.
    """
    if power.kind not in KINDS or not power.principal.strip():
        return "ACC-010"
    if power.until is not None and power.until <= power.since:
        return "ACC-011"
    if power.kind == TUQ and not (power.until and power.matters.strip() and power.basis.strip()):
        return "ACC-012"
    return None


def capacity(power: Power) -> tuple[str, str]:
    """Return the two lines above a signature: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".

    Source: Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 7.
    """
    return f"{power.kind}. {power.principal.upper()}", power.own.upper()


def has_inside(since: date, until: date | None, *, outer: tuple[date, date | None]) -> bool:
    """Say whether half-open days lie inside others; an open end lies only inside an open one."""
    first, end = outer
    if since < first:
        return False
    return end is None or (until is not None and until <= end)


def do_overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Say whether two half-open stretches of days share a day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return other[1] is None or one[0] < other[1]
