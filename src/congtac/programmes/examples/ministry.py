"""The year at the Ministry: its plan, the emulation campaign, the review conference."""

from collections.abc import Callable
from datetime import date
from functools import partial

from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.programmes.examples.diary import Diary, Trouble, task_of
from congtac.programmes.examples.plans import take_in
from congtac.programmes.models import Extension, Programme
from congtac.programmes.services import difficulties, following
from congtac.programmes.services import tasks as services
from congtac.programmes.services.difficulties import Proof, Reply
from congtac.programmes.services.following import Judgement

Members = dict[str, Actor]
PLAN = "ke-hoach-cong-tac-tu-phap-2024.txt"
CAMPAIGN = "quyet-dinh-thi-dua-2024.txt"
CONFERENCE = "ke-hoach-tong-ket-cong-tac-tu-phap.txt"
OF_ALL = ("II.3", "II.5", "II.11")  # tasks of the plan that the 63 Sở lead
MISSING = 7  # units of the Ministry that have not sent what the conference needs
PROGRESS = (
    ("ha", "II.1", date(2024, 2, 15), 70, "Đã lấy ý kiến các đơn vị."),
    ("duc", "II.2", date(2024, 4, 15), 50, "Đã công khai dự toán của 18 trong 24 đơn vị."),
    ("thao", "II.4", date(2024, 6, 14), 40, "Đã tập huấn miền Bắc, 212 người."),
    ("ha", "II.6", date(2024, 9, 27), 60, "Đã kiểm tra sáu địa phương."),
    ("ha", "II.6", date(2024, 11, 15), 80, "Đã kiểm tra tám địa phương."),
    ("ha", "II.7", date(2024, 7, 19), 75, "Đang chạy thử tại bốn Sở."),
    ("huong", "II.10", date(2024, 8, 9), 45, "Đã xong đề án của 12 đơn vị."),
)
SAID = (  # of what the 63 Sở do, each in its own share
    ("II.3", date(2024, 11, 29), "57 Sở đã gửi danh mục; ba Sở được gia hạn, ba Sở chậm."),
    ("II.5", date(2024, 10, 31), "Đã số hóa 88% số sổ; 20 địa phương xong."),
    ("II.11", date(2024, 12, 2), "98,3% phiếu đúng hạn; năm địa phương dưới 95%."),
)
AFTER_CONFERENCE = (
    ("IV.1.1", date(2024, 12, 4), 80, "Dự thảo lần hai đã gửi các đơn vị."),
    ("IV.1.2", date(2024, 12, 12), 85, "Còn tài liệu của ba điểm cầu."),
    ("IV.2.a", date(2024, 12, 11), 50, "Chạy thử lần một: 61 trong 64 điểm cầu tốt."),
    ("IV.3", date(2024, 12, 9), 60, "Đang hoàn thiện kịch bản trao Cờ thi đua."),
    ("IV.6", date(2024, 12, 13), 90, "57 tỉnh, thành phố đã gửi danh sách."),
)
CAMPAIGN_DONE = (
    ("III.1.1", date(2024, 4, 9), "63 Sở đã gửi kế hoạch và giao ước."),
    ("III.1.2", date(2024, 7, 18), "62 Sở đã gửi kết quả; một Sở được thôi."),
    ("III.3", date(2024, 12, 5), "Sáu cụm đã họp và suy tôn."),
)
CAMPAIGN_UNDER_WAY = (
    ("III.1.3", date(2024, 12, 2), 95, "Còn ba Sở chưa gửi đủ hồ sơ."),
    ("III.1.4", date(2024, 12, 12), 40, "Đang nhận kết quả đối chiếu của các Sở."),
    ("III.2.3", date(2024, 12, 12), 30, "Đã có dự thảo báo cáo tổng kết phong trào."),
)
QUARTERS = (
    ("2024-Q1", date(2024, 4, 8)),
    ("2024-Q2", date(2024, 7, 8)),
    ("2024-Q3", date(2024, 10, 8)),
)
ASSESSED = (
    ("II.8", ("partly", "met", "met"), "Đã trả lời 96 trong 104 kiến nghị nhận được trong năm."),
    ("II.9", ("met", "met", "partly"), "Đã biên soạn tài liệu của bảy luật, phát tới cấp xã."),
)


class Ministry:
    """What the Ministry's people write into the diary."""

    def __init__(
        self, diary: Diary, members: Members, then: Callable[[str, Programme], None]
    ) -> None:
        self.diary, self.members, self.then = diary, members, then

    def write(self) -> None:
        """Write the three plans into the diary; `then` goes on with each once it is accepted."""
        self.diary.on(date(2024, 1, 24), self._plan)
        self.diary.on(date(2024, 3, 4), self._campaign)
        self.diary.on(date(2024, 11, 27), self._conference)

    def _plan(self, day: date) -> None:
        plan = take_in(self.members["ha"], PLAN, {}, day=day)
        for name, path, on, percent, note in PROGRESS:
            self.diary.on(on, partial(self._progress, plan, name, path, percent, note))
        for path, results, note in ASSESSED:
            for (period, on), result in zip(QUARTERS, results, strict=True):
                said = Judgement(Period.parse(period), result, note)
                self.diary.on(on, partial(self._assess, plan, path, said))
        for path, on, words in SAID:
            self.diary.on(on, partial(self._say, plan, path, words))
        for written in (self._simple_ends, self._budget, self._training, self._refused):
            written(plan)
        self.then(PLAN, plan)

    def _campaign(self, day: date) -> None:
        plan = take_in(self.members["ha"], CAMPAIGN, {}, day=day)
        self.diary.on(date(2024, 9, 27), self._done("huong", plan, "III.2.1", "Kiểm tra bảy Sở."))
        self.diary.on(date(2024, 10, 1), self._confirm(plan, "III.2.1"))
        said = partial(
            self._progress, plan, "huong", "III.2.2", 80, "Đã thẩm định 51 trong 58 hồ sơ."
        )
        self.diary.on(date(2024, 12, 12), said)
        for path, on, note in CAMPAIGN_DONE:
            self.diary.on(on, self._done("ha", plan, path, note))
        for path, on, percent, note in CAMPAIGN_UNDER_WAY:
            self.diary.on(on, partial(self._progress, plan, "ha", path, percent, note))
        self.then(CAMPAIGN, plan)

    def _conference(self, day: date) -> None:
        plan = take_in(self.members["ha"], CONFERENCE, {}, day=day)
        for path, on, percent, note in AFTER_CONFERENCE:
            self.diary.on(on, partial(self._progress, plan, "ha", path, percent, note))
        self.diary.on(date(2024, 11, 29), partial(self._collect, plan))
        note = "Đã trình Bộ trưởng dự thảo Báo cáo."
        self.diary.on(date(2024, 12, 9), self._done("ha", plan, "IV.1.1", note))
        duc = self.members["duc"]
        self.diary.on(
            date(2024, 11, 29), lambda day: following.take(duc, task_of(plan, "IV.4"), day=day)
        )

    def _collect(self, plan: Programme, day: date) -> None:
        """IV.5: what came from the units of the Ministry is noted for them; seven are missing."""
        shares = plan.tasks.filter(path="IV.5", whole__isnull=False).order_by("pk")
        for share in list(shares)[:-MISSING]:
            services.complete(self.members["ha"], share, done_on=day, note="Đã gửi.", day=day)

    def _say(self, plan: Programme, path: str, words: str, day: date) -> None:
        difficulties.remark(self.members["ha"], task_of(plan, path), words=words, day=day)

    def _simple_ends(self, plan: Programme) -> None:
        long = self.members["long"]
        self.diary.on(date(2024, 2, 27), self._done("ha", plan, "II.1", "Đã ban hành 42 chỉ tiêu."))
        note = "Bản mới chạy từ 29/8."
        self.diary.on(date(2024, 8, 29), self._done("ha", plan, "II.7", note))
        reason = "Chuyển sang kế hoạch năm 2025 để làm cùng việc sửa Luật."
        self.diary.on(
            date(2024, 9, 20),
            lambda day: following.cancel(long, task_of(plan, "II.12"), reason=reason, day=day),
        )

    def _budget(self, plan: Programme) -> None:
        duc = self.members["duc"]
        self.diary.on(
            date(2024, 1, 29), lambda day: following.take(duc, task_of(plan, "II.2"), day=day)
        )
        reason = "Hai đơn vị đang chờ quyết toán năm trước."
        self._extend(plan, "II.2", "duc", (date(2024, 6, 17), date(2024, 7, 31)), reason)
        proof = Proof(
            "ket-luan-kiem-tra.txt",
            "Kết luận kiểm tra việc chấp hành dự toán tại sáu đơn vị.".encode(),
            "Kết luận kiểm tra sáu đơn vị",
        )
        self.diary.on(
            date(2024, 7, 26),
            lambda day: difficulties.add_evidence(duc, task_of(plan, "II.2"), proof, day=day),
        )
        note = "Công khai 24 đơn vị, kiểm tra sáu đơn vị."
        self.diary.on(date(2024, 7, 29), self._done("duc", plan, "II.2", note))
        self.diary.on(date(2024, 7, 31), self._confirm(plan, "II.2"))

    def _training(self, plan: Programme) -> None:
        """II.4: a difficulty answered by Cục KHTC; reported, given back, done a week late."""
        thao, ha, duc = (self.members[name] for name in ("thao", "ha", "duc"))
        self.diary.on(
            date(2024, 1, 30), lambda day: following.take(thao, task_of(plan, "II.4"), day=day)
        )
        answer = Reply("answer", "Đã cấp bổ sung tại Thông báo dự toán đợt hai.")
        Trouble(
            thao,
            date(2024, 7, 2),
            partial(task_of, plan, "II.4"),
            "difficulty",
            "Kinh phí tập huấn ở miền Trung chưa được cấp.",
            "btp.cktc",
            ((duc, date(2024, 7, 15), answer), (thao, date(2024, 7, 17), Reply("settle"))),
        ).write(self.diary)
        self.diary.on(
            date(2024, 9, 26), self._done("thao", plan, "II.4", "Ba lớp ở ba miền, 640 người.")
        )
        reason = "Thiếu danh sách học viên miền Nam."
        self.diary.on(
            date(2024, 10, 1),
            lambda day: following.give_back(ha, task_of(plan, "II.4"), reason=reason, day=day),
        )
        self.diary.on(date(2024, 10, 7), self._done("thao", plan, "II.4", "Đã bổ sung danh sách."))
        self.diary.on(date(2024, 10, 9), self._confirm(plan, "II.4"))

    def _refused(self, plan: Programme) -> None:
        """II.10: a later last day is refused; the task is done late."""
        huong, long = self.members["huong"], self.members["long"]
        self.diary.on(
            date(2024, 2, 5), lambda day: following.take(huong, task_of(plan, "II.10"), day=day)
        )
        reason = "Chờ hướng dẫn mới về vị trí việc làm."
        self.diary.on(
            date(2024, 10, 7),
            lambda day: following.ask_extension(
                huong, task_of(plan, "II.10"), asked_for=date(2024, 11, 29), reason=reason, day=day
            ),
        )

        def decline(day: date) -> None:
            asked = Extension.objects.get(task=task_of(plan, "II.10"), state=Extension.ASKED)
            note = "Hướng dẫn đã có từ tháng 8; giữ nguyên thời hạn."
            following.decline_extension(long, asked, note=note, day=day)

        self.diary.on(date(2024, 10, 9), decline)
        note = "Đề án của 24 đơn vị đã được phê duyệt."
        self.diary.on(date(2024, 10, 25), self._done("huong", plan, "II.10", note))
        self.diary.on(date(2024, 10, 28), self._confirm(plan, "II.10"))

    def _extend(
        self, plan: Programme, path: str, name: str, days: tuple[date, date], reason: str
    ) -> None:
        """Somebody asks for a later last day, and the head of the office grants it."""
        actor, long = self.members[name], self.members["long"]
        asked_on, later = days

        def grant(day: date) -> None:
            asked = Extension.objects.get(task=task_of(plan, path), state=Extension.ASKED)
            following.grant_extension(long, asked, note="Đồng ý.", day=day)

        self.diary.on(
            asked_on,
            lambda day: following.ask_extension(
                actor, task_of(plan, path), asked_for=later, reason=reason, day=day
            ),
        )
        self.diary.on(asked_on.replace(day=asked_on.day + 2), grant)

    def _progress(  # noqa: PLR0913  # one line of a table
        self, plan: Programme, name: str, path: str, percent: int, note: str, day: date
    ) -> None:
        actor, task = self.members[name], task_of(plan, path)
        services.report_progress(actor, task, percent=percent, note=note, day=day)

    def _assess(self, plan: Programme, path: str, said: Judgement, day: date) -> None:
        following.assess(self.members["ha"], task_of(plan, path), said, day=day)

    def _done(self, name: str, plan: Programme, path: str, note: str) -> Callable[[date], None]:
        def finish(day: date) -> None:
            actor, task = self.members[name], task_of(plan, path)
            services.complete(actor, task, done_on=day, note=note, day=day)

        return finish

    def _confirm(self, plan: Programme, path: str) -> Callable[[date], None]:
        ha = self.members["ha"]
        return lambda day: following.confirm(ha, task_of(plan, path), note="", day=day)
