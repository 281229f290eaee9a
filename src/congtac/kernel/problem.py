"""What went wrong, told to the user: a code for programs and a sentence that says what to do."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The reader takes a third of a second to load, and commands that read nothing don't wait.
    from vanban.model import Unreadable

CODE = re.compile(r"[A-Z]{2,4}-\d{3}")


class Problem(Exception):
    """An act that could not be done; the screen shows the sentence, the log keeps the code."""

    def __init__(self, code: str, sentence: str) -> None:
        if not CODE.fullmatch(code):
            raise ValueError(f"a problem's code looks like ABC-001, not {code!r}")
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence

    def __reduce__(self) -> tuple[type["Problem"], tuple[str, str]]:
        return Problem, (self.code, self.sentence)

    @classmethod
    def of(cls, unreadable: "Unreadable") -> "Problem":
        """Take over what the reader says about a file that it can't use."""
        return cls(unreadable.code, unreadable.sentence)
