"""Scenes of indicators, of figures put into reports, and of texts held against the forms."""

from congtac.programmes.models import Report
from congtac.programmes.services.figures import Inserted, insert
from congtac.programmes.tests.reported import issued, report_of
from congtac.statistics.models import Period, Submission
from congtac.statistics.queries import quoting
from congtac.statistics.services.indicators import add_indicator
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep, open_half_year
from congtac.statistics.tests.sending import send_again, send_figures
from congtac.statistics.tests.test_indicators import MEANT
from tests.journeys.staging import Stage, shows

SENT = {"c1": "1234", "c2": "734", "c3": "500", "c4": "120"}
UNIT = "ninh-thuan.stp"


def sent(stage: Stage) -> tuple[Period, Submission]:
    """An indicator, and the figures of Lan's Sở, sent."""
    stage.move(DAY)
    let_ha_keep()
    period = open_half_year(stage.cast)[0]
    add_indicator(as_keeper(stage.cast), "ho-so-tre-em", MEANT, day=DAY)
    return period, send_figures(stage.cast, period, SENT)


def quoted(stage: Stage, period: Period) -> Report:
    """A report in which a figure stands."""
    report = report_of(issued(stage.cast))
    section = report.sections.select_related("report__unit").first()
    assert section is not None
    found = next(it for it in quoting.choices(UNIT, period, "", []) if it.key.endswith(":c1"))
    insert(stage.cast["lan"], section, Inserted(found, "", section.version), day=DAY)
    return report


@shows("statistics:indicator", "statistics:indicator-cells", "statistics:indicators-load")
def an_indicator_is_looked_at_and_traced(stage: Stage) -> None:
    period, _asked = sent(stage)
    page = stage.window("lan", "statistics:indicator", "ho-so-tre-em")
    stage.judge(page)
    stage.go(page, "statistics:indicator-cells", "ho-so-tre-em", period.pk, UNIT)
    stage.judge(page)
    keeper = stage.window("ha", "statistics:indicators")
    stage.press(keeper, "statistics:indicators-load")
    stage.judge(keeper)


@shows("statistics:indicator-add", "statistics:indicator-change", "statistics:indicator-target")
def an_indicator_is_defined_and_given_a_target(stage: Stage) -> None:
    sent(stage)
    page = stage.window("ha", "statistics:indicator-add")
    stage.judge(page)
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    stage.judge(page)
    for screen in ("statistics:indicator-change", "statistics:indicator-target"):
        stage.go(page, screen, "ho-so-tre-em")
        stage.judge(page)


@shows("statistics:narrative")
def a_text_is_held_against_the_forms(stage: Stage) -> None:
    sent(stage)
    page = stage.window("lan", "statistics:narrative")
    stage.judge(page)
    stage.say(
        page, "Hoặc dán nội dung", "6 tháng đầu năm 2024 tiếp nhận 1.240 hồ sơ nuôi con nuôi."
    )
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    stage.judge(page)


@shows("programmes:figure-insert", "programmes:figure-drop", "programmes:report")
def a_figure_is_put_into_a_report_flagged_and_dropped(stage: Stage) -> None:
    period, asked = sent(stage)
    report = quoted(stage, period)
    section = report.sections.get(position=1)
    page = stage.window("lan", "programmes:figure-insert", section.pk)
    stage.judge(page)
    send_again(stage.cast, asked, {**SENT, "c1": "1240", "c2": "740"})
    stage.go(page, "programmes:report", report.pk)
    stage.judge(page)
    [made] = quoting.changed_of(UNIT)
    stage.press(page, "programmes:figure-drop", report.pk, made.pk)
    stage.judge(page)
