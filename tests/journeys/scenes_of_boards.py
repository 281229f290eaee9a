"""Scenes of the boards of statistics, of letters that urge, of figures from other systems."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import FilePayload, Page

from congtac.statistics.models import Feed, FeedOffer, FormVersion, Period
from congtac.statistics.queries import feeds as feed_queries
from congtac.statistics.rules.feeds import CellRule, Mapping
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import feeds as feed_services
from congtac.statistics.services import submissions as services
from congtac.statistics.services.reminders import remind
from congtac.statistics.tests.begun import CODE, DAY, as_keeper, let_ha_keep, open_half_year
from tests.journeys.staging import Stage, shows

LATE = date(2024, 6, 28)
OWN = "ninh-thuan.stp"
CASES = b"ngay;gioi_tinh\n05/02/2024;Nam\n06/02/2024;Nam\nx;Nam\n"
WRONG = {"c1": "120", "c2": "60", "c3": "50", "c4": "-"}


def opened(stage: Stage, day: date) -> tuple[Period, FormVersion]:
    stage.move(day)
    let_ha_keep()
    return open_half_year(stage.cast)


def offered(stage: Stage) -> FeedOffer:
    """A file of another system for Lan's form, in which a figure differs."""
    period, version = opened(stage, DAY)
    asked = services.begin(stage.cast["lan"], version, period, day=DAY)
    services.write(stage.cast["lan"], asked, Grid((), {("1", "c1"): "9"}), seen=0, day=DAY)
    handed = feed_services.Handed("ho-so.csv", CASES)
    run = feed_services.give(stage.cast["lan"], kept(stage), period, handed, day=DAY).run
    found = feed_queries.offer(run.offers.get().pk)
    assert found
    return found


def kept(stage: Stage) -> Feed:
    """A source that fills two cells."""
    cells = (CellRule("1", "c1", "count"), CellRule("1", "c2", "count", "", {"gioi_tinh": "Nam"}))
    said = feed_services.Said("con-nuoi", "Con nuôi", "Hộ tịch", CODE, Mapping(cells, day="ngay"))
    return feed_services.keep_feed(as_keeper(stage.cast), said, day=DAY)


def asked(page: Page, address: str, method: str = "GET") -> None:
    """Ask for what is no page: a file, an answer for programs."""
    page.evaluate("([to, method]) => fetch(to, {method}).then(it => it.blob())", [address, method])


@shows("statistics:board", "statistics:unit-over-time", "statistics:errors", "statistics:error")
def a_board_is_looked_at_and_the_errors_below_it(stage: Stage) -> None:
    period, version = opened(stage, DAY)
    asked = services.begin(stage.cast["lan"], version, period, day=DAY)
    cells = {("1", column): value for column, value in WRONG.items()}
    services.write(stage.cast["lan"], asked, Grid((), cells), seen=0, day=DAY)
    stage.move(LATE)
    page = stage.window("lan", "statistics:board")
    stage.judge(page)
    stage.go(page, "statistics:unit-over-time", OWN)
    stage.judge(page)
    stage.go(page, "statistics:errors")
    stage.judge(page)
    page.locator("main table a").first.click()
    page.get_by_text("còn sai", exact=True).wait_for()
    stage.judge(page)


@shows("statistics:urge-list", "statistics:urge", "statistics:urging", "statistics:urging-word")
def a_letter_urges_the_units_that_are_late(stage: Stage) -> None:
    period, _version = opened(stage, LATE)
    remind(LATE)
    page = stage.window("ha", "statistics:urge-list", period.pk)
    stage.judge(page)
    page.get_by_role("button", name="Soạn công văn").click()
    page.get_by_role("heading", name="Dự thảo công văn").wait_for()
    stage.judge(page)
    page.get_by_role("button", name="Ghi nhận đôn đốc").click()
    word = page.get_by_role("link", name="Tải tệp Word")
    word.wait_for()
    stage.judge(page)
    asked(page, word.get_attribute("href") or "")


@shows("statistics:feeds", "statistics:feed", "statistics:feed-run", "statistics:offer")
def figures_of_another_system_are_compared_and_taken(stage: Stage) -> None:
    offer = offered(stage)
    page = stage.window("lan", "statistics:feeds")
    stage.judge(page)
    stage.go(page, "statistics:feed", offer.run.feed.code)
    stage.judge(page)
    stage.go(page, "statistics:feed-run", offer.run_id)
    stage.judge(page)
    stage.go(page, "statistics:offer", offer.pk)
    stage.judge(page)
    page.get_by_role("button", name="Lấy các ô đã chọn").click()
    page.get_by_role("button", name="Lưu và kiểm tra số liệu").wait_for()
    stage.judge(page)


@shows(
    "statistics:feed-new",
    "statistics:feed-map",
    "statistics:feed-edit",
    "statistics:feed-end",
    "api:feed",
)
def a_source_is_mapped_tried_and_ended(stage: Stage) -> None:
    opened(stage, DAY)
    kept(stage)
    page = stage.window("ha", "statistics:feed-new")
    stage.judge(page)
    stage.go(page, "statistics:feed-edit", "con-nuoi")
    file: FilePayload = {"name": "ho-so.csv", "mimeType": "text/csv", "buffer": CASES}
    page.locator("#trial").set_input_files(file)
    page.get_by_role("button", name="Thử trên tệp").click()
    page.get_by_role("heading", name="Kết quả thử").wait_for()
    stage.judge(page)
    asked(page, reverse("api:feed", args=["con-nuoi"]), "POST")
    stage.go(page, "statistics:feed", "con-nuoi")
    page.locator("summary").last.click()
    stage.press(page, "statistics:feed-end", "con-nuoi")
    stage.judge(page)
