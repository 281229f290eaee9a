"""The lists of what is owed, narrowed and counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from congtac.kernel.keys import search_key
from congtac.kernel.words import Names, gettext_noop
from congtac.statistics.queries.submissions import Owed
from congtac.statistics.rules import submissions as rules

WAITING, MISSING, LATE, RETURNED, ACCEPTED = "cho", "chua", "muon", "tra", "nhan"
STANDINGS = Names(
    {
        WAITING: gettext_noop("Chờ tiếp nhận"),
        MISSING: gettext_noop("Chưa gửi"),
        LATE: gettext_noop("Muộn"),
        RETURNED: gettext_noop("Trả lại"),
        ACCEPTED: gettext_noop("Đã tiếp nhận"),
    }
)
NAMES = {"q": "words", "bieu": "form", "tinh_trang": "standing"}  # of the filters in the address


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list of forms received is asked for."""

    words: str = ""
    form: str = ""
    standing: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Sought":
        """Read the filters of an address."""
        return cls(**{name: asked.get(key, "").strip()[:200] for key, name in NAMES.items()})

    @property
    def is_narrow(self) -> bool:
        return bool(self.words or self.form or self.standing)


def narrowed(owed: Iterable[Owed], sought: Sought) -> list[Owed]:
    """The lines that are sought; what waits for the receiver stands first."""
    words = search_key(sought.words)
    found = [
        it
        for it in owed
        if (not sought.form or it.form.code == sought.form)
        and (not sought.standing or stands(it, sought.standing))
        and words in it.unit.search_key
    ]
    return sorted(found, key=lambda it: it.state != rules.SENT)


def stands(owed: Owed, standing: str) -> bool:
    """Whether a line is of a standing of the filter."""
    return {
        WAITING: owed.state == rules.SENT,
        MISSING: owed.sent_on is None,
        LATE: owed.late > 0,
        RETURNED: owed.state == rules.RETURNED,
        ACCEPTED: owed.state == rules.ACCEPTED,
    }.get(standing, True)


def counts(owed: Sequence[Owed]) -> list[tuple[str, str, int]]:
    """How many lines there are of each standing: code, name, count."""
    return [(code, name, sum(stands(it, code) for it in owed)) for code, name in STANDINGS.items()]
