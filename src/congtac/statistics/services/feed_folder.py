"""Files that other systems lay into a folder: each is given to its feed, then put aside.

The folder is `feeds/<code of the feed>/<code of the period>/` in the data folder; a file goes on
to `taken`, or to `refused` with the reason beside it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings

from congtac.ground.calendars.queries import today
from congtac.ground.jobs.services import Progress, job
from congtac.kernel.actor import SYSTEM
from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext_noop
from congtac.statistics.models import Feed, Period
from congtac.statistics.queries import feeds as queries
from congtac.statistics.queries import periods as period_queries
from congtac.statistics.rules.problems import problem
from congtac.statistics.services.feeds import Handed, give

LOOKING = "statistics.feeds"
TAKEN, REFUSED = "taken", "refused"
ENDINGS = (".csv", ".xlsx", ".json")
RIGHTS = frozenset({"api.write"})


@job(LOOKING, title=gettext_noop("Nhận tệp của hệ thống khác trong thư mục"), attempts=3)
def look_daily(progress: Progress) -> dict[str, object]:
    """Take the files that lie in the folders of feeds."""
    return {"files": look(Path(settings.DATA_DIR) / "feeds", today())}


def look(folder: Path, day: date) -> int:
    """Give every file of the folder to its feed; return how many were taken."""
    return sum(_is_taken(feed, period, file, day) for feed, period, file in _files(folder, day))


def _files(folder: Path, day: date) -> Iterator[tuple[Feed, Period, Path]]:
    periods = {it.code: it for it in period_queries.periods()}
    for feed in queries.feeds(day):
        for code, period in periods.items():
            for file in sorted((folder / feed.code / code).glob("*")):
                if file.suffix.lower() in ENDINGS:
                    yield feed, period, file


def _is_taken(feed: Feed, period: Period, file: Path, day: date) -> bool:
    """Give one file in the name of the unit that keeps the feed; put it aside with its answer."""
    keeper = feed.keeper
    actor = replace(SYSTEM, unit=keeper.key, unit_name=keeper.name, roles=RIGHTS)
    try:
        _refuse_by_size(file)
        give(actor, feed, period, Handed(file.name, file.read_bytes()), day=day)
    except Problem as refusal:
        _put_aside(file, REFUSED)
        why = file.parent / REFUSED / f"{file.name}.txt"
        why.write_text(f"{refusal.code}: {refusal.sentence}\n", encoding="utf-8")
        return False
    _put_aside(file, TAKEN)
    return True


def _refuse_by_size(file: Path) -> None:
    if file.stat().st_size > settings.FILE_SIZE_LIMIT:
        raise problem("STA-482")


def _put_aside(file: Path, where: str) -> None:
    folder = file.parent / where
    folder.mkdir(exist_ok=True)
    file.replace(folder / file.name)
