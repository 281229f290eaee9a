"""What programmes show on pages of other areas: a document's next step, the desk, the search."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from textwrap import shorten
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congtac.documents.models import ACCEPTED, READ, Document
from congtac.documents.permissions import may_accept
from congtac.documents.permissions import may_see as may_see_document
from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.kernel.desk import DAYS, Line, lines
from congtac.kernel.numbers import print_date, print_number
from congtac.kernel.panels import Panel
from congtac.kernel.ranking import PROGRAMMES, REPORTS, TASKS, best_first, weight
from congtac.programmes.models import (
    LEAD,
    Extension,
    Programme,
    Report,
    ReportRequest,
    Task,
)
from congtac.programmes.permissions import (
    may_ask_reports,
    may_divide,
    may_gather,
    may_receive,
    may_see_draft,
    may_see_report,
    may_see_task,
    may_write_report,
)
from congtac.programmes.queries import cascade as cascade_queries
from congtac.programmes.queries import difficulties as difficulty_queries
from congtac.programmes.queries import figures as figure_queries
from congtac.programmes.queries import parts as part_queries
from congtac.programmes.queries import receiving as receiving_queries
from congtac.programmes.queries import reports as report_queries
from congtac.programmes.queries import requests as request_queries
from congtac.programmes.queries import seen, standings, task_rows
from congtac.programmes.queries import tasks as queries
from congtac.programmes.queries import trail as trail_queries
from congtac.programmes.queries.receiving import Sought
from congtac.programmes.rules.reports import BEING_WRITTEN, INSIDE, SECTION_COLOURS, SECTION_NAMES
from congtac.programmes.rules.rows import Row
from congtac.programmes.rules.standing import ASSIGNED, OVERDUE, RARE, WORKING
from congtac.programmes.rules.words import STANDING_COLOURS, STANDING_NAMES
from congtac.statistics import panels as statistics_panels

FIGURES = 20  # weight: before the history
SHOWN = 6
LOOKED_AT = 60  # found things among which the best are chosen
LONGEST = 120  # letters of a line
WAY = 80  # stands after what belongs to the page itself


def next_step(actor: Actor, document: Document) -> Panel | None:
    """The button that leads on from a document: to acceptance, or to what it became."""
    if document.state == READ:
        facts = {"document": document, "may": may_accept(actor, document)}
        return Panel(_("Tiếp nhận"), "programmes/panel_accept.html", facts)
    if document.state == ACCEPTED:
        facts = {"programme": queries.programme_of(document)}
        return Panel(_("Chương trình"), "programmes/panel_programme.html", facts)
    return None


def desk(actor: Actor, _subject: object) -> Panel | None:
    """How the actor's tasks stand today, and the ones that are next to fall due."""
    day = today()
    counts = standings.counts(seen.tasks_counted_for(actor), day)
    if not any(counts.values()):
        return None
    codes = {standing: code for code, standing in standings.STANDING_CODES.items()}
    facts = {
        "counts": [
            (codes[key], STANDING_NAMES[key], STANDING_COLOURS[key], count)
            for key, count in counts.items()
            if count or key not in RARE
        ]
    }
    return Panel(_("Nhiệm vụ"), "programmes/panel_desk.html", facts, weight=10)


def late(actor: Actor, _subject: object) -> Panel | None:
    """The tasks that are late: those of the actor's unit, for the Ministry those of all."""
    return _told(actor, _("Nhiệm vụ quá hạn"), queries.Sought(standing=OVERDUE))


def due_soon(actor: Actor, _subject: object) -> Panel | None:
    """The tasks due in the days that the desk looks ahead."""
    return _told(actor, _("Nhiệm vụ đến hạn"), queries.Sought(time="tuan"))


def to_take(actor: Actor, _subject: object) -> Panel | None:
    """The tasks that the actor's unit leads and that nobody has taken yet."""
    if not (actor.unit and actor.has_role("officer", "leader")):
        return None
    day, sought = today(), queries.Sought(standing=ASSIGNED, unit=actor.unit)
    led = seen.duties_of(actor.unit).filter(role=LEAD)
    found = queries.task_list(actor, sought, day).filter(pk__in=led.values("task"))
    told = _lines(found[:SHOWN], day)
    address = f"{reverse('programmes:tasks')}?{sought.as_query()}"
    title = _("Nhiệm vụ mới giao cho đơn vị")
    return lines(title, told, count=found.count(), address=address, weight=6)


def to_confirm(actor: Actor, _subject: object) -> Panel | None:
    """The tasks that say they are done, in programmes that the actor's unit keeps."""
    day = today()
    found = queries.to_confirm(actor, day)
    address = f"{reverse('programmes:tasks')}?tinh_trang=cho-xac-nhan"
    told = _lines(found[:SHOWN], day)
    title = _("Nhiệm vụ chờ xác nhận hoàn thành")
    return lines(title, told, count=found.count(), address=address, weight=4)


def to_decide(actor: Actor, _subject: object) -> Panel | None:
    """The extensions that wait for a leader of the unit that keeps the programme."""
    if not (actor.unit and actor.has_role("leader")):
        return None
    asked = Extension.objects.filter(state=Extension.ASKED, task__programme__unit=actor.unit)
    found = asked.exclude(asked_by=actor.person).select_related("task__programme")
    said = _("{unit} đề nghị đến {day}")
    told = [
        Line(
            shorten(it.task.text, LONGEST, placeholder="…"),
            reverse("programmes:task", args=[it.task_id]),
            said.format(unit=it.asked_by_unit, day=print_date(it.asked_for)),
        )
        for it in found[:SHOWN]
    ]
    return lines(_("Đề nghị gia hạn chờ quyết định"), told, count=found.count(), weight=5)


def _told(actor: Actor, title: str, sought: queries.Sought) -> Panel | None:
    """Lines of the tasks sought: of the actor's unit, for the Ministry of all units."""
    day = today()
    if not actor.has_role("officer", "leader", "ministry"):
        return None
    if not actor.has_role("ministry"):
        sought = replace(sought, unit=actor.unit)
    found = queries.task_list(actor, sought, day)
    told = _lines(found[:SHOWN], day)
    address = f"{reverse('programmes:tasks')}?{sought.as_query()}"
    return lines(title, told, count=found.count(), address=address)


def _lines(tasks: Iterable[Task], day: date) -> list[Line]:
    return [_line(row) for row in task_rows.rows_with_tallies(tasks, day)]


def _line(row: Row) -> Line:
    tally = row.tally.words if row.tally else ""
    note = " · ".join(it for it in (row.lead_words, tally, row.time, row.distance) if it)
    return Line(
        shorten(row.headline, LONGEST, placeholder="…"),
        reverse("programmes:task", args=[row.number]),
        note,
        row.standing_name,
        row.standing_colour,
    )


def search(actor: Actor, words: object) -> Panel | None:
    """The tasks that hold all the words sought."""
    day, sought = today(), queries.Sought(words=str(words))
    every = queries.task_list(actor, sought, day)
    found = best_first(sought.words, every[:LOOKED_AT], lambda task: task.text)
    if not found:
        return None
    facts = {
        "rows": task_rows.rows_with_tallies(found[:SHOWN], day),
        "count": every.count(),
        "shown": SHOWN,
        "address": f"{reverse('programmes:tasks')}?{sought.as_query()}",
    }
    place = weight(sought.words, found[0].text, TASKS)
    return Panel(_("Nhiệm vụ"), "programmes/panel_search.html", facts, place)


def search_programmes(actor: Actor, words: object) -> Panel | None:
    """The programmes whose number, title or issuer hold all the words sought."""
    sought = str(words)
    every = seen.programmes_holding(actor, sought)
    found = best_first(sought, every[:LOOKED_AT], lambda it: f"{it.number} {it.title}".strip())
    if not found:
        return None
    facts = {
        "programmes": found[:SHOWN],
        "count": every.count(),
        "shown": SHOWN,
        "address": f"{reverse('programmes:list')}?{urlencode({'q': sought})}",
    }
    best = f"{found[0].number} {found[0].title}".strip()
    place = weight(sought, best, PROGRAMMES)
    return Panel(_("Chương trình, kế hoạch"), "programmes/panel_programmes.html", facts, place)


def parts(actor: Actor, task: object) -> Panel | None:
    """Who does what of a task inside the actor's own unit."""
    if not isinstance(task, Task):
        return None
    found, may = part_queries.parts_of(task, actor.unit), may_divide(actor, task)
    if not found and not may:
        return None
    facts = {"parts": found, "task": task, "may": may and task.state in WORKING}
    return Panel(_("Phân công trong đơn vị"), "programmes/panel_parts.html", facts)


def my_parts(actor: Actor, _subject: object) -> Panel | None:
    """The parts that wait for the actor: to do, or to approve."""
    found = part_queries.waiting_for(actor)[:SHOWN]
    rows = [part_queries.shown(part) for part in found]
    facts = {"parts": rows, "day": today()}
    return Panel(_("Phần việc chờ bạn"), "programmes/panel_my_parts.html", facts) if rows else None


def cascade(actor: Actor, task: object) -> Panel | None:
    """The task above, and the tasks that other units made of this one."""
    if not isinstance(task, Task):
        return None
    found = cascade_queries.below(task, today())
    if not found and task.above is None:
        return None
    facts = {
        "task": task,
        "below": found,
        "rolled": cascade_queries.rolled(found),
        "may_see_above": task.above is not None and bool(may_see_task(actor, task.above)),
    }
    return Panel(_("Trên dưới"), "programmes/panel_cascade.html", facts, weight=-1)


def said(actor: Actor, task: object) -> Panel | None:
    """The difficulties, the evidence and the remarks of a task."""
    if not isinstance(task, Task):
        return None
    day = today()
    seen = difficulty_queries.seen_by(actor).filter(Q(task=task) | Q(task__whole=task))
    facts = {
        "task": task,
        "difficulties": [difficulty_queries.shown(it, day) for it in seen],
        "evidence": list(task.evidence.select_related("file")),
        "remarks": list(task.remarks.all()),
        "may_add": may_divide(actor, task),
    }
    return Panel(_("Trao đổi và minh chứng"), "programmes/panel_said.html", facts, weight=2)


def to_answer(actor: Actor, _subject: object) -> Panel | None:
    """The difficulties that wait for an answer of the actor's unit."""
    if not actor.unit:
        return None
    day = today()
    rows = [difficulty_queries.shown(it, day) for it in difficulty_queries.to_answer(actor)[:SHOWN]]
    title = _("Khó khăn, vướng mắc chờ đơn vị bạn trả lời")
    return Panel(title, "programmes/panel_to_answer.html", {"rows": rows}) if rows else None


def trail(_actor: Actor, thing: object) -> Panel | None:
    """The way from a document through programme and task to the tasks below and the reports."""
    found = trail_queries.trail(thing)
    if found is None or not (found.before or found.after):
        return None
    facts = {"trail": found}
    return Panel(_("Từ văn bản đến kết quả"), "programmes/panel_trail.html", facts, weight=WAY)


def reports(actor: Actor, _subject: object) -> Panel | None:
    """The reports and the sections of reports that wait for the actor."""
    day = today()
    waiting = [*report_queries.waiting_for(actor, day)[:SHOWN]]
    waiting += report_queries.to_judge(actor)[:SHOWN]
    sections = report_queries.sections_waiting_for(actor)[:SHOWN]
    rows = [(SECTION_NAMES[it.state], SECTION_COLOURS[it.state], it) for it in sections]
    shown = [report_queries.shown(it, day) for it in waiting]
    facts = {"reports": shown, "sections": rows, "unit": actor.unit}
    title = _("Báo cáo chờ bạn")
    return Panel(title, "programmes/panel_reports.html", facts) if shown or rows else None


def late_reports(actor: Actor, _subject: object) -> Panel | None:
    """The reports of the actor's unit that are not sent after their last day."""
    return _unsent(actor, _("Báo cáo quá hạn gửi"), Q(request__due_on__lt=today()))


def reports_due(actor: Actor, _subject: object) -> Panel | None:
    """The reports that the actor's unit must send in the days that the desk looks ahead."""
    day = today()
    return _unsent(
        actor, _("Báo cáo đến hạn gửi"), Q(request__due_on__range=(day, day + timedelta(DAYS - 1)))
    )


def late_answers(actor: Actor, _subject: object) -> Panel | None:
    """The requests of the actor's unit to which not all have answered after the last day."""
    asked = request_queries.asked_by(actor).filter(issued_on__isnull=False, due_on__lt=today())
    missing = Report.objects.filter(request=OuterRef("pk"), state__in=INSIDE)
    found = asked.filter(Exists(missing))
    said = _("hạn {day}, đã gửi {sent}/{asked}")
    told = [
        Line(
            it.title,
            reverse("programmes:received", args=[it.pk]),
            said.format(
                day=print_date(it.due_on),
                sent=print_number(getattr(it, "sent", 0)),
                asked=print_number(getattr(it, "asked", 0)),
            ),
        )
        for it in found[:SHOWN]
    ]
    address = f"{reverse('programmes:reports')}?xem=da-yeu-cau"
    return lines(_("Đơn vị khác chưa gửi đủ báo cáo"), told, count=found.count(), address=address)


def _unsent(actor: Actor, title: str, when: Q) -> Panel | None:
    if not actor.has_role("officer", "leader"):
        return None
    found = report_queries.reports_of(actor, state="mo").filter(when)
    day = today()
    shown = [report_queries.shown(it, day) for it in found[:SHOWN]]
    told = [
        Line(
            it.report.title,
            reverse("programmes:report", args=[it.report.pk]),
            it.standing,
            it.state,
            it.colour,
        )
        for it in shown
    ]
    address = f"{reverse('programmes:reports')}?tinh_trang=mo"
    return lines(title, told, count=found.count(), address=address, weight=5)


def search_reports(actor: Actor, words: object) -> Panel | None:
    """The reports of the actor's unit, and those it asked for, whose names hold the words."""
    sought = str(words)
    own = report_queries.reports_of(actor, sought)
    asked = request_queries.asked_by(actor, sought)
    told = [
        Line(it.title, reverse("programmes:report", args=[it.pk]), it.unit_name)
        for it in own[:LOOKED_AT]
    ]
    told += [
        Line(it.title, reverse("programmes:request", args=[it.pk]), _("Đơn vị bạn yêu cầu"))
        for it in asked[:LOOKED_AT]
    ]
    if not told:
        return None
    found = best_first(sought, told, lambda line: line.title)
    view = {} if own.exists() else {"xem": "da-yeu-cau"}
    facts = {
        "lines": found[:SHOWN],
        "count": own.count() + asked.count(),
        "shown": SHOWN,
        "address": f"{reverse('programmes:reports')}?{urlencode({**view, 'q': sought})}",
    }
    place = weight(sought, found[0].title, REPORTS)
    return Panel(_("Báo cáo"), "programmes/panel_found_reports.html", facts, place)


def requests(actor: Actor, programme: object) -> Panel | None:
    """The report requests that stand on a programme, and the way to make one."""
    if not isinstance(programme, Programme):
        return None
    found = request_queries.about(programme, actor)
    may_ask = may_ask_reports(actor) and actor.unit == programme.unit
    if not found and not may_ask:
        return None
    facts = {"requests": found, "programme": programme, "may_ask": may_ask}
    return Panel(_("Yêu cầu báo cáo"), "programmes/panel_requests.html", facts, weight=70)


def requests_from(actor: Actor, document: object) -> Panel | None:
    """The report requests that follow from a document, and the way to make one."""
    if not isinstance(document, Document):
        return None
    found = request_queries.following(document, actor)
    may_ask = document.unit == actor.unit and bool(may_ask_reports(actor))
    if document.state not in (READ, ACCEPTED) or not (found or may_ask):
        return None
    facts = {"requests": found, "document": document, "may_ask": may_ask}
    return Panel(_("Yêu cầu báo cáo"), "programmes/panel_requests.html", facts, weight=70)


def told_in(actor: Actor, task: object) -> Panel | None:
    """The reports of the actor's unit, and those sent to it, that tell of a task."""
    if not isinstance(task, Task):
        return None
    found = report_queries.telling_of(task, actor)[:SHOWN]
    facts = {"reports": found}
    title = _("Báo cáo có nhiệm vụ này")
    return Panel(title, "programmes/panel_requests.html", facts, weight=70) if found else None


def received(actor: Actor, asked: object) -> Panel | None:
    """How many reports of a request have come, for who asked."""
    if not isinstance(asked, ReportRequest) or asked.issued_on is None:
        return None
    if not may_receive(actor, asked):
        return None
    sought = Sought(through=receiving_queries.portion_of(asked, actor.unit))
    facts = {
        "asked": asked,
        "board": receiving_queries.board(asked, today(), sought),
        "may_act": may_gather(actor, asked),
    }
    return Panel(_("Tình hình gửi báo cáo"), "programmes/panel_received.html", facts)


def paper(actor: Actor, report: object) -> Panel | None:
    """A report as a paper, and the sources of one that brings others together."""
    if not isinstance(report, Report) or not may_see_report(actor, report):
        return None
    is_gathered = report.consolidates_id is not None and bool(may_see_draft(actor, report))
    facts = {"report": report, "is_gathered": is_gathered}
    return Panel(_("Văn bản"), "programmes/panel_paper.html", facts)


def plan_targets(actor: Actor, programme: Programme) -> Panel | None:
    """The targets of the plan that are linked to indicators of the statistics."""
    reading = programme.reading
    if reading is None or not may_see_document(actor, reading.document):
        return None
    return statistics_panels.plan_targets(actor, reading.document)


def figures(actor: Actor, report: Report) -> Panel | None:
    """The figures of the statistics that a report quotes; those whose source changed are marked."""
    found = figure_queries.figures_of(report) if may_see_report(actor, report) else []
    if not found:
        return None
    may_drop = report.state in BEING_WRITTEN and bool(may_write_report(actor, report))
    facts = {
        "report": report,
        "figures": found,
        "changed": sum(it.made.is_changed for it in found),
        "may_drop": may_drop,
    }
    title = _("Số liệu trích dẫn")
    return Panel(title, "programmes/panel_figures.html", facts, weight=FIGURES)
