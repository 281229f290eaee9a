"""Reads of forms signed on paper: whose a digest is, the text of a scan, the papers of a form."""

import threading
from contextlib import closing

import pypdfium2

from congtac.statistics.models import Revision, SignedPaper, Submission
from congtac.statistics.rules.papers import WHOLE

PAGES = 40  # of a scan that are looked at
_reading = threading.Lock()  # PDFium reads for one thread at a time


def revision_with(asked: Submission, code: str) -> Revision | None:
    """The revision of the unit that bears a digest or a code; those of the form itself first."""
    found = Revision.objects.filter(submission__unit=asked.unit_id)
    found = (
        found.filter(digest=code) if len(code) == WHOLE else found.filter(digest__startswith=code)
    )
    near = found.select_related("submission__form", "submission__period__kind")
    own = near.filter(submission=asked.pk).order_by("-ordinal").first()
    return own or near.order_by("-id").first()


def text_of(kind: str, data: bytes) -> str:
    """The text that a PDF holds; nothing for a picture, a scan without text, a broken file."""
    if kind != "pdf":
        return ""
    with _reading:
        try:
            with closing(pypdfium2.PdfDocument(data)) as document:
                pages = range(min(len(document), PAGES))
                return "\n".join(document[it].get_textpage().get_text_range() for it in pages)
        except pypdfium2.PdfiumError:
            return ""


def papers_of(asked: Submission) -> list[SignedPaper]:
    """The signed papers of a form, the newest first."""
    return list(asked.papers.select_related("file").order_by("-id"))


def paper(number: int) -> SignedPaper | None:
    """A signed paper by its number."""
    near = ("file", "submission__form", "submission__unit", "submission__receiver")
    return SignedPaper.objects.select_related(*near).filter(pk=number).first()
