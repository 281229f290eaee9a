"""VB-027: the agencies that get tasks are known by some list."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from vanban.lint.rule import READER
from vanban.model import Agency, Document, Finding
from vanban.text import Text, plain_copy
from vanban.words import entries, lower

CODE = "VB-027"
SEVERITY = "note"
BASIS = READER
TITLE = "Tên cơ quan không có trong danh mục"

_QUANTIFIER = re.compile(
    r"^(?:đề nghị |giao )?(?:tất cả |toàn thể )?(?:các |những |một số |mỗi |từng |mọi )?"
)
_SHORT = re.compile(r"[A-ZĐƯ][A-ZĐƯƠĂÂÊÔ]{1,9}\b")
_FIELD = re.compile(r"(Bộ|Sở) (?=[A-ZĐƯ][a-zà-ỹđ])")
_JOINTS = re.compile(r"\s*(?:,|-|&|\bvà\b)\s*")


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: a name that no list knows may be misspelt or gone."""
    told: set[str] = set()
    for task in document.tasks:
        for agency in (*task.lead, *task.coordinating):
            fault = None if agency.name in told else _fault(agency)
            if fault:
                told.add(agency.name)
                end = min(agency.end, agency.start + 250)
                yield Finding(CODE, SEVERITY, fault, agency.start, end, BASIS)


def _fault(agency: Agency) -> str | None:
    field = _FIELD.match(agency.name)
    if field and field[1] in ("Bộ", "Sở"):
        return _unknown_field(agency.name, field[1])
    if _is_known(agency.name):
        return None
    return f"“{agency.name}” không có trong danh mục cơ quan; kiểm tra lại tên hoặc ghi đầy đủ."


def _unknown_field(name: str, head: str) -> str | None:
    """A ministry or department whose field no list knows, with the nearest that one does."""
    rest = _plain(name.removeprefix(head))
    known = _fields()
    if any(rest == each or rest.startswith(each + " ") for each in known):
        return None
    near = get_close_matches(rest, known, n=1, cutoff=0.75)
    advice = f"có phải “{head} {known[near[0]]}”?" if near else "kiểm tra lại tên."
    return f"“{name}” không có trong danh mục cơ quan; {advice}"


@cache
def _fields() -> dict[str, str]:
    """The fields of ministries and departments: the bare words to the name as written."""
    return {_plain(name): name for name in entries("agency_fields")}


def _plain(name: str) -> str:
    return " ".join(_JOINTS.sub(" ", lower(name)).split())


@cache
def _heads() -> tuple[str, ...]:
    return tuple(
        head.lower()
        for name in (
            "agency_heads",
            "agency_groups",
            "agency_joint",
            "agency_relatives",
            "agency_posts",
        )
        for head in entries(name)
    )


def _is_known(name: str) -> bool:
    low = _QUANTIFIER.sub("", lower(plain_copy(name)))
    if low.startswith(_heads()) or _SHORT.match(name):
        return True
    return name.split()[0] in entries("family_names")
