"""The frozen value types of a paper that is to be written."""

from dataclasses import dataclass

from vanban.model import Metadata

STATE, PARTY = "state", "party"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the rows of its head, then its rows, all of one width."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len((*self.head, *self.rows)[0])


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body: a Phần, an Điều, a khoản, a bullet, a plain paragraph, an annex.

    `text` may hold several paragraphs, parted by "\\n"; the label stands before the first. The
    table, if any, stands after the text and before the children.
    """

    text: str
    label: str = ""  # as written: "II.", "Điều 2.", "b)", "-", "Phụ lục I"
    children: tuple["Part", ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An official document before it is laid out.

    `metadata` as `read` gives it, without spans: a number of None leaves room before the symbol,
    a day of None leaves room for it. `bases` are whole sentences. Annexes and papers issued with
    this one each begin a page after the signature.
    """

    metadata: Metadata
    body: tuple[Part, ...]
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    annexes: tuple[Part, ...] = ()

    @property
    def is_party(self) -> bool:
        """Whether the party's layout is asked for."""
        return self.metadata.layout == PARTY

    @property
    def is_letter(self) -> bool:
        """Whether it has a subject in place of a type line."""
        return (self.metadata.type or "").casefold() == "công văn"
