"""Scenes of forms that are filled in, explained, signed, sent, returned and opened again."""

from datetime import date

from playwright.sync_api import Page

from congtac.kernel.actor import SYSTEM
from congtac.statistics.models import FormVersion, Period, Submission
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import CODE, DAY, let_ha_keep, let_minh_sign, open_half_year
from tests.journeys.staging import Stage, shows

GOOD = {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}
UNEXPLAINED = {"c1": "120", "c2": "70", "c3": "50", "c4": "130"}


def pressed(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def opened(stage: Stage) -> tuple[Period, FormVersion]:
    """The six months with one form; Minh may sign and Hà takes what comes."""
    stage.move(DAY)
    let_minh_sign()
    let_ha_keep()
    return open_half_year(stage.cast)


def begun(stage: Stage) -> Submission:
    """The form at Lan's Sở, begun."""
    period, version = opened(stage)
    return services.begin(stage.cast["lan"], version, period, day=DAY)


def written(stage: Stage, asked: Submission, cells: dict[str, str]) -> Submission:
    grid = Grid((), {("1", column): value for column, value in cells.items()})
    services.write(stage.cast["lan"], asked, grid, seen=asked.revisions_count, day=DAY)
    return asked


def signed(stage: Stage) -> Submission:
    asked = written(stage, begun(stage), GOOD)
    services.submit(stage.cast["lan"], asked, day=DAY)
    services.check(stage.cast["minh"], asked, day=DAY)
    services.sign(stage.cast["minh"], asked, day=DAY)
    return asked


@shows("statistics:mine", "statistics:begin", "statistics:fill")
def a_form_is_begun(stage: Stage) -> None:
    period, version = opened(stage)
    page = stage.window("lan", "statistics:mine")
    stage.judge(page)
    stage.press(page, "statistics:begin", version.pk, period.pk)
    stage.judge(page)


@shows("statistics:fill", "statistics:explain", "statistics:submit")
def figures_are_filled_in_explained_and_put_up(stage: Stage) -> None:
    asked = written(stage, begun(stage), UNEXPLAINED)
    page = stage.window("lan", "statistics:fill", asked.pk)
    stage.judge(page)
    page.locator(".sheet-entry input[inputmode=decimal]").first.fill("(1)")
    pressed(page, "Lưu và kiểm tra số liệu")
    stage.judge(page)
    stage.go(page, "statistics:submit", asked.pk)
    stage.judge(page)
    stage.go(page, "statistics:explain", asked.pk)
    stage.judge(page)


@shows("statistics:submission", "statistics:revision", "statistics:act")
def a_form_waits_for_its_check_and_what_changed_is_shown(stage: Stage) -> None:
    asked = written(stage, written(stage, begun(stage), UNEXPLAINED), GOOD)
    services.submit(stage.cast["lan"], asked, day=DAY)
    page = stage.window("minh", "statistics:submission", asked.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.locator('button[value="lam-lai"]').click()
    stage.judge(page)
    stage.go(page, "statistics:revision", asked.pk, 2)
    stage.judge(page)


@shows("statistics:send", "statistics:paper", "statistics:give-back")
def a_signed_form_is_printed_sent_and_returned(stage: Stage) -> None:
    asked = signed(stage)
    page = stage.window("lan", "statistics:send", asked.pk)
    stage.judge(page)
    stage.go(page, "statistics:paper", asked.pk)
    stage.judge(page)
    services.send(stage.cast["lan"], asked, day=DAY)
    other = stage.window("ha", "statistics:give-back", asked.pk)
    stage.judge(other)
    with other.expect_navigation():
        other.locator("main form button[class*=btn-]").last.click()
    stage.judge(other)


@shows("statistics:open-again")
def a_form_that_is_late_is_opened_again(stage: Stage) -> None:
    asked = begun(stage)
    stage.move(date(2024, 7, 10))
    page = stage.window("ha", "statistics:open-again", asked.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.locator("main form button[class*=btn-]").last.click()
    stage.judge(page)


@shows("statistics:form-confirm", "statistics:form-withdraw")
def a_draft_of_a_form_is_confirmed(stage: Stage) -> None:
    opened(stage)
    load_forms(SYSTEM, built_in_forms(), day=DAY)
    draft = FormVersion.objects.filter(state="draft").earliest("code")
    page = stage.window("ha", "statistics:form", draft.pk)
    stage.judge(page)
    stage.press(page, "statistics:form-confirm", draft.pk)
    stage.judge(page)
    used = FormVersion.objects.get(code=CODE)
    stage.go(page, "statistics:form", used.pk)
    page.locator("summary").last.click()
    stage.press(page, "statistics:form-withdraw", used.pk)
    stage.judge(page)
