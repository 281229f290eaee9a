"""Scenes of rows that units name: added to the entry page, corrected, offered by a feed."""

from datetime import date

from congtac.kernel.actor import SYSTEM
from congtac.organisations.queries import members
from congtac.statistics.models import FormVersion, Submission
from congtac.statistics.rules.feeds import CellRule, Mapping
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import calendars, feeds
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import CODE, DAY, as_keeper, kind_of, let_ha_keep
from congtac.statistics.tests.inside import GOOD, begun
from congtac.statistics.tests.sent import gave
from tests.journeys.staging import Stage, shows

SLOT = "Tên xã…"
COMMUNES = "xa;viec\nXã An;130\nxa binh;5\nXã Cam;7\n"


def opened(stage: Stage) -> Submission:
    """A form with a slot at Lan's Sở, which two communes fill."""
    stage.move(DAY)
    let_ha_keep()
    asked = begun(stage.cast, rows=["Tổng số", SLOT], relation_details=[{"expr": "c1 = c2 + c3"}])
    named = ("Tổng số", "1. Xã An", "2. Xã Bình")
    cells = {(row, column): kept for row in named for column, kept in GOOD.items()}
    sheet = Grid(tuple((SLOT, name) for name in named[1:]), cells)
    services.write(stage.cast["lan"], asked, sheet, seen=0, day=DAY)
    return asked


@shows("statistics:fill")
def rows_are_added_to_a_slot(stage: Stage) -> None:
    page = stage.window("lan", "statistics:fill", opened(stage).pk)
    page.get_by_role("button", name="Thêm 10 dòng").click()
    page.locator('[name="+15"]').wait_for()
    stage.judge(page)


@shows("statistics:correct")
def rows_and_cells_are_corrected(stage: Stage) -> None:
    asked, lan, minh = opened(stage), stage.cast["lan"], stage.cast["minh"]
    services.submit(lan, asked, day=DAY)
    services.check(minh, asked, day=DAY)
    services.sign(minh, asked, day=DAY)
    services.send(lan, asked, day=DAY)
    services.accept(as_keeper(stage.cast), asked, day=DAY)
    page = stage.window("lan", "statistics:correct", asked.pk)
    stage.judge(page)
    page.locator('[name="+1"]').fill("1. Phường An")
    page.locator('[name="+1.c4"]').fill("3")
    page.locator('[name="+2.bo"]').check()
    page.locator('[name="+3"]').fill("Xã Cam")
    page.locator('[name="+3.c1"]').fill("12")
    with page.expect_navigation():
        page.get_by_role("button", name="Xem chỗ thay đổi").click()
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Lập đính chính").click()
    stage.judge(page)


@shows("statistics:offer")
def a_feed_offers_rows(stage: Stage) -> None:
    asked = opened(stage)
    said = feeds.Said(
        "xa", "Việc theo xã", "Phần mềm hộ tịch", CODE,
        Mapping((CellRule(SLOT, "c1", "sum", "viec"),), rows="xa"),
    )  # fmt: skip
    feed = feeds.keep_feed(as_keeper(stage.cast), said, day=DAY)
    handed = feeds.Handed("xa.csv", COMMUNES.encode())
    run = feeds.give(stage.cast["lan"], feed, asked.period, handed, day=DAY).run
    page = stage.window("lan", "statistics:offer", run.offers.get().pk)
    stage.judge(page)


@shows("statistics:draft-from-below", "statistics:fill")
def a_form_is_made_of_those_below(stage: Stage) -> None:
    stage.move(DAY)
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, built_in_forms(), day=date(2024, 1, 2))
    above, below = (FormVersion.objects.get(code=f"17{it}/BTP/HTQTCT/CT") for it in "cb")
    kind = kind_of("tt-03-2019", "h1")
    period = calendars.open_period(as_keeper(stage.cast), kind, 2024, day=date(2024, 5, 20))
    assert below.reporters is not None
    for unit in members(below.reporters, near="ninh-thuan.stp", day=DAY)[:3]:
        cells = {f"Tổng số UBND cấp xã.{it}": "12" for it in ("p1", "p2", "x1", "x2")}
        gave(below, period, unit.key, cells, "sent")
    asked = services.begin(stage.cast["lan"], above, period, day=DAY)
    page = stage.window("lan", "statistics:draft-from-below", asked.pk)
    stage.judge(page)
    stage.go(page, "statistics:fill", asked.pk)
    stage.judge(page)
