"""The example year of the demo: 2024 of the Ministry, 63 Sở Tư pháp and one province in depth."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from congtac.ground.calendars.queries import today
from congtac.kernel.actor import Actor
from congtac.programmes.examples import ministry
from congtac.programmes.examples.departments import Departments
from congtac.programmes.examples.diary import Diary, read_before
from congtac.programmes.examples.ministry import Ministry
from congtac.programmes.examples.province import Province
from congtac.programmes.examples.reports import Reports
from congtac.programmes.models import Programme
from congtac.programmes.services.telling import tell_due

UNREAD = timedelta(days=6)  # what people of the demo have not read yet


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Live through the year up to the day of the demo; a second time changes nothing."""
    if Programme.objects.exists() or "huong" not in cast:
        return
    say("Sống qua năm 2024: kế hoạch, nhiệm vụ, vướng mắc, báo cáo")
    members, diary, day = dict(cast), Diary(), today()
    province = Province(diary, members)
    departments = Departments(diary, members)
    reports = Reports(diary, members)

    def accepted(name: str, plan: Programme) -> None:
        if name == ministry.PLAN:
            departments.take_up(plan, province.follow)
            reports.follow(plan)
        if name == ministry.CAMPAIGN:
            departments.follow(plan)

    Ministry(diary, members, accepted).write()
    province.write()
    reports.write()
    diary.on(day, tell_due)
    diary.live(day)
    read_before(day - UNREAD)
