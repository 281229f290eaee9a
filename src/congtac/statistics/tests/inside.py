"""A form at Lan's Sở pushed to where a test needs it; Phúc works in a division below the Sở."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from congtac.accounts.models import Post
from congtac.accounts.services.people import add_person, appoint
from congtac.kernel.actor import SYSTEM, Actor
from congtac.organisations.models import Place, Unit
from congtac.organisations.rules.words import ADMINISTRATIVE
from congtac.statistics.models import Submission
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.queries.findings import Told, findings_of
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, as_keeper, let_minh_sign, open_half_year

Cast = Mapping[str, Actor]
GOOD = {"c1": "120", "c2": "70", "c3": "50", "c4": "-"}


def grid(**cells: str) -> Grid:
    kept = {**GOOD, **cells}
    return Grid((), {("1", column): value for column, value in kept.items() if value})


def begun(cast: Cast, **changes: Any) -> Submission:
    """The six months of 2024, begun; Minh may sign."""
    period, version = open_half_year(cast, **changes)
    let_minh_sign()
    return services.begin(cast["lan"], version, period, day=DAY)


def checked(cast: Cast, asked: Submission, figures: Grid | None = None) -> Submission:
    """Filled in by Lan and checked by Minh."""
    services.write(cast["lan"], asked, figures or grid(), seen=asked.revisions_count, day=DAY)
    services.submit(cast["lan"], asked, day=DAY)
    services.check(cast["minh"], asked, day=DAY)
    return asked


def sent(cast: Cast, asked: Submission) -> Submission:
    """Signed by Minh and sent."""
    services.sign(cast["minh"], checked(cast, asked), day=DAY)
    services.send(cast["lan"], asked, day=DAY)
    return asked


def accepted(cast: Cast, asked: Submission) -> Submission:
    """Taken by the Ministry."""
    services.accept(as_keeper(cast), sent(cast, asked), day=DAY)
    return asked


def told_of(asked: Submission, rule: str = "c4 <= c1") -> Told:
    """What the checks say of the newest figures by one rule."""
    newest = submission_queries.grid_of(submission_queries.revision(asked))
    return next(it for it in findings_of(asked, newest) if it.finding.rule == rule)


def hire_phuc() -> Actor:
    """Phúc, an officer of a division below Lan's Sở."""
    above = Unit.objects.get(key="ninh-thuan.stp")
    division = Unit(key="ninh-thuan.stp.hcpt", name="Phòng Hành chính tư pháp", parent=above)
    division.kind, division.level, division.since = above.kind, "unit", date(2020, 1, 1)
    division.save()
    place = Place(unit=division, parent=above, since=division.since)
    place.hierarchy = ADMINISTRATIVE
    place.save()
    person = add_person(SYSTEM, "phuc", "Đinh Văn Phúc")
    post = Post(person=person, unit=division, title="Chuyên viên", since=date(2023, 1, 1))
    post.roles = ["officer"]
    appoint(SYSTEM, post)
    roles = frozenset({"officer"})
    return Actor("phuc", person.name, "Chuyên viên", division.key, division.name, roles)
