"""Scenes of the register of units from a sheet, and of handovers."""

from datetime import date

from congtac.organisations.models import Handover, Succession
from congtac.organisations.rules.sheet import COLUMNS
from congtac.organisations.services import draw_up_handover
from congtac.programmes.tests.made import accepted
from tests.journeys.staging import Stage, shows

GIVER, LAST_DAY = "ninh-thuan.stp", date(2025, 6, 30)
TITLES = tuple(title for title, _, _ in COLUMNS.values())
FAULTY = ("Mã Hoa", "", "", "Cung", "Tỉnh", "", "", "31/02/2024", "")
SOUND = ("btp.moi", "Cục Mới thành lập để thử bảng đối chiếu", "", "Vụ, cục thuộc Bộ", "Trung ương")


@shows("organisations:look", "organisations:take")
def units_come_from_a_sheet(stage: Stage) -> None:
    page = stage.window("an", "organisations:bring")
    for row in (FAULTY, SOUND):
        stage.go(page, "organisations:bring")
        page.get_by_label("Tệp Excel").set_input_files(stage.sheet(TITLES, row))
        stage.say(page, "Căn cứ", "Quyết định 12/QĐ-BTP")
        with page.expect_navigation():
            page.get_by_role("button", name="Đối chiếu").click()
        stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Nhận vào danh mục").click()
    stage.judge(page)


def drawn_up(stage: Stage) -> Handover:
    """The handover of the department of Lan and Minh, who has two tasks open."""
    accepted(stage.cast["lan"])
    stage.move(LAST_DAY)
    row = Succession.objects.get(predecessor__key=GIVER, successor__key="khanh-hoa-2025.stp")
    return draw_up_handover(stage.cast["lan"], row)


@shows(
    "organisations:handover",
    "organisations:leave_out",
    "organisations:list_again",
    "organisations:sign",
    "organisations:withdraw",
)
def a_handover_is_changed_signed_and_withdrawn(stage: Stage) -> None:
    handover = drawn_up(stage)
    page = stage.window("minh", "organisations:handover", handover.pk)
    stage.judge(page)
    item = handover.items.first()
    assert item is not None
    stage.press(page, "organisations:leave_out", handover.pk, item.pk)
    stage.press(page, "organisations:list_again", handover.pk)
    stage.judge(page)
    stage.press(page, "organisations:sign", handover.pk, "giver")
    stage.judge(page)
    page.locator("#reason").fill("Lập nhầm ngày bàn giao")
    stage.press(page, "organisations:withdraw", handover.pk)
    stage.judge(page)
