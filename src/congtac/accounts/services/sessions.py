"""What is left of ended sessions is swept away by the clock, every night."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congtac.accounts.models import Entry
from congtac.ground.audit.services import record
from congtac.ground.jobs.services import Progress, job
from congtac.kernel.actor import SYSTEM
from congtac.kernel.subject import Subject
from congtac.kernel.words import gettext_noop

SWEEPING = "accounts.sessions.sweep"


@job(SWEEPING, title=gettext_noop("Dọn các phiên đăng nhập đã hết hạn"), attempts=2)
def sweep_by_the_clock(progress: Progress) -> dict[str, object]:
    """Sweep once a day; a second time the same day finds nothing."""
    swept = sweep_sessions()
    progress.tell(1, 1, _("Đã dọn {count} phiên hết hạn").format(count=swept))
    return {"sessions": swept}


@transaction.atomic
def sweep_sessions() -> int:
    """Delete the sessions that have expired and what points at sessions that are gone."""
    swept = Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]
    Entry.objects.exclude(session__in=Session.objects.values("session_key")).delete()
    if swept:
        subject = Subject("accounts.sessions", "expired", "Phiên đăng nhập đã hết hạn")
        record(SYSTEM, "accounts.sessions.swept", subject, {"sessions": swept})
    return swept
