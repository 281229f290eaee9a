"""Scenes from outside: how programs call, their keys, forms that were handed over."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import Page

from congtac.accounts.models import Post
from congtac.kernel.actor import SYSTEM
from congtac.organisations.models import Unit
from congtac.organisations.rules.belongings import Passing
from congtac.statistics.models import FormVersion
from congtac.statistics.services import calendars, handing_over
from congtac.statistics.services import submissions as services
from congtac.statistics.services.forms import load_forms
from congtac.statistics.tests.begun import as_keeper, kind_of, made_form
from tests.journeys.staging import Stage, shows

GIVER, HEIR = "ninh-thuan.stp", "khanh-hoa-2025.stp"
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
READ = ("forms_listed", "form_defined", "periods_listed", "figures", "series", "findings")


def asked(stage: Stage, page: Page, name: str, way: str = "GET") -> None:
    """A program asks without a key: it is told so, and no page is shown."""
    answer = page.request.fetch(f"{stage.sights.site}{reverse(name)}", method=way)
    assert answer.status == 401
    assert answer.json()["error"]["code"] == "KER-001"
    stage.sights.others.add(name)


@shows("api:index", "api:document", "api:check", *(f"api:{it}" for it in READ))
def a_leader_looks_up_how_programs_call(stage: Stage) -> None:
    page = stage.window("minh", "accounts:keys")
    stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Cách gọi API").click()
    page.get_by_role("heading", name="Kiểm tra số liệu", exact=True).wait_for()
    stage.judge(page)
    stage.take(page, "api:document")
    for name in READ:
        asked(stage, page, f"api:{name}")
    asked(stage, page, "api:check", "POST")


@shows("statistics:mine", "statistics:submission")
def a_form_of_a_unit_that_ended_is_done_by_its_heir(stage: Stage) -> None:
    stage.move(LAST_DAY)
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, [made_form()], day=date(2025, 5, 20))
    kind = kind_of("tt-03-2019", "h1")
    period = calendars.open_period(as_keeper(stage.cast), kind, 2025, day=date(2025, 5, 20))
    lan = stage.cast["lan"]
    begun = services.begin(lan, FormVersion.objects.get(), period, day=date(2025, 6, 17))
    stage.move(FIRST_DAY)
    Post.objects.filter(person__username="lan").update(unit=Unit.objects.get(key=HEIR))
    handing_over.pass_forms(lan, Passing(GIVER, HEIR, FIRST_DAY), [str(begun.pk)])
    page = stage.window("lan", "statistics:mine")
    page.get_by_text("Làm thay Sở Tư pháp Ninh Thuận").wait_for()
    stage.judge(page)
    stage.go(page, "statistics:submission", begun.pk)
    page.get_by_text("Đơn vị làm thay").wait_for()
    stage.judge(page)
