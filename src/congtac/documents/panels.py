"""What documents show on pages of other areas: the desk, the search."""

from congtac.documents import queries
from congtac.documents.models import READ
from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel

SHOWN = 6


def desk(actor: Actor, _subject: object) -> Panel | None:
    """The documents that wait for a person to look through them."""
    waiting = queries.seen_by(actor).filter(state=READ, unit=actor.unit).order_by("-added_at")
    count = waiting.count()
    if not count:
        return None
    facts = {"documents": list(waiting[:SHOWN]), "count": count}
    return Panel("Văn bản chờ soát", "documents/panel_desk.html", facts, weight=20)


def search(actor: Actor, words: object) -> Panel | None:
    """The documents that hold all the words sought."""
    found = list(queries.register(actor, queries.Sought(words=str(words)))[:SHOWN])
    if not found:
        return None
    return Panel("Văn bản", "documents/panel_search.html", {"documents": found}, weight=10)
