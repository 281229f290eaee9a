"""VB-028: the year in a number is the year of the document's date."""

from collections.abc import Iterator

from vanban.lint.cited import mentions
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-028"
SEVERITY = "error"
BASIS = "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15, Điều 7, khoản 3"
TITLE = "Năm trong số văn bản khác năm ban hành"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Luật số 64/2025/QH15, Điều 7, khoản 3: the number shows the year of issue."""
    for mention in mentions(text.plain):
        if (
            mention.day
            and mention.year
            and mention.kind != "văn bản"
            and mention.year != mention.day.year
        ):
            message = (
                f"Số “{mention.number}” mang năm {mention.year} nhưng ngày ghi là"
                f" {mention.day:%d/%m/%Y}; đối chiếu bản gốc và sửa một trong hai."
            )
            yield Finding(CODE, SEVERITY, message, mention.start, mention.day_end, BASIS)
