"""One province in depth: the plan on judicial reform, parts inside the Sở, a commune at work."""

from collections.abc import Callable
from datetime import date
from functools import partial

from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.programmes.examples.diary import Diary, Trouble, task_of
from congtac.programmes.examples.plans import take_in
from congtac.programmes.models import Extension, Part, Programme
from congtac.programmes.rules.entries import Entry
from congtac.programmes.services import cascade, difficulties, following, parts
from congtac.programmes.services import tasks as services
from congtac.programmes.services.difficulties import Proof, Reply
from congtac.programmes.services.following import Judgement
from congtac.programmes.services.parts import Order

Members = dict[str, Actor]
PLAN = "ke-hoach-cai-cach-tu-phap-ninh-thuan.txt"
ANSWERS = {
    "II.6": {
        "deadline": {
            "text": "Quý IV/2024",
            "kind": "quarter",
            "start": "2024-10-01",
            "end": "2024-12-31",
            "span": None,
            "is_absent": False,
        }
    }
}
PROGRESS = (
    ("lan", "II.1", date(2024, 3, 29), 20, "Đã phát 24 câu hỏi trên hệ thống truyền thanh cơ sở."),
    ("lan", "II.1", date(2024, 6, 28), 45, "Bản tiếng Chăm và tiếng Raglai đã ghi âm xong."),
    ("lan", "II.1", date(2024, 9, 30), 70, "Ba cơ quan đã đưa nội dung vào Ngày Pháp luật."),
    ("lan", "II.3", date(2024, 6, 14), 20, "Đang rà soát vị trí việc làm ở cấp huyện."),
    ("lan", "II.2", date(2024, 7, 12), 40, "Đã lập danh mục 23 quy chế, còn 9 quy chế chưa gửi."),
    ("lan", "II.7", date(2024, 6, 20), 30, "Đã mở một lớp cho 38 người."),
    ("lan", "II.7", date(2024, 9, 20), 60, "Lớp thứ hai lùi vì giảng viên bận xét xử."),
    ("lan", "II.9", date(2024, 8, 16), 60, "Đã phát 12 số trên truyền hình, 20 bài trên báo in."),
    ("lan", "II.10", date(2024, 5, 31), 20, "Còn 31 việc tồn đọng trên ba năm."),
    ("lan", "II.10", date(2024, 11, 29), 65, "Còn 12 việc tồn đọng trên ba năm."),
    ("hoa", "II.11", date(2024, 5, 17), 25, "Đã thẩm định dự toán sửa kho vật chứng."),
    ("hoa", "II.11", date(2024, 10, 25), 60, "Đã bố trí vốn cho hai trụ sở."),
    ("dung", "II.6", date(2024, 10, 18), 30, "Đã rà soát 41 giám định viên theo vụ việc."),
    ("dung", "II.6", date(2024, 11, 22), 55, "Đã có danh sách dự phòng của ngành xây dựng."),
)
ASSESSED = (
    ("II.5", ("met", "met", "partly"), "Danh sách công khai trên Cổng thông tin điện tử."),
    ("II.3", ("partly", "partly", "met"), "Còn hai xã chưa bố trí đủ công chức."),
    ("II.4", ("met", "met", "met"), "Sổ theo dõi điện tử chạy ở cả bảy huyện, thành phố."),
    ("II.8", ("unmet", "partly", "met"), "Hội Luật gia đã cử người trực ở hai điểm nóng."),
)
QUARTERS = (
    ("2024-Q1", date(2024, 4, 4)),
    ("2024-Q2", date(2024, 7, 4)),
    ("2024-Q3", date(2024, 10, 4)),
)


class Province:
    """The year of the Sở Tư pháp of Ninh Thuận, of agencies beside it and of a commune."""

    def __init__(self, diary: Diary, members: Members) -> None:
        self.diary, self.members = diary, members
        self.plan: Programme | None = None
        self.own: Programme | None = None

    def write(self) -> None:
        """Write the year of the plan 131-KH/BCSĐ into the diary."""
        self.diary.on(date(2024, 2, 19), self._accept)

    def _accept(self, day: date) -> None:
        plan = take_in(self.members["lan"], PLAN, ANSWERS, day=day)
        self.plan = plan
        for name, path, on, percent, note in PROGRESS:
            said = partial(self._progress, plan, name, path, percent, note)
            self.diary.on(on, said)
        for path, results, note in ASSESSED:
            for (period, on), result in zip(QUARTERS, results, strict=True):
                judged = Judgement(Period.parse(period), result, note)
                self.diary.on(on, partial(self._assess, plan, path, judged))
        self._coordination_rules(plan)
        self._training(plan)
        self._experts(plan)
        self._list_of_experts(plan)
        self._money(plan)

    def _progress(  # noqa: PLR0913  # one line of a table
        self, plan: Programme, name: str, path: str, percent: int, note: str, day: date
    ) -> None:
        actor, task = self.members[name], task_of(plan, path)
        services.report_progress(actor, task, percent=percent, note=note, day=day)

    def _assess(self, plan: Programme, path: str, said: Judgement, day: date) -> None:
        following.assess(self.members["lan"], task_of(plan, path), said, day=day)

    def _coordination_rules(self, plan: Programme) -> None:
        """II.2: two parts inside the Sở, evidence, done before its last day."""
        minh, lan, dung = (self.members[name] for name in ("minh", "lan", "dung"))
        first = Order(
            "Lập danh mục quy chế phối hợp đã ký", "lan", date(2024, 6, 28), "Văn phòng Sở"
        )
        second = Order(
            "Rà soát quy chế với cơ quan tố tụng",
            "dung",
            date(2024, 8, 30),
            "Phòng Bổ trợ tư pháp",
        )
        self._divide(
            plan, "II.2", first, date(2024, 5, 6), date(2024, 6, 25), "Danh mục 23 quy chế."
        )
        self._divide(
            plan, "II.2", second, date(2024, 5, 6), date(2024, 8, 27), "Đề nghị bãi bỏ 5 quy chế."
        )
        proof = Proof(
            "danh-muc-quy-che.txt",
            "Danh mục 23 quy chế phối hợp; 5 quy chế đề nghị bãi bỏ.".encode(),
            "Danh mục quy chế phối hợp",
        )

        def finish(day: date) -> None:
            difficulties.add_evidence(lan, task_of(plan, "II.2"), proof, day=day)
            note = "Đã trình Chủ tịch UBND tỉnh danh mục quy chế phải sửa đổi, bãi bỏ."
            services.complete(lan, task_of(plan, "II.2"), done_on=day, note=note, day=day)

        words = "Tòa án nhân dân tỉnh đề nghị giữ quy chế về chuyển giao bản án."
        self.diary.on(
            date(2024, 8, 5),
            lambda day: difficulties.remark(dung, task_of(plan, "II.2"), words=words, day=day),
        )
        praise = "Trình sớm để kịp kỳ họp tháng 10."
        self.diary.on(
            date(2024, 8, 6),
            lambda day: difficulties.remark(minh, task_of(plan, "II.2"), words=praise, day=day),
        )
        self.diary.on(date(2024, 9, 24), finish)

    def _divide(  # noqa: PLR0913  # one line of a table
        self, plan: Programme, path: str, order: Order, given: date, sent: date, result: str
    ) -> None:
        """A part is given, sent, and approved two days later."""
        made: list[Part] = []

        def give(day: date) -> None:
            made.append(parts.give(self.members["minh"], task_of(plan, path), order, day=day))

        self.diary.on(given, give)
        person = self.members[order.person]
        self.diary.on(sent, lambda day: parts.send(person, made[0], words=result, day=day))
        approved = sent.replace(day=sent.day + 2)
        self.diary.on(
            approved, lambda day: parts.approve(self.members["minh"], made[0], words="", day=day)
        )

    def _training(self, plan: Programme) -> None:
        """II.7: a later last day is asked for and granted, then the task is done in time."""
        lan, minh = self.members["lan"], self.members["minh"]
        reason = "Tòa án nhân dân tỉnh chỉ bố trí được giảng viên từ ngày 18/11."
        asked = partial(self._ask, lan, plan, "II.7", date(2024, 11, 29), reason)
        granted = partial(self._decide, minh, plan, "II.7", "Đồng ý, không lùi thêm.")
        self.diary.on(date(2024, 11, 6), asked)
        self.diary.on(date(2024, 11, 8), granted)
        note = "Hai lớp, 81 học viên; 100% đạt yêu cầu."
        self.diary.on(date(2024, 11, 27), self._done(lan, plan, "II.7", note))

    def _experts(self, plan: Programme) -> None:
        """II.6: a difficulty that was answered, and raised again."""
        dung, mai = self.members["dung"], self.members["mai"]
        answer = "Tạm tính theo mức của năm 2023; Sở Tư pháp phối hợp Sở Tài chính đề xuất mức mới."
        insisted = "Mức năm 2023 không có lĩnh vực môi trường; đề nghị hướng dẫn riêng."
        Trouble(
            dung,
            date(2024, 10, 21),
            partial(task_of, plan, "II.6"),
            "obstacle",
            "Chưa có mức tạm ứng chi phí giám định nên tổ chức giám định chưa nhận hồ sơ.",
            "ninh-thuan.vpubnd",
            (
                (mai, date(2024, 10, 30), Reply("answer", answer)),
                (dung, date(2024, 12, 9), Reply("insist", insisted)),
            ),
        ).write(self.diary)

    def _list_of_experts(self, plan: Programme) -> None:
        """II.6: one part was given back and waits for approval again, another is under way."""
        minh, lan = self.members["minh"], self.members["lan"]
        orders = (
            Order(
                "Lập danh sách người giám định dự phòng",
                "dung",
                date(2024, 12, 18),
                "Phòng Bổ trợ tư pháp",
            ),
            Order("Dự thảo tờ trình mức tạm ứng", "lan", date(2024, 12, 12), "Văn phòng Sở"),
        )
        made: list[Part] = []

        def give(day: date) -> None:
            made.extend(parts.give(minh, task_of(plan, "II.6"), order, day=day) for order in orders)

        self.diary.on(date(2024, 11, 4), give)
        self.diary.on(
            date(2024, 12, 5),
            lambda day: parts.send(lan, made[1], words="Dự thảo tờ trình, 3 trang.", day=day),
        )
        self.diary.on(
            date(2024, 12, 6),
            lambda day: parts.give_back(minh, made[1], words="Bổ sung phụ lục đơn giá.", day=day),
        )
        self.diary.on(
            date(2024, 12, 13),
            lambda day: parts.send(lan, made[1], words="Đã có phụ lục đơn giá.", day=day),
        )

    def _money(self, plan: Programme) -> None:
        """II.11: the Sở Tài chính leads; its difficulty is answered and settled."""
        hoa, lan = self.members["hoa"], self.members["lan"]
        self.diary.on(
            date(2024, 3, 5), lambda day: following.take(hoa, task_of(plan, "II.11"), day=day)
        )
        answer = Reply("answer", "Sở Tư pháp đã chuyển danh mục kèm Công văn số 612/STP-BTTP.")
        Trouble(
            hoa,
            date(2024, 6, 3),
            partial(task_of, plan, "II.11"),
            "difficulty",
            "Chưa nhận được danh mục thiết bị xét xử trực tuyến của Tòa án.",
            "ninh-thuan.stp",
            ((lan, date(2024, 6, 10), answer), (hoa, date(2024, 6, 12), Reply("settle"))),
        ).write(self.diary)

    def _ask(  # noqa: PLR0913  # one line of a table
        self, actor: Actor, plan: Programme, path: str, asked_for: date, reason: str, day: date
    ) -> None:
        task = task_of(plan, path)
        following.ask_extension(actor, task, asked_for=asked_for, reason=reason, day=day)

    def _decide(self, actor: Actor, plan: Programme, path: str, note: str, day: date) -> None:
        asked = Extension.objects.get(task=task_of(plan, path), state=Extension.ASKED)
        following.grant_extension(actor, asked, note=note, day=day)

    def _done(self, actor: Actor, plan: Programme, path: str, note: str) -> Callable[[date], None]:
        def finish(day: date) -> None:
            services.complete(actor, task_of(plan, path), done_on=day, note=note, day=day)

        return finish

    def follow(self, own: Programme) -> None:
        """Write what the Sở does under the Ministry's plan, down to a commune."""
        self.own = own
        minh = self.members["minh"]
        order = Order(
            "Rà soát 46 văn bản về đất đai của tỉnh",
            "dung",
            date(2024, 9, 30),
            "Phòng Nghiệp vụ",
        )
        self._divide(
            own, "II.3", order, date(2024, 4, 8), date(2024, 9, 25), "11 văn bản phải sửa."
        )
        note = "Đã công bố danh mục 11 văn bản phải sửa đổi, thay thế."
        self.diary.on(date(2024, 10, 22), self._done(self.members["lan"], own, "II.3", note))
        self.diary.on(date(2024, 5, 14), self._give_to_communes)
        praise = "Đề nghị đối soát dứt điểm trước khi chốt sổ năm."
        self.diary.on(
            date(2024, 11, 18),
            lambda day: difficulties.remark(minh, task_of(own, "II.5"), words=praise, day=day),
        )

    def _give_to_communes(self, day: date) -> None:
        own = self.own
        if own is None:
            return
        text = "Đối soát các trường hợp hộ tịch đã số hóa của {where} với sổ gốc"
        for path, where in (("II.5.1", "thị trấn Phước Dân"), ("II.5.2", "phường Đô Vinh")):
            entry = Entry(
                text.format(where=where),
                path=path,
                lead=(f"Ủy ban nhân dân {where}",),
                due_on=date(2024, 11, 29),
                time_text="trước ngày 30/11/2024",
                above="II.5",
            )
            cascade.add_task(self.members["lan"], own, entry, day=day)
        self._commune(own)

    def _commune(self, own: Programme) -> None:
        thuy, son, lan = (self.members[name] for name in ("thuy", "son", "lan"))
        self.diary.on(
            date(2024, 5, 20), lambda day: following.take(thuy, task_of(own, "II.5.1"), day=day)
        )
        answer = Reply("answer", "Dùng sổ lưu tại Sở; mỗi tuần Sở cử hai người đến hỗ trợ.")
        Trouble(
            thuy,
            date(2024, 8, 8),
            partial(task_of, own, "II.5.1"),
            "difficulty",
            "Sổ năm 1986 bị mối, 112 trang không đọc được để đối soát.",
            "ninh-thuan.stp",
            ((lan, date(2024, 8, 12), answer), (thuy, date(2024, 8, 14), Reply("settle"))),
        ).write(self.diary)
        said = partial(self._progress, own, "thuy", "II.5.1", 40, "Đã đối soát 1.640 trường hợp.")
        self.diary.on(date(2024, 9, 30), said)
        reason = "Còn 1.210 trường hợp phải xác minh ở nơi cư trú trước đây."
        self.diary.on(
            date(2024, 11, 25),
            partial(self._ask, thuy, own, "II.5.1", date(2024, 12, 20), reason),
        )
        self.diary.on(date(2024, 11, 27), partial(self._decide, son, own, "II.5.1", "Đồng ý."))
        said = partial(self._progress, own, "thuy", "II.5.1", 75, "Đã đối soát 3.080 trường hợp.")
        self.diary.on(date(2024, 12, 10), said)
        said = partial(self._progress, own, "lan", "II.5.2", 50, "Phường báo qua điện thoại.")
        self.diary.on(date(2024, 11, 5), said)
