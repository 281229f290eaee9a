"""Times the list of tasks over 21,914 of them; a program by itself, see `benchmarks.platform`."""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, TypedDict

from benchmarks.papers import EXAMPLES
from benchmarks.platform import make_site
from vanban import model as words
from vanban import read

if TYPE_CHECKING:
    from django.test import Client

    from congtac.programmes.models import Assignment, Programme, Step, Task

TASKS, ROWS, ROUNDS = 21_914, 100, 9
DAY = date(2024, 6, 3)
MOMENT = datetime(2024, 1, 2, 8, tzinfo=UTC)
PER_PROGRAMME = 70
WEIGHTS = {"assigned": 18, "accepted": 6, "in_progress": 24, "returned": 2}
WEIGHTS |= {"reported": 4, "done": 44, "cancelled": 2}
PAGES = {
    "the first page": "",
    "one field": "linh_vuc=pho-bien-giao-duc",
    "one leading unit": "chu_tri=Sở Tư pháp",
    "what is overdue": "tinh_trang=qua-han",
    "due in 30 days": "thoi_han=thang",
    "by text": "sap=noi-dung",
    "by progress": "sap=tien-do",
    "by place in the plan": "sap=thu-tu",
    "two words sought": "q=pho+bien+giao+duc",
    "words sought, one field, by text": "q=ho+tich&linh_vuc=ho-tich&sap=noi-dung",
    "the last page": "page=9999",
}


def main(given: Sequence[str]) -> None:
    how_many = int(given[0]) if given else TASKS
    make_site()
    fill(how_many)
    print(json.dumps(measure()))


def fill(how_many: int) -> None:
    """Programmes of all 63 Sở Tư pháp and of the Ministry with tasks in every state."""
    from congtac.ground.calendars.services import move_demo_day
    from congtac.kernel.actor import SYSTEM
    from congtac.organisations.services import load_units
    from congtac.testing import load_cast

    load_units(SYSTEM)
    load_cast()
    move_demo_day(SYSTEM, DAY)
    save(how_many)


def save(how_many: int, first: int = 0) -> None:
    """Save the tasks from `first` on up to as many, the same in every run."""
    from congtac.programmes.models import Assignment, Step, Task

    chance = random.Random(2024)
    samples = list(map(prepared, sample_texts()))
    programmes = make_programmes(first, how_many)
    chosen = [samples[at % len(samples)] for at in range(first, how_many)]
    tasks = [
        task_of(programmes[at // PER_PROGRAMME], first + at, sample, chance)
        for at, sample in enumerate(chosen)
    ]
    Task.objects.bulk_create(tasks, batch_size=1000)
    parts = (
        part
        for task, sample in zip(tasks, chosen, strict=True)
        for part in parts_of(task, sample.said)
    )
    Assignment.objects.bulk_create(parts, batch_size=2000)
    Step.objects.bulk_create((step for task in tasks for step in steps_of(task)), batch_size=2000)
    tidy()


def tidy() -> None:
    """Do at once what PostgreSQL does by itself within a minute after much was written."""
    from django.db import connection

    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


@dataclass(frozen=True, slots=True)
class Sample:
    """A task of our papers with what is made of its text."""

    said: words.Task
    search_key: str
    sort_key: str
    field: str


def prepared(said: words.Task) -> Sample:
    from congtac.documents.rules.fields import field_of
    from congtac.kernel.keys import search_key, sort_key

    names = " ".join(agency.name for agency in (*said.lead, *said.coordinating))
    found_by = search_key(f"{said.path} {said.text} {names}")
    return Sample(said, found_by, sort_key(said.text)[:255], field_of(said.text))


def sample_texts() -> list[words.Task]:
    """The tasks of our own papers, read as a plan on the shelf is."""
    folders = (EXAMPLES / "documents", EXAMPLES / "corpus")
    files = sorted(path for folder in folders for path in folder.glob("*.txt"))
    return [task for path in files for task in read(path.read_bytes(), name=path.name).tasks]


def make_programmes(first: int, last: int) -> "list[Programme]":
    """Plans of the units in turn, the Ministry's among them."""
    from congtac.kernel.keys import search_key, sort_key
    from congtac.organisations.models import Unit
    from congtac.programmes.models import Programme

    units = list(Unit.objects.filter(key__endswith=".stp", since__lte=DAY, until__gt=DAY)[:63])
    units += list(Unit.objects.filter(key__endswith=".stp", since=None)[: 63 - len(units)])
    units.append(Unit.objects.get(key="btp"))
    made = []
    for at in range(first // PER_PROGRAMME, -(-last // PER_PROGRAMME)):
        unit, number = units[at % len(units)], f"{at + 1}/KH-STP"
        title = f"Kế hoạch công tác tư pháp đợt {at // len(units) + 1} của {unit.name}"
        made.append(
            Programme(
                title=title,
                number=number,
                type="Kế hoạch",
                issuer=unit.name,
                issued_on=date(2024, 1, 2),
                unit=unit.key,
                unit_name=unit.name,
                accepted_by="lan",
                accepted_by_name="Lan",
                accepted_at=MOMENT,
                search_key=search_key(f"{number} {title}"),
                sort_key=sort_key(title)[:255],
            )
        )
    return Programme.objects.bulk_create(made)


def task_of(programme: "Programme", at: int, sample: Sample, chance: random.Random) -> "Task":
    from congtac.programmes.models import Task

    said = sample.said
    due_on = date(2024, 1, 15) + timedelta(days=chance.randrange(350))
    kind = chance.choices(("date", "ongoing", "none"), (80, 12, 8))[0]
    state = chance.choices(tuple(WEIGHTS), tuple(WEIGHTS.values()))[0]
    is_finished = state in ("done", "reported")
    if is_finished and kind == "ongoing":
        kind = "date"
    done_on = min(due_on + timedelta(days=chance.randrange(-25, 9)), DAY)
    half = chance.randrange(1, 95) if state in ("in_progress", "returned") else 0
    return Task(
        programme=programme,
        key=f"t{at}",
        position=at % PER_PROGRAMME + 1,
        path=said.path[:120],
        text=said.text,
        product=said.product or "",
        field=sample.field,
        kind=kind,
        time_text=(said.deadline.text or "")[:500],
        due_on=due_on if kind == "date" else None,
        state=state,
        progress=100 if is_finished else half,
        done_on=done_on if is_finished else None,
        steps_count=2,
        search_key=sample.search_key,
        sort_key=sample.sort_key,
    )


def parts_of(task: "Task", said: words.Task) -> "Iterator[Assignment]":
    from congtac.kernel.keys import search_key
    from congtac.programmes.models import COORDINATING, LEAD, Assignment

    for role, agencies in ((LEAD, said.lead), (COORDINATING, said.coordinating)):
        for place, agency in enumerate(agencies, start=1):
            yield Assignment(
                task=task,
                role=role,
                position=place,
                name=agency.name[:500],
                search_key=search_key(agency.name)[:500],
                is_request=agency.is_request,
            )


def steps_of(task: "Task") -> "Iterator[Step]":
    from congtac.programmes.models import Step

    passed = (("assign", "assigned", 0, date(2024, 1, 3)), ("progress", task.state, 0, DAY))
    for ordinal, (act, state, progress, day) in enumerate(passed, start=1):
        yield Step(
            task=task,
            ordinal=ordinal,
            act=act,
            state=state,
            progress=progress,
            day=day,
            recorded_on=day,
            due_on=task.due_on,
            person="lan",
            person_name="Lan",
            unit_name=task.programme.unit_name,
            at=MOMENT,
        )


class Timed(TypedDict):
    """A page: median milliseconds on the clock and of the processor, its queries and its rows."""

    ms: float
    processor: float
    queries: int
    rows: int


def measure(rounds: int = ROUNDS) -> dict[str, Timed]:
    """Median milliseconds and queries of each page, as one of the Ministry who sees all tasks."""
    from django.test import Client

    from congtac.accounts.models import Person

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(username="ha"))
    return {name: measure_page(client, asked, rounds) for name, asked in PAGES.items()}


def measure_page(client: "Client", asked: str, rounds: int) -> Timed:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = f"/nhiem-vu/?so_dong={ROWS}&{asked}"
    shown = client.get(address)
    if shown.status_code != 200:
        raise RuntimeError(f"{address} answers {shown.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)
    spent, computed = [], []
    for _ in range(rounds):
        began, computing = perf_counter(), process_time()
        client.get(address)
        computed.append((process_time() - computing) * 1000)
        spent.append((perf_counter() - began) * 1000)
    rows = max(shown.content.count(b"<tr>") - 1, 0)  # without the heads
    return Timed(ms=median(spent), processor=median(computed), queries=queries, rows=rows)


if __name__ == "__main__":
    main(sys.argv[1:])
