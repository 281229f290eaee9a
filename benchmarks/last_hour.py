"""The last hour: 63 units send 26 forms each while others read, against a site that runs.

`python -m benchmarks.last_hour serve PORT` makes the site and serves it as `congtac serve` does,
tells what the senders need, and when its input is closed, what has been kept.
"""

import http.client
import json
import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from benchmarks import stored_forms
from benchmarks.many_cells import NOW, Size, kept
from benchmarks.papers import ROOT
from benchmarks.platform import environment, make_site
from benchmarks.readers import free_port

UNITS, FORMS, MINUTES = 63, 26, 10.0
SENDERS, READERS, PAUSE = 16, 10, 5.0  # lines; each reader opens a page every PAUSE seconds
PAGES = ("/thong-ke/", "/thong-ke/gui-den/", "/thong-ke/bieu-mau/")
TOKEN = "c" * 32  # of the forms, the same in the cookie


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be sent: the numbers of a unit's forms, and the cookie of who sends them."""

    cookie: str
    forms: Sequence[int]


@dataclass(slots=True)
class Told:
    """Milliseconds of the requests, and what went wrong."""

    sends: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def measure(units: int = UNITS, forms: int = FORMS, minutes: float = MINUTES) -> dict[str, Any]:
    """Send everything within so many minutes, evenly, and look at what was kept."""
    with serving(units, forms) as (port, waiting, end):
        told, seconds = rush(port, waiting, minutes * 60)
        after = end()
    return {
        "forms": units * forms,
        "minutes": seconds / 60,
        "sends": figures(told.sends),
        "reads": figures(told.reads),
        "errors": len(told.faults),
        "fault": told.faults[0] if told.faults else "",
        "lost": units * forms - after["sent"],
        "lines": after["lines"],
    }


def figures(spent: Sequence[float]) -> dict[str, float]:
    """How many, the median and the 99th of a hundred."""
    listed = sorted(spent)
    at = max(-(-len(listed) * 99 // 100) - 1, 0)
    return {"count": len(listed), "median": listed[len(listed) // 2], "p99": listed[at]}


def rush(port: int, waiting: Sequence[Waiting], seconds: float) -> tuple[Told, float]:
    """Senders take the forms in turns at their moments; readers read until all is sent."""
    told, ended = Told(), threading.Event()
    turns = [(unit.cookie, number) for numbers in zip(*(it.forms for it in waiting), strict=True)
             for unit, number in zip(waiting, numbers, strict=True)]  # fmt: skip
    began = perf_counter()

    def send(place: int) -> None:
        for at in range(place, len(turns), SENDERS):
            sleep(max(0.0, began + seconds * at / len(turns) - perf_counter()))
            cookie, number = turns[at]
            body = urlencode({"csrfmiddlewaretoken": TOKEN})
            path = f"/thong-ke/bieu/{number}/gui/"
            told.sends.append(ask(port, path, cookie, told.faults, body))

    def read(place: int) -> None:
        ended.wait(PAUSE * place / READERS)
        at = place
        while not ended.is_set():
            cookie = waiting[at % len(waiting)].cookie
            path = PAGES[at % len(PAGES)]
            told.reads.append(ask(port, path, cookie, told.faults))
            at += READERS + 1
            ended.wait(PAUSE)

    readers = [threading.Thread(target=read, args=(at,)) for at in range(READERS)]
    senders = [threading.Thread(target=send, args=(at,)) for at in range(SENDERS)]
    for thread in (*readers, *senders):
        thread.start()
    for thread in senders:
        thread.join()
    spent = perf_counter() - began
    ended.set()
    for thread in readers:
        thread.join()
    return told, spent


def ask(port: int, path: str, cookie: str, faults: list[str], body: str = "") -> float:
    """Milliseconds of one request on a line of its own; what is sent answers with a new address."""
    began = perf_counter()
    heads = {"Cookie": f"{cookie}; csrftoken={TOKEN}"}
    if body:
        heads["Content-Type"] = "application/x-www-form-urlencoded"
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("POST" if body else "GET", path, body or None, heads)
        answer = line.getresponse()
        answer.read()
        if answer.status != (302 if body else 200):
            faults.append(f"{path} answers {answer.status}")
    except OSError as error:
        faults.append(f"{path}: {error}")
    finally:
        line.close()
    return (perf_counter() - began) * 1000


@contextmanager
def serving(units: int, forms: int) -> Iterator[tuple[int, list[Waiting], Any]]:
    """The site on SQLite in a process of its own, the forms signed and waiting to be sent."""
    port = free_port()
    with TemporaryDirectory(prefix="congtac-bench-") as folder:
        told = (str(port), str(units), str(forms))
        command = (sys.executable, "-m", "benchmarks.last_hour", "serve", *told)
        with Popen(
            command, cwd=ROOT, env=environment(Path(folder), ""), stdin=PIPE, stdout=PIPE, text=True
        ) as process:
            if process.stdout is None or process.stdin is None:
                raise RuntimeError("no pipes")
            first, last = process.stdout, process.stdin
            waiting = [Waiting(*it) for it in json.loads(first.readline())]

            def end() -> Any:
                last.close()
                return json.loads(first.readline())

            yield port, waiting, end


def serve(port: int, units: int, forms: int) -> None:
    """Make the site and serve it; what the senders need goes out first, what was kept last."""
    make_site()
    import waitress
    from django.conf import settings

    from congtac.config.wsgi import application

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waiting = prepare(units, forms)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    server = waitress.create_server(application, host="127.0.0.1", port=port, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    print(json.dumps(waiting), flush=True)
    sys.stdin.read()
    print(json.dumps(kept_now()), flush=True)


def prepare(units: int, forms: int) -> list[tuple[str, list[int]]]:
    """Every unit has signed its forms; one of its officers is signed in."""
    from congtac.statistics.models import Submission

    size = Size(units, forms)
    stored_forms.prepare()
    versions, periods = stored_forms.versions_of(size), stored_forms.open_periods()
    listed, receiver = stored_forms.units_of(units), stored_forms.ministry()
    for version in versions:
        texts = [text for _unit, period, text in kept(size, version.form) if period == NOW]
        asked = [
            stored_forms.submission(version, periods[NOW], unit, receiver, "signed")
            for unit in listed
        ]
        stored_forms.save(asked, texts)
    numbers: dict[int, list[int]] = {}
    for unit_id, number in Submission.objects.values_list("unit", "pk").order_by("pk"):
        numbers.setdefault(unit_id, []).append(number)
    return [(cookie_of(at, unit), numbers[unit.pk]) for at, unit in enumerate(listed)]


def cookie_of(at: int, unit: Any) -> str:
    """Hire an officer of a unit and sign them in."""
    from django.conf import settings
    from django.test import Client

    from congtac.accounts.models import Post
    from congtac.accounts.services.people import add_person, appoint
    from congtac.kernel.actor import SYSTEM

    person = add_person(SYSTEM, f"gui{at}", f"Cán bộ {at}")
    post = Post(person=person, unit=unit, title="Chuyên viên", since=stored_forms.DAY)
    post.roles = ["officer"]
    appoint(SYSTEM, post)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def kept_now() -> dict[str, int]:
    """How many forms are sent, each with its line of history and its line in the log."""
    from congtac.ground.audit.models import Line
    from congtac.statistics.models import Submission, SubmissionLine

    sent = Submission.objects.filter(state="sent", sent_revision=1)
    lines = SubmissionLine.objects.filter(act="send", submission__in=sent)
    logged = Line.objects.filter(act="statistics.submission.send")
    return {"sent": min(sent.count(), lines.count()), "lines": logged.count()}


def main(given: Sequence[str]) -> None:
    if given and given[0] == "serve":
        serve(*(int(it) for it in given[1:]))
        return
    minutes = float(given[0]) if given else MINUTES
    print(json.dumps(measure(minutes=minutes), indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
