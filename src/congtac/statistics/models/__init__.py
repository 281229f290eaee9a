"""The rows of statistics, so that Django finds them."""

from congtac.statistics.models.forms import FormVersion
from congtac.statistics.models.periods import DueDate, DueRule, Period, PeriodKind, Regime

__all__ = ["DueDate", "DueRule", "FormVersion", "Period", "PeriodKind", "Regime"]
