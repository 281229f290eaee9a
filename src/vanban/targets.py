"""Targets: goals with a number ("ít nhất 98%"); not results, thresholds or funding."""

import re
from collections.abc import Iterator
from dataclasses import replace

from vanban.model import Metadata, Target
from vanban.outline import Part, read_parts
from vanban.text import Text
from vanban.words import lower

NUMBER = r"(?<![\d/.,-])(?P<{0}>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?)"
UNIT = r"(?P<unit>%|‰|(?:(?:nghìn|ngàn|triệu|tỷ|vạn)\s+)?[^\W\d_]+)"
FIGURE = re.compile(
    NUMBER.format("value")
    + r"(?:(?:\s?%)?\s*(?:-|đến)\s*"
    + NUMBER.format("most")
    + r")?(?![\d/.]\d)\s*"
    + UNIT
)
AT_LEAST = re.compile(
    r"(?:ít\s+nhất|tối\s+thiểu|trên|hơn|từ|không\s+(?:dưới|thấp\s+hơn|ít\s+hơn)|đạt\s+từ|vượt|thấp\s+nhất)\s*(?:là\s+|đạt\s+|từ\s+)*$"
)
AT_MOST = re.compile(
    r"(?:(?<!không\s)dưới|không\s+(?:quá|vượt\s+quá|cao\s+hơn|lớn\s+hơn)|tối\s+đa|nhiều\s+nhất|xuống\s+dưới|(?<!không\s)thấp\s+hơn|còn\s+dưới)\s*(?:là\s+|còn\s+)*$"
)
ABOUT = re.compile(r"(?:khoảng|xấp\s+xỉ|gần|ước)\s*(?:đạt\s+|là\s+)*$")
UPWARD = re.compile(r"\s*(?:/\s*năm\s+)?(?:(?:[^\W\d_]+\s+){0,6}?)?trở\s+lên")
DOWNWARD = re.compile(r"\s*(?:(?:[^\W\d_]+\s+){0,4}?)?trở\s+xuống")
GOAL_SECTION = re.compile(r"(?:[^\n]{0,30}\s)?(?:mục\s+tiêu|chỉ\s+tiêu)")
GOALS_FOLLOW = re.compile(r"(?:mục|chỉ)\s+tiêu(?:\s+[^\W\d_]+){0,4}\s*:\s*\S")
NOT_GOAL = re.compile(
    r"kinh\s+phí|ngân\s+sách|học\s+phí|hỗ\s+trợ\s+(?:kinh|học|tối|không(?!\s+(?:ít|dưới))|một\s+phần|toàn|\d)|mức\s+(?:phạt|chi|thu|đóng)|tiền\s+(?:phạt|thưởng|lương|công)|nguồn\s+vốn|vốn\s+(?:đầu|ngân)|mức\s+đóng\s+góp|đóng\s+góp\s+(?:của|từ|tự|bằng)|đối\s+ứng|thuế\s+suất|lãi\s+suất|so\s+với\s+cùng\s+kỳ\s+(?:năm\s+trước\s+)?từ|thuyết\s+minh|số\s+liệu\s+tăng|chênh\s+lệch"
)
RESULT = re.compile(
    r"(?<![\d.,])[\d.,]{0,15}\d/[\d.,]{1,15}\s[^.;]{0,40}(?:đạt|\()|\(\d+/\d+\s|(?<![^\W\d_])(?:đã|vừa\s+qua|kết\s+quả\s+(?:đạt|cho\s+thấy)|trong\s+(?:năm|thời\s+gian)\s+qua|hiện\s+(?:nay|có|còn|chiếm|đang|mới|đạt)|tính\s+đến|theo\s+(?:thống\s+kê|số\s+liệu)|mới\s+(?:đạt|có|chỉ|giải)|chỉ\s+đạt|tỷ\s+lệ\s+này|được\s+biểu\s+dương|giải\s+ngân\s+(?:dưới|trên))(?![^\W\d_])"
)
SCOPE = re.compile(r"(?:phạm\s+vi|địa\s+bàn|đối\s+tượng|nội\s+dung|thời\s+gian)\s*:")
AIMS = re.compile(
    r"(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|ít\s+nhất|tối\s+thiểu|mục\s+tiêu|chỉ\s+tiêu|đến\s+(?:hết\s+)?(?:cuối\s+)?năm|hoàn\s+thành)[^.;]{0,70}$"
    r"|(?:nâng|đưa)\s[^.;]{3,90}\s(?:lên|xuống|còn|đạt)\s+(?:trên\s+|dưới\s+|khoảng\s+)?$"
)
NO_GOALS = re.compile(
    r"(?:về\s+)?(?:những\s+|một\s+số\s+)?(?:kết\s+quả|tình\s+hình|thực\s+trạng|hạn\s+chế|tồn\s+tại|nguyên\s+nhân|đánh\s+giá|tiêu\s+chuẩn|điều\s+kiện|khen\s+thưởng|hình\s+thức)"
)
NOT_UNIT = (
    "năm",
    "tháng",
    "ngày",
    "quý",
    "giờ",
    "điều",
    "khoản",
    "điểm",
    "mục",
    "lần",
    "h",
    "và",
    "của",
    "đến",
    "tháng",
    "tuần",
    "tuổi",
    "kỳ",
    "phút",
    "bước",
    "nhóm",
    "nội",
    "phụ",
    "biểu",
    "km",
    "người/",
    "sao",
)
PAID = re.compile(r"hỗ\s+trợ\s*$")
AT_PLACES = re.compile(r"tại\s*$")  # "bản đồ địa chính tại 41 xã": where, not how many
COUNTED = ("lần", "km")  # units where a least is said: "ít nhất 02 lần/tháng"
LEAST = re.compile(r"(?:ít\s+nhất|tối\s+thiểu)\s*$")
TIME_UNITS = ("giờ", "ngày", "phút", "tháng")
SHORTER = re.compile(
    r"(?:xuống\s+(?:dưới|còn)|rút\s+ngắn[^.;,]{0,40}còn|không\s+quá)\s*(?:dưới\s+)?$"
)
BOUND = re.compile(
    r"(?:mỗi\s+[^\s.;,]+(?:\s+[^\s.;,]+){0,3}\s+(?:xây\s+dựng|thành\s+lập|duy\s+trì|vận\s+động)|nhân\s+rộng|ít\s+nhất|tối\s+thiểu|lên\s+trên|xuống\s+(?:dưới|còn)|phấn\s+đấu(?:\s+[^\s.;]+){0,3}|cho\s+khoảng|đạt\s+(?:trên|từ|khoảng))\s*(?:trên\s+|từ\s+)?$"
)
BASELINE = re.compile(r"\((?:bình\s+quân|năm|hiện|kỳ|cuối\s+năm)[^)]*$|so\s+với[^()]{0,40}\([^)]*$")
ATTRIBUTE = re.compile(r"\d\s*(?!%)(?![^,;.\n]{0,14}đạt)[^,;.\n%]{0,14}\s(?:trên|dưới|từ)\s*$")
MONEY = re.compile(
    r"\s*(?:(?:tổng\s+)?chi(?=\s+(?:ngân|thường))|kinh\s+phí|học\s+phí|chi\s+phí|ngân\s+sách|vốn|giá\s+trị|mức)(?![^\W_])"
)
BEFORE = re.compile(
    r"(?:so\s+với|số|điều|khoản|(?<!dứt\s)điểm|mục|tháng|ngày|năm|quý|phụ\s+lục|biểu|giai\s+đoạn|luật|khóa|kỳ\s+họp|lần|thứ|cấp|(?<!nâng\s)hạng|loại|nhóm|tuần|chương|trang|giờ|đề\s+án|bước|mẫu)\s*$"
)
CLAUSE = re.compile(r"[^.;\n]{1,1200}(?:\.\d[^.;\n]{0,1200}){0,12}")
CLAUSE_REACH = 600  # characters of the same clause that may say it is money
LONGEST = 80  # characters of a figure with its unit
WINDOW = 160  # characters before a figure that say what it is


def read_targets(text: Text, metadata: Metadata) -> tuple[Target, ...]:
    """The targets of a text, in its order; none from a page that only reports."""
    if metadata.layout == "news" and metadata.number is None:
        return ()
    reader = _TargetReader(text)
    return tuple(
        sorted(reader.run(read_parts(text), is_goal=False), key=lambda target: target.start)
    )


class _TargetReader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.low = lower(text.plain)

    def run(self, part: Part, *, is_goal: bool) -> Iterator[Target]:
        """The targets of a part and of those below it; under "Mục tiêu" every figure counts."""
        title = self.low[part.body : part.body + 120].split("\n")[0] if part.level != "root" else ""
        if len(title) < 110 and NO_GOALS.match(title) and part.level in ("section", "part"):
            return
        is_heading = title and len(title) < 110 and GOAL_SECTION.match(title)
        is_goal = is_goal or bool(is_heading or GOALS_FOLLOW.match(title))
        if part.level == "root":
            for line in part.lines:
                if line.row is None and GOALS_FOLLOW.match(self.low, line.start):
                    yield from self._line(part, line.start, line.end, True)
        else:
            for line in part.lines:
                if line.row is None:
                    yield from self._line(
                        part,
                        max(line.start, part.body) if line is part.lines[0] else line.start,
                        line.end,
                        is_goal,
                    )
        for child in part.children:
            yield from self.run(child, is_goal=is_goal)

    def _line(self, part: Part, start: int, end: int, is_goal: bool) -> Iterator[Target]:
        for clause in CLAUSE.finditer(self.low, start, end):
            if RESULT.search(clause.group()) or SCOPE.match(clause.group().lstrip(" -+")):
                continue
            for figure in FIGURE.finditer(self.low, clause.start(), clause.end()):
                before = self.low[max(start, figure.start() - WINDOW) : figure.start()]
                own = self.low[max(clause.start(), figure.start() - CLAUSE_REACH) : figure.start()]
                if not NOT_GOAL.search(own) and self._is_wanted(figure, before, is_goal):
                    yield self._target(part, figure, before, clause)

    def _is_wanted(self, figure: re.Match[str], before: str, is_goal: bool) -> bool:
        """True for a figure that somebody is to reach."""
        unit = figure["unit"]
        if len(figure.group()) > LONGEST:
            return False
        is_other = any(kind.search(before) for kind in (BEFORE, BASELINE, ATTRIBUTE))
        if is_other or self._is_share(figure, before):
            return False
        if unit == "%":
            aims = bool(AIMS.search(before)) or bool(UPWARD.match(self.low, figure.end()))
            return is_goal or aims or figure["value"] == "100"
        if AT_PLACES.search(before):
            return False
        kind = unit.split()[0]
        if kind in COUNTED and LEAST.search(before):
            return True
        if unit.endswith("đồng") and PAID.search(before):
            return False
        if kind == "phụ" and not self.low.startswith(" lục", figure.end()):
            return is_goal or bool(BOUND.search(before))
        if kind in NOT_UNIT and not (kind in TIME_UNITS and is_goal and SHORTER.search(before)):
            return False
        return is_goal or bool(BOUND.search(before))

    def _is_share(self, figure: re.Match[str], before: str) -> bool:
        """ "100% kinh phí" is a share that is paid; "giảm 12% kinh phí" is a goal."""
        after = MONEY.match(self.low, figure.end())
        return bool(after) and not re.search(r"giảm|tiết\s+kiệm|tăng", before[-40:])

    def _target(
        self, part: Part, figure: re.Match[str], before: str, clause: re.Match[str]
    ) -> Target:
        start, end = clause.span()
        target = Target(
            path=part.path,
            text=" ".join(self.text.source.text[start:end].split()),
            value=_number(figure["value"]),
            comparator=self._comparator(figure, before, end),
            unit=figure["unit"],
            start=start,
            end=end,
            value_max=_number(figure["most"]) if figure["most"] else None,
            is_approximate=bool(ABOUT.search(before)),
        )
        return self._trimmed(target)

    def _trimmed(self, target: Target) -> Target:
        """The target without the blanks before its clause."""
        words = self.low[target.start : target.end]
        return replace(target, start=target.start + len(words) - len(words.lstrip()))

    def _comparator(self, figure: re.Match[str], before: str, end: int) -> str:
        if AT_MOST.search(before) or DOWNWARD.match(self.low, figure.end(), end):
            return "<="
        if figure["most"] and not re.search(r"ít\s+nhất|tối\s+thiểu", before[-30:]):
            return "="
        is_least = AT_LEAST.search(before) or UPWARD.match(self.low, figure.end(), end)
        return ">=" if is_least else "="


def _number(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))
