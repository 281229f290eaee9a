"""A form inside its unit and after it: parts, a signed paper, a judged note, a correction."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from congtac.kernel.actor import Actor
from congtac.statistics.models import Submission
from congtac.statistics.services import submissions as services
from congtac.statistics.tests.begun import DAY, let_ha_keep
from congtac.statistics.tests.inside import accepted, begun, checked, grid, hire_phuc, told_of
from tests.journeys.looking import Sights
from tests.journeys.staging import Stage

PICTURE = b"\x89PNG\r\n\x1a\n" + b"scan" * 40


@pytest.fixture
def stage(
    live_server: Any,
    cast: Mapping[str, Actor],
    on_day: Callable[[date], None],
    browser: Browser,
    tmp_path: Path,
) -> Iterator[Stage]:
    on_day(DAY)
    let_ha_keep()
    made = Stage(Sights(str(live_server.url)), cast, on_day, browser, tmp_path)
    yield made
    for context in made.contexts:
        context.close()


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def test_a_part_goes_to_a_person_comes_back_and_is_approved(stage: Stage) -> None:
    asked = begun(stage.cast)
    hire_phuc()
    lan = stage.window("lan", "statistics:part-give", asked.pk)
    for gender in ("Nam", "Nữ"):
        lan.get_by_label(f"Chia theo giới tính > {gender}").check()
    lan.get_by_label("Người nhập").select_option("phuc")
    stage.say(lan, "Hạn nội bộ", "20/06/2024")
    press(lan, "Giao phần")
    expect(lan.get_by_text("Đinh Văn Phúc").first).to_be_visible()
    phuc = stage.window("phuc", "statistics:mine")
    phuc.get_by_role("link", name="Đinh Văn Phúc").click()
    phuc.get_by_role("link", name="Nhập phần này").click()
    cells = phuc.locator(".sheet-entry input[inputmode=decimal]")
    expect(cells.nth(0)).to_have_attribute("readonly", "")
    cells.nth(1).fill("70")
    cells.nth(2).fill("50")
    press(phuc, "Lưu và kiểm tra số liệu")
    phuc.get_by_role("link", name="Báo xong phần").click()
    press(phuc, "Xong phần")
    stage.go(lan, "statistics:parts")
    lan.get_by_role("link", name="Đinh Văn Phúc").click()
    press(lan, "Duyệt phần")
    expect(lan.get_by_text("Đã duyệt phần").first).to_be_visible()


def test_the_printed_form_is_signed_by_hand_and_its_code_matched(stage: Stage) -> None:
    asked = checked(stage.cast, begun(stage.cast))
    lan = stage.window("lan", "statistics:paper", asked.pk)
    code = lan.locator(".paper-code code").inner_text()
    stage.go(lan, "statistics:sign-paper", asked.pk)
    facts = {"Số, ký hiệu": "12/BC-STP", "Ngày ký": "17/06/2024", "Người ký": "Phan Thị Bình"}
    for label, words in {**facts, "Chức vụ, quyền hạn ký": "GIÁM ĐỐC"}.items():
        stage.say(lan, label, words)
    scan = stage.folder / "ban-ky.png"
    scan.write_bytes(PICTURE)
    for typed, said in (("ffff ffff ffff ffff", "Không có bản nào"), (code, "12/BC-STP")):
        stage.say(lan, "Mã bản in ở cuối tờ giấy", typed)
        lan.get_by_label("Bản quét").set_input_files(scan)
        press(lan, "Nhận bản đã ký")
        expect(lan.get_by_text(said).first).to_be_visible()
    expect(lan.get_by_text("Đã ký, chưa gửi").first).to_be_visible()


def test_a_note_is_returned_written_again_and_accepted(stage: Stage) -> None:
    cast, asked = stage.cast, begun(stage.cast)
    services.write(cast["lan"], asked, grid(c4="150"), seen=0, day=DAY)
    note = services.Note(told_of(asked).key, "work", "Tồn")
    services.explain(cast["lan"], asked, [note], day=DAY)
    away(cast, asked)
    ha = stage.window("ha", "statistics:submission", asked.pk)
    ha.get_by_role("link", name="Xem xét thuyết minh").click()
    ha.get_by_label("Ý kiến").select_option("tra")
    stage.say(ha, "Lý do trả lại", "Nêu số hồ sơ tồn")
    press(ha, "Ghi ý kiến")
    ha.get_by_role("link", name="Trả lại, ghi nhận xét").click()
    stage.say(ha, "Lý do trả lại", "Thuyết minh lại")
    press(ha, "Trả lại biểu")
    lan = stage.window("lan", "statistics:explain", asked.pk)
    expect(lan.get_by_text("Nêu số hồ sơ tồn")).to_be_visible()
    lan.get_by_label("Nguyên nhân").select_option("work")
    lan.get_by_role("textbox", name="Thuyết minh").fill("30 hồ sơ tồn từ năm 2023")
    press(lan, "Lưu thuyết minh")
    away(cast, Submission.objects.get())
    stage.go(ha, "statistics:judge", asked.pk)
    ha.get_by_label("Ý kiến").select_option("nhan")
    press(ha, "Ghi ý kiến")
    expect(ha.get_by_text("chấp nhận thuyết minh").first).to_be_visible()


def away(cast: Mapping[str, Actor], asked: Submission) -> None:
    services.submit(cast["lan"], asked, day=DAY)
    services.check(cast["minh"], asked, day=DAY)
    services.sign(cast["minh"], asked, day=DAY)
    services.send(cast["lan"], asked, day=DAY)


def test_an_accepted_form_is_corrected_and_shows_what_changed(stage: Stage) -> None:
    asked = accepted(stage.cast, begun(stage.cast))
    lan = stage.window("lan", "statistics:submission", asked.pk)
    lan.get_by_role("link", name="Đính chính số liệu").click()
    lan.locator("body.has-grid").wait_for()
    for cell, value in (("c2", "71"), ("c3", "49")):
        lan.locator(f'[name="1.{cell}"]').fill(value)
    press(lan, "Xem chỗ thay đổi")
    stage.say(lan, "Lý do chung", "Nhập nhầm")
    press(lan, "Lập đính chính")
    minh = stage.window("minh", "statistics:submission", asked.pk)
    for button in ("Kiểm tra đạt, trình ký", "Ký và gửi đính chính"):
        minh.get_by_role("link", name="Đính chính lần 1").click()
        press(minh, button)
    ha = stage.window("ha", "statistics:received")
    ha.get_by_role("link", name="Xem đính chính").click()
    press(ha, "Chấp nhận đính chính")
    expect(ha.get_by_role("heading", name="Thay đổi từ khi ký")).to_be_visible()
    expect(ha.get_by_role("cell", name="71", exact=True).first).to_be_visible()


def test_a_form_goes_the_whole_way_and_comes_back_once(stage: Stage) -> None:
    asked = begun(stage.cast)
    lan = stage.window("lan", "statistics:fill", asked.pk)
    typed(lan, "120", "70", "50", "150")
    press(lan, "Lưu và kiểm tra số liệu")
    stage.go(lan, "statistics:explain", asked.pk)
    lan.get_by_label("Nguyên nhân").select_option("work")
    lan.get_by_role("textbox", name="Thuyết minh").fill("30 hồ sơ tồn từ năm trước")
    press(lan, "Lưu thuyết minh")
    press(lan, "Trình kiểm tra")
    minh = signed_by_minh(stage, asked)
    lan.reload()
    lan.get_by_role("link", name="Xem lại và gửi").click()
    press(lan, "Gửi biểu đến")
    ha = stage.window("ha", "statistics:give-back", asked.pk)
    stage.say(ha, "Lý do trả lại", "Soát lại số tồn")
    press(ha, "Trả lại biểu")
    stage.go(lan, "statistics:fill", asked.pk)
    typed(lan, "120", "70", "50", "12")
    press(lan, "Lưu và kiểm tra số liệu")
    stage.go(lan, "statistics:submit", asked.pk)
    press(lan, "Trình kiểm tra")
    minh.context.close()
    signed_by_minh(stage, asked)
    stage.go(lan, "statistics:send", asked.pk)
    press(lan, "Gửi biểu đến")
    stage.go(ha, "statistics:submission", asked.pk)
    press(ha, "Tiếp nhận biểu")
    expect(ha.get_by_text("Đã tiếp nhận biểu.")).to_be_visible()
    assert Submission.objects.get().sent_revision == 2


def typed(page: Page, *values: str) -> None:
    cells = page.locator(".sheet-entry input[inputmode=decimal]")
    for place, value in enumerate(values):
        cells.nth(place).fill(value)


def signed_by_minh(stage: Stage, asked: Submission) -> Page:
    page = stage.window("minh", "statistics:submission", asked.pk)
    press(page, "Kiểm tra đạt, trình ký")
    press(page, "Ký biểu")
    expect(page.get_by_text("Đã ký, chưa gửi").first).to_be_visible()
    return page
