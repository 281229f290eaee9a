"""Background work of programmes: what falls due is told every morning."""

from congtac.ground.calendars.queries import today
from congtac.ground.jobs.services import Progress, job
from congtac.kernel.words import gettext_noop
from congtac.programmes.services.telling import tell_due

DUE = "programmes.due"


@job(DUE, title=gettext_noop("Báo nhiệm vụ đến hạn, quá hạn"), attempts=3)
def tell_what_falls_due(progress: Progress) -> dict[str, object]:
    """Tell the units of their tasks that are near their last day, or past it."""
    told = tell_due(today())
    progress.tell(1, 1, gettext_noop("Đã báo xong"))
    return {"tasks": told}
