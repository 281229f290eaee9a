"""The rows of statistics, so that Django finds them."""

from congtac.statistics.models.entry import Draft, TakenSheet, Upload
from congtac.statistics.models.forms import FormVersion
from congtac.statistics.models.maps import ColumnMap
from congtac.statistics.models.periods import DueDate, DueRule, Period, PeriodKind, Regime
from congtac.statistics.models.submissions import (
    Explanation,
    Opening,
    Remark,
    Revision,
    Submission,
    SubmissionLine,
)

__all__ = [
    "ColumnMap",
    "Draft",
    "DueDate",
    "DueRule",
    "Explanation",
    "FormVersion",
    "Opening",
    "Period",
    "PeriodKind",
    "Regime",
    "Remark",
    "Revision",
    "Submission",
    "SubmissionLine",
    "TakenSheet",
    "Upload",
]
