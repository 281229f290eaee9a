"""The sentence of a legal basis, from what is known of the document that it names."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vanban.numbers import NUMBER, issuer_of_symbol, type_of_symbol
from vanban.write.wording import long_day

_LAWS = ("luật", "bộ luật", "pháp lệnh")


def cited_base(number: str, known: Mapping[str, Any] | None) -> str:
    """ "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về ...".

    A law is named before its number; what is not known is left out.
    """
    known = known or {}
    kind = _said(known, "type") or _type(number) or "Văn bản"
    title = _said(known, "title")
    if kind.casefold() in _LAWS:
        return _joined("Căn cứ", kind, title, "số", number, _day(known))
    issuer = _said(known, "issuer") or _issuer(number)
    return _joined("Căn cứ", kind, "số", number, _day(known), issuer and f"của {issuer}", title)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _said(known: Mapping[str, Any], key: str) -> str:
    value = known.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(known: Mapping[str, Any]) -> str:
    try:
        return long_day(date.fromisoformat(_said(known, "date")))
    except ValueError:
        return ""


def _symbol(number: str) -> str:
    found = NUMBER.match(number)
    return found["symbol"] if found else ""


def _type(number: str) -> str:
    return type_of_symbol(_symbol(number)) or ""


def _issuer(number: str) -> str:
    return issuer_of_symbol(_symbol(number)) or ""
