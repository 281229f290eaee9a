"""The words that begin, join, continue and end the names of agencies, as patterns."""

import re
from functools import cache

from vanban.words import entries, one_of

QUANTIFIER = (
    r"(?:tất\s+cả\s+|toàn\s+thể\s+|toàn\s+bộ\s+)?"
    r"(?:các|những|một\s+số|mỗi|từng|mọi|cả|hai|ba)"
)
LONGEST = 400  # characters of one name
WORD = re.compile(r"[^\W_]+")
PLACE = (
    r"(?:tỉnh|ngành|bộ|toàn|huyện|xã|cả\s+nước|hệ\s+thống|khối|nước|thành\s+phố|sở|và\s+ngoài)\b"
)
KEEPS = re.compile(
    r"(?:cấp\s+(?:tỉnh|huyện|xã|trung\s+ương|bộ|cơ\s+sở|ủy|phòng|vụ|sở|trên|dưới)"
    rf"|trong\s+{PLACE}"
    r"|tại\s+(?:địa\s+phương|trung\s+ương|cơ\s+sở|các\s+(?:tỉnh|huyện|xã|địa))"
    r"|từ\s+(?:tỉnh|trung\s+ương|huyện|cơ\s+sở|cấp))(?![^\W_])"
)
LEVEL = re.compile(r"cấp\s+(?:tỉnh|huyện|xã)(?![^\W_])")
RELATIVE = re.compile(
    r"(?:được\s+(?:giao|phân\s+công|chỉ\s+định|mời|cử)|chịu\s+trách\s+nhiệm\s+quản\s+lý)\b"
)
CONCERNED = re.compile(
    r"(?:nêu|nói)\s+trên(?![^\W_])|được\s+(?:kiểm\s+tra|thanh\s+tra|kiểm\s+toán|giám\s+sát|chọn|hỗ\s+trợ|cấp\s+phép|thí\s+điểm|thụ\s+hưởng)(?![^\W_])"
)
RELATIVE_ENDS = re.compile(
    r"(?:để|nhằm|đối\s+với|có\s+trách\s+nhiệm|phải|cần|khẩn\s+trương|chủ\s+động|tiếp\s+tục|căn\s+cứ|chỉ\s+đạo|trước\s+ngày)\b"
)
SEPARATOR = re.compile(
    r"\s*(?:\([^()]{0,160}\)\s*)?"
    r"(?:[,;/+&]\s*(?:và\s+|cùng\s+(?:với\s+)?)?|(?:và|cùng\s+với|cùng)\s+|(?P<dash>-)\s+)"
)
CONJUNCTION = re.compile(r"(?:và|hoặc|cùng\s+với|cùng|với|&)(?=\s)")
LONE = (
    "bộ",
    "sở",
    "ngành",
    "tỉnh",
    "huyện",
    "ban",
    "vụ",
    "cục",
    "viện",
    "ương",
    "phố",
    "xã",
    "phòng",
    "hội",
    "đoàn",
    "đảng",
    "tướng",
)
NATION = re.compile(
    r"(?:\s+[^\W\d_]+){1,5}?\s+(?P<nation>Trung\s+ương|Việt\s+Nam|Quốc\s+gia)(?![^\W_])"
)
PIECE = re.compile(r"(?:(?!\svà\s)[^,;:.()\n]){1,120}")
CLAUSE = re.compile(
    r"(?:với|nhất\s+là|đặc\s+biệt|theo\s+chức\s+năng|trong\s+phạm\s+vi|trên\s+cơ\s+sở|căn\s+cứ)\b"
)
PLACES = ("xã", "phường", "thị trấn", "thị xã", "huyện", "quận", "thành phố", "tỉnh", "đặc khu")
LAST_PLACE = re.compile(r"(?:xã|phường|trấn|huyện|quận|phố|tỉnh)$")
WHOLE = re.compile(r"(?:bộ|sở)\s")
PARTS = ("ban", "vụ", "cục", "phòng", "trung", "văn", "thanh", "viện", "chi")
LAST_WORDS = re.compile(r"(?P<words>[^\W\d_]+(?:\s+[^\W\d_]+)?)\s*(?P<stop>[.]?)\s*(?:$|\n)")
ALWAYS_VERB = re.compile(
    r"(?:thực\s+hiện|triển\s+khai|thi\s+hành|chủ\s+trì|phối\s+hợp|báo\s+cáo|theo\s+dõi|giải\s+quyết)(?![^\W_])"
)
ASKED = re.compile(r"(?:với|cùng|giao|cho)\s+$")  # a verb follows those who are asked
LEVEL_LAST = re.compile(r"\s(?:tỉnh|huyện)$")
AFTER_LEVEL = re.compile(
    r"(?:trực|thuộc|các|và|cùng|miền|phía|ủy|đoàn|đội|hội|khóa|nhiệm|có|nơi|ở|tại|trong|lân|biên|ven|vùng|này|mình)(?![^\W_])"
)
AFTER_FIELD = re.compile(
    r"(?:tỉnh|thành|huyện|quận|thị|xã|phường|các|cấp|trực|thuộc|và|của|nơi|ở|tại|ngành|được|có|địa|trong|liên|tp)(?![^\W_])"
)
# "UBND các xã: An Lư, Trung Hà": the places by name after a colon.
PLACE_LIST = re.compile(r"[^\W\d_a-zđ]\w+(?:\s[^\W\d_a-zđ]\w+){1,3}(?:,|\svà\s)")
CAPITAL_NEXT = re.compile(r"\s+[^\W\d_a-zđ]")
TWO_SHORT = re.compile(
    r"(?:Chi cục|Cục|Vụ|Sở|Phòng|Trung tâm|Viện|Ban|Ban Chỉ huy|Ban Chỉ đạo)"
    r"\s+[A-ZĐ]{2,8}(?:\s+[A-ZĐ]{2,8})?\s+và\s+[A-ZĐ]{2,8}$"
)
VERBS = ("lãnh đạo", "thống kê", "thi hành án dân sự")  # no bodies without a name, in lists either
LEVELS = ("tỉnh", "huyện", "xã", "phường", "phố", "ương", "cao", "sự", "dân")
FIELDS_HEAD = re.compile(
    r"(?:(?P<post>giám\s+đốc|bộ\s+trưởng)\s+)?các\s+(?P<kind>bộ|sở|vụ|ban)(?:\s*,\s*(?:ban\s*,\s*)?ngành)?(?:\s+trưởng)?\s*:\s*"
)
SELF_SUFFICIENT = (
    "cấp ủy",
    "nhà trường",
    "chính phủ",
    "quốc hội",
    "hđnd",
    "ubnd",
    "chủ đầu tư",
    "mttq",
)
NAME_FOLLOWS = re.compile(
    r"\s+(?:các|bộ|tỉnh|sở|ubnd|ủy|vụ|cục|ngành|huyện|thành|xã|chính|nhà\s+nước|đơn|cơ\s+quan|trung|phòng|ban|quản|tổng|đại|pháp|chuyên|khu|hội|cấp|công\s+tác|"
    r"\d{1,2}|dân\s+phố|kiểm\s+tra|giúp|soạn|thẩm|biên|chỉ\s+đạo|tổ|phó|trưởng|-\s+pháp\s+chế)(?![^\W_])"
    r"|\s*,\s*(?:phó|ban|ngành|phường|thị|huyện|xã|tạp\s+chí|đài|đoàn)(?![^\W_])"
)
# Common nouns that begin the next agency of a list although no "các" stands before them.
FOLLOWING = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|địa\s+phương|doanh\s+nghiệp|cấp\s+ủy|chính\s+quyền|hiệp\s+hội|chủ\s+đầu\s+tư"
    r"|nhà\s+trường|lực\s+lượng|phòng\s+chuyên\s+môn|công\s+an|thủ\s+trưởng|người\s+đứng\s+đầu|hợp\s+tác\s+xã"
    r"|tổ\s+chức\s+(?:đảng|đoàn|pháp\s+chế|chính|xã|hành|tín|có|liên|kinh|khoa|quốc|công|hội|sự|cá)"
    r"|ủy\s+ban|hội\s+đồng|tập\s+đoàn|tỉnh\s+đoàn|huyện\s+đoàn|thành\s+đoàn|sở|tổng\s+công\s+ty|công\s+ty|cá\s+nhân)(?![^\W_])"
)


@cache
def head_words() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_heads")) + r"(?![^\W_])")


@cache
def not_agencies() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_not")) + r"(?![^\W_])")


@cache
def group_words() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_groups")) + r"(?![^\W_])")


@cache
def quantified_groups() -> re.Pattern[str]:
    return re.compile(rf"{QUANTIFIER}\s+(?:{one_of(entries('agency_groups'))})(?![^\W_])")


@cache
def joint_names() -> re.Pattern[str]:
    patterns = [line.replace(" ", r"\s+") for line in entries("agency_patterns")]
    return re.compile(
        "(?:" + "|".join([*patterns, one_of(entries("agency_joint"))]) + r")(?![^\W_])"
    )


@cache
def relative_nouns() -> re.Pattern[str]:
    return re.compile(one_of(entries("agency_relatives")) + r"(?![^\W_])")


@cache
def stop_words() -> dict[str, re.Pattern[str]]:
    """For the first syllable of a word that ends names: the words that begin with it."""
    found: dict[str, list[str]] = {}
    for entry in entries("stop_words"):
        found.setdefault(entry.split()[0], []).append(entry)
    return {first: re.compile(one_of(tuple(all_)) + r"(?![^\W_])") for first, all_ in found.items()}


@cache
def ministries() -> re.Pattern[str]:
    """ "Sở Tư pháp", "Bộ Tài nguyên và Môi trường": a body named by its field."""
    return re.compile(r"(?:sở|bộ)\s+(?P<field>" + one_of(entries("sectors")) + r")(?![^\W_])")


@cache
def sector_words() -> re.Pattern[str]:
    return re.compile(one_of(entries("sectors")) + r"(?![^\W_])")


@cache
def compounds_with() -> dict[str, tuple[tuple[str, int], ...]]:
    """For a word that ends names, the compounds that hold it, with its place in them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for compound in entries("compounds"):
        for option in entries("stop_words"):
            if (place := f" {compound} ".find(f" {option} ")) >= 0:
                found.setdefault(option, []).append((compound, place))
    return {option: tuple(places) for option, places in found.items()}


@cache
def abbreviations() -> re.Pattern[str]:
    return re.compile(r"[A-ZĐ][A-ZĐƯƠĂÂÊÔ]{1,9}(?:-[A-ZĐ]{2,8})?(?![^\W_])")


@cache
def heads_with_name() -> frozenset[str]:
    """Heads that are no agency unless a name or a fitting noun follows."""
    return frozenset(entries("heads_with_name"))
