"""What the register brings to the example year: the clusters of 2024, and who watches what."""

from collections.abc import Callable, Mapping
from datetime import date

from congtac.kernel.actor import Actor
from congtac.organisations.data_files import rows
from congtac.organisations.models import Cluster, Oversight, Unit
from congtac.organisations.queries import units_on
from congtac.organisations.services import form_cluster, give_oversight

FIRST_DAY = date(2024, 1, 1)
YEAR = FIRST_DAY.year
BASIS = "Phân công ví dụ của bản trình diễn, năm 2024"


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Let An form the clusters and give the units of the Ministry their fields."""
    if Cluster.objects.filter(year=YEAR).exists():
        return
    say("Lập sáu cụm thi đua, phân công theo dõi lĩnh vực")
    regions = {row["key"]: row["region"] for row in rows("provinces.csv")}
    departments = list(units_on(FIRST_DAY).filter(key__endswith=".stp").order_by("sort_key"))
    for row in rows("clusters_2024.csv"):
        members = [it for it in departments if regions[it.key.partition(".")[0]] == row["region"]]
        by_key = {it.key: it for it in members}
        cluster = Cluster(year=YEAR, name=row["name"], basis=BASIS)
        cluster.head = by_key[f"{row['head']}.stp"]
        cluster.deputy = by_key[f"{row['deputy']}.stp"]
        form_cluster(cast["an"], cluster, members)
    for row in rows("oversights_2024.csv"):
        watcher = Unit.objects.get(key=row["watcher"])
        watching = Oversight(watcher=watcher, fields=row["fields"].split("|"), since=FIRST_DAY)
        watching.basis = BASIS
        give_oversight(cast["an"], watching, [])
