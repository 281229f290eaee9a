"""Signing a form on paper: the scan is taken when it bears the digest of the newest figures."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congtac.ground.files.rules import kind_of
from congtac.ground.files.services import store
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key
from congtac.statistics import permissions
from congtac.statistics.models import Revision, SignedPaper, Submission
from congtac.statistics.queries import papers as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules import papers as rules
from congtac.statistics.rules import submissions as submission_rules
from congtac.statistics.rules.problems import demand, problem, problem_of
from congtac.statistics.rules.tellings import ON_PAPER, paper_words
from congtac.statistics.services.submissions import Turn, tell, turn


@dataclass(frozen=True, slots=True)
class Scan:
    """A signed paper as it was scanned: the file, what stands on the paper, the digest typed."""

    name: str
    data: bytes
    number: str
    signed_on: date
    signer_name: str
    capacity: str
    digest: str


def sign_on_paper(actor: Actor, asked: Submission, scan: Scan, *, day: date) -> SignedPaper:
    """Take the form as signed on paper; only a paper with the newest figures is taken."""
    permissions.may_fill(actor, asked.answering.key, asked.answering_name).demand()
    is_open = submission_queries.is_open(asked, day)
    demand(submission_rules.objection("sign", state=asked.state, is_open=is_open))
    newest = submission_queries.revision(asked)
    if newest is None:
        raise problem("STA-340")
    _demand_digest(asked, newest, scan.digest)
    is_by_filler = search_key(scan.signer_name) == search_key(asked.filled_by_name)
    demand("STA-343" if is_by_filler else None)
    demand(None if newest.saved_on <= scan.signed_on <= day else "STA-394")
    kind = kind_of(scan.name, scan.data, with_images=True)
    demand(rules.objection_to_scan(kind, queries.text_of(kind, scan.data), newest.digest))
    with transaction.atomic():
        stored = store(actor, scan.name, scan.data, with_images=True)
        paper = SignedPaper.objects.create(
            submission=asked,
            revision=newest.ordinal,
            digest=newest.digest,
            file=stored,
            number=scan.number.strip(),
            signed_on=scan.signed_on,
            signer_name=scan.signer_name.strip(),
            capacity=scan.capacity.strip(),
            person=actor.person,
            person_name=actor.name,
            made_on=day,
        )
        turn(actor, asked, Turn("sign", day, _words(paper), _fields(paper)))
        tell(actor, asked, ON_PAPER, to_person=asked.filled_by)
    return paper


def _demand_digest(asked: Submission, newest: Revision, typed: str) -> None:
    """Refuse what is no digest (STA-390), or not that of the newest revision (STA-391)."""
    code = rules.typed_digest(typed)
    if not code:
        raise problem("STA-390")
    if not rules.is_of(code, newest.digest):
        whose = _whose(asked, queries.revision_with(asked, code))
        raise problem_of("STA-391", newest=newest.ordinal, whose=whose)


def _whose(asked: Submission, found: Revision | None) -> str:
    if found is None:
        return _("Không có bản nào của đơn vị mang mã này.")
    if found.submission_id == asked.pk:
        return _("Đó là mã của bản {ordinal}.").format(ordinal=found.ordinal)
    of = found.submission
    return _("Đó là mã của bản {ordinal}, biểu {form}, {period}.").format(
        ordinal=found.ordinal, form=of.form.code, period=of.period
    )


def _words(paper: SignedPaper) -> str:
    return paper_words(
        signer=paper.signer_name,
        capacity=paper.capacity,
        number=paper.number,
        signed_on=paper.signed_on,
    )


def _fields(paper: SignedPaper) -> dict[str, object]:
    return {
        "signed_by": "",
        "signed_by_name": paper.signer_name,
        "signed_on": paper.signed_on,
        "capacity": [paper.capacity],
        "is_on_paper": True,
    }
