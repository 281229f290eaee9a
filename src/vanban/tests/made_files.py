"""Small files made for the tests of the reader: Word packages from XML, PDFs with a text layer."""

import io
import zipfile
from collections.abc import Iterable, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{WORD}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word_part(name: str, inner: str) -> str:
    """One XML part of a Word package with all the names it may use."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMES}>{inner}</w:{name}>'


def word_file(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body; `parts` maps further paths to their XML."""
    held = {"word/document.xml": word_part("document", f"<w:body>{body}</w:body>")}
    return zipped(held | dict(parts or {}))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in parts.items():
            package.writestr(path, content)
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, place)


def tc(inner: str, properties: str = "") -> str:
    """A cell; plain words become one paragraph."""
    content = inner if inner.startswith("<") else p(inner)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: Iterable[str], has_borders: bool = True) -> str:
    """A table of rows of cells."""
    border = '<w:insideH w:val="single"/>' if has_borders else ""
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>{lines}</w:tbl>"


def level(place: int, form: str, pattern: str, more: str = "") -> str:
    """One level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(levels: str, numbers: str = "") -> dict[str, str]:
    """The numbering part with one abstract list, used by list 1 and by the given ones."""
    inner = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}'
    )
    return {"word/numbering.xml": word_part("numbering", inner)}


FIRST_GLYPH = 33  # codes below have no shape, and PDFium drops words without a shape


def pdf_file(
    pages: list[list[tuple[int, int, str]]], rules: Iterable[tuple[int, int, int, int]] = ()
) -> bytes:
    """A PDF whose pages show words at (x, y) and lines from (x, y) to (x, y).

    One font, whose codes map to Vietnamese letters.
    """
    drawn = "\n".join(f"0.5 w {a} {b} m {c} {d} l S" for a, b, c, d in rules)
    letters = sorted({c for page in pages for _, _, text in page for c in text})
    codes = {letter: number for number, letter in enumerate(letters, start=FIRST_GLYPH)}
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, _map(codes)]
    kids: list[str] = []
    for page in pages:
        content = "\n".join([drawn, *(_shown(x, y, text, codes) for x, y, text in page)])
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _numbered_objects(objects)


_FONT = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R "
    f"/FirstChar 0 /LastChar 255 /Widths [{'600 ' * 256}] >>"
)


def _shown(x: int, y: int, text: str, codes: Mapping[str, int]) -> str:
    shown = "".join(f"{codes[c]:02x}" for c in text)
    return f"BT /F1 10 Tf {x} {y} Td <{shown}> Tj ET"


def _map(codes: Mapping[str, int]) -> str:
    lines = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    content = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end end"
    )
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _numbered_objects(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode("ascii")
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode("ascii")
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode("ascii"))
