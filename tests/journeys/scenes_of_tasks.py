"""Scenes of tasks: extensions decided, work proved and reopened, units that join and leave."""

from datetime import date

from congtac.programmes.rules.entries import Entry
from congtac.programmes.services import cascade, following
from congtac.programmes.services import tasks as task_services
from congtac.programmes.services.difficulties import Proof, add_evidence
from congtac.programmes.tests.made import accepted, task_of
from congtac.programmes.tests.reported import DAY
from tests.journeys.staging import Stage, shows

GROUP = "Sở Tư pháp các tỉnh, thành phố trực thuộc Trung ương"
AFTER_THE_MERGERS = date(2025, 7, 1)


@shows("programmes:task", "programmes:decide")
def an_extension_is_decided(stage: Stage) -> None:
    task = task_of(accepted(stage.cast["lan"]), "1")
    asked = following.ask_extension(
        stage.cast["lan"], task, asked_for=date(2024, 9, 30), reason="Chờ ý kiến các sở", day=DAY
    )
    page = stage.window("minh", "programmes:task", task.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Không đồng ý").click()  # without a word of why
    stage.judge(page)
    stage.press(page, "programmes:decide", asked.pk)
    stage.judge(page)


@shows("programmes:members")
def units_join_and_leave_a_task(stage: Stage) -> None:
    ha = stage.cast["ha"]
    made = cascade.make_programme(ha, cascade.Heading("Việc chung"), above=None, day=DAY)
    due = date(2025, 9, 30)
    entry = Entry("Số hóa sổ hộ tịch", lead=(GROUP,), due_on=due, time_text="trước 01/10/2025")
    task = cascade.add_task(ha, made, entry, day=DAY)
    page = stage.window("ha", "programmes:members", task.pk)
    stage.judge(page)
    stage.move(AFTER_THE_MERGERS)
    stage.go(page, "programmes:members", task.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Cập nhật danh sách đơn vị").click()
    stage.judge(page)


@shows("programmes:reopen", "programmes:evidence")
def a_task_is_done_proved_and_reopened(stage: Stage) -> None:
    lan = stage.cast["lan"]
    task = task_of(accepted(lan), "1")
    proof = Proof("bien-ban.txt", "Biên bản họp".encode(), "Biên bản họp rà soát")
    add_evidence(lan, task, proof, day=DAY)
    task_services.complete(lan, task, done_on=DAY, note="Xong", day=DAY)
    page = stage.window("lan", "programmes:task", task.pk)
    stage.judge(page)
    with page.expect_download():
        page.get_by_role("link", name="Biên bản họp rà soát").click()
    for reason in ("", "Còn thiếu một huyện"):
        page.locator("main [name=reason]").fill(reason)
        stage.press(page, "programmes:reopen", task.pk)
        stage.judge(page)
