"""The cells of an uploaded workbook."""

import io
from collections.abc import Sequence

import python_calamine

from congtac.programmes.rules.problems import problem

MOST = 5000  # rows


def cells(data: bytes) -> Sequence[Sequence[object]]:
    """The cells of the first sheet; PRG-057 if it is no workbook or has too many rows."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
    except python_calamine.CalamineError:
        raise problem("PRG-057") from None
    if sheet.height > MOST:
        raise problem("PRG-057")
    return sheet.to_python(skip_empty_area=False)
