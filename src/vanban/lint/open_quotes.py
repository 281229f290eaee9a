"""VB-017: a quotation mark that opens is closed, and one that closes was opened."""

from collections.abc import Iterator

from vanban.lint.quotes import pair_quotes
from vanban.lint.rule import READER, quoted
from vanban.model import Document, Finding
from vanban.text import Text

CODE = "VB-017"
SEVERITY = "warning"
BASIS = READER
TITLE = "Dấu ngoặc kép không đủ cặp"

_SHOWN = 40  # characters of the text in the message


def check(document: Document, text: Text) -> Iterator[Finding]:
    """The reader's own rule; quotations of several paragraphs count as closed."""
    source = document.source.text
    for at, is_opening in pair_quotes(source).alone:
        if is_opening:
            words = quoted(source[at + 1 : at + _SHOWN].split("\n")[0], _SHOWN)
            message = f"Ngoặc kép mở trước “{words}” không có ngoặc đóng; thêm ngoặc đóng hoặc bỏ."
        else:
            words = quoted(source[max(0, at - _SHOWN) : at].split("\n")[-1], _SHOWN)
            message = f"Ngoặc kép đóng sau “{words}” không có ngoặc mở; thêm ngoặc mở hoặc bỏ."
        yield Finding(CODE, SEVERITY, message, at, at + 1, BASIS)
