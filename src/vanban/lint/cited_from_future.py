"""VB-010: a paper cites no document dated after itself."""

from collections.abc import Iterator

from vanban.lint.cited import mentions
from vanban.lint.rule import READER
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-010"
SEVERITY = "error"
BASIS = READER
TITLE = "Viện dẫn văn bản có ngày sau ngày ban hành"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule: on its day a paper can't know a later document."""
    own = document.metadata.date
    if own is None:
        return
    for mention in mentions(text.plain):
        if mention.day and mention.day > own and mention.number != document.metadata.number:
            message = (
                f"“{mention.number}” ghi ngày {mention.day:%d/%m/%Y}, sau ngày ban hành của văn bản"
                f" này ({own:%d/%m/%Y}); kiểm tra lại ngày."
            )
            yield Finding(CODE, SEVERITY, message, mention.day_start, mention.day_end, BASIS)
