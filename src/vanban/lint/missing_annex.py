"""VB-015: an annex of this paper that the text refers to is there."""

import re
from collections.abc import Iterator

from vanban.lint.layout_parts import has_letterhead
from vanban.lint.quotes import inside, long_quotes
from vanban.lint.rule import STATE_CONTENT, basis_for
from vanban.model import Document, Finding, Node
from vanban.text import Text

CODE = "VB-015"
SEVERITY = "warning"
BASIS = STATE_CONTENT
TITLE = "Dẫn chiếu đến phụ lục không có trong văn bản này"

_ID = r"(?:[IVX]{1,5}|\d{1,2}|[A-H])(?![\w/.-]\w|\w)"
_CITED = re.compile(
    rf"hụ lục(?: số)? (?P<id>{_ID})(?P<after>[^.;\n|]{{0,90}})"
    rf"|hụ lục (?P<whole>(?:ban hành )?(?:kèm theo|đính kèm)[^.;\n|]{{0,60}})"
)
_HEADING = re.compile(
    rf"(?P<name>PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu)(?: (?:số|SỐ))? {{0,2}}(?P<id>{_ID})?"
)
_OWN = re.compile(r"^\)|\bnày\b|(?:kèm theo|đính kèm)\W{0,3}$|\bdưới đây\b", re.I)
_OTHER = re.compile(
    r"(?:nghị định|thông tư|quyết định|luật|nghị quyết|kế hoạch|hướng dẫn)"
    r"[^.;]{0,30}?(?:số )?\d{1,5}[/-]",
    re.I,
)


def check(document: Document, text: Text) -> Iterator[Finding]:
    """Phụ lục I, Mục II of Nghị định 30/2020/NĐ-CP: an annex that the text names is attached."""
    found = [match for match in _HEADING.finditer(text.plain) if _opens_line(match)]
    headings = [match["id"] for match in found]
    if not headings and not _may_lack_annexes(document, text):
        return
    quotes = long_quotes(document.source.text)
    starts = {match.start() for match in found}
    told: set[str] = set()
    for match in _CITED.finditer(text.plain):
        name = match["id"] or ""
        if match.start() - 1 in starts or name in told or inside(quotes, match.start()):
            continue
        if _is_own(match) and (name not in headings if name else not headings):
            told.add(name)
            yield _finding(document, match, name)


def _opens_line(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 6) : match.start()]
    return not before.rpartition("\n")[2].strip(" (|") and (match.start() < 6 or "\n" in before)


def _may_lack_annexes(document: Document, text: Text) -> bool:
    """A whole paper, not an extract: then an annex that isn't there is missing."""
    has_signer = document.metadata.signer is not None
    return has_signer and not _attached(document.outline) and has_letterhead(text.plain[:20_000])


def _attached(outline: tuple[Node, ...]) -> bool:
    return any(node.level == "annex" for node in outline)


def _is_own(match: re.Match[str]) -> bool:
    after = match["after"] if match["id"] else match["whole"]
    return bool(_OWN.search(after)) and not _OTHER.search(after)


def _finding(document: Document, match: re.Match[str], name: str) -> Finding:
    start = match.start() - 1
    end = match.end("id") if name else start + len("phụ lục")
    words = f"Phụ lục {name}".strip()
    message = (
        f"Văn bản dẫn chiếu “{words}” nhưng không có {words} kèm theo; đính kèm hoặc sửa dẫn chiếu."
    )
    return Finding(CODE, SEVERITY, message, start, end, basis_for(document, BASIS))
