"""The last day that a form words, for each window, moved off the days off."""

from datetime import date

import pytest

from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.windows import due_date, window_of

FORMS = {form.code: form for form in built_in_forms()}
DAYS = [
    ("12a/BTP/BTTP/CC", "2024-H1", "2024-06-06"),  # 03/2019, commune
    ("12a/BTP/BTTP/CC", "2024p", "2024-11-07"),
    ("12a/BTP/BTTP/CC", "2024", "2025-01-20"),
    ("17b/BTP/HTQTCT/CT", "2024-H1", "2024-06-17"),  # a Sunday; district
    ("17b/BTP/HTQTCT/CT", "2024", "2025-02-03"),  # 31/01/2025 is Tết
    ("12b/BTP/BTTP/CC", "2024-H1", "2024-06-25"),  # department
    ("12b/BTP/BTTP/CC", "2024-H1p", "2024-06-25"),
    ("12b/BTP/BTTP/CC", "2024p", "2024-11-28"),
    ("12b/BTP/BTTP/CC", "2025", "2026-02-23"),  # 20/02/2026 is Tết
    ("12b/BTP/BTTP/CC", "2024-H2", None),
    ("12b/BTP/BTTP/CC", "2024-M03", None),
    ("12b/BTP/BTTP/CC", "2021-2026", None),
    ("10a/TP/CC", "2026-H1p", "2026-06-10"),  # 17/2025, units
    ("10a/TP/CC", "2025", "2026-01-10"),  # a Saturday that is worked
    ("10b/TP/CC", "2026-H1p", "2026-06-22"),  # a Saturday; department
    ("10b/TP/CC", "2026p", "2026-11-20"),
    ("02/XLD", "2026-Q1", "2026-03-20"),  # inspection
    ("02/XLD", "2026-9M", "2026-09-21"),  # a Sunday
    ("02/XLD", "2026", "2026-12-21"),  # a Sunday
]


@pytest.mark.parametrize(("form", "period", "day"), DAYS)
def test_the_last_day_of_each_window(form: str, period: str, day: str | None) -> None:
    due = due_date(FORMS[form], window_of(period))
    assert due == (day and date.fromisoformat(day))
