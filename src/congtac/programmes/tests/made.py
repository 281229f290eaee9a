"""A plan accepted into a programme, for the tests of this area."""

from datetime import date

from congtac.documents.models import Reading
from congtac.documents.queries import item_of
from congtac.documents.rules.times import no_time
from congtac.documents.services import Act, add_document, decide, save_reading
from congtac.documents.tests.made import found
from congtac.kernel.actor import Actor
from congtac.programmes.models import Programme, Task
from congtac.programmes.services.tasks import accept_plan
from vanban.model import Document

ACCEPTED_ON = date(2024, 3, 11)


def reading_of(actor: Actor, document: Document | None = None) -> Reading:
    """A reading on the shelf of the actor's unit."""
    shelved = add_document(actor, "ke-hoach.txt", "Kế hoạch".encode())
    return save_reading(actor, shelved, document or found())


def answer(actor: Actor, reading: Reading, key: str = "t2") -> None:
    """Say plainly that a task has no time."""
    item = item_of(reading, "task", key)
    assert item is not None
    content = {**item.content, "deadline": no_time(is_absent=True)}
    decide(actor, reading, item, Act("correct", len(item.decisions), content))


def accepted(actor: Actor) -> Programme:
    """The plan made by hand, answered and accepted."""
    reading = reading_of(actor)
    answer(actor, reading)
    return accept_plan(actor, reading, day=ACCEPTED_ON)


def task_of(programme: Programme, path: str) -> Task:
    """A task of the programme by its path; of a shared one the whole."""
    return programme.tasks.get(path=path, whole=None)


def reading_behind(programme: Programme) -> Reading:
    """The reading that an accepted programme came from."""
    assert programme.reading is not None
    return programme.reading
