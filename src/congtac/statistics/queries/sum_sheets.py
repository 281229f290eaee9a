"""What the workbook of a sum holds, in the language of the office."""

from collections.abc import Sequence

from congtac.kernel.numbers import print_date
from congtac.kernel.words import as_written
from congtac.statistics.queries.rolling_up import STANDINGS, RollUp, by_unit, drawn_lines
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
