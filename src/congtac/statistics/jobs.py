"""Background work of statistics: checking everything that was sent for whole periods."""

from datetime import date
from typing import Any

from congtac.ground.jobs.services import Progress, job
from congtac.kernel.words import gettext_noop
from congtac.statistics.queries import heavy as queries
from congtac.statistics.rules.problems import demand
from congtac.statistics.services import heavy as services


@job(services.KIND, title=gettext_noop("Kiểm tra toàn bộ số liệu thống kê"), attempts=2)
def check_all(progress: Progress, **asked: Any) -> dict[str, Any]:
    """Check what was sent for the periods and forms that a person asked for."""
    over = queries.extent(asked["periods"], asked["codes"])
    demand(None if over.sheets else "STA-443")
    by = asked["person"], asked["person_name"]
    kept = services.run_and_keep(progress, over, by, date.fromisoformat(asked["day"]))
    progress.tell(len(over.versions) + 1, len(over.versions) + 1, gettext_noop("Đã kiểm tra xong"))
    return {"run": kept.pk, "findings": kept.found_count}
