"""A site whose units have sent many forms, for the benchmarks of the checks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from benchmarks.many_cells import BEFORE, NOW, Size, forms, kept, unit_name

if TYPE_CHECKING:
    from congtac.organisations.models import Unit
    from congtac.statistics.models import FormVersion, Period, Revision, Submission

DAY = date(2024, 6, 17)
MOMENT = datetime(2024, 6, 17, 8, tzinfo=UTC)
SIGNED_BY = {
    "filled_by": "lan", "filled_by_name": "Lan", "checked_by": "minh", "checked_by_name": "Minh",
    "signed_by": "minh", "signed_by_name": "Minh", "signed_on": DAY,
}  # fmt: skip
LEFT: dict[str, dict[str, Any]] = {
    "draft": {"filled_by": "lan", "filled_by_name": "Lan"},
    "signed": SIGNED_BY,
    "sent": {**SIGNED_BY, "sent_revision": 1, "first_sent_on": DAY},
}


def fill(size: Size, *, kinds: int = 0) -> None:
    """Send every form of every unit for both years, as if they had come through the site."""
    units, versions, periods = units_of(size.units), versions_of(size), open_periods()
    receiver = ministry()
    for version in versions:
        sheets = list(kept(size, version.form, kinds=kinds))
        asked = [
            submission(version, periods[period], unit, receiver, "sent")
            for at, unit in enumerate(units)
            for period in (BEFORE, NOW)
        ]
        save(asked, [cells for _unit, _period, cells in sheets])


def save(asked: "list[Submission]", texts: list[str]) -> None:
    """Save forms with their figures."""
    from congtac.statistics.models import Revision, Submission

    made = Submission.objects.bulk_create(asked, batch_size=500)
    rows = (revision(one, cells) for one, cells in zip(made, texts, strict=True))
    Revision.objects.bulk_create(rows, batch_size=1000)


def submission(
    version: "FormVersion", period: "Period", unit: "Unit", receiver: "Unit", state: str
) -> "Submission":
    """A form in a state, with the steps behind it."""
    from congtac.statistics.models import Submission

    made: dict[str, Any] = {"begun_on": DAY, "revisions_count": 1, "unit_name": unit.name}
    return Submission(
        form=version, period=period, unit=unit, receiver=receiver, state=state,
        lines_count=0, **made, **LEFT[state],
    )  # fmt: skip


def revision(asked: "Submission", cells: str) -> "Revision":
    from congtac.statistics.models import Revision

    return Revision(
        submission=asked, ordinal=1, cells=cells, digest="0" * 64, person="lan",
        person_name="Lan", saved_on=DAY, at=MOMENT,
    )  # fmt: skip


def prepare() -> None:
    """Units, cast and calendars."""
    from congtac.ground.calendars.services import move_demo_day
    from congtac.kernel.actor import SYSTEM
    from congtac.organisations.services import load_units
    from congtac.statistics.services.calendars import load_calendars
    from congtac.testing import load_cast

    load_units(SYSTEM)
    load_cast()
    move_demo_day(SYSTEM, DAY)
    load_calendars(SYSTEM)


def units_of(count: int) -> "list[Unit]":
    """As many units: the Sở Tư pháp, Lan's the first; more than there are: made-up communes."""
    from congtac.organisations.models import Unit
    from congtac.organisations.queries import on

    lan = Unit.objects.get(key="ninh-thuan.stp")
    if count <= 63:
        others = Unit.objects.filter(on(DAY), key__endswith=".stp").exclude(pk=lan.pk)
        return [lan, *others.order_by("key")[: count - 1]]
    made = (
        Unit(
            key=unit_name(at), name=f"Xã {at}", kind="commune", level="commune",
            search_key=f"xa {at}", sort_key=f"{at:06d}",
        )
        for at in range(count)
    )  # fmt: skip
    return list(Unit.objects.bulk_create(made, batch_size=1000))


def ministry() -> "Unit":
    from congtac.organisations.models import Unit

    return Unit.objects.get(key="btp")


def versions_of(size: Size) -> "list[FormVersion]":
    """The forms, kept as drafts: which of them are in force is not measured."""
    from congtac.statistics.models import FormVersion
    from congtac.statistics.rules.definitions import as_stored, digest_of

    made = []
    for form in forms(size):
        definition = as_stored(form)
        made.append(
            FormVersion(
                code=form.code, name=form.name, level="department", receiver="btp",
                definition=definition, digest=digest_of(definition),
                columns_count=len(form.columns), made_by_name="Hà", made_on=DAY,
                search_key=form.code, sort_key=form.code,
            )
        )  # fmt: skip
    return FormVersion.objects.bulk_create(made)


def open_periods() -> "dict[str, Period]":
    """Both years, by their codes."""
    from congtac.kernel.actor import SYSTEM
    from congtac.statistics.models import PeriodKind
    from congtac.statistics.services.calendars import open_period

    kind = PeriodKind.objects.get(regime__key="tt-03-2019", key="year")
    years = {it: open_period(SYSTEM, kind, int(it), day=DAY) for it in (BEFORE, NOW)}
    return dict(_by_code(years.values()))


def _by_code(periods: Any) -> "Iterator[tuple[str, Period]]":
    for it in periods:
        yield it.code, it
