"""What the files of a series hold: the table of the page, its growth, who is missing, the parts."""

from collections.abc import Iterable

from congtac.kernel.sheets import Cell
from congtac.statistics.queries.rolling_up import STANDINGS
from congtac.statistics.queries.series import Series, SeriesCell, SeriesLine, notes_of
from congtac.statistics.queries.series_parts import parts_of
from congtac.statistics.rules.sum_book import Sheet, figure

UNIT = "Đơn vị"


def series_sheets(found: Series) -> list[Sheet]:
    """The sheets of the workbook: what the page shows, in the language it was read in."""
    return [_figures(found), _changes(found), _missing(found), _parts(found)]


def _above(found: Series) -> list[str]:
    sought = found.sought
    return [
        f"{sought.form.code}: {sought.column.title}",
        " – ".join(it for it in (sought.row.label, found.ground.title) if it),
        STANDINGS.written[sought.standing],
        *notes_of(found.stages),
    ]


def _titles(found: Series) -> list[str]:
    return [it.title for it in found.periods]


def _figures(found: Series) -> Sheet:
    """The figures; what can't be restated is said in its place."""
    rows = [(it.name, *(_figure(cell) for cell in it.cells)) for it in found.lines]
    return Sheet("Chuỗi số liệu", _above(found), [UNIT, *_titles(found)], rows)


def _figure(cell: SeriesCell) -> Cell:
    return cell.said or figure(cell.added.kept if cell.added else "")


def _changes(found: Series) -> Sheet:
    """The growth against the same window of the year before, or why there is none."""
    above = ["So với cùng khoảng số liệu của năm trước; tỷ lệ so bằng điểm phần trăm."]
    rows = [(it.name, *(_change(cell) for cell in it.cells)) for it in found.lines]
    return Sheet("Tăng, giảm", above, [UNIT, *_titles(found)], rows)


def _change(cell: SeriesCell) -> str:
    return cell.growth_words or cell.why_words


def _missing(found: Series) -> Sheet:
    rows = [
        (line.name, period.title, name)
        for line in found.lines
        for period, cell in zip(found.periods, line.cells, strict=True)
        for name in cell.lacking
    ]
    return Sheet("Chưa có số liệu", [], [UNIT, "Kỳ", "Đơn vị chưa có số liệu"], rows)


def _parts(found: Series) -> Sheet:
    """Every figure with the units and revisions that it is made of."""
    heads = [UNIT, "Kỳ", "Gồm", "Số liệu", "Biểu đã gửi", "Bản", "Tình trạng"]
    rows = [row for line in found.lines if line.how != "all" for row in _of_line(found, line)]
    return Sheet("Nguồn số liệu", [], heads, rows)


def _of_line(found: Series, line: SeriesLine) -> Iterable[tuple[Cell, ...]]:
    for period in found.periods:
        asked = parts_of(found, line.key, str(period.pk))
        for it in asked.rows if asked else ():
            given = it.given
            yield (
                line.name,
                period.title,
                given.unit.name,
                figure(it.tally.kept),
                asked.stage.way.version.code if asked else "",
                given.ordinal or None,
                given.state_name,
            )


def series_table(found: Series) -> Sheet:
    """The one table of a CSV file: figures, then growth, then how many units are in it."""
    titles = _titles(found)
    heads = [UNIT, *titles, *(f"{it}: so với năm trước" for it in titles)]
    heads += [f"{it}: đơn vị có số liệu" for it in titles]
    rows = [
        (
            it.name,
            *(_figure(cell) for cell in it.cells),
            *(_change(cell) for cell in it.cells),
            *(_counted(cell) for cell in it.cells),
        )
        for it in found.lines
    ]
    return Sheet("Chuỗi số liệu", [], heads, rows)


def _counted(cell: SeriesCell) -> str:
    return f"{cell.added.tally.given}/{cell.added.tally.asked}" if cell.added else ""
