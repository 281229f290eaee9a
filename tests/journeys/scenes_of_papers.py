"""Scenes of documents in several versions, of files that are read later, and of jobs."""

from django.utils import timezone
from playwright.sync_api import expect

from congtac.documents.models import UNREADABLE, WAITING, Document
from congtac.documents.services import add_document
from congtac.documents.tests.made import PLAN
from congtac.ground.jobs.models import Job, State
from tests.journeys.staging import Stage, shows

NEW = PLAN.replace("trước ngày 30/6/2024", "trước ngày 15/7/2024").replace(
    "Nơi nhận:",
    "2. Mở lớp tập huấn cho hòa giải viên.\n\na) Cơ quan chủ trì: Sở Tư pháp.\n\nNơi nhận:",
)


def shelved(stage: Stage, text: str = PLAN) -> Document:
    return add_document(stage.cast["lan"], "ke-hoach.txt", text.encode())


@shows("documents:join", "documents:versions", "documents:compare", "documents:part")
def a_new_version_is_joined_compared_and_parted(stage: Stage) -> None:
    old, new = shelved(stage), shelved(stage, NEW)
    page = stage.window("lan", "documents:review", new.pk)
    stage.judge(page)
    stage.press(page, "documents:join", new.pk, old.pk)
    stage.judge(page)
    stage.go(page, "documents:review", old.pk)
    stage.judge(page)
    stage.go(page, "documents:versions", new.pk)
    stage.judge(page)
    stage.go(page, "documents:compare", new.pk, old.pk)
    stage.judge(page)
    stage.go(page, "documents:versions", new.pk)
    stage.press(page, "documents:part", new.pk)


@shows("documents:compare")
def two_papers_that_are_no_versions_are_not_compared(stage: Stage) -> None:
    old, new = shelved(stage), shelved(stage, NEW)
    page = stage.window("lan", "documents:compare", new.pk, old.pk)
    stage.judge(page)


@shows("documents:review", "documents:read_again")
def a_file_that_nobody_could_read_is_read_again(stage: Stage) -> None:
    document = shelved(stage)
    sentence = "Tệp ảnh chụp không có chữ để đọc."
    Document.objects.filter(pk=document.pk).update(
        state=UNREADABLE, problem_code="DOC-006", problem_sentence=sentence
    )
    page = stage.window("lan", "documents:review", document.pk)
    stage.judge(page)
    stage.press(page, "documents:read_again", document.pk)


@shows("documents:upload", "documents:delivery")
def several_files_are_put_up(stage: Stage) -> None:
    names = ("ke-hoach.txt", "anh-chup.png", "ke-hoach-moi.txt")
    for name, data in zip(names, (PLAN.encode(), b"\x89PNG\r\n\0\0", NEW.encode()), strict=True):
        (stage.folder / name).write_bytes(data)
    page = stage.window("lan", "documents:upload")
    page.locator("html.has-script").wait_for()
    page.get_by_label("Tệp văn bản").set_input_files([stage.folder / name for name in names])
    page.get_by_role("button", name="Đưa lên và đọc").click()
    expect(page.get_by_text("Xong 3/3")).to_be_visible()
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Xem kết quả").click()
    stage.judge(page)


def job_in(state: State, **changes: object) -> Job:
    """The reading of a long file, in a state."""
    now = timezone.now()  # noqa: TID251 - jobs keep the real clock
    fields = {"kind": "documents.read", "title": "Đọc văn bản", "state": state, "done": 3}
    fields |= {"total": 7, "saying": "Đang đọc trang 3", "started_by": "lan", "created_at": now}
    fields |= {"argument": {}, "attempts_allowed": 2}
    return Job.objects.create(**(fields | changes))


@shows("jobs:show")
def a_job_runs_ends_and_fails(stage: Stage) -> None:
    page = stage.window("lan", "documents:list")
    failed = {"problem_code": "JOB-001", "problem_sentence": "Việc này bị ngắt giữa chừng."}
    for job in (
        job_in(State.WAITING),
        job_in(State.RUNNING),
        job_in(State.DONE, result={}),
        job_in(State.FAILED, **failed),
    ):
        stage.go(page, "jobs:show", job.key)
        stage.judge(page)


@shows("documents:review", "jobs:show")
def a_long_file_is_being_read(stage: Stage) -> None:
    document = shelved(stage)
    Document.objects.filter(pk=document.pk).update(state=WAITING, job=job_in(State.RUNNING))
    page = stage.window("lan", "documents:review", document.pk)
    with page.expect_response(lambda it: "/viec/" in it.url):  # the bar asks how far it is
        stage.judge(page)
