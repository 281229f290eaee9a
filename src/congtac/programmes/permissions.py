"""Who may do what with a programme and its tasks, and why not."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import ALLOWED, Verdict, allowed_if, refused
from congtac.organisations.queries import province_of
from congtac.programmes.models import (
    LEAD,
    Assignment,
    Difficulty,
    Extension,
    Part,
    Programme,
    Report,
    ReportRequest,
    ReportSection,
    Task,
)
from congtac.programmes.queries.receiving import portion_of
from congtac.programmes.queries.reports import signature_of
from congtac.programmes.queries.seen import programmes_seen_by
from congtac.programmes.queries.sharing import share_of
from congtac.programmes.rules.difficulties import BY_WHO_RAISED
from congtac.programmes.rules.problems import SENTENCES
from congtac.programmes.rules.reports import WITH_BODY

WORKERS = ("officer", "leader", "ministry")


def may_see_programme(actor: Actor, programme: Programme) -> Verdict:
    """The unit that keeps it, every unit with a part in it, who watches one, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        programmes_seen_by(actor).filter(pk=programme.pk).exists(),
        _("Chương trình này do {unit_name} theo dõi và không giao việc cho đơn vị bạn.").format(
            unit_name=programme.unit_name
        ),
    )


def may_see_task(actor: Actor, task: Task) -> Verdict:
    """The unit that keeps the programme, those with a part, who watches the field, the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    if actor.unit == task.programme.unit or actor.has_role("ministry", "administrator"):
        return ALLOWED
    return allowed_if(
        actor.unit in _units(task) or _is_watching(actor, task) or has_share(actor, task),
        _("Nhiệm vụ này do {unit_name} theo dõi và không giao cho đơn vị bạn.").format(
            unit_name=task.programme.unit_name
        ),
    )


def has_share(actor: Actor, task: Task) -> bool:
    """Whether the actor's unit has a share of a task that is shared."""
    return share_of(actor, task) is not None


def may_see_shares(actor: Actor, task: Task) -> Verdict:
    """How each unit of a shared task stands: who keeps the programme, and the Ministry."""
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    return allowed_if(
        actor.unit == task.programme.unit or actor.has_role("ministry", "administrator"),
        _("Chỉ {unit_name}, đơn vị theo dõi, xem được từng đơn vị làm đến đâu.").format(
            unit_name=task.programme.unit_name
        ),
    )


def may_update_members(actor: Actor, task: Task) -> Verdict:
    """Those who work in the unit that keeps the programme."""
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    if task.whole_id is not None:
        return refused(_(SENTENCES["PRG-071"]))
    return allowed_if(
        actor.unit == task.programme.unit and actor.has_role("officer", "leader"),
        _("Chỉ {unit_name}, đơn vị theo dõi, được cập nhật danh sách đơn vị.").format(
            unit_name=task.programme.unit_name
        ),
    )


def may_report(actor: Actor, task: Task) -> Verdict:
    """Those who work in a leading unit, or in the unit that keeps it; of a shared one, nobody."""
    if task.shares_count and may_see_task(actor, task):
        return refused(_(SENTENCES["PRG-070"]))
    return _may_work_on(actor, task)


def _may_work_on(actor: Actor, task: Task) -> Verdict:
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    is_near = actor.unit == task.programme.unit or actor.unit in _units(task, LEAD)
    return allowed_if(
        is_near and actor.has_role(*WORKERS),
        _("Chỉ đơn vị chủ trì và đơn vị theo dõi chương trình được cập nhật tiến độ nhiệm vụ này."),
    )


def may_reopen(actor: Actor, task: Task) -> Verdict:
    """Who accepted the programme, or a leader of the unit that keeps it."""
    near = _may_work_on(actor, task)
    if not near:
        return near
    programme = task.programme
    is_leader = actor.unit == programme.unit and actor.has_role("leader")
    return allowed_if(
        actor.person == programme.accepted_by or is_leader,
        _(
            "Chỉ {accepted_by_name}, người tiếp nhận chương trình, hoặc lãnh đạo {unit_name} "
            "được mở lại hoặc cho thôi nhiệm vụ."
        ).format(accepted_by_name=programme.accepted_by_name, unit_name=programme.unit_name),
    )


def may_take(actor: Actor, task: Task) -> Verdict:
    """Those who work in a unit that leads the task; of a shared one, its share."""
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    if task.shares_count:
        return refused(_(SENTENCES["PRG-070"]))
    return allowed_if(
        actor.unit in _units(task, LEAD) and actor.has_role(*WORKERS),
        _("Chỉ đơn vị chủ trì được nhận nhiệm vụ này."),
    )


def may_confirm(actor: Actor, task: Task) -> Verdict:
    """Those who work in the unit that keeps the programme, or watch the field on its side."""
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    keeper = task.programme.unit
    is_theirs = actor.unit == keeper or (
        province_of(actor.unit) == province_of(keeper) and _is_watching(actor, task)
    )
    return allowed_if(
        is_theirs and actor.has_role(*WORKERS),
        _(
            "Chỉ {unit_name}, đơn vị theo dõi chương trình, và người được phân công theo dõi "
            "lĩnh vực này được xác nhận, trả lại và đánh giá nhiệm vụ."
        ).format(unit_name=task.programme.unit_name),
    )


def may_decide(actor: Actor, extension: Extension) -> Verdict:
    """A leader of the unit that keeps the programme, but never who asked."""
    programme = extension.task.programme
    if not (actor.unit == programme.unit and actor.has_role("leader")):
        return refused(
            _("Chỉ lãnh đạo {unit_name} được quyết định gia hạn.").format(
                unit_name=programme.unit_name
            )
        )
    return allowed_if(
        actor.person != extension.asked_by, _("Người đề nghị gia hạn không tự quyết định.")
    )


def may_make_programme(actor: Actor, above: Programme | None) -> Verdict:
    """Those who work in a unit; under a programme of another unit that gives it a part."""
    if not actor.is_signed_in:
        return signed_in(actor)
    if not (actor.unit and actor.has_role("officer", "leader")):
        return refused(_("Chỉ chuyên viên và lãnh đạo của một đơn vị được lập chương trình."))
    if above is None:
        return ALLOWED
    has_part = above.tasks.filter(assignments__unit__key=actor.unit).exists()
    return allowed_if(
        has_part and actor.unit != above.unit,
        _("Chỉ đơn vị khác được giao việc trong chương trình này lập chương trình của mình."),
    )


def may_add(actor: Actor, programme: Programme) -> Verdict:
    """Those who work in the unit that made the programme; an accepted plan stays as it is."""
    if programme.reading_id is not None:
        return refused(_("Chương trình tiếp nhận từ văn bản giữ đúng các nhiệm vụ của văn bản."))
    return allowed_if(
        actor.is_signed_in and actor.unit == programme.unit and actor.has_role("officer", "leader"),
        _("Chỉ {unit_name} được thêm nhiệm vụ vào chương trình này.").format(
            unit_name=programme.unit_name
        ),
    )


def may_divide(actor: Actor, task: Task) -> Verdict:
    """Those who work in a unit with a part in the task, or in the one that keeps it."""
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    is_near = actor.unit in {task.programme.unit, *_units(task)}
    return allowed_if(
        is_near and actor.has_role("officer", "leader"),
        _("Chỉ người của đơn vị có phần trong nhiệm vụ được phân công trong đơn vị mình."),
    )


def may_see_part(actor: Actor, part: Part) -> Verdict:
    """The people of the unit whose inside matter it is, and nobody else."""
    return allowed_if(
        actor.is_signed_in and actor.unit == part.unit,
        _("Phân công trong nội bộ một đơn vị chỉ người của đơn vị đó được xem."),
    )


def may_do_part(actor: Actor, part: Part) -> Verdict:
    """The person who was given the part."""
    seen = may_see_part(actor, part)
    return seen and allowed_if(
        actor.person == part.person,
        _("Phần việc này giao cho {person_name}.").format(person_name=part.person_name),
    )


def may_approve_part(actor: Actor, part: Part) -> Verdict:
    """A leader of the unit, but never who did the part."""
    seen = may_see_part(actor, part)
    if not seen:
        return seen
    if actor.person == part.person:
        return refused(_("Người làm phần việc không tự duyệt."))
    return allowed_if(actor.has_role("leader"), _("Chỉ lãnh đạo đơn vị được duyệt phần việc."))


def may_see_difficulty(actor: Actor, item: Difficulty) -> Verdict:
    """Who raised it, who must answer, who keeps the programme, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    near = {item.unit, item.responsible.key, item.task.programme.unit}
    return allowed_if(
        (bool(actor.unit) and actor.unit in near) or actor.has_role("ministry", "administrator"),
        _("Việc này là giữa {unit_name} và {name}.").format(
            unit_name=item.unit_name, name=item.responsible.name
        ),
    )


def may_reply(actor: Actor, item: Difficulty, act: str) -> Verdict:
    """The responsible body answers or passes on; who raised it settles, insists, withdraws."""
    if not actor.has_role("officer", "leader"):
        return refused(
            _("Chỉ chuyên viên và lãnh đạo của đơn vị có trách nhiệm được làm việc này.")
        )
    if act in BY_WHO_RAISED:
        return allowed_if(
            actor.unit == item.unit,
            _("Chỉ {unit_name}, đơn vị nêu, được làm việc này.").format(unit_name=item.unit_name),
        )
    return allowed_if(
        actor.unit == item.responsible.key,
        _("Chỉ {name} được trả lời hoặc chuyển việc này.").format(name=item.responsible.name),
    )


def may_ask_reports(actor: Actor) -> Verdict:
    """Those who work in a unit."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        bool(actor.unit) and actor.has_role("officer", "leader"),
        _("Chỉ chuyên viên và lãnh đạo của một đơn vị được lập yêu cầu báo cáo."),
    )


def may_change_request(actor: Actor, request: ReportRequest) -> Verdict:
    """Those who work in the unit that asks."""
    asked = may_ask_reports(actor)
    return asked and allowed_if(
        actor.unit == request.unit,
        _("Chỉ {unit}, đơn vị yêu cầu báo cáo, được làm việc này.").format(unit=request.unit_name),
    )


def may_see_request(actor: Actor, request: ReportRequest) -> Verdict:
    """The unit that asks; once issued also who is asked, the bodies between, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    if actor.unit and actor.unit == request.unit:
        return ALLOWED
    if request.issued_on is None:
        return refused(_("Yêu cầu này {unit} còn đang dự thảo.").format(unit=request.unit_name))
    if actor.has_role("ministry", "administrator"):
        return ALLOWED
    mine = Q(unit__key=actor.unit) | Q(through__key=actor.unit)
    return allowed_if(
        bool(actor.unit) and request.reports.filter(mine).exists(),
        _("Yêu cầu báo cáo này của {unit} không gửi đến đơn vị bạn.").format(
            unit=request.unit_name
        ),
    )


def may_receive(actor: Actor, request: ReportRequest) -> Verdict:
    """Where the reports of a request stand: who asks, the bodies between, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    return allowed_if(
        _is_near(actor, request) or actor.has_role("ministry", "administrator"),
        _("Chỉ {unit}, đơn vị yêu cầu báo cáo, được theo dõi báo cáo của các đơn vị.").format(
            unit=request.unit_name
        ),
    )


def may_gather(actor: Actor, request: ReportRequest) -> Verdict:
    """Who asks urges and brings together all reports; a body between those that go through it."""
    asked = may_ask_reports(actor)
    return asked and allowed_if(
        _is_near(actor, request),
        _("Chỉ {unit}, đơn vị yêu cầu báo cáo, được làm việc này.").format(unit=request.unit_name),
    )


def _is_near(actor: Actor, request: ReportRequest) -> bool:
    """Whether a unit asks, or stands between who asks and others."""
    if not actor.unit:
        return False
    is_asker = actor.unit == request.unit
    return is_asker or bool(portion_of(request, actor.unit))


def may_see_draft(actor: Actor, report: Report) -> Verdict:
    """What is written before it is sent: the people of the unit, and nobody else."""
    return allowed_if(
        bool(actor.unit) and actor.unit == report.unit.key,
        _("Bản đang soạn chỉ người của {unit} được xem.").format(unit=report.unit_name),
    )


def may_see_report(actor: Actor, report: Report) -> Verdict:
    """The unit itself; what it sent: the body between, who asked, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    if may_see_draft(actor, report):
        return ALLOWED
    near = {it.key for it in (report.to, report.through) if it}
    is_near = actor.unit in near or actor.has_role("ministry", "administrator")
    if not is_near:
        return refused(
            _("Báo cáo này của {unit} không gửi đến đơn vị bạn.").format(unit=report.unit_name)
        )
    return allowed_if(
        report.revisions_count > 0, _("{unit} chưa gửi báo cáo này.").format(unit=report.unit_name)
    )


def may_write_report(actor: Actor, report: Report) -> Verdict:
    """Those who work in the unit whose report it is."""
    return allowed_if(
        bool(actor.unit) and actor.unit == report.unit.key and actor.has_role("officer", "leader"),
        _("Chỉ chuyên viên và lãnh đạo của {unit} được làm việc này.").format(
            unit=report.unit_name
        ),
    )


def may_check_report(actor: Actor, report: Report) -> Verdict:
    """Another person of the unit than the one who put the report up."""
    written = may_write_report(actor, report)
    return written and allowed_if(
        actor.person != report.submitted_by, _("Người trình báo cáo không tự kiểm tra.")
    )


def may_sign_report(actor: Actor, report: Report, day: date) -> Verdict:
    """The head of the unit, and who holds a power to sign for it on the day."""
    if not actor.unit or actor.unit != report.unit.key:
        return refused(
            _("Chỉ người có quyền ký của {unit} được ký báo cáo này.").format(unit=report.unit_name)
        )
    lines = signature_of(actor, day)
    return allowed_if(lines is not None, _(SENTENCES["PRG-115"]))


def may_judge_report(actor: Actor, report: Report) -> Verdict:
    """The body that the report goes through while it is there; then who asked for it."""
    holder = report.through if report.state == WITH_BODY else report.to
    name = holder.name if holder else report.unit_name
    return allowed_if(
        holder is not None and actor.unit == holder.key and actor.has_role("officer", "leader"),
        _("Chỉ {unit} được chuyển, tiếp nhận hoặc trả lại báo cáo này.").format(unit=name),
    )


def may_approve_section(actor: Actor, section: ReportSection) -> Verdict:
    """A leader of the unit, but never who wrote the section."""
    written = may_write_report(actor, section.report)
    if not written:
        return written
    if actor.person == section.person:
        return refused(_("Người viết mục này không tự duyệt."))
    return allowed_if(actor.has_role("leader"), _("Chỉ lãnh đạo đơn vị được duyệt mục báo cáo."))


def may_hand_in_section(actor: Actor, section: ReportSection) -> Verdict:
    """The person who has the section."""
    written = may_write_report(actor, section.report)
    return written and allowed_if(
        actor.person == section.person,
        _("Mục này giao cho {person} viết.").format(person=section.person_name),
    )


def _is_watching(actor: Actor, task: Task) -> bool:
    if task.shares_count:
        everywhere = [watch for watch in actor.watches if not watch.places]
        return any(watch.covers("", task.field) for watch in everywhere)
    return any(actor.is_watching(unit, task.field) for unit in _units(task, LEAD))


def _is_of_share(task: Task, part: Assignment) -> bool:
    """Whether a lead is written at a shared task: what it leads is its share."""
    return bool(task.shares_count) and part.role == LEAD


def _units(task: Task, *roles: str) -> set[str]:
    return {
        part.unit.key
        for part in task.assignments.all()
        if part.unit and (not roles or part.role in roles) and not _is_of_share(task, part)
    }
