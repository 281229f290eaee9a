"""What statistics show on the desk: forms that wait for a person, forms that fall due."""

from django.urls import reverse
from django.utils.translation import gettext as _

from congtac.documents.models import Document
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.desk import DAYS, SHOWN, Line, lines
from congtac.kernel.numbers import print_date
from congtac.kernel.panels import Panel
from congtac.statistics.models import Correction, OpeningRequest, Part, Submission
from congtac.statistics.permissions import is_own, may_take
from congtac.statistics.queries import corrections as correction_queries
from congtac.statistics.queries import feeds as feed_queries
from congtac.statistics.queries import openings as opening_queries
from congtac.statistics.queries import parts as part_queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.queries import quoting as quoting_queries
from congtac.statistics.queries import submissions as queries
from congtac.statistics.queries import targets as target_queries
from congtac.statistics.queries.submissions import Owed
from congtac.statistics.rules.submissions import AWAY

TARGETS = "statistics/panel_targets.html"


def waiting(actor: Actor, _subject: object) -> Panel | None:
    """The forms that wait for this person: to mend, to check, to sign."""
    if not is_own(actor, actor.unit):
        return None
    found = queries.waiting_inside(actor, today())
    told = [_line(it) for it in found[:SHOWN]]
    address = reverse("statistics:mine")
    return lines(_("Biểu thống kê chờ bạn"), told, count=found.count(), address=address, weight=7)


def to_take(actor: Actor, _subject: object) -> Panel | None:
    """The forms that were sent and wait for the actor's body to take them."""
    found = queries.to_judge(actor)
    first = found.first()
    if first is None or not may_take(actor, first):
        return None
    told = [_line(it, it.unit_name) for it in found[:SHOWN]]
    address = f"{reverse('statistics:received')}?tinh_trang=cho"
    title = _("Biểu thống kê chờ tiếp nhận")
    return lines(title, told, count=found.count(), address=address, weight=8)


def offered(actor: Actor, _subject: object) -> Panel | None:
    """What other systems offer to the forms of the actor's unit."""
    if not is_own(actor, actor.unit):
        return None
    found = feed_queries.waiting(actor.unit)
    told = [
        Line(
            f"{it.run.feed.form_code}: {it.run.feed.name}",
            reverse("statistics:offer", args=[it.pk]),
            str(it.run.period),
        )
        for it in found[:SHOWN]
    ]
    address = reverse("statistics:feeds")
    title = _("Số liệu từ hệ thống khác chờ lấy vào biểu")
    return lines(title, told, count=found.count(), address=address, weight=9)


def parts(actor: Actor, _subject: object) -> Panel | None:
    """The parts of forms that wait for this person: to fill in, to approve."""
    found = part_queries.to_fill(actor)
    told = [_part_line(it) for it in found[:SHOWN]]
    count = found.count()
    if is_own(actor, actor.unit):
        others = part_queries.to_approve(actor)
        told += [_part_line(it) for it in others[: SHOWN - len(told)]]
        count += others.count()
    address = reverse("statistics:parts")
    return lines(_("Phần việc của tôi"), told, count=count, address=address, weight=7)


def _part_line(part: Part) -> Line:
    late = _("quá hạn nội bộ {day}") if part.due_on < today() else _("hạn nội bộ {day}")
    note = f"{part.holder} · {late.format(day=print_date(part.due_on))}"
    title = f"{part.submission.form.code}: {part.words}"
    address = reverse("statistics:part", args=[part.pk])
    return Line(title, address, note, part.state_name, part.colour)


def to_decide(actor: Actor, _subject: object) -> Panel | None:
    """What units ask of the actor's body: to open a closed form, to correct an accepted one."""
    asked, corrections = opening_queries.to_decide(actor), correction_queries.to_decide(actor)
    first = asked.first() or corrections.first()
    if first is None or not may_take(actor, first.submission):
        return None
    told = [_asked_line(it) for it in asked[:SHOWN]]
    told += [_correction_line(it) for it in corrections[: SHOWN - len(told)]]
    count = asked.count() + corrections.count()
    address = reverse("statistics:received")
    return lines(_("Đề nghị về biểu thống kê"), told, count=count, address=address, weight=8)


def _asked_line(asked: OpeningRequest) -> Line:
    of = asked.submission
    address = reverse("statistics:open-again", args=[of.pk])
    title = _("{unit} xin mở khóa biểu {form}").format(unit=of.unit_name, form=of.form.code)
    return Line(title, address, asked.reason, asked.state_name, "yellow")


def _correction_line(made: Correction) -> Line:
    of = made.submission
    address = reverse("statistics:correction", args=[made.pk])
    title = _("{unit} đề nghị đính chính biểu {form}").format(unit=of.unit_name, form=of.form.code)
    return Line(title, address, str(of.period), made.state_name, made.colour)


def due(actor: Actor, _subject: object) -> Panel | None:
    """The forms that the actor's unit hasn't sent and that fall due in the days ahead."""
    return _owed(actor, _("Biểu thống kê đến hạn"), is_late=False)


def late(actor: Actor, _subject: object) -> Panel | None:
    """The forms that the actor's unit hasn't sent though their last day has passed."""
    return _owed(actor, _("Biểu thống kê quá hạn"), is_late=True)


def quoted_changed(actor: Actor, _subject: object) -> Panel | None:
    """The figures quoted in texts of the actor's unit whose source says something else now."""
    if not is_own(actor, actor.unit):
        return None
    found = quoting_queries.changed_of(actor.unit)
    said = _("{before} thành {now}, ngày {day}")
    told = [
        Line(
            it.name,
            it.address,
            f"{it.source}: "
            + said.format(
                before=quoting_queries.print_value(it.value),
                now=quoting_queries.print_value(it.now_value),
                day=print_date(it.changed_on) if it.changed_on else "",
            ),
        )
        for it in found[:SHOWN]
    ]
    return lines(_("Số liệu trích dẫn đã đổi"), told, count=found.count(), weight=9)


def plan_targets(actor: Actor, document: Document) -> Panel | None:
    """The targets of a plan that are linked to indicators, each with its verdict."""
    count = len(target_queries.places(document))
    if not count:
        return None
    links = target_queries.links_in(document.pk)
    facts = {
        "document": document,
        "count": count,
        "standings": target_queries.standings(actor, links) if links else [],
    }
    return Panel(_("Chỉ tiêu của văn bản đã nối với thống kê"), TARGETS, facts, weight=5)


def _owed(actor: Actor, title: str, *, is_late: bool) -> Panel | None:
    if not is_own(actor, actor.unit):
        return None
    day = today()
    period = queries.newest_period(list(period_queries.periods()), day)
    if period is None:
        return None
    found = [it for it in queries.owed_by(actor.unit, period, day) if _is_asked(it, is_late)]
    told = [_owed_line(it) for it in found[:SHOWN]]
    return lines(title, told, count=len(found), address=reverse("statistics:mine"))


def _is_asked(owed: Owed, is_late: bool) -> bool:
    if owed.state in AWAY or owed.sent_on is not None or owed.due_on is None:
        return False
    ahead = (owed.due_on - owed.day).days
    return ahead < 0 if is_late else 0 <= ahead < DAYS


def _line(asked: Submission, unit_name: str = "") -> Line:
    note = " · ".join(it for it in (unit_name, str(asked.period)) if it)
    address = reverse("statistics:submission", args=[asked.pk])
    title = f"{asked.form.code}: {asked.form.name}"
    return Line(title, address, note, asked.state_name, asked.colour)


def _owed_line(owed: Owed) -> Line:
    address = reverse("statistics:mine")
    if owed.submission:
        address = reverse("statistics:submission", args=[owed.submission.pk])
    said = _("hạn nộp {day}").format(day=print_date(owed.due_on)) if owed.due_on else ""
    title = f"{owed.form.code}: {owed.form.name}"
    return Line(title, address, said, owed.state_name, owed.colour)
