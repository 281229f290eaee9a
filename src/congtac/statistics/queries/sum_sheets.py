"""What the workbooks of sums and series hold, in the language of the office."""

from collections.abc import Sequence

from congtac.kernel.numbers import print_date
from congtac.kernel.words import as_written
from congtac.statistics.queries.rolling_up import STANDINGS, RollUp, by_unit, drawn_lines
from congtac.statistics.queries.series import Series, notes_of
from congtac.statistics.rules.forms import Column
from congtac.statistics.rules.rolling_up import SumLine
from congtac.statistics.rules.sum_book import Sheet, figure


def sum_sheets(found: RollUp, line: SumLine, columns: Sequence[Column]) -> list[Sheet]:
    """The form added up, one of its rows unit by unit, and who is missing."""
    sought = found.sought
    above = [
        f"{sought.form.code}: {sought.form.name}",
        f"{sought.period.title}; {found.taken}/{len(found.given)} đơn vị có số liệu",
        f"{STANDINGS.written[sought.standing]}, tính đến {print_date(sought.day)}",
    ]
    whole = [
        (it.line.row.label or it.line.name, *(figure(cell.added.kept) for cell in it.cells))
        for it in drawn_lines(found)
    ]
    units = [
        (it.name, it.taken, it.count, *(figure(cell.kept) for cell in it.cells))
        for it in by_unit(found, line, columns)
    ]
    with as_written():
        missing = [(it.unit.name, it.state_name) for it in found.missing]
    heads = ["Đơn vị", "Có số liệu", "Phải gửi", *(it.title for it in columns)]
    return [
        Sheet("Tổng hợp", above, ["Nội dung", *(it.title for it in found.columns)], whole),
        Sheet("Theo đơn vị", [line.row.label], heads, units),
        Sheet("Chưa có số liệu", [], ["Đơn vị", "Tình trạng"], missing),
    ]


def series_sheet(found: Series) -> Sheet:
    """A series: the periods as columns, what can't be restated said in its place."""
    sought = found.sought
    with as_written():
        notes = notes_of(found.stages)
    above = [
        f"{sought.form.code}: {sought.column.title}",
        " – ".join(it for it in (sought.row.label, found.ground.title) if it),
        *notes,
    ]
    rows = [
        (
            it.name,
            *(cell.said or figure(cell.added.kept if cell.added else "") for cell in it.cells),
        )
        for it in found.lines
    ]
    return Sheet("Chuỗi số liệu", above, ["Đơn vị", *(it.title for it in found.periods)], rows)
