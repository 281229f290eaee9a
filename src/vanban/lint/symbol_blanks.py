"""VB-004: no blank stands inside a number and its symbol."""

from collections.abc import Iterator

from vanban.lint.cited import mentions
from vanban.lint.rule import PARTY_NUMBER, STATE_NUMBER, basis_for
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-004"
SEVERITY = "warning"
BASIS = STATE_NUMBER
TITLE = "Thừa khoảng trắng trong số, ký hiệu"


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II, khoản 3 of Nghị định 30/2020/NĐ-CP: no blank beside slash or dash."""
    for mention in mentions(text.plain):
        if not mention.has_blanks:
            continue
        message = f"Thừa khoảng trắng trong số, ký hiệu: viết liền “{mention.number}”."
        article = PARTY_NUMBER if mention.is_party else basis_for(document, BASIS)
        yield Finding(CODE, SEVERITY, message, mention.start, mention.end, article)
