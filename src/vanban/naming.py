"""Writes names that stand in capitals the way the language writes them: "BỘ TÀI CHÍNH" is "Bộ Tài
chính".
"""

import re
from collections import Counter

from vanban.word_lists import issuer_symbols, letterhead_words, place_names

_ABBREVIATION = re.compile(
    r"^(?:UBND|HĐND|UBMTTQ|MTTQ|TNCS|TANDTC|VKSNDTC|TNHH|MTV|UB|TW|BCH|BCĐ|THADS|PBGDPL|TP\.?|XHCN"
    r"|[IVX]+|\d+)$"
)
_GENERIC = re.compile(
    r"(?:ủy ban nhân dân|hội đồng nhân dân|ban cán sự|ban chấp hành|ban thường vụ|tòa án"
    r"|viện kiểm sát|công an|\w+ \w+ (?:tỉnh"
    r"|thành phố|huyện|quận)|\w+ (?:tỉnh|thành phố|huyện|quận))(?!\w)",
    re.I,
)
_INNER = re.compile(
    r" (?:ủy ban (?:nhân dân|mặt trận|thường vụ)|hội đồng nhân dân|chính phủ|quốc hội|trung ương"
    r"|(?<!ảng )(?<!cán )bộ (?=[^\W\d_])|sở (?=[^\W\d_])|tỉnh ủy|thành ủy)"
)
_AREA = re.compile(
    r"((?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã"
    r"|phường) )([^\W\d_]+(?: [^\W\d_]+){0,3})$"
)
_MOST = 40  # places in the text that are compared


def sentence_case(name: str, plain: str) -> str:
    """The name in sentence case: as the text writes it elsewhere, else by list, else by rule.

    A name that isn't all in capitals stays as it is.
    """
    if name.upper() != name:
        return name
    if " - " in name and all(
        part.startswith(("BỘ ", "TÒA ", "VIỆN ")) for part in name.split(" - ")
    ):
        return " - ".join(sentence_case(part, plain) for part in name.split(" - "))
    return _as_in_text(name, plain) or _as_listed(name) or _by_rule(name)


def _as_in_text(name: str, plain: str) -> str | None:
    grammar = re.compile(
        r"(?<!\w)" + r"\s+".join(re.escape(word) for word in name.split()) + r"(?!\w)", re.I
    )
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
    cased = " ".join(w if _ABBREVIATION.match(w) else w.lower() for w in name.split())
    head = next((h for h in letterhead_words() if name.startswith(h.upper() + " ")), None)
    cased = cased[0].upper() + cased[1:]
    if head is not None and not _GENERIC.match(cased):
        at = len(head) + 1
        cased = cased[:at] + cased[at].upper() + cased[at + 1 :]
    return _with_places(
        _INNER.sub(lambda found: found[0][0] + found[0][1].upper() + found[0][2:], cased)
    )


def _with_places(words: str) -> str:
    for place in place_names():
        at = words.lower().find(place.lower())
        if at >= 0 and not words[at + len(place) : at + len(place) + 1].isalpha():
            words = words[:at] + place + words[at + len(place) :]
    return _AREA.sub(
        lambda found: found[1] + " ".join(w.capitalize() for w in found[2].split()), words
    )
