"""Findings of the figures as a person reads them in a terminal."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from congtac.statistics.rules.findings import Finding

SEVERITIES = {"blocking": "Chặn gửi", "explain": "Thuyết minh", "warning": "Cảnh báo"}
COLOURS = {"blocking": "bold red", "explain": "yellow", "warning": "cyan"}
HEADS = (("Mức độ", 11), ("Đơn vị", 14), ("Kỳ", 9), ("Biểu", 16))


def show_findings(findings: Sequence[Finding], on: Console) -> str:
    """A table of the findings and a line with their counts."""
    with on.capture() as captured:
        if findings:
            on.print(_table(findings))
        on.print(Text(_counts(findings), style="bold"))
    return captured.get()


def _table(findings: Sequence[Finding]) -> Table:
    table = Table(expand=True, show_lines=True)
    for head, width in HEADS:
        table.add_column(head, width=width, overflow="fold")
    table.add_column("Nội dung", ratio=1, overflow="fold")
    for finding in findings:
        severity = Text(SEVERITIES[finding.severity], style=COLOURS[finding.severity])
        where = (finding.unit, finding.period, finding.form)
        table.add_row(severity, *map(Text, where), Text(finding.message))
    return table


def _counts(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Không phát hiện lỗi nào."
    often: Counter[str] = Counter(finding.severity for finding in findings)
    parts = [f"{often[key]} {name.lower()}" for key, name in SEVERITIES.items() if often[key]]
    return f"{len(findings)} phát hiện: {', '.join(parts)}."
