"""Writes names that stand in capitals the way the language writes them: "BỘ TÀI CHÍNH" is "Bộ Tài chính"."""

import re
from collections import Counter

from vanban.word_lists import issuer_symbols, letterhead_words, place_names

_ABBREVIATION = re.compile(r"^(?:UBND|HĐND|UBMTTQ|MTTQ|TNCS|TANDTC|VKSNDTC|TNHH|MTV|UB|TW|BCH|BCĐ|THADS|PBGDPL|TP\.?|XHCN|[IVX]+|\d+)$")
_MOST = 40  # places in the text that are compared


def sentence_case(name: str, plain: str) -> str:
    """The name in sentence case: as the text itself writes it elsewhere, else by the list of issuers, else by rule.

    A name that isn't all in capitals stays as it is.
    """
    if name.upper() != name:
        return name
    return _as_in_text(name, plain) or _as_listed(name) or _by_rule(name)


def _as_in_text(name: str, plain: str) -> str | None:
    grammar = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in name.split()) + r"(?!\w)", re.I)
    forms: Counter[str] = Counter()
    for count, found in enumerate(grammar.finditer(plain)):
        words = re.sub(r"\s+", " ", found[0])
        if words[0].isupper() and words.upper() != words and not words.islower():
            forms[words] += 1
        if count >= _MOST:
            break
    return forms.most_common(1)[0][0] if forms else None


def _as_listed(name: str) -> str | None:
    """The written form of the list; "SỞ NỘI VỤ" by "Bộ Nội vụ" too."""
    listed = {issuer.name.upper(): issuer.name for issuer in issuer_symbols().values()}
    if name in listed:
        return listed[name]
    head, _, rest = name.partition(" ")
    ministry = listed.get(f"BỘ {rest}")
    return f"{head.capitalize()} {ministry.partition(' ')[2]}" if ministry else None


def _by_rule(name: str) -> str:
    """First letters of the agency, of its field and of places in capitals, the rest small."""
    words = name.split()
    head = next((h for h in letterhead_words() if name.startswith(h.upper() + " ")), None)
    size = len(head.split()) if head else 1
    cased = [w if _ABBREVIATION.match(w) else w.lower() for w in words]
    for at in {0, size} if head and not name.startswith(("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "UBND", "HĐND", "TỈNH ỦY")) else {0}:
        if at < len(cased):
            cased[at] = cased[at][0].upper() + cased[at][1:]
    return _with_places(" ".join(cased))


def _with_places(words: str) -> str:
    for place in place_names():
        at = words.lower().find(place.lower())
        if at >= 0:
            words = words[:at] + place + words[at + len(place) :]
    return words
