"""What programmes keep, by subject; Django looks for the models of an area here."""

from congtac.programmes.models.difficulties import Difficulty, DifficultyLine, Evidence, Remark
from congtac.programmes.models.following import (
    RESULTS,
    Assessment,
    Extension,
    Part,
    PartLine,
)
from congtac.programmes.models.receiving import TakenReport, UrgedReport, Urging
from congtac.programmes.models.reports import (
    Report,
    ReportLine,
    ReportRevision,
    ReportSection,
    Sentence,
)
from congtac.programmes.models.requests import (
    Addressee,
    ReportRequest,
    RequestLine,
    RequestSection,
)
from congtac.programmes.models.tasks import (
    ACTS,
    COORDINATING,
    DATED,
    KINDS,
    LEAD,
    WITH_REASON,
    Assignment,
    Programme,
    Step,
    Task,
    called,
)

__all__ = [
    "ACTS",
    "COORDINATING",
    "DATED",
    "KINDS",
    "LEAD",
    "RESULTS",
    "WITH_REASON",
    "Addressee",
    "Assessment",
    "Assignment",
    "Difficulty",
    "DifficultyLine",
    "Evidence",
    "Extension",
    "Part",
    "PartLine",
    "Programme",
    "Remark",
    "Report",
    "ReportLine",
    "ReportRequest",
    "ReportRevision",
    "ReportSection",
    "RequestLine",
    "RequestSection",
    "Sentence",
    "Step",
    "TakenReport",
    "Task",
    "called",
    "UrgedReport",
    "Urging",
]
