"""Lists whose filters people may keep: each area names its own when it loads."""

TITLES: dict[str, str] = {}


def name_lists(titles: dict[str, str]) -> None:
    """Let filters of lists be kept, by the name of their address ("documents:list")."""
    TITLES.update(titles)
