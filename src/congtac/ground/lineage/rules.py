"""What a link joins: two things of any area, by reference, and how one stands on the other."""

from dataclasses import dataclass

from congtac.kernel.words import Names, gettext_noop

RELATIONS = Names(
    {
        "derived": gettext_noop("được lập từ"),
        "quoted": gettext_noop("dẫn số liệu của"),
        "proof": gettext_noop("lấy làm minh chứng"),
        "answer": gettext_noop("trả lời cho"),
        "replaced": gettext_noop("thay thế"),
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing of an area: ("programmes", "task", "12"), at a revision where it has some.

    `name` and `address` are how it was called and found when the link was made; they are
    shown to people, and are no part of what the thing is.
    """

    area: str
    kind: str
    key: str
    revision: str = ""
    name: str = ""
    address: str = ""

    @property
    def thing(self) -> tuple[str, str, str]:
        """Which thing it is, at any revision."""
        return self.area, self.kind, self.key


def fault_of(upper: Reference, lower: Reference, relation: str) -> str | None:
    """Return the code of what is wrong with a link, None if it may be made."""
    if relation not in RELATIONS:
        return "LIN-001"
    if upper.thing == lower.thing and upper.revision == lower.revision:
        return "LIN-002"
    if not all((*upper.thing, *lower.thing)):
        return "LIN-003"
    return None
