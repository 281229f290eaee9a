"""Every way a document says when: a day, a month, a quarter, a year, a range, a rhythm, vaguely.

"trước ngày X" and "chậm nhất" give a `date` whose end is X itself; months, halves of a year and
several quarters a `range`; where no year is said, it is the year of the plan.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.model import Deadline, Span

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
Y = r"(?:năm\s+)?(?P<{0}>(?:19|20)\d\d)"
DATE = (
    r"(?:ngày\s+)?(?P<d{0}>\d{{1,2}})\s?[/.-]\s?(?P<m{0}>\d{{1,2}})(?:\s?[/.-]\s?(?P<y{0}>(?:19|20)\d\d)|\s+năm\s+(?P<z{0}>(?:19|20)\d\d))?(?![\d%])"
    r"|(?:ngày\s+)?(?P<e{0}>\d{{1,2}})\s+tháng\s+(?P<n{0}>\d{{1,2}})(?:\s*[,/]?\s*(?:năm\s+)?(?P<x{0}>(?:19|20)\d\d))?(?!\d)"
)
QUARTER = r"(?:iii|ii|iv|i|[1-4])"
SPANS_YEAR = r"(?:\s*(?:/|-|,)?\s*(?:của\s+)?(?:năm\s+)?(?P<y>(?:19|20)\d\d))?(?!\d)"
TO = r"\s*(?:-|đến\s+hết|đến|tới|và)\s*"
EVERY = r"h[ằà]ng"
RECURRENCES = (
    (
        "quarterly",
        re.compile(
            rf"{EVERY}\s+quý|định\s+kỳ\s+(?:{EVERY}\s+|theo\s+)?quý|(?:0?3|ba)\s+tháng\s+một\s+lần|quý\s+i,\s*(?:0?6|sáu)\s+tháng|mỗi\s+quý|từng\s+quý|cuối\s+quý"
        ),
    ),
    (
        "half-yearly",
        re.compile(
            r"định\s+kỳ\s+(?:(?:báo\s+cáo\s+)?(?:0?6|sáu)\s+tháng)|(?:0?6|sáu)\s+tháng(?:,|\s+và|\s+/)\s*(?:h[ằà]ng\s+)?(?:một\s+)?năm|(?:0?6|sáu)\s+tháng(?:\s*/\s*|\s+)(?:một\s+)?lần|(?:0?6|sáu)\s+tháng\s+(?:một\s+)?lần"
        ),
    ),
    ("monthly", re.compile(rf"{EVERY}\s+tháng|định\s+kỳ\s+(?:{EVERY}\s+)?tháng|mỗi\s+tháng")),
    ("weekly", re.compile(rf"{EVERY}\s+tuần|mỗi\s+tuần")),
    ("daily", re.compile(rf"{EVERY}\s+ngày")),
    (
        "yearly",
        re.compile(rf"{EVERY}\s+năm|định\s+kỳ\s+(?:{EVERY}\s+)?năm|mỗi\s+năm|các\s+năm\s+trong"),
    ),
)
ONGOING = re.compile(
    r"thường\s+xuyên|thường\s+kỳ|liên\s+tục|định\s+kỳ|đột\s+xuất|h[ằà]ng\s+(?:năm|quý|tháng|tuần|ngày)"
    r"|mỗi\s+(?:năm|quý|tháng)|trong\s+suốt|cả\s+năm|suốt\s+(?:năm|quá\s+trình)"
)
ONWARD = re.compile(r"(?:và|,)?\s*(?:các|những)\s+năm\s+(?:tiếp|sau|kế)|trở\s+đi|và\s+các\s+năm")
BY = re.compile(
    r"(?:xong\s+)?(?:trước|chậm\s+nhất|muộn\s+nhất|không\s+(?:quá|muộn\s+hơn)|hạn\s+cuối)[^\d\n]{0,40}(?:\d{1,2}\s?(?:h|giờ)\s?(?:\d\d)?\s*(?:phút\s*)?,?\s*(?:ngày\s*)?)?$"
)
UNTIL = re.compile(r"(?:đến\s+hết|đến|hết|tới)\s*(?:ngày\s*)?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as said: the days it covers, what kind, and where it stands."""

    kind: str
    first: dt.date
    last: dt.date
    start: int
    end: int


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int, last: int | None = None) -> tuple[dt.date, dt.date] | None:
    last = last or month
    if not (1 <= month <= last <= 12):
        return None
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


DAY = re.compile(DATE.format(""))
DAY_RANGE = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?(?P<da>\d{1,2})(?:\s?[/.]\s?(?P<ma>\d{1,2})(?:\s?[/.]\s?(?P<ya>(?:19|20)\d\d))?)?\s*(?:-|đến\s+hết|đến|tới)\s*"
    r"(?:ngày\s+)?(?P<db>\d{1,2})\s?[/.]\s?(?P<mb>\d{1,2})(?:(?:\s?[/.]\s?|\s+năm\s+)(?P<yb>(?:19|20)\d\d))?(?!\d)"
)
LONG_RANGE = re.compile(
    r"từ\s+ngày\s+(?P<da>\d{1,2})\s+tháng\s+(?P<ma>\d{1,2})(?:\s+năm\s+(?P<ya>(?:19|20)\d\d))?\s+đến\s+(?:hết\s+)?ngày\s+"
    r"(?P<db>\d{1,2})\s+tháng\s+(?P<mb>\d{1,2})(?:\s+năm\s+(?P<yb>(?:19|20)\d\d))?"
)
MONTHS = re.compile(
    r"(?:từ\s+)?(?:cuối\s+|đầu\s+|giữa\s+)?(?:tháng\s+|t\.?\s?)(?P<a>\d{1,2})(?!\s+(?:kỳ|lần|buổi)\b)(?:\s*[/-]\s*(?P<ya>(?:19|20)\d\d)|\s+năm\s+(?P<za>(?:19|20)\d\d))?"
    r"(?:\s*(?P<to>-|đến\s+hết|đến|tới|và|,)\s*(?:tháng\s+)?(?P<b>\d{1,2})(?=\s*/\s*(?:19|20)\d\d|\s*(?:[,.;)-]|năm|$|\s))|(?!\d))"
    r"(?:\s*/\s*(?P<y>(?:19|20)\d\d)|\s*(?:,\s*)?năm\s+(?P<z>(?:19|20)\d\d))?"
)
MONTHS_SPLIT = re.compile(
    r"(?:từ\s+)?tháng\s+(?P<a>\d{1,2})\s*(?:/|-|năm)\s*(?P<ya>(?:19|20)\d\d)\s*(?:-|đến\s+hết|đến|tới)\s*(?:tháng\s+)?(?P<b>\d{1,2})\s*(?:/|-|năm)\s*(?P<yb>(?:19|20)\d\d)"
)
QUARTERS = re.compile(
    rf"(?:từ\s+)?(?:cuối\s+|đầu\s+)?quý\s+(?P<a>{QUARTER})(?![^\W\d_])(?P<rest>(?:(?:\s*(?:,|-|và|đến|tới|\+|/)\s*)(?:hết\s+)?(?:quý\s+)?{QUARTER}(?![\d\w])){{0,3}})"
    + SPANS_YEAR
)
QUARTERS_SPLIT = re.compile(
    rf"(?:từ\s+)?quý\s+(?P<a>{QUARTER})\s*(?:/|-|năm)\s*(?P<ya>(?:19|20)\d\d)"
    rf"\s*(?:-|đến\s+hết|đến|tới)\s*quý\s+(?P<b>{QUARTER})\s*(?:/|-|năm)\s*(?P<yb>(?:19|20)\d\d)"
)
HALF = re.compile(
    r"(?:(?:0?6|sáu)\s+tháng|nửa)\s+(?P<which>đầu|cuối)\s+năm" + r"(?:\s+(?P<y>(?:19|20)\d\d))?"
)
NINE = re.compile(r"(?:0?9|chín)\s+tháng\s+(?:đầu\s+)?năm(?:\s+(?P<y>(?:19|20)\d\d))?")
YEARS = re.compile(
    r"(?:từ\s+)?(?:(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|năm|các\s+năm)\s+)?(?P<a>(?:19|20)\d\d)\s*(?:-|đến\s+hết|đến|tới|và|,)\s*(?:năm\s+)?(?P<b>(?:19|20)\d\d)(?!\d)"
)
YEAR = re.compile(r"(?:cuối\s+|đầu\s+)?năm\s+(?P<y>(?:19|20)\d\d)(?!\d)")
MONTH_OF_YEAR = re.compile(r"(?P<m>\d{1,2})\s?/\s?(?P<y>(?:19|20)\d\d)(?![\d/])")
BARE_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)(?!\d)")


def moments(
    low: str, start: int, end: int, *, year: int | None, is_label: bool
) -> Iterator[Moment]:
    """The times said between two places, in order, none inside another.

    `low` is the plain text in small letters; `year` the year of the plan; `is_label`: the words
    after "Thời gian:" or in a column, where a bare "2010" is a year.
    """
    at = start
    while match := START.search(low, at, end):
        moment = _moment_at(low, match.start(), end, year=year, is_label=is_label)
        if moment and moment.end > moment.start:
            yield moment
            at = moment.end
        else:
            at = match.end()


START = re.compile(
    r"(?<![\w/.,-])(?<!năm\shọc\s)(?<!hè\s)(?<!tuần\s)(?<!tuần\sthứ\s)(?:từ\s+)?(?:nửa\s+|ngày\s+|tháng\s+|quý\s+|năm\s+|giai\s+đoạn\s+|thời\s+kỳ\s+|nhiệm\s+kỳ\s+|các\s+năm\s+|cuối\s+|đầu\s+|t\.?\s?\d|\d)"
)


def _moment_at(low: str, at: int, end: int, *, year: int | None, is_label: bool) -> Moment | None:
    for read in (_days, _months, _quarters, _half, _years):
        if moment := read(low, at, end, year):
            return moment
    if is_label and (match := BARE_YEAR.match(low, at, end)):
        return _whole_year("year", int(match["y"]), int(match["y"]), match)
    if is_label and (match := MONTH_OF_YEAR.match(low, at, end)):
        covered = _month(int(match["y"]), int(match["m"]))
        return Moment("range", *covered, match.start(), match.end()) if covered else None
    return None


def _whole_year(kind: str, first: int, last: int, match: re.Match[str]) -> Moment:
    return Moment(kind, dt.date(first, 1, 1), dt.date(last, 12, 31), match.start(), match.end())


def _days(low: str, at: int, end: int, year: int | None) -> Moment | None:
    for pattern in (LONG_RANGE, DAY_RANGE):
        if match := pattern.match(low, at, end):
            moment = _day_range(match, year)
            if moment:
                return moment
    match = DAY.match(low, at, end)
    if not match:
        return None
    d, m = match["d"] or match["e"], match["m"] or match["n"]
    said = match["y"] or match["z"] or match["x"]
    if not said and (
        year is None or (match["d"] and match.group()[0].isdigit() and "." in match.group())
    ):
        return None
    day = _day(int(said or year or 0), int(m), int(d))
    return Moment("date", day, day, match.start(), match.end()) if day else None


def _day_range(match: re.Match[str], year: int | None) -> Moment | None:
    last_year = int(match["yb"] or year or 0)
    if not last_year:
        return None
    last = _day(last_year, int(match["mb"]), int(match["db"]))
    first = _day(int(match["ya"] or last_year), int(match["ma"] or match["mb"]), int(match["da"]))
    if not first or not last or first > last:
        return None
    return Moment("range", first, last, match.start(), match.end())


def _months(low: str, at: int, end: int, year: int | None) -> Moment | None:
    if match := MONTHS_SPLIT.match(low, at, end):
        a, b = _month(int(match["ya"]), int(match["a"])), _month(int(match["yb"]), int(match["b"]))
        if a is None or b is None or a > b:
            return None
        return Moment("range", a[0], b[1], match.start(), match.end())
    match = MONTHS.match(low, at, end)
    if not match:
        return None
    said = match["y"] or match["z"] or match["ya"] or match["za"] or year
    if not said:
        return None
    last = int(match["b"]) if match["b"] else None
    covered = _month(int(said), int(match["a"]), last) or _month(int(said), int(match["a"]))
    return Moment("range", *covered, match.start(), match.end()) if covered else None


def _quarters(low: str, at: int, end: int, year: int | None) -> Moment | None:
    if match := QUARTERS_SPLIT.match(low, at, end):
        a = _month(int(match["ya"]), ROMAN[match["a"]] * 3 - 2)
        b = _month(int(match["yb"]), ROMAN[match["b"]] * 3)
        if a and b and a < b:
            return Moment("range", a[0], b[1], match.start(), match.end())
    match = QUARTERS.match(low, at, end)
    said = match and (match["y"] or year)
    if not match or not said:
        return None
    numbers = [
        ROMAN[q]
        for q in re.findall(
            QUARTER, re.sub(r"quý|đến|tới|và|hết", " ", match["a"] + " " + match["rest"])
        )
    ]
    covered = _month(int(said), min(numbers) * 3 - 2, max(numbers) * 3)
    kind = "quarter" if len(set(numbers)) == 1 else "range"
    return Moment(kind, *covered, match.start(), match.end()) if covered else None


def _half(low: str, at: int, end: int, year: int | None) -> Moment | None:
    if match := HALF.match(low, at, end):
        said = match["y"] or year
        months = (1, 6) if match["which"] == "đầu" else (7, 12)
    elif match := NINE.match(low, at, end):
        said, months = match["y"] or year, (1, 9)
    else:
        return None
    covered = _month(int(said), *months) if said else None
    return Moment("range", *covered, match.start(), match.end()) if covered else None


def _years(low: str, at: int, end: int, year: int | None) -> Moment | None:
    match = YEARS.match(low, at, end)
    if match and int(match["a"]) < int(match["b"]):
        return _whole_year("range", int(match["a"]), int(match["b"]), match)
    if match := YEAR.match(low, at, end):
        return _whole_year("year", int(match["y"]), int(match["y"]), match)
    return None


def recurrence(low: str) -> str | None:
    """How often: quarterly, half-yearly, yearly ... or None."""
    return next((name for name, pattern in RECURRENCES if pattern.search(low)), None)


def _tidy(low: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (low[start].isspace() or low[start] in ":;-.,"):
        start += 1
    while end > start and (low[end - 1].isspace() or low[end - 1] in ";.,/"):
        end -= 1
    if end > start and low[end - 1] == ")" and low.find("(", start, end) < 0:
        return _tidy(low, start, end - 1)
    return start, end


def read_label(text: str, low: str, start: int, end: int, *, year: int | None) -> Deadline:
    """The deadline that stands after a label "Thời gian:" or in a column of a table."""
    start, end = _tidy(low, start, end)
    if start >= end:
        return Deadline()
    words, span = " ".join(text[start:end].split()), Span(start, end)
    value = low[start:end]
    found = list(moments(low, start, end, year=year, is_label=True))
    if found and ONWARD.search(low, found[0].end, end):
        return Deadline(words, "ongoing", found[0].first, None, span)
    has_year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", value)
    if value.startswith("thường xuyên") or (recurrence(value) and not has_year):
        return Deadline(words, "ongoing", None, None, span)
    if len(found) == 1 and FROM.match(value) and not re.search(r"đến|tới|-", value):
        return Deadline(words, "ongoing", found[0].first, None, span)
    if found:
        return _from_moments(words, span, low, found)
    if year and re.match(r"(?:trong\s+cả|trong|cả)\s+năm\s*$", value):
        return Deadline(words, "year", dt.date(year, 1, 1), dt.date(year, 12, 31), span)
    return Deadline(words, "ongoing" if ONGOING.search(value) else "none", None, None, span)


def from_to(first: Deadline, last: Deadline) -> Deadline:
    """One deadline from a column "bắt đầu" and a column "kết thúc"."""
    if not (first.text and last.text) or last.end is None:
        return last if last.text else first
    start = first.start or first.end
    if start is None or start > last.end:
        return last
    return Deadline(f"{first.text} - {last.text}", "range", start, last.end, last.span)


def _from_moments(words: str, span: Span, low: str, found: list[Moment]) -> Deadline:
    """One deadline from the times that one label names: the last day counts."""
    before = low[max(span.start, found[0].start - 45) : found[0].start]
    if len(found) == 1:
        return _single(words, span, before, found[0])
    if all(moment.kind == "date" for moment in found) and BY.search(before):
        return Deadline(words, "date", None, max(m.last for m in found), span)
    first, last = min(m.first for m in found), max(m.last for m in found)
    return Deadline(words, "range", first, last, span)


LAST_DAYS = re.compile(r"(?:^|vào\s+|trong\s+)cuối\s+(?:quý|tháng|năm)")


def _single(words: str, span: Span, before: str, moment: Moment) -> Deadline:
    if BY.search(before):
        strictly = re.search(r"trước\s*$", before) and moment.kind != "date"
        end = dt.date.fromordinal(moment.first.toordinal() - 1) if strictly else moment.last
        return Deadline(words, "date", None, end, span)
    is_last = moment.kind == "date" or LAST_DAYS.search(words.lower())
    if is_last or UNTIL.search(before):
        return Deadline(words, "date", None, moment.last, span)
    return Deadline(words, moment.kind, moment.first, moment.last, span)


FROM = re.compile(r"(?:bắt\s+đầu\s+)?(?:kể\s+)?từ\s")

# In running text a time is a deadline only after words like these.
CUES = re.compile(
    r"(?:xong\s+)?trước\s+(?:\d{1,2}\s?(?:h|giờ)\s?(?:\d\d)?'?\s*,?\s*)?(?=ngày\s+\d|\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20)"
    r"|(?:chậm|muộn)\s+nhất\s+(?:là\s+)?(?:trước\s+|vào\s+|trong\s+|đến\s+|hết\s+|đến\s+hết\s+)?(?=ngày\s+\d|\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20|cuối)"
    r"|(?:hoàn\s+thành|thực\s+hiện|xong|triển\s+khai|gửi|ban\s+hành|báo\s+cáo|trình|thời\s+gian|thời\s+hạn|tiến\s+độ|tổ\s+chức)(?:\s+[^\s\d,;.]+){0,6}?\s+(?:trong|vào|đến\s+hết|đến|hết|cuối)\s+(?=ngày\s+\d|\d{1,2}/|tháng\s+\d|quý\s+[iv1-4]|năm\s+20|giai\s+đoạn|cả\s+năm)"
    r"|dự\s+kiến\s+(?:trong\s+|vào\s+|từ\s+|đến\s+)?(?=ngày\s+\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20)"
    r"|vào\s+(?=cuối\s+(?:quý|tháng|năm)|ngày\s+\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20)"
    r"|(?:^|[.;,(]\s*|\s)(?:đến\s+hết|hết)\s+(?=ngày\s+\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20)"
    r"|(?:^|[.;,(]\s*)(?:trong|vào|từ)\s+(?=ngày\s+\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20)"
    r"|từ\s+(?=ngày\s+\d{1,2}/\d{1,2}/\d{4}\s*[.;,]|(?:ngày\s+)?\d{1,2}(?:\s?/\s?\d{1,2})?(?:\s?/\s?\d{4})?\s+đến|tháng\s+\d{1,2}(?:/\d{4})?\s+đến|quý\s+[iv1-4]+\s+đến)"
    r"|kỳ\s+họp\s+(?=tháng\s+\d)"
    r"|trong\s+(?=tháng\s+\d|quý\s+[iv1-4]|(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm|(?:0?9|chín)\s+tháng\s+đầu)"
    r"|từ\s+\d{1,2}\s?(?:h|giờ)\s?(?:\d\d)?'?\s*(?:phút\s*)?,?\s*(?=ngày\s+\d)"
    r"|trong\s+tuần\s+(?:đầu|cuối|thứ\s+\w+|\d)\s+(?:của\s+)?(?=tháng\s+\d)"
    r"|(?:thực\s+hiện|hoàn\s+thành|xong)\s+(?=quý\s+[iv1-4]|tháng\s+\d|năm\s+20\d\d\s*[.;)])"
    r"|(?:thời\s+(?:gian|hạn)(?:\s+(?:thực\s+hiện|hoàn\s+thành))?|hoàn\s+thành|tiến\s+độ)\s*:\s*(?=quý\s+[iv1-4]|tháng\s+\d|năm\s+20|ngày\s+\d|\d{1,2}/)"
    r"|phấn\s+đấu\s+(?:đến\s+)?(?:hết\s+|trước\s+)?(?=ngày\s+\d|\d{1,2}/\d{1,2}|tháng\s+\d|quý\s+[iv1-4])"
    r"|(?:sáng|chiều|tối)\s+(?=ngày\s+\d|\d{1,2}/\d)"
    r"|[;,(]\s*(?=giai\s+đoạn\s+20\d\d\s*-\s*20\d\d\s*(?:[.;)]|hoàn\s+thành))"
    r"|(?:kinh\s+phí|áp\s+dụng|bắt\s+đầu|kể)\s+từ\s+(?=năm\s+20|tháng\s+\d|quý\s+[iv])"
    r"|[;(]\s*(?=năm\s+20\d\d\s*[).;])|từ\s+(?=tháng\s+\d{1,2}(?:/|\s+năm\s+)\d{4})"
    r"|(?:trong|từ)\s+(?=năm\s+20\d\d\s*(?:[.;]|/|$|-|đến))"
)
OPENS = re.compile(
    r"(?:trong|vào|từ)\s+(?=ngày\s+\d|tháng\s+\d|quý\s+[iv1-4]|năm\s+20|giai\s+đoạn\s+20)"
    r"|đến\s+(?:hết\s+)?(?=ngày\s+\d|\d{1,2}/\d|tháng\s+\d|năm\s+20)|(?=(?:năm\s+20\d\d|quý\s+[iv1-4][^,;.]{0,12}),)"
)
AGAIN = re.compile(
    rf"(?:^|[.;:,]\s*|và\s+|theo\s+)?(?:định\s+kỳ\s+(?:(?:báo\s+cáo\s+)?(?:{EVERY}\s+)?(?:quý|năm|tháng|tuần|ngày|0?\d+\s+tháng|\d+\s+năm|sáu\s+tháng|ba\s+tháng)|hoặc\s+đột\s+xuất|và\s+đột\s+xuất|,\s*đột\s+xuất))"
    rf"|[.;:,]\s+{EVERY}\s+(?:năm|quý|tháng|tuần|ngày)(?=\s*[,.;]|\s)"
    rf"|trước\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}})?\s+{EVERY}\s+(?:năm|quý|tháng)"
    r"|(?<!thường xuyên )(?<!kế hoạch )(?<!chương trình )(?<!dự toán )(?<!kinh phí )"
    r"(?<!cấp ủy )(?<!xếp loại )"
    r"(?<!nhiệm vụ )(?<!công tác )(?<!ngân sách )(?<!đánh giá )"
    rf"{EVERY}\s+(?:năm|quý|tháng)(?=\s*(?:[.;]|$))"
    rf"|phấn\s+đấu\s+{EVERY}\s+(?:năm|quý|tháng)"
    rf"|vào\s+(?:ngày|tuần|tháng)\s+[^.;,]{{1,16}}\s(?:{EVERY}|mỗi)\s+(?:tháng|quý|năm)"
    rf"|{EVERY}\s+(?:tuần|ngày)(?![^\W_])|(?:trước|chậm\s+nhất)[^.;,\n]{{0,40}}(?:mỗi|cuối|của)\s+(?:tháng|quý|tuần)"
    r"|(?:\d{1,2}|sáu|ba|hai)\s+(?:tháng|ngày|tuần|năm)\s+(?:một|1|01)\s+lần|mỗi\s+(?:năm|quý|tháng|tuần)(?:\s+(?!ít|từ|tối|nhất)[^\s.;,]+){0,2}\s+(?:một|\d{1,2})\s+(?:lần|cuộc|kỳ|đợt|buổi)"
    r"|(?:vào\s+)?ngày\s+\d{1,2}\s+(?:tháng\s+)?(?:cuối\s+|mỗi\s+|của\s+mỗi\s+)(?:quý|tháng)|[\s(]thường\s+xuyên(?:,|\s+và|\s+hoặc)\s+đột\s+xuất|(?:mỗi\s+)?(?:ngày|tuần|tháng)\s+0?\d\s+lần"
    r"|(?:^|[.;:]\s*)thường\s+xuyên(?=\s*[,.;]|\s*$)|(?<!nhiệm\svụ)(?<!công\sviệc)[\s(]thường\s+xuyên\s*(?=[.;)]|$)|,\s+thường\s+xuyên\s"
    r"|[;,.]\s*(?:0?6|sáu)\s+tháng,\s*(?:một\s+)?năm\s"
)
OPENS_AGAIN = re.compile(
    rf"(?:thường\s+xuyên|định\s+kỳ(?:\s+(?:{EVERY}\s+)?(?:năm|quý|tháng|tuần|ngày|\d{{1,2}}\s+tháng))?"
    rf"|{EVERY}\s+(?:năm|quý|tháng|tuần|ngày))(?=[\s,])"
)
EVENT = re.compile(
    r"(?:ban\s+hành|ký|thông\s+qua|có\s+hiệu\s+lực|phê\s+duyệt|kể\s+từ|tính\s+đến|phát\s+sinh)(?:\s+[^\s.;,]+){0,2}\s*$"
)
CITED = re.compile(r"[/-][^\W_][\w./-]*\s*,?\s*$")


def read_prose(text: str, low: str, start: int, end: int, *, year: int | None) -> Deadline:
    """The deadline that running text names, if it does (see `CUES`)."""
    again = _again_by_day(low, start, end)
    if again and not _dated_before(low, start, again.start):
        return Deadline(
            " ".join(text[again.start : again.end].split()), "ongoing", None, None, again
        )
    found = list(_cued(text, low, Span(start, end), year))
    if found:
        by = (deadline for deadline, is_by in found if is_by)
        return next(by, found[0][0])
    if match := OPENS_AGAIN.match(low, start, end) or AGAIN.search(low, start, end):
        begin, stop = _tidy(low, match.start(), match.end())
        return Deadline(
            " ".join(text[begin:stop].split()), "ongoing", None, None, Span(begin, stop)
        )
    return _at_the_end(text, low, Span(start, end), year)


LAST_DAY = re.compile(r"(?<=\s)ngày\s+\d{1,2}/\d{1,2}/20\d\d(?=\s*(?:[.;]|$))", re.M)


def _at_the_end(text: str, low: str, within: Span, year: int | None) -> Deadline:
    """ "Bàn giao cho Văn phòng ngày 24/12/2025.": a day of the plan's year closes the sentence."""
    for match in LAST_DAY.finditer(low, within.start, within.end):
        before = low[max(within.start, match.start() - 60) : match.start()]
        moment = _moment_at(low, match.start(), within.end, year=year, is_label=False)
        if moment and year and moment.last.year >= year and not NO_DAY.search(before):
            words = " ".join(text[match.start() : moment.end].split())
            return Deadline(words, "date", None, moment.last, Span(match.start(), moment.end))
    return Deadline()


def _cued(text: str, low: str, within: Span, year: int | None) -> Iterator[tuple[Deadline, bool]]:
    """The times that running text names after a cue, and whether it says "trước", "chậm nhất"."""
    opening = OPENS.match(low, within.start, within.end)
    cues = CUES.finditer(low, opening.end() if opening else within.start, within.end)
    for cue in (opening, *cues) if opening else cues:
        moment = _moment_at(low, cue.end(), within.end, year=year, is_label=False)
        if moment is None:
            continue
        if moment.kind == "date" and _is_event(low, within.start, cue.start()):
            continue
        if not re.match(rf"\s+{EVERY}", low[moment.end : moment.end + 8]):
            begin, _ = _tidy(low, cue.start(), cue.end())
            words = " ".join(text[begin : moment.end].split())
            is_by = bool(BY.search(low[begin : moment.start]))
            yield _in_prose(words, low, Span(begin, moment.end), moment), is_by


def _in_prose(words: str, low: str, span: Span, moment: Moment) -> Deadline:
    """One time of running text: "từ tháng 9/2025" and "... và các năm tiếp theo" have no end."""
    said = low[span.start : span.end]
    is_from = re.search(r"(?:^|\s)từ\s", low[span.start : moment.start + 4])
    is_open = is_from and not re.search(r"đến|tới|-", said)
    if is_open or ONWARD.match(low[span.end : span.end + 40].lstrip()):
        return Deadline(words, "ongoing", moment.first, None, span)
    return _single(words, span, low[span.start : moment.start], moment)


def _dated_before(low: str, start: int, end: int) -> bool:
    """True where a time stands before, in a sentence of its own or with its own year."""
    cue = CUES.search(low, start, end)
    return bool(cue) and bool(
        re.search(r"[.;]|(?:19|20)\d\d", low[cue.end() : end]) if cue else False
    )


def _is_event(low: str, start: int, at: int) -> bool:
    """The day of what happened ("ban hành trước ngày ..."), not of what is to be handed in."""
    if not EVENT.search(low, max(start, at - 40), at):
        return False
    return not re.search(
        r"(?:trình|xây\s+dựng|hoàn\s+thiện|tham\s+mưu)[^.;]{0,140}$", low[max(start, at - 160) : at]
    )


NO_DAY = re.compile(
    r"(?:\d[/-][^\W_][\w./-]*|(?:từ|tính|ký|số|hành|luật|đến|cũ|lúc|là|qua|họp|lực|của|sau|động|nghị|kỳ)),?\s*$"
)
BY_DAY = re.compile(
    rf"trước\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}}|\s+tháng\s+\d{{1,2}})?(?:\s+và\s+(?:trước\s+)?(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}}|\s+tháng\s+\d{{1,2}})?)?(?:\s+của)?\s+{EVERY}\s+(?:năm|quý|tháng)"
    rf"|{EVERY}\s+(?:năm|quý|tháng)(?:\s+[^\s.;]+){{0,9}}?\s+(?:chậm\s+nhất\s+)?trước\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}})?(?!\d|/)"
)


def _again_by_day(low: str, start: int, end: int) -> Span | None:
    match = BY_DAY.search(low, start, end)
    return Span(match.start(), match.end()) if match else None
