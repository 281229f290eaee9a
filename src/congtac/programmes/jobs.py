"""Background work of programmes, every morning: what falls due, what must be asked for next."""

from congtac.ground.calendars.queries import today
from congtac.ground.jobs.services import Progress, job
from congtac.kernel.words import gettext_noop
from congtac.programmes.services.requests import draw_up_due
from congtac.programmes.services.telling import tell_due

DUE, FOLLOWING = "programmes.due", "programmes.following"


@job(DUE, title=gettext_noop("Báo nhiệm vụ đến hạn, quá hạn"), attempts=3)
def tell_what_falls_due(progress: Progress) -> dict[str, object]:
    """Tell the units of their tasks that are near their last day, or past it."""
    told = tell_due(today())
    progress.tell(1, 1, gettext_noop("Đã báo xong"))
    return {"tasks": told}


@job(FOLLOWING, title=gettext_noop("Lập dự thảo yêu cầu báo cáo kỳ tiếp theo"), attempts=3)
def draw_up_what_follows(progress: Progress) -> dict[str, object]:
    """Draw up the requests of the periods that follow those that fell due."""
    made = draw_up_due(today())
    progress.tell(1, 1, gettext_noop("Đã lập xong"))
    return {"requests": len(made)}
