"""Who may follow a job, and set the time of daily work."""

from django.utils.translation import gettext as _

from congtac.ground.jobs.models import Job
from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Verdict, allowed_if


def may_follow(actor: Actor, job: Job) -> Verdict:
    """The person who started a job follows it, and the administrators."""
    is_own = actor.is_signed_in and job.started_by == actor.person
    return allowed_if(
        is_own or actor.has_role("administrator"),
        _("Chỉ người đã giao việc này mới theo dõi được tiến độ của nó."),
    )


def may_schedule(actor: Actor) -> Verdict:
    """Administrators set the times of daily work."""
    return allowed_if(
        actor.has_role("administrator"), _("Chỉ quản trị hệ thống đặt giờ cho việc định kỳ.")
    )
