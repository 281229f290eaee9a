"""Who may do what with a programme and its tasks, and why not."""

from congtac.kernel.actor import Actor
from congtac.kernel.guard import signed_in
from congtac.kernel.verdict import ALLOWED, Verdict, allowed_if
from congtac.programmes.models import LEAD, Programme, Task

WORKERS = ("officer", "leader", "ministry")


def may_see_programme(actor: Actor, programme: Programme) -> Verdict:
    """The unit that keeps the programme, every unit with a part in it, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    if actor.unit == programme.unit or actor.has_role("ministry", "administrator"):
        return ALLOWED
    has_part = programme.tasks.filter(assignments__unit__key=actor.unit).exists()
    return allowed_if(
        bool(actor.unit) and has_part,
        f"Chương trình này do {programme.unit_name} theo dõi và không giao việc cho đơn vị bạn.",
    )


def may_see_task(actor: Actor, task: Task) -> Verdict:
    """The unit that keeps the programme, the units with a part in the task, and the Ministry."""
    if not actor.is_signed_in:
        return signed_in(actor)
    if actor.unit == task.programme.unit or actor.has_role("ministry", "administrator"):
        return ALLOWED
    return allowed_if(
        actor.unit in _units(task),
        f"Nhiệm vụ này do {task.programme.unit_name} theo dõi và không giao cho đơn vị bạn.",
    )


def may_report(actor: Actor, task: Task) -> Verdict:
    """Those who work in a leading unit, or in the unit that keeps the programme."""
    seen = may_see_task(actor, task)
    if not seen:
        return seen
    is_near = actor.unit == task.programme.unit or actor.unit in _units(task, LEAD)
    return allowed_if(
        is_near and actor.has_role(*WORKERS),
        "Chỉ đơn vị chủ trì và đơn vị theo dõi chương trình được cập nhật tiến độ nhiệm vụ này.",
    )


def may_reopen(actor: Actor, task: Task) -> Verdict:
    """Who accepted the programme, or a leader of the unit that keeps it."""
    reported = may_report(actor, task)
    if not reported:
        return reported
    programme = task.programme
    is_leader = actor.unit == programme.unit and actor.has_role("leader")
    return allowed_if(
        actor.person == programme.accepted_by or is_leader,
        f"Chỉ {programme.accepted_by_name}, người tiếp nhận chương trình, "
        f"hoặc lãnh đạo {programme.unit_name} được mở lại nhiệm vụ.",
    )


def _units(task: Task, *roles: str) -> set[str]:
    return {
        part.unit.key
        for part in task.assignments.all()
        if part.unit and (not roles or part.role in roles)
    }
