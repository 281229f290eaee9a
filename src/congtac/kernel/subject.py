"""What an act was done to, by reference: areas name things of other areas without a foreign key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of any area: its kind ("documents.document"), its key there, its name for people."""

    kind: str
    key: str
    name: str = ""
