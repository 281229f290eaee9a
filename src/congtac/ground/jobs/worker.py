"""The worker: takes jobs from the queue, seals the log, reaps the dead and looks at the clock."""

import logging
import threading
import time

from django.db import close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from congtac.ground.audit.services import seal
from congtac.ground.jobs.services import plant_schedules, reap, run_due

logger = logging.getLogger("congtac.jobs")

PAUSE = 0.5  # seconds between two looks into an empty queue
HOUSEKEEPING_EVERY = 15.0  # seconds


def work_until(stopped: threading.Event) -> None:
    """Work until the event is set."""
    kept_at = -HOUSEKEEPING_EVERY
    plant_schedules()
    while not stopped.is_set():
        close_old_connections()
        if time.monotonic() - kept_at >= HOUSEKEEPING_EVERY:
            kept_at = time.monotonic()
            seal(since_the_start=True)
            reap()
            run_due()
        _worker().run()
        stopped.wait(PAUSE)
    connection.close()


def work_in_thread() -> threading.Event:
    """Work in a thread of this process, for the demo; set the event to stop it."""
    stopped = threading.Event()
    threading.Thread(target=work_until, args=[stopped], name="worker", daemon=True).start()
    return stopped


def _worker() -> Worker:
    """One round: everything that is ready now."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"congtac-{threading.get_ident()}",
        excluded_queue_names=[],
    )
