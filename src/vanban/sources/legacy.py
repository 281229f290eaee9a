"""The encodings before Unicode: TCVN3 (ABC fonts), VNI fonts, windows-1258, UTF-8 read wrongly."""

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files

SAMPLE = 200_000
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯẠ-ỹ]")
_TCVN3 = re.compile("[A-Za-z][¨©ª«¬\xad®µ¶·¸¹»¼½¾]|[¨©ª«¬\xad®µ¶·¸¹»¼½¾][A-Za-z]|§[A-Za-z]")
_VNI = re.compile("[AEOUYaeouyÔÖôö][ØÛÏÄÅËÜøûïäåëüÙÕùõ]|[Ññ][A-Za-zöÖôÔ]")
_VNI_SURE = re.compile("[ÑØÏñøï]")
_MOJIBAKE = re.compile("á[º»][\x80-\xbf€-™Œ-žŠ-Ÿ]|Ä[\u2018\u0192\x83\x91]|Æ[°¡]|Ã[\xa0-\xbf]")
_STRANGE = frozenset("¨©ª«¬\xad®µ¶·¸¹º»¼½¾§ÑØÏñøï")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def tables() -> dict[str, dict[str, str]]:
    """The letters of TCVN3 and VNI as windows-1252 shows them, and what they mean."""
    text = files("vanban.data").joinpath("encodings.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = json.loads(text)
    return loaded


def decode_bytes(data: bytes) -> str:
    """The text of a plain file of unknown encoding; broken bytes become U+FFFD."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return mend(data[len(mark) :].decode(encoding, errors="replace"))
    wide = _wide(data[:4_000])
    if wide:
        return mend(data.decode(wide, errors="replace"))
    try:
        return mend(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _eight_bit(data)


_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is nearly always small."""
    half = len(data) // 2
    if half < 8 or 0 not in data:
        return None
    even, odd = data[0::2], data[1::2]
    small = frozenset({0, 1, 0x1E})
    low_even = sum(b in small for b in even)
    low_odd = sum(b in small for b in odd)
    if low_odd > 0.9 * half and low_even < 0.3 * half:
        return "utf-16-le"
    if low_even > 0.9 * half and low_odd < 0.3 * half:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> str:
    """UTF-8 with a few broken bytes, else a legacy font, else windows-1258."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken * 10 <= sum(1 for c in text if c > "\x7f"):
        return mend(text)
    western = data.decode("latin-1")
    legacy = legacy_name(western[:SAMPLE])
    if legacy:
        return decode_legacy(western, legacy)
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def mend(text: str) -> str:
    """Text whose letters are those of a legacy font, or of UTF-8 read as windows-1252, decoded."""
    return decoder(text)(text)


def legacy_name(sample: str) -> str | None:
    """Which legacy encoding the letters point to: "tcvn3", "vni", "mojibake", or None."""
    words = len(sample.split())
    plain = len(_VIETNAMESE.findall(sample))
    if len(_MOJIBAKE.findall(sample)) > max(3, words // 10, plain):
        return "mojibake"
    if len(_TCVN3.findall(sample)) > max(2, words // 10, plain):
        return "tcvn3"
    sure = len(_VNI_SURE.findall(sample))
    if sure > max(2, words // 30) and len(_VNI.findall(sample)) > max(2, words // 6, plain):
        return "vni"
    return None


def decoder(sample: str) -> Callable[[str], str]:
    """Decodes the pieces of a document whose letters, taken together, are `sample`."""
    if _STRANGE.isdisjoint(sample):
        return _as_it_is
    legacy = legacy_name(sample[:SAMPLE])
    if legacy is None:
        return _as_it_is
    return partial(_piece, legacy=legacy)


def _as_it_is(text: str) -> str:
    return text


def _piece(text: str, legacy: str) -> str:
    if legacy == "mojibake":
        return _reread(text)
    return _by_line(text, legacy)


def _by_line(text: str, legacy: str) -> str:
    """Decodes the lines that hold no letter that only Unicode has."""
    return "\n".join(
        line if _VIETNAMESE.search(line) else decode_legacy(line, legacy)
        for line in text.split("\n")
    )


def decode_legacy(text: str, legacy: str) -> str:
    """Text in TCVN3 or VNI, as windows-1252 shows it, in Unicode."""
    if legacy == "vni":
        table = tables()["vni"]
        return _vni_pattern().sub(lambda match: table[match[0]], text)
    decoded = text.translate(_tcvn3_table())
    return "\n".join(map(_raise_capitals, decoded.split("\n")))


@cache
def _vni_pattern() -> re.Pattern[str]:
    keys = sorted(tables()["vni"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys)))


@cache
def _tcvn3_table() -> dict[int, str]:
    return {ord(old): new for old, new in tables()["tcvn3"].items()}


def _raise_capitals(line: str) -> str:
    """TCVN3 writes marked capitals by a font of capitals: the codes are those of small letters."""
    letters = [c for c in line if c.isalpha() and c.isascii()]
    if letters and sum(c.isupper() for c in letters) >= 0.7 * len(letters):
        return line.upper()
    return _WORD.sub(_raise_word, line)


def _raise_word(match: re.Match[str]) -> str:
    word = match[0]
    letters = [c for c in word if c.isascii()]
    return word.upper() if len(letters) >= 2 and all(c.isupper() for c in letters) else word


def decode_font_run(text: str, font: str) -> str:
    """A run set in an ABC (".VnTime") or VNI ("VNI-Times") font, in Unicode."""
    if font.startswith(".Vn"):
        decoded = text.translate(_tcvn3_table()) if not _VIETNAMESE.search(text) else text
        return decoded.upper() if font.endswith("H") else decoded
    if font.upper().startswith("VNI") and not _VIETNAMESE.search(text):
        return decode_legacy(text, "vni")
    return text


def _reread(text: str) -> str:
    """UTF-8 that was read as windows-1252, read again; what can't be, stays."""
    pieces = bytearray()
    for letter in text:
        try:
            pieces += letter.encode("cp1252")
        except UnicodeEncodeError:
            pieces += letter.encode("latin-1" if ord(letter) < 256 else "utf-8")
    return pieces.decode("utf-8", errors="replace")
