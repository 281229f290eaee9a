"""The rows of statistics, so that Django finds them."""

from congtac.statistics.models.after import (
    CorrectedCell,
    Correction,
    Judgement,
    OpeningRequest,
)
from congtac.statistics.models.boards import FindingCount, FormUrging, Reminder, UrgedForm
from congtac.statistics.models.entry import Draft, TakenSheet, Upload
from congtac.statistics.models.feeds import CellSource, Feed, FeedOffer, FeedRun
from congtac.statistics.models.forms import FormVersion
from congtac.statistics.models.heavy import HeavyRun
from congtac.statistics.models.indicators import Indicator, IndicatorTarget, IndicatorVersion
from congtac.statistics.models.inside import Part, PartLine, SignedPaper
from congtac.statistics.models.maps import ColumnMap
from congtac.statistics.models.periods import DueDate, DueRule, Period, PeriodKind, Regime
from congtac.statistics.models.population import Population
from congtac.statistics.models.provisions import Cause, Norm, ReminderRule
from congtac.statistics.models.quoting import Quotation, QuotedCell
from congtac.statistics.models.submissions import (
    Explanation,
    Opening,
    Remark,
    Revision,
    Submission,
    SubmissionLine,
)
from congtac.statistics.models.targets import TargetLink

__all__ = [
    "Cause",
    "ColumnMap",
    "CellSource",
    "CorrectedCell",
    "Correction",
    "Draft",
    "DueDate",
    "DueRule",
    "Explanation",
    "Feed",
    "FeedOffer",
    "FeedRun",
    "FindingCount",
    "FormUrging",
    "FormVersion",
    "Judgement",
    "Indicator",
    "IndicatorTarget",
    "IndicatorVersion",
    "HeavyRun",
    "Norm",
    "Opening",
    "OpeningRequest",
    "Part",
    "PartLine",
    "Period",
    "PeriodKind",
    "Population",
    "Quotation",
    "QuotedCell",
    "Regime",
    "Remark",
    "Reminder",
    "ReminderRule",
    "Revision",
    "SignedPaper",
    "Submission",
    "SubmissionLine",
    "UrgedForm",
    "TakenSheet",
    "TargetLink",
    "Upload",
]
