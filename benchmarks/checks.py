"""Times the checks over what units have sent; a program by itself, see `benchmarks.statistics`."""

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

from benchmarks import stored_forms
from benchmarks.many_cells import BEFORE, NOW, Size
from benchmarks.platform import make_site

ROUNDS, CHANGES = 7, 200
WORKERS = 2
T = TypeVar("T")


def main(given: Sequence[str]) -> None:
    what, *rest = given
    units, forms, *more = (int(it) for it in rest)
    size = Size(units, forms)
    if what == "fill":
        make_site()
        stored_forms.prepare()
        stored_forms.fill(size, kinds=more[0] if more else 0)
        print(json.dumps({"cells": size.cells}))
        return
    import django

    django.setup()
    print(json.dumps({"province": province, "many": many, "cell": cell}[what](size)))


def timed(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """The median of some rounds, after one that doesn't count, and what came of the last."""
    work()
    spent, made = [], None
    for _ in range(rounds):
        began = perf_counter()
        made = work()
        spent.append(perf_counter() - began)
    return median(spent), made  # type: ignore[return-value]  # there is a round


def province(size: Size) -> dict[str, Any]:
    """Warm: values in memory; cold: out of the database; and what was found, to be compared."""
    from congtac.statistics.rules.engine import Surroundings, check
    from congtac.statistics.rules.rulebook import Rulebook

    forms = versions()
    rules = Rulebook.of(forms.values())
    now, before = books(forms)
    warm, found = timed(lambda: judged(now, before, rules))
    cold, again = timed(lambda: judged(*books(forms), rules), 5)
    whole, every = timed(lambda: check(now, rules, Surroundings(previous=before)), 5)
    return {
        "warm": warm,
        "cold": cold,
        "whole": whole,
        "is_same": found == again,
        "found": sorted((it.unit, it.form, it.row, it.kind) for it in found),
        "units": [it.key for it in stored_forms.units_of(size.units)],
        "every": len(every),
        "sample": found[0].message,
    }


def judged(now: Any, before: Any, rules: Any) -> list[Any]:
    """The relations and the same period of last year, with texts, in order."""
    from congtac.statistics.rules.checks.relation import broken_relations
    from congtac.statistics.rules.checks.same_period import great_changes
    from congtac.statistics.rules.engine import in_order

    found = [*broken_relations(now, rules), *great_changes(now, before, rules)]
    return in_order(found, rules)


def versions() -> dict[int, Any]:
    """The forms by the numbers of their versions."""
    from congtac.statistics.models import FormVersion

    return {it.pk: it.form for it in FormVersion.objects.all()}


def books(forms: dict[int, Any]) -> tuple[Any, Any]:
    """What was sent, out of the database: this year and the last."""
    from django.db.models import Q

    from congtac.statistics.queries.stored import sent
    from congtac.statistics.rules.stored import book_of_kept

    kept: dict[str, dict[int, list[Any]]] = {NOW: {}, BEFORE: {}}
    for version, *line in sent(Q()):
        kept[line[1]].setdefault(version, []).append(line)
    now, before = (
        book_of_kept({forms[number]: some for number, some in kept[period].items()})
        for period in (NOW, BEFORE)
    )
    return now, before


def many(size: Size) -> dict[str, Any]:
    """Commune scale: from the database with two processes, then on loaded frames."""
    from congtac.kernel.pools import pool_for
    from congtac.statistics.models import Period
    from congtac.statistics.queries import heavy
    from congtac.statistics.services.heavy import check_all

    [period] = Period.objects.filter(code=NOW)
    with memory() as most, pool_for(WORKERS, None, preload=PRELOAD) as pool:
        list(pool.executor.map(abs, [0] * WORKERS * 4))  # started
        began = perf_counter()
        over = heavy.extent([period.pk], [])
        found = check_all(over, pool)
        stored = perf_counter() - began
    return {
        "stored": stored,
        "found": len(found),
        "megabytes": most[0],
        **on_frames(),
    }


PRELOAD = ("congtac.statistics.rules.runs",)


def on_frames() -> dict[str, float]:
    from congtac.statistics.rules.rulebook import Rulebook

    forms = versions()
    rules = Rulebook.of(forms.values())
    now, before = books(forms)
    frames, found = timed(lambda: judged(now, before, rules), 3)
    return {"frames": frames, "judged": len(found)}


@contextmanager
def memory() -> Iterator[list[float]]:
    """The most megabytes that this process and those it started held at once."""
    most, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            most[0] = max(most[0], sum(map(held, family())) / 1024)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


def family(root: int | None = None) -> list[int]:
    """This process and all below it."""
    import os

    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        below.setdefault(parent, []).append(int(path.parent.name))
    found = [root or os.getpid()]
    for one in found:
        found += below.get(one, [])
    return found


def held(process: int) -> int:
    """Kilobytes of a process; what several share is counted in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def cell(size: Size) -> dict[str, float]:
    """One cell changed: the engine alone, and the whole request of the entry page."""
    from congtac.statistics.models import Submission
    from congtac.statistics.queries.submissions import grid_of, revision, submission

    unit = stored_forms.units_of(1)[0]
    begun = Submission.objects.filter(unit=unit, period__code=NOW, form__code="01/ĐO")
    begun.update(state="draft", sent_revision=0, first_sent_on=None)
    asked = submission(begun.get().pk)
    grid = grid_of(revision(asked)) if asked else None
    return {"engine": engine(asked, grid), **requests(asked, grid)}


def engine(asked: Any, grid: Any) -> float:
    """Milliseconds of the checks of one form, its rules tied and its surroundings at hand."""
    from congtac.statistics.rules.engine import Surroundings, check
    from congtac.statistics.rules.rulebook import Rulebook
    from congtac.statistics.rules.stored import book_of_kept

    forms = versions()
    rules = Rulebook.of(forms.values())
    now, before = books(forms)
    form = asked.form.form
    own = [(asked.unit.key, NOW, grid.text())]
    surroundings = Surroundings(previous=_of_unit(before, asked), around=_of_unit(now, asked))
    spent, _found = timed(lambda: check(book_of_kept({form: own}), rules, surroundings), 50)
    return spent * 1000


def _of_unit(book: Any, asked: Any) -> Any:
    import polars as pl

    from congtac.statistics.rules.book import Book

    sheets = {
        code: sheet.filter(pl.col("unit") == asked.unit.key) for code, sheet in book.sheets.items()
    }
    return Book(sheets)


def requests(asked: Any, grid: Any) -> dict[str, float]:
    """Milliseconds of saving the page with one cell changed, again and again."""
    from django.test import Client

    from congtac.accounts.models import Person

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(username="lan"))
    page = f"/thong-ke/bieu/{asked.pk}/nhap/"
    fields = {f"{row}.{column}": value for (row, column), value in grid.cells.items()}
    spent = []
    seen = asked.revisions_count
    for at in range(seen, seen + CHANGES + 5):
        fields["3.c2"] = str(1000 + at)
        began = perf_counter()
        answer = client.post(page, {**fields, "ban": str(at)})
        spent.append((perf_counter() - began) * 1000)
        if answer.status_code != 302:
            raise RuntimeError(f"{page} answers {answer.status_code}")
    spent = sorted(spent[5:])
    return {"median": median(spent), "p99": spent[int(len(spent) * 0.99) - 1]}


if __name__ == "__main__":
    main(sys.argv[1:])
