"""Ended sessions are swept away by the clock; living ones stay."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from congtac.accounts.models import Entry, Person
from congtac.accounts.services.entry import keep_entry
from congtac.accounts.services.sessions import SWEEPING, sweep_sessions
from congtac.ground.audit.models import Line
from congtac.ground.jobs.models import Job, Schedule, State
from congtac.ground.jobs.services import plant_schedules, run_due, start
from congtac.kernel.actor import SYSTEM, Actor

Enter = Callable[[str], Client]


def session_of(client: Client, username: str) -> str:
    key = client.session.session_key or ""
    keep_entry(Person.objects.get(username=username), key, way="mật khẩu", device="", address=None)
    return key


def expire(key: str) -> None:
    before = timezone.now() - timedelta(hours=1)  # noqa: TID251 - sessions end by the real clock
    Session.objects.filter(session_key=key).update(expire_date=before)


def test_what_has_expired_goes_and_what_lives_stays(client_of: Enter) -> None:
    lan, hoa = client_of("lan"), client_of("hoa")
    expire(session_of(lan, "lan"))
    living = session_of(hoa, "hoa")
    assert sweep_sessions() == 1
    assert [it.session_key for it in Session.objects.all()] == [living]
    assert [it.session for it in Entry.objects.all()] == [living]
    assert hoa.get("/don-vi/").status_code == 200


def test_a_second_sweep_finds_nothing_and_writes_nothing(client_of: Enter) -> None:
    expire(session_of(client_of("lan"), "lan"))
    assert (sweep_sessions(), sweep_sessions()) == (1, 0)
    assert Line.objects.filter(act="accounts.sessions.swept").count() == 1


@pytest.mark.usefixtures("cast")
def test_the_clock_sweeps_every_day() -> None:
    plant_schedules()
    assert Schedule.objects.filter(kind=SWEEPING, until__isnull=True).count() == 1
    Schedule.objects.update(last_day=None, since="2020-01-01", at="00:00")
    run_due()
    assert Job.objects.get(kind=SWEEPING).state == State.DONE


def test_the_work_says_how_many(client_of: Enter, cast: Mapping[str, Actor]) -> None:
    expire(session_of(client_of("lan"), "lan"))
    done = start(SYSTEM, SWEEPING)
    done.refresh_from_db()
    assert done.result == {"sessions": 1}
