"""Scenes of the editor of forms and of the runs over everything that was sent."""

from congtac.statistics.queries import heavy
from congtac.statistics.services import heavy as services
from congtac.statistics.services.submissions import send
from congtac.statistics.tests.begun import DAY, as_keeper
from tests.journeys.scenes_of_statistics import opened, pressed, signed
from tests.journeys.staging import Stage, shows


@shows("statistics:form-edit")
def a_form_is_edited_with_a_fault_and_previewed(stage: Stage) -> None:
    _period, version = opened(stage)
    page = stage.window("ha", "statistics:form", version.pk)
    with page.expect_navigation():
        page.get_by_role("link", name="Soạn bản mới từ bản này").click()
    stage.judge(page)
    page.locator("#f-relations-0-expr").fill("c1 = (c2")
    pressed(page, "Lưu bản dự thảo")
    stage.judge(page)
    page.locator("#f-relations-0-expr").fill("c1 = c2 + c3")
    pressed(page, "+ Thêm cột")
    stage.judge(page)


@shows("statistics:runs", "statistics:run", "statistics:run-wait", "statistics:run-sheet")
def everything_is_checked(stage: Stage) -> None:
    asked = signed(stage)
    send(stage.cast["lan"], asked, day=DAY)
    page = stage.window("ha", "statistics:runs")
    stage.judge(page)
    job = services.begin_run(as_keeper(stage.cast), [asked.period_id], [], day=DAY)
    stage.go(page, "statistics:run-wait", job.pk)
    stage.judge(page)
    kept = heavy.run_of(str(job.pk))
    assert kept is not None
    stage.go(page, "statistics:run", kept.pk)
    stage.judge(page)
    stage.take(page, "statistics:run-sheet", kept.pk)
