"""The words of the fixed parts of a paper: its number, day, capacity, who decides.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II; Hướng dẫn 36-HD/VPTW for the party.
"""

import re
from datetime import date

from vanban.word_lists import signing_offices
from vanban.write.paper import Paper

BLANK = " " * 9
_BEHALF = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.?\s", re.I)
_OFFICE = re.compile(rf"(?:{'|'.join(re.escape(name) for name in signing_offices())})(?!\w)", re.I)
_ABOUT = re.compile(r"^(?:V/v|Về việc)\s*:?\s*", re.I)
_VERBS = {"quyết định": "QUYẾT ĐỊNH:", "nghị quyết": "QUYẾT NGHỊ:"}


def long_day(day: date) -> str:
    """ "ngày 05 tháng 3 năm 2024": a zero before days below 10, and before January and February."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def number_line(paper: Paper) -> str:
    """ "Số: 12/BC-STP" (khoản 3), the party's "Số 12-BC/BCSĐ"; room before a symbol alone."""
    said = paper.metadata
    colon = "" if paper.is_party else ":"
    if said.number:
        return f"Số{colon} {said.number}"
    symbol = said.symbol or ""
    joint = "-" if paper.is_party else "/"
    return f"Số{colon}{BLANK}{symbol if symbol.startswith(('/', '-')) else joint + symbol}"


def subject_line(paper: Paper) -> str:
    """ "V/v đôn đốc gửi báo cáo": the subject of a letter (khoản 5), its mark said once."""
    return f"V/v {_ABOUT.sub('', paper.metadata.title or '', count=1)}"


def place_line(paper: Paper) -> str:
    """ "Hà Nội, ngày 05 tháng 3 năm 2024" (khoản 4); dots where the day is not known yet."""
    day = paper.metadata.date
    said = long_day(day) if day else "ngày … tháng … năm …"
    return f"{paper.metadata.place or '…'}, {said}"


def capacity_lines(capacity: str) -> list[str]:
    """ "KT. BỘ TRƯỞNG THỨ TRƯỞNG" on the two lines of the form (khoản 7); given lines stay."""
    if "\n" in capacity:
        return capacity.split("\n")
    words = capacity.split()
    behalf = _BEHALF.match(capacity)
    if behalf is None:
        return [capacity]
    for at in range(2, len(words)):
        rest = " ".join(words[at:])
        if _BEHALF.match(rest):
            return [" ".join(words[:at]), *capacity_lines(rest)]
        if _OFFICE.match(rest):
            return [" ".join(words[:at]), rest]
    return [capacity]


def verb_line(paper: Paper) -> str:
    """ "QUYẾT ĐỊNH:" between the legal bases and the first article; "" for other types."""
    kind = (paper.metadata.type or "").casefold()
    verb = _VERBS.get(kind, "")
    said = verb and any(_bare(part.text) == _bare(verb) for part in paper.body)
    return "" if said or paper.is_party else verb


def authority_line(paper: Paper) -> str:
    """Who decides, above the legal bases of a decision: "BỘ TRƯỞNG BỘ TƯ PHÁP"."""
    issuer = (paper.metadata.issuer or "").upper()
    first = capacity_lines(paper.metadata.capacity or "")[0].upper()
    office = _BEHALF.sub("", first, count=1).strip()
    if not office or first.startswith(("TM", "T/M")) or not _OFFICE.fullmatch(office):
        return issuer
    return issuer if issuer.startswith(office) else _met(office.split(), issuer.split())


def _met(office: list[str], issuer: list[str]) -> str:
    """ "TRƯỞNG PHÒNG" and "PHÒNG TƯ PHÁP" are "TRƯỞNG PHÒNG TƯ PHÁP"."""
    shared = range(min(len(office), len(issuer)), 0, -1)
    common = next((size for size in shared if office[-size:] == issuer[:size]), 0)
    return " ".join([*office, *issuer[common:]])


def listed(lines: tuple[str, ...]) -> list[str]:
    """The lines of a list: each after a dash, ";" behind each, "." behind the last."""
    last = len(lines) - 1
    return [f"- {line}{'.' if at == last else ';'}" for at, line in enumerate(lines)]


def ended(sentences: tuple[str, ...]) -> list[str]:
    """Legal bases: ";" behind each and "." behind the last (khoản 6)."""
    bare = [sentence.rstrip(" ;,.") for sentence in sentences]
    return [f"{words}{'.' if at == len(bare) - 1 else ';'}" for at, words in enumerate(bare)]


def enclosed(paper: Paper) -> str:
    """ "(Kèm theo Báo cáo số 12/BC-STP ngày ... của ...)" below the title of an annex."""
    said = paper.metadata
    number = number_line(paper).removeprefix("Số").removeprefix(":").strip()
    day = long_day(said.date) if said.date else "ngày … tháng … năm …"
    room = "" if said.number else "…"
    return f"(Kèm theo {said.type} số {room}{number} {day} của {said.issuer})"


def _bare(words: str) -> str:
    return words.strip(" :.").casefold()
