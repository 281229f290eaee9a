"""The reports of the example year: four asked of all Sở, one asked once by the province."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from congtac.documents.queries import head_of, send_by
from congtac.documents.rules.letters import Letter
from congtac.kernel.actor import Actor
from congtac.kernel.periods import Period
from congtac.organisations.models import Group, Unit
from congtac.programmes.examples.diary import Diary, officer_of
from congtac.programmes.models import Programme, Report, ReportRequest, ReportSection
from congtac.programmes.queries.receiving import board
from congtac.programmes.queries.requests import Named
from congtac.programmes.rules import letters
from congtac.programmes.rules.requests import ANNEX, RESULTS, USUAL_OUTLINE, WORDS, Outlined
from congtac.programmes.services import drafting, receiving, reports, requests
from congtac.programmes.services.drafting import Giving, Written
from congtac.programmes.services.requests import Asked

Members = dict[str, Actor]
DAY = timedelta(days=1)
ALL = "Sở Tư pháp các tỉnh, thành phố trực thuộc trung ương"
DEPTH = "ninh-thuan"
NEXT = "Tiếp tục thực hiện các nhiệm vụ còn lại theo kế hoạch, không để việc nào quá hạn."
WORDS_OF_HAND = "Phòng Bổ trợ tư pháp đã kiểm tra sáu tổ chức hành nghề công chứng."


@dataclass(frozen=True, slots=True)
class Regular:
    """A request for a period, and how the Sở answered: one way a Sở, by turns."""

    period: str
    title: str
    issued_on: date
    cut_off: date
    due_on: date
    ways: str


REGULAR = (
    Regular(
        "2024-Q1",
        "Báo cáo công tác tư pháp quý I năm 2024",
        *(date(2024, 3, 11), date(2024, 3, 31), date(2024, 4, 10)),
        "aaalaaraaaula",
    ),
    Regular(
        "2024-H1",
        "Báo cáo công tác tư pháp 6 tháng đầu năm 2024",
        *(date(2024, 5, 20), date(2024, 6, 10), date(2024, 6, 20)),
        "aalaaarauaalaaaal",
    ),
    Regular(
        "2024-9M",
        "Báo cáo công tác tư pháp 9 tháng năm 2024",
        *(date(2024, 9, 9), date(2024, 9, 20), date(2024, 9, 30)),
        "aaaraalaaauaa",
    ),
    Regular(
        "2024",
        "Báo cáo công tác tư pháp năm 2024",
        *(date(2024, 11, 18), date(2024, 11, 30), date(2024, 12, 10)),
        "asaalasbdaaslskaam",
    ),
)
ONCE = (
    Outlined("I. Việc tồn đọng và nguyên nhân", RESULTS),
    Outlined("II. Cam kết thời gian hoàn thành", WORDS),
    Outlined("Phụ lục hồ sơ chậm", ANNEX, columns=("TT", "Loại hồ sơ", "Số hồ sơ")),
)
ASKED_ONCE = (
    "ninh-thuan.stc",
    "ninh-thuan.snv",
    "ninh-thuan.ninh-phuoc.phuoc-dan.ubnd",
)


class Reports:
    """What is asked for, and how it is answered."""

    def __init__(self, diary: Diary, members: Members) -> None:
        self.diary, self.members = diary, members
        self.ways: dict[str, Callable[[int, str, date], None]] = {
            "a": partial(self._sent, before=3, is_accepted=True),
            "l": partial(self._sent, before=-4, is_accepted=True),
            "u": partial(self._sent, before=-9, is_accepted=True),
            "s": partial(self._sent, before=1, is_accepted=False),
            "r": self._returned,
            "b": self._given_back,
            "d": self._drafted,
            "k": self._put_up,
            "m": lambda _report, _province, _due: None,
        }

    def follow(self, plan: Programme) -> None:
        """Write the four requests of the Ministry under its plan into the diary."""
        for regular in REGULAR:
            self.diary.on(regular.issued_on, partial(self._ask, plan, regular))

    def write(self) -> None:
        """Write down what the province asks for once, through the Sở Tư pháp."""
        self.diary.on(date(2024, 12, 2), self._ask_once)

    def _ask(self, plan: Programme, regular: Regular, day: date) -> None:
        ha = self.members["ha"]
        asked = Asked(
            title=regular.title,
            cut_off=regular.cut_off,
            due_on=regular.due_on,
            addressees=[Named(ALL, group=Group.objects.get(key="so-tu-phap"))],
            outline=USUAL_OUTLINE,
            basis="Kế hoạch số 412/KH-BTP, mục III.1",
            period=Period.parse(regular.period),
            programme=None if regular.period == "2024" else plan,  # the year tells of all work
        )
        made = requests.make(ha, asked, day=day)
        requests.issue(ha, made, day=day)
        made.refresh_from_db()
        found = made.reports.select_related("unit").order_by("unit__sort_key")
        for place, report in enumerate(found):
            province = report.unit.key.partition(".")[0]
            way = "a" if province == DEPTH else regular.ways[place % len(regular.ways)]
            self.ways[way](report.pk, province, made.due_on)
        if "m" in regular.ways or "u" in regular.ways:
            self.diary.on(made.due_on + 2 * DAY, partial(self._urge, made.pk))

    def _draft(self, number: int, officer: Actor, on: date) -> None:
        """Every third Sở writes by hand, others have it drafted; the one in depth does both."""

        def draft(day: date) -> None:
            is_in_depth = officer.unit == f"{DEPTH}.stp"
            if is_in_depth or number % 3:
                drafting.draft(officer, report_of(number), day=day)
            if is_in_depth or not number % 3:
                say(officer, number, 5, NEXT, day)

        self.diary.on(on, draft)

    def _send(self, number: int, province: str, on: date) -> None:
        officer, leader = officer_of(self.members, province), self._leader(province)

        def send(day: date) -> None:
            report = report_of(number)
            reports.submit(officer, report, day=day)
            reports.check(leader, report, day=day)
            reports.sign(leader, report, number=f"{100 + number}/BC-STP", day=day)
            reports.send(officer, report, day=day)

        self.diary.on(on, send)

    def _accept(self, number: int, on: date, name: str = "ha") -> None:
        actor = self.members[name]
        self.diary.on(on, lambda day: reports.accept(actor, report_of(number), day=day))

    def _sent(
        self, number: int, province: str, due: date, *, before: int, is_accepted: bool
    ) -> None:
        on = due - before * DAY
        officer = officer_of(self.members, province)
        self._draft(number, officer, on - DAY)
        if province == DEPTH:
            self._in_depth(number, due)
        self._send(number, province, on)
        if is_accepted:
            self._accept(number, on + 4 * DAY)

    def _in_depth(self, number: int, due: date) -> None:
        """A section is given to a division, handed in, approved before the report goes up."""
        lan, dung, minh = (self.members[name] for name in ("lan", "dung", "minh"))
        giving = Giving("dung", due - 4 * DAY, "Phòng Bổ trợ tư pháp")

        def give(day: date) -> None:
            drafting.give(lan, section_of(number, 4), giving, day=day)

        def hand_in(day: date) -> None:
            say(dung, number, 4, WORDS_OF_HAND, day)
            drafting.hand_in(dung, section_of(number, 4), day=day)
            drafting.approve(minh, section_of(number, 4), day=day)

        self.diary.on(due - 8 * DAY, give)
        self.diary.on(due - 6 * DAY, hand_in)

    def _returned(self, number: int, province: str, due: date) -> None:
        """Returned with the reason, and sent again as a new revision."""
        officer, ha = officer_of(self.members, province), self.members["ha"]
        self._draft(number, officer, due - 4 * DAY)
        self._send(number, province, due - 3 * DAY)
        words = "Số liệu mục II khác với số liệu đã gửi kỳ trước; đề nghị giải trình."
        self.diary.on(
            due + DAY, lambda day: reports.give_back(ha, report_of(number), words=words, day=day)
        )
        said = "Số liệu kỳ trước là số ước; kỳ này là số thực hiện."
        self.diary.on(due + 3 * DAY, lambda day: say(officer, number, 5, said, day))
        self._send(number, province, due + 4 * DAY)
        self._accept(number, due + 7 * DAY)

    def _given_back(self, number: int, province: str, due: date) -> None:
        """Returned, and still with the unit."""
        officer, ha = officer_of(self.members, province), self.members["ha"]
        self._draft(number, officer, due - 4 * DAY)
        self._send(number, province, due - 2 * DAY)
        words = "Thiếu phần khó khăn, vướng mắc của lĩnh vực hộ tịch."
        self.diary.on(
            due + 2 * DAY,
            lambda day: reports.give_back(ha, report_of(number), words=words, day=day),
        )

    def _drafted(self, number: int, province: str, due: date) -> None:
        self._draft(number, officer_of(self.members, province), due - DAY)

    def _put_up(self, number: int, province: str, due: date) -> None:
        officer = officer_of(self.members, province)
        self._draft(number, officer, due - DAY)
        self.diary.on(due, lambda day: reports.submit(officer, report_of(number), day=day))

    def _leader(self, province: str) -> Actor:
        names = {DEPTH: "son", "khanh-hoa": "quang"}
        return self.members[names.get(province, f"{province}.gd")]

    def _urge(self, number: int, day: date) -> None:
        """Urge all that are late with a letter drafted from what is asked for."""
        request = ReportRequest.objects.get(pk=number)
        late = [row for row in board(request, day).rows if row.may_urge]
        unit = Unit.objects.get(key=request.unit)
        head = head_of(unit, day)
        matter = letters.Matter(
            request.unit_name,
            request.title,
            request.issued_on or day,
            request.cut_off,
            request.due_on,
        )
        urged = [letters.Urged(row.report.unit_name, row.stood.late) for row in late]
        letter = Letter(
            issuer=request.unit_name,
            subject=letters.subject_of(matter),
            text=letters.text_of(matter, urged, day=day, send_by=send_by(day)),
            addressees=letters.addressees_of(urged),
            recipients=("Như trên", "Lưu: VT, VP"),
            day=day,
            place=head.place,
            symbol=head.symbol,
        )
        receiving.urge(self.members["ha"], request, [it.report.pk for it in late], letter, day=day)

    def _ask_once(self, day: date) -> None:
        mai = self.members["mai"]
        through = Unit.objects.get(key="ninh-thuan.stp")
        units = Unit.objects.filter(key__in=ASKED_ONCE).order_by("sort_key")
        asked = Asked(
            title="Báo cáo đột xuất về hồ sơ hộ tịch, chứng thực quá hạn",
            cut_off=date(2024, 12, 5),
            due_on=date(2024, 12, 13),
            addressees=[Named(unit.name, unit, through=through) for unit in units],
            outline=ONCE,
            basis="Công văn số 5127/VPUB-NC của Văn phòng Ủy ban nhân dân tỉnh",
            since=date(2024, 1, 1),
        )
        made = requests.make(mai, asked, day=day)
        requests.issue(mai, made, day=day)
        numbers = dict(made.reports.values_list("unit__key", "pk"))
        money, _, commune = (numbers[key] for key in ASKED_ONCE)
        self._answer(money, "hoa", "ninh-thuan.stc.gd", date(2024, 12, 9))
        lan = self.members["lan"]
        words = "Sở Tư pháp đã kiểm tra số liệu."
        self.diary.on(
            date(2024, 12, 11),
            lambda day: reports.forward(lan, report_of(money), words=words, day=day),
        )
        self._accept(money, date(2024, 12, 12), "mai")
        self._answer(commune, "thuy", "phuoc-dan.ct", date(2024, 12, 13))

    def _answer(self, number: int, name: str, head: str, on: date) -> None:
        officer, leader = self.members[name], self.members[head]
        rows = (("1", "Xác nhận tình trạng hôn nhân", "4"), ("2", "Cải chính hộ tịch", "2"))

        def answer(day: date) -> None:
            drafting.draft(officer, report_of(number), day=day)
            said = "Giải quyết xong trước ngày 25/12/2024, có thư xin lỗi người dân."
            say(officer, number, 2, said, day)
            section = section_of(number, 3)
            drafting.write(officer, section, Written(section.version, rows=rows), day=day)
            reports.submit(officer, report_of(number), day=day)
            reports.check(leader, report_of(number), day=day)
            reports.sign(leader, report_of(number), number=f"{100 + number}/BC", day=day)
            reports.send(officer, report_of(number), day=day)

        self.diary.on(on, answer)


def report_of(number: int) -> Report:
    """A report as it stands now."""
    found = Report.objects.select_related("request", "unit", "to", "through")
    return found.get(pk=number)


def section_of(number: int, place: int) -> ReportSection:
    """A section of a report as it stands now."""
    report = report_of(number)
    section = report.sections.get(position=place)
    section.report = report
    return section


def say(actor: Actor, number: int, place: int, words: str, day: date) -> None:
    """Write a sentence by hand into a section."""
    section = section_of(number, place)
    drafting.write(actor, section, Written(section.version, added=(words,)), day=day)
