"""Scenes of targets in plans, of the people of provinces, of a figure and what it is made of."""

from datetime import date

from congtac.statistics.queries import quoting
from congtac.statistics.services.indicators import add_indicator
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep, open_half_year
from congtac.statistics.tests.planned import plan
from congtac.statistics.tests.sending import WOMEN, send_again, send_figures
from congtac.statistics.tests.sent import gave
from tests.journeys.scenes_of_indicators import SENT, quoted, sent
from tests.journeys.staging import Stage, shows


@shows("statistics:series-cell")
def a_figure_of_a_series_is_opened(stage: Stage) -> None:
    stage.move(date(2024, 7, 10))
    let_ha_keep()
    period, form = open_half_year(stage.cast)
    for key, c1 in (("ninh-thuan.stp", "5"), ("khanh-hoa.stp", "7")):
        gave(form, period, key, {"c1": c1, "c2": "1", "c3": "4", "c4": "-"})
    page = stage.window("ha", "statistics:series")
    with page.expect_navigation():
        page.get_by_role("link", name="Tổng cộng").first.click()
    page.get_by_text("Có số của 2/63 đơn vị").wait_for()
    stage.judge(page)


@shows(
    "statistics:targets", "statistics:targets-of-plan", "statistics:target-link",
    "statistics:target-end", "documents:review",
)  # fmt: skip
def a_target_of_a_plan_is_linked_and_unlinked(stage: Stage) -> None:
    stage.move(DAY)
    let_ha_keep()
    period = open_half_year(stage.cast)[0]
    made = add_indicator(as_keeper(stage.cast), "nu", WOMEN, day=DAY)
    send_figures(stage.cast, period, SENT)
    document = plan(stage.cast["ha"])
    page = stage.window("ha", "statistics:targets")
    stage.judge(page)
    stage.go(page, "statistics:target-link", document.pk, "g1")
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Nối với chỉ tiêu").click()
    stage.judge(page)
    stage.go(page, "documents:review", document.pk)
    stage.judge(page)
    stage.go(page, "statistics:targets-of-plan", document.pk)
    kept = made.indicator.targets.get().link
    stage.press(page, "statistics:target-end", kept.pk)
    stage.judge(page)


@shows("statistics:population", "statistics:population-keep", "statistics:population-load")
def the_people_of_a_province_are_kept(stage: Stage) -> None:
    let_ha_keep()
    page = stage.window("ha", "statistics:population")
    stage.judge(page)
    stage.press(page, "statistics:population-load")
    stage.judge(page)
    stage.go(page, "statistics:population-keep")
    stage.judge(page)


@shows("programmes:figure-refresh", "programmes:write")
def the_new_figure_is_taken_into_a_report(stage: Stage) -> None:
    period, asked = sent(stage)
    report = quoted(stage, period)
    send_again(stage.cast, asked, {**SENT, "c1": "1240", "c2": "740"})
    [made] = quoting.changed_of("ninh-thuan.stp")
    page = stage.window("lan", "programmes:write", report.sections.get(position=1).pk)
    stage.judge(page)
    stage.go(page, "programmes:figure-refresh", report.pk, made.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Lấy số mới").click()
    stage.judge(page)
