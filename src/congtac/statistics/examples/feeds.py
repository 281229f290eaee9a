"""The feeds that come with the site: legal aid and criminal records, into forms of 2019."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from congtac.kernel.actor import SYSTEM, Actor
from congtac.statistics.models import Feed, FormVersion
from congtac.statistics.rules.feeds import mapping_of
from congtac.statistics.services.feeds import Said, keep_feed

DATA = Path(__file__).parents[1] / "data" / "feeds.json"
FIRST_DAY = date(2024, 1, 2)


def load_feeds(_cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Keep the feeds whose form is there; those that are there stay as they are."""
    say("Nạp nguồn số liệu từ hệ thống khác")
    known = set(Feed.objects.values_list("code", flat=True))
    forms = set(FormVersion.objects.values_list("code", flat=True))
    for it in said_of():
        if it.form_code in forms and it.code not in known:
            keep_feed(SYSTEM, it, day=FIRST_DAY)


def said_of() -> list[Said]:
    """The feeds of the data file."""
    return [
        Said(it["code"], it["name"], it["source"], it["form"], mapping_of(it["mapping"]))
        for it in json.loads(DATA.read_text(encoding="utf-8"))
    ]
