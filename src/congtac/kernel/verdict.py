"""May they, and if not, why: the answer of every permission."""

from dataclasses import dataclass

from congtac.kernel.problem import Problem


class Refused(Problem):
    """An act that a permission forbids; the screen shows the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__("KER-001", reason)

    def __reduce__(self) -> tuple[type[Problem], tuple[str]]:  # type: ignore[override]  # one argument, not two
        return Refused, (self.sentence,)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed, or refused with a reason that the user can read."""

    is_allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.is_allowed

    def demand(self) -> None:
        """Raise `Refused` with the reason unless the verdict allows."""
        if not self.is_allowed:
            raise Refused(self.reason)


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """Refuse, with a whole Vietnamese sentence as the reason."""
    return Verdict(False, reason)


def allowed_if(condition: bool, reason: str) -> Verdict:
    """Allow if the condition holds, else refuse with the reason."""
    return ALLOWED if condition else refused(reason)
