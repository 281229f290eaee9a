"""A report as an official paper: `docs/rules/reports-received.md`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from congtac.documents.rules.letters import Head
from congtac.programmes.rules.drafting import OF_TASK
from congtac.programmes.rules.requests import ANNEX

REPORT = "Báo cáo"
_REPORT = re.compile(r"báo cáo\s+", re.I)
_LABEL = re.compile(r"(?P<label>(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-ZĐ])[.)])\s+(?P<words>.+)")
_PLACED = re.compile(r"^(?P<place>[\dIVXĐa-zđ]{1,5}(?:\.[-+\dIVXa-zđ]{1,4}){0,5})[.)]\s+")
_ANNEXED = re.compile(
    r"^(?:[IVX\d]{1,5}[.)]\s+)?(?:(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?[IVX\d]{1,5}(?!\w))?[.:]?)?\s*"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def split_title(title: str) -> tuple[str, str]:
    """The kind and the subject: "Báo cáo kết quả quý I" is a Báo cáo about "Kết quả quý I"."""
    found = _REPORT.match(title)
    about = title[found.end() :] if found else title
    return REPORT, f"{about[:1].upper()}{about[1:]}"


def report_data(content: Mapping[str, Any], head: Head) -> dict[str, Any]:
    """A report in the shape that `vanban.write` takes; `content` is that of a revision."""
    kind, title = split_title(content["title"])
    sections = [it for it in content["sections"] if it["kind"] != ANNEX]
    annexes = [it for it in content["sections"] if it["kind"] == ANNEX and it["rows"]]
    return {
        "metadata": {
            "issuer": head.issuer,
            "parent_issuer": head.parent_issuer or None,
            "number": content["number"] or None,
            "symbol": head.symbol or None,
            "date": content["signed_on"],
            "place": head.place or None,
            "type": kind,
            "title": title,
            "signer": content["signed_by_name"] or None,
            "capacity": "\n".join(content["capacity"]) or None,
            "recipients": list(head.recipients),
            "addressees": [content["to_name"]] if content["to_name"] else [],
        },
        "body": [*_body(sections), *_annexes(annexes)],
    }


def _body(sections: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sections that say something, each with its sentences below; "./." ends the last."""
    parts = [_part(at, it) for at, it in enumerate(sections, start=1) if it["sentences"]]
    if not parts:
        return [{"label": "", "text": "Không có nội dung phát sinh./."}]
    last = parts[-1]["children"][-1]
    last["text"] = f"{last['text'].rstrip(' .;/')}./."
    return parts


def _part(at: int, section: Mapping[str, Any]) -> dict[str, Any]:
    label, words = _heading(section["heading"], at)
    said = [{"label": "", "text": one} for it in section["sentences"] for one in _lines(it)]
    return {"label": label, "text": words, "children": said}


def _lines(sentence: Mapping[str, Any]) -> list[str]:
    """The paragraphs of a sentence; the place of a task in its plan is no number of this paper."""
    lines = [line.strip() for line in sentence["words"].splitlines() if line.strip()]
    if sentence["source"]["kind"] == OF_TASK and lines:
        lines[0] = _PLACED.sub(r"Nhiệm vụ \g<place>: ", lines[0])
    return lines


def _heading(heading: str, at: int) -> tuple[str, str]:
    """The number and the words of a heading; one without a number gets its Roman one."""
    found = _LABEL.match(heading.strip())
    if found:
        return found["label"], found["words"]
    return f"{_ROMAN[at - 1] if at <= len(_ROMAN) else at}.", heading.strip()


def _annexes(sections: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    is_one = len(sections) == 1
    return [
        {
            "label": "Phụ lục" if is_one else f"Phụ lục {_ROMAN[(at - 1) % len(_ROMAN)]}",
            "text": _ANNEXED.sub("", it["heading"]).strip() or it["heading"],
            "table": {"head": it["columns"], "rows": it["rows"]},
        }
        for at, it in enumerate(sections, start=1)
    ]
