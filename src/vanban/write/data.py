"""Turns data of the shape that `read` gives, with a body, into a paper; refuses what is bad."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vanban.model import Metadata, Unwritable
from vanban.numbers import number_key
from vanban.outline import ANNEX
from vanban.write.bases import cited_base
from vanban.write.paper import PARTY, STATE, Paper, Part, Table

MAX_DEPTH = 20
MAX_PARTS = 20_000
MAX_CELLS = 200_000
_NEEDED = {"issuer": "cơ quan ban hành", "type": "tên loại", "title": "trích yếu"}
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_BASE = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện)\s", re.I)
_ADDRESSED = re.compile(r"Kính gửi\s*:?\s*", re.I)
_ATTACHED = ("annex", "attachment")


def paper_of(data: object) -> Paper:
    """The paper that `data` describes: `metadata`, `body`, and `citations` for the legal bases.

    Raises Unwritable(code, sentence), the sentence with the place in the data.
    """
    whole = _mapping(data, "")
    given = _mapping(whole.get("metadata"), "metadata")
    parts = _parts(whole.get("body"), "body", depth=0)
    _refuse_too_large(parts)
    attached = _attached(whole.get("body"))
    body = [part for at, part in enumerate(parts) if at not in attached]
    if not body:
        raise Unwritable("WRT-002", "Thiếu “body”: nội dung của văn bản, ít nhất một đoạn.")
    metadata = _metadata(given)
    addressees = _strings(given, "addressees") or _taken_addressees(body)
    bases = (*_bases(given, whole, parts), *_taken_bases(body))
    return Paper(
        metadata=metadata,
        body=tuple(body),
        addressees=addressees,
        bases=bases,
        annexes=tuple(part for at, part in enumerate(parts) if at in attached),
    )


def _metadata(given: Mapping[str, Any]) -> Metadata:
    for key, called in _NEEDED.items():
        if not _string(given, key):
            raise Unwritable("WRT-002", f"Thiếu “metadata.{key}” ({called}).")
    return Metadata(
        layout=_layout(given),
        issuer=_string(given, "issuer"),
        parent_issuer=_string(given, "parent_issuer"),
        number=_string(given, "number"),
        symbol=_string(given, "symbol"),
        date=_day(given),
        place=_string(given, "place"),
        type=_string(given, "type"),
        title=_string(given, "title"),
        signer=_string(given, "signer"),
        capacity=_lines(given.get("capacity"), "metadata.capacity") or None,
        recipients=tuple(each.rstrip(" ;.,") for each in _strings(given, "recipients")),
    )


def _layout(given: Mapping[str, Any]) -> str:
    layout = _string(given, "layout") or STATE
    if layout not in (STATE, PARTY):
        raise Unwritable(
            "WRT-007",
            f"Không soạn được văn bản theo “metadata.layout” là “{layout[:40]}”; "
            f"hãy ghi “{STATE}” (Nghị định 30/2020/NĐ-CP) hoặc “{PARTY}” (văn bản của Đảng).",
        )
    return layout


def _day(given: Mapping[str, Any]) -> date | None:
    words = _string(given, "date")
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Unwritable(
            "WRT-004",
            f"“metadata.date” là “{words[:40]}”, không phải một ngày có thật; "
            "hãy ghi năm-tháng-ngày, ví dụ 2024-03-15, hoặc để trống.",
        ) from None


def _bases(
    given: Mapping[str, Any], whole: Mapping[str, Any], parts: Sequence[Part]
) -> tuple[str, ...]:
    """A sentence for each legal basis that the body doesn't cite itself."""
    cited = {_key(row): row for row in _rows(whole, "citations")}
    said = [part.text for part in parts if _BASE.match(part.text)]
    sentences = []
    for base in _strings(given, "legal_bases"):
        if any(number_key(base) in number_key(text) for text in said):
            continue
        sentences.append(base if _BASE.match(base) else cited_base(base, cited.get(_norm(base))))
    return tuple(sentences)


def _rows(whole: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return [_mapping(row, f"{key}[{at}]") for at, row in enumerate(_list(whole.get(key), key))]


def _key(row: Mapping[str, Any]) -> str:
    return _norm(_words(row.get("number"), "citations.number"))


def _norm(number: str) -> str:
    return number_key(number)


def _taken_bases(body: list[Part]) -> tuple[str, ...]:
    """The sentences that open the body with "Căn cứ ...", taken out of it."""
    taken = []
    while len(body) > 1 and _is_base(body[0]):
        taken.append(body.pop(0).text)
    return tuple(taken)


def _is_base(part: Part) -> bool:
    is_plain = not (part.label or part.children or part.table)
    return is_plain and bool(_BASE.match(part.text)) and part.text.endswith((";", ".", ","))


def _taken_addressees(body: list[Part]) -> tuple[str, ...]:
    """Whom the first part of the body addresses ("Kính gửi: ..."), taken out of it."""
    found = _ADDRESSED.match(body[0].text)
    if found is None or len(body) == 1 or body[0].table:
        return ()
    first = body.pop(0)
    rest = first.text[found.end() :].strip()
    listed = [*rest.split("\n"), *(child.text for child in first.children)]
    return tuple(name for line in listed if (name := line.strip(" -;.,")))


def _attached(body: object) -> set[int]:
    """The indexes of the annexes and of the papers that this one issues."""
    found = set()
    for at, node in enumerate(body if isinstance(body, Sequence) else ()):
        if isinstance(node, Mapping):
            label = node.get("label")
            is_annex = isinstance(label, str) and ANNEX.match(label.strip())
            if is_annex or node.get("level") in _ATTACHED:
                found.add(at)
    return found


def _parts(given: object, place: str, depth: int) -> tuple[Part, ...]:
    if depth > MAX_DEPTH:
        raise Unwritable("WRT-006", f"Nội dung có quá {MAX_DEPTH} cấp đề mục; hãy gộp bớt cấp.")
    nodes = _list(given, place)
    return tuple(_part(node, f"{place}[{at}]", depth) for at, node in enumerate(nodes))


def _part(node: object, place: str, depth: int) -> Part:
    """One node; a plain string is a paragraph."""
    if isinstance(node, str):
        return Part(_lines(node, place))
    given = _mapping(node, place)
    part = Part(
        text=_lines(given.get("text"), f"{place}.text"),
        label=_words(given.get("label"), f"{place}.label"),
        children=_parts(given.get("children"), f"{place}.children", depth + 1),
        table=_table(given.get("table"), f"{place}.table"),
    )
    if not (part.text or part.label or part.children or part.table):
        raise Unwritable("WRT-003", f"“{place}” trống: cần có “text”, “children” hoặc “table”.")
    return part


def _table(given: object, place: str) -> Table | None:
    if given is None:
        return None
    held = _mapping(given, place)
    head = _list(held.get("head"), f"{place}.head")
    if head and all(cell is None or isinstance(cell, str) for cell in head):
        head = [head]
    table = Table(_cells(head, f"{place}.head"), _cells(held.get("rows"), f"{place}.rows"))
    widths = {len(row) for row in (*table.head, *table.rows)}
    if len(widths) != 1 or 0 in widths:
        raise Unwritable(
            "WRT-005", f"Các dòng của bảng “{place}” phải có cùng số ô, ít nhất một ô."
        )
    return table


def _cells(given: object, place: str) -> tuple[tuple[str, ...], ...]:
    rows = enumerate(_list(given, place))
    return tuple(
        tuple(
            _lines(_plain(cell), f"{place}[{at}][{column}]")
            for column, cell in enumerate(_list(row, f"{place}[{at}]"))
        )
        for at, row in rows
    )


def _plain(cell: object) -> object:
    """A whole number stands as it is; how others are written is for whoever gives them."""
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def _refuse_too_large(parts: Sequence[Part]) -> None:
    waiting = list(parts)
    count = cells = 0
    while waiting:
        part = waiting.pop()
        waiting.extend(part.children)
        count += 1
        if part.table:
            cells += part.table.width * len(part.table.rows)
    if count > MAX_PARTS or cells > MAX_CELLS:
        raise Unwritable("WRT-006", "Nội dung quá lớn cho một văn bản; hãy tách ra nhiều văn bản.")


# --- Values, each refused in words where it has another shape ------------------------------------


def _mapping(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        called = f"“{place}”" if place else "Dữ liệu"
        code = "WRT-003" if value is not None else "WRT-002"
        raise Unwritable(code, f"{called} phải là một đối tượng JSON ({{...}}).")
    return value


def _list(value: object, place: str) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise Unwritable("WRT-003", f"“{place}” phải là một danh sách ([...]).")
    return list(value)


def _strings(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    place = f"metadata.{key}"
    found = (_words(each, f"{place}[{at}]") for at, each in enumerate(_list(given.get(key), place)))
    return tuple(words for words in found if words)


def _string(given: Mapping[str, Any], key: str) -> str | None:
    return _words(given.get(key), f"metadata.{key}") or None


def _words(value: object, place: str) -> str:
    """Words on one line."""
    return _SPACES.sub(" ", _lines(value, place)).strip()


def _lines(value: object, place: str) -> str:
    """Words on lines of their own, NFC, without what Word can't hold."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unwritable("WRT-003", f'“{place}” phải là chữ ("...").')
    broken = _BREAKS.sub("\n", unicodedata.normalize("NFC", value)).replace("\t", " ")
    kept = "".join(c for c in broken if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    return "\n".join(line for raw in kept.split("\n") if (line := raw.strip()))
