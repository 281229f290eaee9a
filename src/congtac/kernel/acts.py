"""Acts of the log in words: each area names its own when it loads."""

WORDS: dict[str, str] = {}


def name_acts(words: dict[str, str]) -> None:
    """Give acts ("documents.reading.accepted") the words that the log shows."""
    WORDS.update(words)
