"""What a saving leaves for the league of errors: the rules that the figures broke, and where."""

import hashlib
from collections.abc import Iterable

from congtac.statistics.models import FindingCount, Submission
from congtac.statistics.queries.findings import Told
from congtac.statistics.rules.findings import Finding

EMPTY = "missing"  # an empty cell is work to be done, not an error


def keep_findings(asked: Submission, told: Iterable[Told]) -> None:
    """Note the rules broken by the newest figures; call it inside the transaction of the saving."""
    found: dict[str, list[Finding]] = {}
    for it in told:
        if it.finding.rule != EMPTY:
            found.setdefault(_key(it.finding), []).append(it.finding)
    kept = {it.key: it for it in FindingCount.objects.filter(submission=asked, key__in=found)}
    for key, row in kept.items():
        row.cells, row.last_revision = len(found[key]), asked.revisions_count
    FindingCount.objects.bulk_update(kept.values(), ("cells", "last_revision"))
    FindingCount.objects.bulk_create(
        _new(asked, key, findings) for key, findings in found.items() if key not in kept
    )


def _key(finding: Finding) -> str:
    parts = (finding.rule, finding.kind, *finding.columns)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _new(asked: Submission, key: str, findings: list[Finding]) -> FindingCount:
    first = findings[0]
    return FindingCount(
        submission=asked,
        key=key,
        rule=first.rule[:300],
        kind=first.kind,
        severity=first.severity,
        row=first.row[:300],
        columns=",".join(first.columns)[:300],
        sentence=first.message,
        cells=len(findings),
        first_revision=asked.revisions_count,
        last_revision=asked.revisions_count,
    )
