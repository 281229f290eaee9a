"""Counts the pages that ten readers get a second: ours in a server of its own, by itself a program.

`python -m benchmarks.readers serve PORT` makes the site, tells the cookie of one who has signed in,
and serves it as `congtac serve` does, until its input is closed.
"""

import http.client
import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

from benchmarks.papers import ROOT
from benchmarks.platform import environment, make_site

READERS, SECONDS, ROUNDS = 10, 5.0, 3
OURS, EMPTY = "/nhiem-vu/", "/empty/"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site answers, and the cookie of one who has signed in."""

    port: int
    cookie: str


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def rate(site: Site, path: str, seconds: float = SECONDS, readers: int = READERS) -> float:
    """Pages a second that so many connections get, each asking again as soon as it is answered."""
    until, counts = time.perf_counter() + seconds, [0] * readers
    faults: list[str] = []

    def read(place: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        while time.perf_counter() < until and not faults:
            line.request("GET", path, headers={"Cookie": site.cookie})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                faults.append(f"{path} answers {answer.status}")
            counts[place] += 1
        line.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=read, args=(place,)) for place in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    return sum(counts) / (time.perf_counter() - began)


def in_turns(ours: Site, peer: Site, path: str, rounds: int = ROUNDS) -> tuple[float, float]:
    """The medians of both over some rounds, in turns; the first pages of each don't count."""
    rate(ours, OURS, 1), rate(peer, path, 1)
    pairs = [(rate(ours, OURS), rate(peer, path)) for _ in range(rounds)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


@contextmanager
def serving(port: int, tasks: int) -> Iterator[Site]:
    """Our site with so many tasks on a port, on SQLite, in a process of its own."""
    with TemporaryDirectory(prefix="congtac-bench-") as folder:
        command = (sys.executable, "-m", "benchmarks.readers", "serve", str(port), str(tasks))
        with Popen(
            command, cwd=ROOT, env=environment(Path(folder), ""), stdin=PIPE, stdout=PIPE, text=True
        ) as process:
            if process.stdout is None or process.stdin is None:
                raise RuntimeError("no pipes")
            yield Site(port, json.loads(process.stdout.readline()))
            process.stdin.close()


def serve(port: int, tasks: int) -> None:
    """Make the site and serve it; the cookie goes out first."""
    make_site()
    import waitress
    from django.conf import settings

    from benchmarks.many_tasks import fill

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # more wait than are served: meant
    fill(tasks)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    server = waitress.create_server(with_empty(), host="127.0.0.1", port=port, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    print(json.dumps(f"{settings.SESSION_COOKIE_NAME}={session()}"), flush=True)
    sys.stdin.read()


def with_empty() -> object:
    """Our site, and beside it the emptiest page that Django can give, at `EMPTY`."""
    from django.core.handlers.wsgi import WSGIRequest
    from django.http import HttpResponse

    from congtac.config.wsgi import application

    def site(environ: dict[str, str], start: object) -> object:
        if environ["PATH_INFO"] != EMPTY:
            return application(environ, start)  # type: ignore[arg-type]  # as the server calls it
        WSGIRequest(environ)
        answer = HttpResponse("")
        start("200 OK", list(answer.items()))  # type: ignore[operator]  # as WSGI says
        return answer

    return site


def session() -> str:
    """The key of a session of one of the Ministry, who sees all tasks."""
    from django.test import Client

    from congtac.accounts.models import Person

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(username="ha"))
    return client.cookies["sessionid"].value


def main(given: Sequence[str]) -> None:
    _, port, tasks = given
    serve(int(port), int(tasks))


if __name__ == "__main__":
    main(sys.argv[1:])
