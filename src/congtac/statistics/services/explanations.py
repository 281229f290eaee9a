"""The receiver judges the notes of a form that was sent: accepts each, or returns it with words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from congtac.kernel.actor import Actor
from congtac.statistics import permissions
from congtac.statistics.models import Explanation, Judgement, Submission
from congtac.statistics.queries import findings as queries
from congtac.statistics.queries import submissions as submission_queries
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.rules.tellings import NOTE_RETURNED, judged_words
from congtac.statistics.services.submissions import Turn, tell, turn


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the receiver says of one note."""

    note: Explanation
    is_accepted: bool
    words: str = ""


def judge(actor: Actor, asked: Submission, opinions: Sequence[Opinion], *, day: date) -> None:
    """Accept or return notes; to a finding whose note is returned another one is due."""
    permissions.may_take(actor, asked).demand()
    demand(None if all(it.is_accepted or it.words.strip() for it in opinions) else "STA-342")
    demand(None if all(it.note.submission_id == asked.pk for it in opinions) else "STA-351")
    try:
        with transaction.atomic():
            for it in opinions:
                _add(actor, it, day)
            grid = submission_queries.grid_of(submission_queries.revision(asked))
            left = queries.counts_of(queries.findings_of(asked, grid))[1]
            turn(actor, asked, Turn("judge", day, _words(opinions), {"explain_count": left}))
            if any(not it.is_accepted for it in opinions):
                tell(actor, asked, NOTE_RETURNED, to_unit=asked.answering.key)
    except IntegrityError:
        raise problem("STA-401") from None


def _add(actor: Actor, it: Opinion, day: date) -> None:
    Judgement.objects.create(
        explanation=it.note,
        ordinal=it.note.judgements.count() + 1,
        is_accepted=it.is_accepted,
        words=it.words.strip(),
        person=actor.person,
        person_name=actor.name,
        made_on=day,
    )


def _words(opinions: Sequence[Opinion]) -> str:
    returned = [it.words.strip() for it in opinions if not it.is_accepted]
    return judged_words(len(opinions) - len(returned), returned)
