"""Scenes of figures added up, of a form made of others, of a column map."""

from datetime import date

from congtac.kernel.actor import SYSTEM
from congtac.organisations.queries import members
from congtac.statistics.models import FormVersion
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import DAY, let_ha_keep, made_form, open_half_year
from congtac.statistics.tests.sent import gave
from tests.journeys.staging import Stage, shows

BELOW = "90a/BTP/VD"
SOURCES = [{"form": BELOW, "columns": {"c1": ["c1"], "c2": ["c2"]}}]


@shows("statistics:draft-from-below")
def a_form_is_made_of_those_from_below(stage: Stage) -> None:
    stage.move(date(2024, 6, 20))
    period, form = open_half_year(stage.cast, sources=SOURCES)
    said = {"reporter_vi": "UBND cấp xã", "receiver_vi": "Sở Tư pháp", "level": "xã"}
    load_forms(SYSTEM, [made_form(code=BELOW, **said)], day=DAY)
    below = FormVersion.objects.get(code=BELOW)
    assert below.reporters is not None
    for unit in members(below.reporters, near="ninh-thuan.stp", day=DAY)[:2]:
        gave(below, period, unit.key, {"c1": "5", "c2": "1", "c3": "4", "c4": "-"}, "sent")
    asked = services.begin(stage.cast["lan"], form, period, day=DAY)
    page = stage.window("lan", "statistics:roll-up")
    stage.judge(page)
    stage.go(page, "statistics:draft-from-below", asked.pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Đưa vào biểu").click()
    page.get_by_text("Đã đưa 2 ô vào biểu").wait_for()
    stage.go(page, "statistics:draft-from-below", asked.pk)
    stage.judge(page)


@shows("statistics:roll-up", "statistics:total", "statistics:series", "statistics:column-map")
def figures_are_added_up_and_a_column_is_mapped_on(stage: Stage) -> None:
    stage.move(date(2024, 7, 10))
    let_ha_keep()
    period, form = open_half_year(stage.cast)
    for key, c1 in (("ninh-thuan.stp", "5"), ("khanh-hoa.stp", "7")):
        gave(form, period, key, {"c1": c1, "c2": "1", "c3": "4", "c4": "-"})
    later = made_form(code="91/BTP/VD")
    load_forms(SYSTEM, [later], day=DAY)
    page = stage.window("ha", "statistics:roll-up")
    stage.judge(page)
    page.get_by_role("link", name="12", exact=True).first.click()
    page.get_by_text("Có số của 2/63 đơn vị").wait_for()
    stage.judge(page)
    stage.go(page, "statistics:series")
    stage.judge(page)
    stage.go(page, "statistics:column-map", form.pk, FormVersion.objects.get(code=later.code).pk)
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu bảng nối cột").click()
    stage.judge(page)
