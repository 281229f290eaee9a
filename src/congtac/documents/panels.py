"""What documents show on pages of other areas: the desk, the search."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from congtac.documents import queries
from congtac.documents.models import READ, Document
from congtac.kernel.actor import Actor
from congtac.kernel.panels import Panel
from congtac.kernel.ranking import DOCUMENTS, best_first, weight

SHOWN = 6
LOOKED_AT = 60  # found documents among which the best are chosen


def desk(actor: Actor, _subject: object) -> Panel | None:
    """The documents that wait for a person to look through them."""
    waiting = queries.seen_by(actor).filter(state=READ, unit=actor.unit).order_by("-added_at")
    count = waiting.count()
    if not count:
        return None
    facts = {"documents": list(waiting[:SHOWN]), "count": count}
    return Panel(_("Văn bản chờ soát"), "documents/panel_desk.html", facts, weight=20)


def search(actor: Actor, words: object) -> Panel | None:
    """The documents that hold all the words sought."""
    sought = str(words)
    every = queries.register(actor, queries.Sought(words=sought))
    found = best_first(sought, every[:LOOKED_AT], _name)
    if not found:
        return None
    facts = {
        "documents": found[:SHOWN],
        "count": every.count(),
        "shown": SHOWN,
        "address": f"{reverse('documents:list')}?{urlencode({'q': sought})}",
    }
    place = weight(sought, _name(found[0]), DOCUMENTS)
    return Panel(_("Văn bản"), "documents/panel_search.html", facts, place)


def _name(document: Document) -> str:
    return f"{document.number} {document.title}" if document.number else document.called
