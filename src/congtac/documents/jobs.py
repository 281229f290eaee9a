"""Background work of documents: reading a long file."""

from congtac.documents import queries
from congtac.documents.rules.problems import problem
from congtac.documents.services import read_document
from congtac.ground.jobs.services import Progress, job
from congtac.kernel.actor import SYSTEM
from congtac.kernel.words import gettext_noop


@job("documents.read", title=gettext_noop("Đọc văn bản"), attempts=2)
def read_in_background(progress: Progress, *, document: int, person: str) -> dict[str, object]:
    """Read a document on the shelf; `person` is who asked, kept in the job for the log."""
    progress.tell(0, 2, gettext_noop("Đang đọc tệp"))
    found = queries.document(document)
    if found is None:
        raise problem("DOC-017")
    reading = read_document(SYSTEM, found, asked_by=person)
    progress.tell(
        2, 2, gettext_noop("Đã đọc xong") if reading else gettext_noop("Không đọc được tệp")
    )
    return {"revision": reading.revision if reading else None, "asked_by": person}
