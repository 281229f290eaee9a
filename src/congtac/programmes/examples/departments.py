"""The 63 Sở Tư pháp through the year: their work for the campaign, and programmes of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from congtac.kernel.actor import Actor
from congtac.kernel.numbers import print_date
from congtac.organisations.models import Unit
from congtac.organisations.queries import units_on
from congtac.programmes.examples.diary import Diary, again, officer_of, share_of, task_of
from congtac.programmes.examples.ministry import OF_ALL
from congtac.programmes.models import Extension, Programme, Task
from congtac.programmes.rules.entries import Entry, Read
from congtac.programmes.services import cascade, following, sharing
from congtac.programmes.services import tasks as services

Members = dict[str, Actor]


@dataclass(frozen=True, slots=True)
class Topic:
    """What every Sở is asked for in the campaign, and how it went: one way a Sở, by turns."""

    above: str
    text: str
    due_on: date
    done: str
    ways: str


TOPICS = (
    Topic(
        "III.1.1",
        "Ban hành kế hoạch thi đua, ký giao ước, gửi về Vụ Tổ chức cán bộ ({name})",
        date(2024, 3, 29),
        "Đã gửi kế hoạch và bản giao ước.",
        "eeooeloeoreoeo",
    ),
    Topic(
        "III.1.2",
        "Tự kiểm tra, làm sạch số liệu thống kê sáu tháng đầu năm ({name})",
        date(2024, 6, 28),
        "Đã đối chiếu đủ biểu, sửa các ô sai.",
        "oeorxoloedoeoeloo",
    ),
    Topic(
        "III.1.3",
        "Gửi báo cáo tổng kết phong trào và hồ sơ đề nghị khen thưởng ({name})",
        date(2024, 11, 20),
        "Đã gửi báo cáo và hồ sơ.",
        "eoloroexoecolpoed",
    ),
    Topic(
        "III.1.4",
        "Đối chiếu số liệu thống kê cả năm, giải trình chỉ tiêu biến động ({name})",
        date(2024, 12, 20),
        "Đã đối chiếu và giải trình.",
        "apwaqpepawpaq",
    ),
)


@dataclass(frozen=True, slots=True)
class Shared:
    """How the Sở do what the Ministry's plan gives all of them: one way a Sở, by turns.

    "b" and "t" say it is done on the first and on the second day, "p" is under way, "a" has taken
    it on, "g" gets a later last day, "n" does nothing.
    """

    path: str
    done: str
    days: tuple[date, date]
    ways: str


SHARED = (
    Shared(
        "II.3",
        "Đã công bố danh mục văn bản phải sửa đổi, thay thế.",
        (date(2024, 9, 20), date(2024, 10, 21)),
        "btbtbpbtbtbtgtbtbtbtb",
    ),
    Shared(
        "II.5",
        "Đã số hóa xong, đối soát không còn chênh lệch.",
        (date(2024, 10, 18), date(2024, 10, 18)),
        "bpa",
    ),
    Shared(
        "II.11",
        "Từ 98% phiếu trở lên được cấp đúng hạn.",
        (date(2024, 12, 10), date(2024, 12, 13)),
        "bbtpbtbbnbtbpbtbtbpbb",
    ),
)
CONFIRMED = (
    ("II.3", date(2024, 9, 26)),
    ("II.3", date(2024, 10, 30)),
    ("II.5", date(2024, 10, 30)),
    ("II.11", date(2024, 12, 12)),
)
IN_DEPTH = {"II.3": "t", "II.5": "p", "II.11": "p"}  # the ways of the Sở of Ninh Thuận
OWN = ("ha-noi", "ho-chi-minh", "da-nang", "khanh-hoa", "can-tho", "ninh-thuan", "quang-nam")
DAY = timedelta(days=1)
UNDER_WAY = "Đang thực hiện theo kế hoạch của Sở."


class Departments:
    """What the Sở and the standing body of the campaign write into the diary."""

    def __init__(self, diary: Diary, members: Members) -> None:
        self.diary, self.members = diary, members
        self.ways: dict[str, Callable[[Task, Actor, str], None]] = {
            "e": partial(self._done, before=9),
            "o": partial(self._done, before=1),
            "l": partial(self._done, before=-6),
            "r": self._returned,
            "x": self._extended,
            "d": self._declined,
            "c": self._cancelled,
            "p": self._under_way,
            "a": self._taken,
            "w": self._waits,
            "q": self._asks,
        }

    def follow(self, campaign: Programme) -> None:
        """Let the standing body make its programme under the campaign, a task for each Sở."""
        self.diary.on(date(2024, 3, 6), partial(self._make, campaign))

    def _make(self, campaign: Programme, day: date) -> None:
        huong = self.members["huong"]
        title = "Theo dõi 63 Sở Tư pháp thực hiện phong trào thi đua “Đúng việc, đúng hạn, đúng số”"
        heading = cascade.Heading(title, "61/KH-TCCB")
        own = cascade.make_programme(huong, heading, above=campaign, day=day)
        listed = list(units_on(day).filter(key__endswith=".stp").order_by("sort_key"))
        asked = [
            (topic, unit, f"{number}.{place:02}", topic.ways[place % len(topic.ways)])
            for number, topic in enumerate(TOPICS, start=1)
            for place, unit in enumerate(listed, start=1)
        ]
        rows = [
            Read(number, _entry(topic, unit, path))
            for number, (topic, unit, path, _) in enumerate(asked, start=1)
        ]
        cascade.import_rows(huong, own, rows, day=day)
        tasks = {task.path: task for task in own.tasks.all()}
        for topic, unit, path, way in asked:
            officer = officer_of(self.members, unit.key.partition(".")[0])
            self.ways[way](tasks[path], officer, topic.done)

    def _take(self, task: Task, officer: Actor, days: int = 14) -> None:
        on = _due(task) - days * DAY
        self.diary.on(on, lambda day: following.take(officer, again(task), day=day))

    def _report(self, task: Task, officer: Actor, note: str, on: date) -> None:
        def report(day: date) -> None:
            services.complete(officer, again(task), done_on=day, note=note, day=day)

        self.diary.on(on, report)

    def _confirm(self, task: Task, on: date) -> None:
        huong = self.members["huong"]
        self.diary.on(on, lambda day: following.confirm(huong, again(task), note="", day=day))

    def _done(self, task: Task, officer: Actor, note: str, *, before: int) -> None:
        on = _due(task) - before * DAY
        self._take(task, officer, 20)
        self._report(task, officer, note, on)
        self._confirm(task, on + 4 * DAY)

    def _returned(self, task: Task, officer: Actor, note: str) -> None:
        huong, due = self.members["huong"], _due(task)
        self._take(task, officer, 20)
        self._report(task, officer, note, due - 7 * DAY)
        reason = "Tệp gửi kèm là bản chưa ký số."
        self.diary.on(
            due - 4 * DAY,
            lambda day: following.give_back(huong, again(task), reason=reason, day=day),
        )
        self._report(task, officer, "Đã gửi lại bản ký số.", due - DAY)
        self._confirm(task, due + 4 * DAY)

    def _extended(self, task: Task, officer: Actor, note: str) -> None:
        due = _due(task)
        self._take(task, officer)
        self._ask(task, officer, due + 15 * DAY)
        khoa = self.members["khoa"]

        def grant(day: date) -> None:
            asked = Extension.objects.get(task=task, state=Extension.ASKED)
            following.grant_extension(khoa, asked, note="Đồng ý.", day=day)

        self.diary.on(due - 2 * DAY, grant)
        self._report(task, officer, note, due + 10 * DAY)
        self._confirm(task, due + 14 * DAY)

    def _declined(self, task: Task, officer: Actor, note: str) -> None:
        due = _due(task)
        self._take(task, officer)
        self._ask(task, officer, due + 15 * DAY)
        khoa = self.members["khoa"]

        def decline(day: date) -> None:
            asked = Extension.objects.get(task=task, state=Extension.ASKED)
            following.decline_extension(khoa, asked, note="Các Sở khác đều kịp.", day=day)

        self.diary.on(due - 2 * DAY, decline)
        self._report(task, officer, note, due + 8 * DAY)
        self._confirm(task, due + 12 * DAY)

    def _ask(self, task: Task, officer: Actor, asked_for: date) -> None:
        reason = "Đơn vị đang kiện toàn người làm thống kê, xin thêm thời gian."

        def ask(day: date) -> None:
            following.ask_extension(
                officer, again(task), asked_for=asked_for, reason=reason, day=day
            )

        self.diary.on(_due(task) - 7 * DAY, ask)

    def _cancelled(self, task: Task, _officer: Actor, _note: str) -> None:
        khoa = self.members["khoa"]
        reason = "Sở không đăng ký danh hiệu năm 2024 theo công văn đề nghị."
        self.diary.on(
            date(2024, 10, 14),
            lambda day: following.cancel(khoa, again(task), reason=reason, day=day),
        )

    def _under_way(self, task: Task, officer: Actor, _note: str) -> None:
        self._take(task, officer, 25)

        def progress(day: date) -> None:
            note = "Đã xong hai phần ba số biểu."
            services.report_progress(officer, again(task), percent=65, note=note, day=day)

        self.diary.on(_due(task) - 10 * DAY, progress)

    def _taken(self, task: Task, officer: Actor, _note: str) -> None:
        self._take(task, officer, 12)

    def _waits(self, task: Task, officer: Actor, note: str) -> None:
        self._take(task, officer, 20)
        self._report(task, officer, note, _due(task) - 5 * DAY)

    def _asks(self, task: Task, officer: Actor, _note: str) -> None:
        self._under_way(task, officer, _note)
        self._ask(task, officer, date(2024, 12, 31))

    def take_up(self, plan: Programme, then: Callable[[Programme], None]) -> None:
        """Let some Sở make programmes of their own under the Ministry's plan."""
        for shared in SHARED:
            self._share(plan, shared)
        for path, on in CONFIRMED:
            self.diary.on(on, partial(self._confirm_all, plan, path))
        for place, province in enumerate(OWN):
            on = date(2024, 2, 2) + 4 * place * DAY
            self.diary.on(on, partial(self._own, plan, province, place, then))

    def _share(self, plan: Programme, shared: Shared) -> None:
        """Let each Sở do its share of a task of the plan."""
        held = plan.tasks.filter(path=shared.path, whole__isnull=False)
        units = held.order_by("member__sort_key").values_list("member__key", flat=True)
        for place, unit in enumerate(units):
            way = shared.ways[place % len(shared.ways)]
            way = IN_DEPTH[shared.path] if unit == "ninh-thuan.stp" else way
            officer = officer_of(self.members, unit.partition(".")[0])
            self._do_share(plan, shared, officer, way, place)
        if shared.path == "II.11":
            self.diary.on(date(2024, 12, 13), partial(self._ask_late, plan))

    def _do_share(
        self, plan: Programme, shared: Shared, officer: Actor, way: str, place: int
    ) -> None:
        find = partial(share_of, plan, shared.path, officer.unit)

        def report(day: date) -> None:
            services.complete(officer, find(), done_on=day, note=shared.done, day=day)

        def progress(day: date) -> None:
            percent = 40 + place % 5 * 10
            services.report_progress(officer, find(), percent=percent, note=UNDER_WAY, day=day)

        first, second = shared.days
        if way in "bt":
            self.diary.on(first if way == "b" else second, report)
        elif way == "a":
            self.diary.on(date(2024, 2, 19), lambda day: following.take(officer, find(), day=day))
        elif way in "pg":
            self.diary.on(first, progress)
        if way == "g":
            self._extend_share(find, officer)

    def _extend_share(self, find: Callable[[], Task], officer: Actor) -> None:
        """A Sở asks for a later last day, and the head of the Ministry's office grants it."""
        reason = "Phải rà soát lại theo nghị định mới về giá đất."
        later, long = date(2024, 12, 20), self.members["long"]

        def grant(day: date) -> None:
            asked = Extension.objects.get(task=find(), state=Extension.ASKED)
            following.grant_extension(long, asked, note="Đồng ý.", day=day)

        self.diary.on(
            date(2024, 10, 24),
            lambda day: following.ask_extension(
                officer, find(), asked_for=later, reason=reason, day=day
            ),
        )
        self.diary.on(date(2024, 10, 28), grant)

    def _ask_late(self, plan: Programme, day: date) -> None:
        lan = self.members["lan"]
        task = share_of(plan, "II.11", lan.unit)
        reason = "Hồ sơ xác minh ở ngoài tỉnh chưa có trả lời."
        following.ask_extension(lan, task, asked_for=date(2024, 12, 31), reason=reason, day=day)

    def _confirm_all(self, plan: Programme, path: str, day: date) -> None:
        sharing.confirm_all(self.members["ha"], task_of(plan, path), day=day)

    def _own(
        self,
        plan: Programme,
        province: str,
        place: int,
        then: Callable[[Programme], None],
        day: date,
    ) -> None:
        officer = officer_of(self.members, province)
        heading = cascade.Heading(
            f"Kế hoạch công tác năm 2024 của {officer.unit_name}", f"{40 + 7 * place}/KH-STP"
        )
        own = cascade.make_programme(officer, heading, above=plan, day=day)
        shares = plan.tasks.filter(path__in=OF_ALL, assignments__unit__key=officer.unit)
        cascade.take_over(officer, own, shares.order_by("position"), day=day)
        if province == "ninh-thuan":
            then(own)
        for turn, path in enumerate(OF_ALL):
            self._work(own, officer, path, turn + place)

    def _work(self, own: Programme, officer: Actor, path: str, turn: int) -> None:
        for step, on in enumerate((date(2024, 5, 15), date(2024, 8, 14), date(2024, 10, 16))):
            percent = 20 + 25 * step + turn % 3 * 5
            if own.unit == "ninh-thuan.stp" and path == "II.3":
                continue
            self.diary.on(on, partial(_progress, own, officer, path, percent))
        if turn % 3 == 0 and own.unit != "ninh-thuan.stp":
            self.diary.on(date(2024, 10, 28), partial(_finish, own, officer, path))


def _entry(topic: Topic, unit: Unit, path: str) -> Entry:
    text = topic.text.format(name=unit.name)
    return Entry(
        text,
        path=path,
        lead=(unit.name,),
        due_on=topic.due_on,
        time_text=f"chậm nhất ngày {print_date(topic.due_on)}",
        above=topic.above,
    )


def _progress(own: Programme, officer: Actor, path: str, percent: int, day: date) -> None:
    note = "Theo báo cáo của các phòng."
    services.report_progress(officer, task_of(own, path), percent=percent, note=note, day=day)


def _finish(own: Programme, officer: Actor, path: str, day: date) -> None:
    note = "Đã hoàn thành phần việc của Sở."
    services.complete(officer, task_of(own, path), done_on=day, note=note, day=day)


def _due(task: Task) -> date:
    return task.due_on or date(2024, 12, 31)
