"""The example programme of the demo: one plan accepted, its tasks in several states."""

from collections.abc import Callable, Mapping
from datetime import date

from congtac.documents import queries as documents
from congtac.documents import services as review
from congtac.documents.models import READ, Document, Reading
from congtac.documents.rules.acceptance import obstacles
from congtac.documents.rules.review import CORRECT, Item
from congtac.documents.rules.times import no_time
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.programmes.models import Programme
from congtac.programmes.services import following
from congtac.programmes.services import tasks as services

PLAN = "ke-hoach-cai-cach-tu-phap-ninh-thuan.txt"
ANSWERS = {
    "II.6": {
        **no_time(),
        "text": "Quý IV/2024",
        "kind": "quarter",
        "start": "2024-10-01",
        "end": "2024-12-31",
    }
}
ACCEPTED_ON = date(2024, 2, 19)
UNDER_WAY = (
    ("II.1", 35, "Đã phát 24 câu hỏi trên hệ thống truyền thanh cơ sở."),
    ("II.3", 20, "Đang rà soát vị trí việc làm ở cấp huyện."),
    ("II.7", 60, "Đã mở một lớp; lớp thứ hai dự kiến tháng 9."),
    ("II.10", 45, "Còn 12 việc tồn đọng trên ba năm."),
)
FINISHED = (("II.2", date(2024, 5, 20), "Đã trình danh mục quy chế phải sửa đổi."),)
ASSESSED = (("II.5", "2024-Q1", "met", "Đã công khai danh sách trên Cổng thông tin điện tử."),)


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Let Lan answer what the plan leaves open, accept it, and report on some of its tasks."""
    plan = Document.objects.filter(name=PLAN, state=READ).first()
    reading = documents.latest_reading(plan) if plan else None
    if reading is None:
        return
    say("Tiếp nhận kế hoạch mẫu thành chương trình")
    lan = cast["lan"]
    for item in _open_ones(reading):
        _answer(lan, reading, item)
    _report(lan, services.accept_plan(lan, reading, day=ACCEPTED_ON))


def _open_ones(reading: Reading) -> list[Item]:
    items = documents.items_of(reading)
    asked = {(it.kind, it.key) for it in obstacles(items)}
    return [item for item in items if (item.kind, item.key) in asked and item.kind == "task"]


def _answer(lan: Actor, reading: Reading, item: Item) -> None:
    answer = ANSWERS.get(item.content["path"], no_time(is_absent=True))
    content = {**item.content, "deadline": answer}
    review.decide(lan, reading, item, review.Act(CORRECT, len(item.decisions), content=content))


def _report(lan: Actor, programme: Programme) -> None:
    day = today()
    tasks = {task.path: task for task in programme.tasks.all()}
    for path, percent, note in UNDER_WAY:
        if path in tasks:
            services.report_progress(lan, tasks[path], percent=percent, note=note, day=day)
    for path, done_on, note in FINISHED:
        if path in tasks:
            services.complete(lan, tasks[path], done_on=done_on, note=note, day=day)
    for path, period, result, note in ASSESSED:
        if path in tasks:
            said = following.Judgement(Period.parse(period), result, note)
            following.assess(lan, tasks[path], said, day=day)
