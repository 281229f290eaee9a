"""Words of the interface in pure code: Vietnamese is the source, the site puts them into English.

Pure code says `from congtac.kernel.words import gettext as _`. Without the site, as on the
command line, every sentence stays as it is written.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Translate = Callable[[str], str]
_translators: list[Translate] = []
_is_as_written = ContextVar("as_written", default=False)


def gettext_noop(words: str) -> str:
    """Mark words for the catalogue and leave them; whoever shows them calls `gettext`."""
    return words


def gettext(words: str) -> str:
    """Say words in the language of the page that is being made."""
    return words if _is_as_written.get() or not _translators else _translators[-1](words)


@contextmanager
def as_written() -> Iterator[None]:
    """Leave words as they are: for what goes out or is kept, whoever made the page."""
    before = _is_as_written.set(True)
    try:
        yield
    finally:
        _is_as_written.reset(before)


def speak_through(translate: Translate) -> None:
    """Let the site translate from now on; called once, when it loads."""
    _translators[:] = [translate]


class Names(Mapping[str, str]):
    """A table of names, said in the language of the page; `written` holds them as they stand."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self.written = written

    def __getitem__(self, key: str) -> str:
        return gettext(self.written[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.written)

    def __len__(self) -> int:
        return len(self.written)

    def choices(self) -> list[tuple[str, str]]:
        """Return what a form offers; given to the form uncalled, it follows the page."""
        return list(self.items())
