"""Scenes of what an authority may change: causes of notes, days of reminders, norms."""

from dataclasses import replace
from datetime import date

from playwright.sync_api import Page

from congtac.statistics.queries.provisions import last_cause
from congtac.statistics.services import provisions as services
from congtac.statistics.services import submissions
from congtac.statistics.services.calendars import open_period
from congtac.statistics.services.provisions import From, Meant
from congtac.statistics.tests.begun import DAY, as_keeper
from congtac.statistics.tests.inside import grid
from congtac.statistics.tests.test_explanations import explained
from tests.journeys.scenes_of_inside import opened
from tests.journeys.staging import Stage, shows

PAPER = "Công văn 1234/BTP-KHTC ngày 15/05/2024"
NEW = Meant("Thiên tai, dịch bệnh", date(2024, 1, 1), PAPER, 7, asks_evidence=True)


def refused(stage: Stage, page: Page) -> None:
    """Save with nothing written, and look at what is said."""
    for field in page.get_by_role("textbox").all():
        field.fill("")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).click()
    stage.judge(page)


@shows("statistics:provisions", "statistics:cause-add", "statistics:cause-change")
def causes_are_added_and_changed(stage: Stage) -> None:
    opened(stage)
    keeper = as_keeper(stage.cast)
    made = services.add_cause(keeper, "thien-tai", NEW, day=DAY)
    renamed = replace(NEW, name="Thiên tai", since=date(2024, 9, 1))
    services.change_cause(keeper, made, renamed, day=DAY)
    last = last_cause("before")
    assert last is not None
    services.end_cause(keeper, last, last_day=date(2024, 5, 31), why=PAPER)
    days = ([7], [1, 10])
    services.change_reminders(keeper, "commune", days, From(date(2024, 7, 1), PAPER), day=DAY)
    page = stage.window("ha", "statistics:provisions")
    page.locator("summary").first.click()
    stage.judge(page)
    for screen, places in (("cause-add", ()), ("cause-change", ("thien-tai",))):
        stage.go(page, f"statistics:{screen}", *places)
        stage.judge(page)
        refused(stage, page)
    other = stage.window("lan", "statistics:provisions")
    stage.judge(other)


@shows("statistics:cause-end", "statistics:reminders-change", "statistics:norm-change")
def causes_end_and_days_and_norms_change(stage: Stage) -> None:
    opened(stage)
    page = stage.window("ha", "statistics:cause-end", "law")
    stage.judge(page)
    refused(stage, page)
    for screen, key in (("reminders-change", "commune"), ("norm-change", "mend-days")):
        stage.go(page, f"statistics:{screen}", key)
        stage.judge(page)
        refused(stage, page)


@shows("statistics:explain", "statistics:causes")
def a_cause_that_ended_is_not_offered_again(stage: Stage) -> None:
    cast, asked = stage.cast, opened(stage)
    keeper = as_keeper(cast)
    before = open_period(keeper, asked.period.kind, 2023, day=date(2023, 5, 20))
    earlier = submissions.begin(cast["lan"], asked.form, before, day=date(2023, 6, 10))
    explained(cast, earlier, date(2023, 6, 10))
    submissions.write(cast["lan"], asked, grid(c4="160"), seen=0, day=DAY)
    last = last_cause("work")
    assert last is not None
    services.end_cause(keeper, last, last_day=date(2023, 12, 31), why=PAPER)
    page = stage.window("lan", "statistics:explain", asked.pk)
    stage.judge(page)
    stage.go(page, "statistics:causes")
    stage.judge(page)
