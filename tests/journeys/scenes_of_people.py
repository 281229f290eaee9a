"""Scenes of coming in, of keys and filters, of people from a sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone
from playwright.sync_api import Page, expect

from congtac.accounts.models import ApiKey, Passkey, Person, Post, SavedFilter, SigningPower
from congtac.accounts.rules.codes import STEP, code_at
from congtac.accounts.services import entry, sign_on
from congtac.accounts.services.filters import keep_filter
from congtac.accounts.services.people import give_power, set_password
from congtac.accounts.tests.ministry import CLIENT, SECRET, Ministry, opened
from congtac.kernel.actor import SYSTEM
from tests.journeys.staging import Stage, shows

PASSWORD = "mot-mat-khau-dai-2024"
DOOR = "accounts:sign_in"
TITLES = ("Tên đăng nhập", "Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Từ ngày")
ROW = ("binh.tv", "Trần Văn Bình", "Chuyên viên", "Sở Tư pháp Ninh Thuận", "Chuyên viên")


def code(secret: str, steps: int = 0) -> str:
    """What a phone shows, now or some steps away."""
    now = timezone.now()  # noqa: TID251 - a phone reads the real clock, as the site does
    return code_at(secret, int(now.timestamp()) // STEP + steps)


def lan_with_a_phone(stage: Stage) -> str:
    """Lan has a password and asks her phone for a code as well; the secret of the phone."""
    lan, secret = Person.objects.get(username="lan"), entry.begin_phone_code()
    set_password(SYSTEM, lan, PASSWORD)
    lan.refresh_from_db()
    entry.confirm_phone_code(stage.cast["lan"], lan, secret=secret, code=code(secret, -1))
    return secret


def knock(stage: Stage, page: Page, password: str) -> None:
    """Give a name and a password at the door."""
    page.goto(f"{stage.sights.site}/tai-khoan/dang-nhap/?form=1")
    stage.say(page, "Tên đăng nhập", "lan")
    stage.say(page, "Mật khẩu", password)
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng nhập", exact=True).click()


@shows("accounts:phone_code")
def a_phone_is_paired(stage: Stage) -> None:
    page = stage.window("lan", "accounts:phone_code")
    stage.judge(page)
    secret = page.locator("code").first.inner_text().replace(" ", "")
    stage.say(page, "Mã đang hiện trên điện thoại", code(secret))
    with page.expect_navigation():
        page.locator("main form button").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    stage.judge(page)


@shows("accounts:recovery_codes", "accounts:drop_second_step")
def the_second_step_is_kept_and_dropped(stage: Stage) -> None:
    lan_with_a_phone(stage)
    page = stage.window("lan", "accounts:security")
    stage.judge(page)
    stage.press(page, "accounts:recovery_codes")
    stage.judge(page)
    for password in ("sai", PASSWORD):
        stage.go(page, "accounts:security")
        page.locator("#drop-password").fill(password)
        stage.press(page, "accounts:drop_second_step")
        stage.judge(page)


@shows("accounts:sign_in", "accounts:second_step")
def a_code_is_asked_after_the_password(stage: Stage) -> None:
    secret, page = lan_with_a_phone(stage), stage.door()
    knock(stage, page, "sai")
    stage.judge(page)
    knock(stage, page, PASSWORD)
    stage.judge(page)
    for typed in ("000000", code(secret)):
        page.locator("main input[name=code]").fill(typed)
        with page.expect_navigation():
            page.get_by_role("button", name="Vào", exact=True).click()
        stage.judge(page)
    expect(page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()


@shows("accounts:unlock", "accounts:drop_for")
def a_locked_person_without_a_phone_is_helped(stage: Stage) -> None:
    lan_with_a_phone(stage)
    for _time in range(5):
        entry.note_failure("lan")
    page = stage.window("an", "accounts:person", "lan")
    for act in ("accounts:unlock", "accounts:drop_for"):
        stage.judge(page)
        stage.press(page, act, "lan")
    stage.judge(page)


@shows(
    "accounts:begin_adding_passkey",
    "accounts:add_passkey",
    "accounts:begin_passkey",
    "accounts:enter_by_passkey",
    "accounts:drop_passkey",
)
def a_passkey_is_added_opens_the_door_and_is_dropped(stage: Stage) -> None:
    page = stage.window("lan", "accounts:security")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    device |= {"hasUserVerification": True, "isUserVerified": True}
    device["automaticPresenceSimulation"] = True
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    expect(page.get_by_text("Đã thêm khóa truy cập")).to_be_visible()
    stage.judge(page)
    page.context.clear_cookies()
    page.goto(f"{stage.sights.site}/tai-khoan/dang-nhap/?form=1")
    page.get_by_role("button", name="Vào bằng khóa truy cập").click()
    page.get_by_role("heading", name="Bàn làm việc").wait_for()
    stage.go(page, "accounts:security")
    stage.press(page, "accounts:drop_passkey", Passkey.objects.get().pk)


@shows("accounts:end_power")
def a_power_to_sign_is_ended(stage: Stage) -> None:
    post = Post.objects.select_related("unit").get(person__username="minh")
    power = SigningPower(post=post, kind="KT", principal="Giám đốc", unit=post.unit)
    power.since = date(2024, 1, 1)
    give_power(SYSTEM, power)
    page = stage.window("an", "accounts:person", "minh")
    stage.judge(page)
    stage.go(page, "accounts:end_power", power.pk)
    stage.judge(page)
    stage.say(page, "Ngày cuối cùng", "31/02/2024")
    with page.expect_navigation():
        page.get_by_role("button", name="Kết thúc quyền ký").click()
    stage.judge(page)


@shows("accounts:filters", "accounts:rename_filter", "accounts:remove_filter")
def filters_are_renamed_and_removed(stage: Stage) -> None:
    keep_filter(stage.cast["minh"], "/nhiem-vu/?tinh_trang=qua-han", "Việc quá hạn", for_unit=True)
    kept = keep_filter(stage.cast["minh"], "/don-vi/?q=ninh+thuan", "Ở Ninh Thuận")
    page = stage.window("minh", "accounts:filters")
    stage.judge(page)
    page.get_by_label("Tên mới của Ở Ninh Thuận").fill("Việc quá hạn")
    stage.press(page, "accounts:rename_filter", kept.pk)
    stage.judge(page)
    for it in SavedFilter.objects.all():
        stage.go(page, "accounts:filters")
        stage.press(page, "accounts:remove_filter", it.pk)
    stage.judge(page)


@shows("accounts:keys", "accounts:revoke_key")
def a_key_is_given_and_taken_back(stage: Stage) -> None:
    page = stage.window("an", "accounts:keys")
    page.locator("main input[name=name]").fill("Phần mềm một cửa của tỉnh")
    page.locator("main input[name=unit]").fill("ninh-thuan.stp")
    page.locator("main input[name=rights]").first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Cấp khóa", exact=True).click()
    stage.judge(page)
    stage.press(page, "accounts:revoke_key", ApiKey.objects.get().pk)
    stage.judge(page)


@shows("accounts:look_people", "accounts:take_people")
def people_come_from_a_sheet(stage: Stage) -> None:
    page = stage.window("an", "accounts:bring_people")
    for since in ("31/02/2024", "01/06/2024"):
        stage.go(page, "accounts:bring_people")
        page.get_by_label("Tệp Excel").set_input_files(stage.sheet(TITLES, (*ROW, since)))
        stage.say(page, "Căn cứ", "Quyết định 12/QĐ-STP")
        with page.expect_navigation():
            page.get_by_role("button", name="Đối chiếu").click()
        stage.judge(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Nhận vào danh sách").click()
    stage.judge(page)


@contextmanager
def a_ministry(stage: Stage) -> Iterator[tuple[Ministry, int]]:
    """A ministry whose sign-on the site knows."""
    ministry, server = opened()
    terms = sign_on.Terms(
        name="Bộ Tư pháp",
        client=CLIENT,
        secret=SECRET,
        claim="preferred_username",
        names="username",
        contact="Phòng Công nghệ thông tin",
    )
    try:
        yield ministry, sign_on.add_sign_on(stage.cast["an"], ministry.issuer, terms).pk
    finally:
        server.shutdown()
        server.server_close()


@shows("accounts:sign_on_go", "accounts:sign_on_answer", "accounts:signed_out", "accounts:unlink")
def people_come_by_the_sign_on_of_a_ministry(stage: Stage) -> None:
    with a_ministry(stage) as (ministry, number):
        ministry.username = "nguoi-la"
        page = stage.door()
        come_by_it(stage, page, number)
        stage.judge(page)
        ministry.username = "lan"
        come_by_it(stage, page, number)
        page.get_by_role("heading", name="Bàn làm việc").wait_for()
        page.locator(".top-person summary").click()
        stage.press(page, "accounts:sign_out")
        stage.judge(page)
        other = stage.window("an", "accounts:person", "lan")
        stage.judge(other)
        stage.press(
            other, "accounts:unlink", Person.objects.get(username="lan").sign_on_links.get().pk
        )


def come_by_it(stage: Stage, page: Page, number: int) -> None:
    page.goto(f"{stage.sights.site}/tai-khoan/dang-nhap/?form=1")
    stage.press(page, "accounts:sign_on_go", number)


@shows("accounts:sign_ons", "accounts:change_sign_on")
def a_sign_on_is_changed(stage: Stage) -> None:
    with a_ministry(stage) as (_ministry, number):
        page = stage.window("an", "accounts:sign_ons")
        stage.judge(page)
        stage.go(page, "accounts:change_sign_on", number)
        stage.judge(page)
        page.locator("main input[name=name]").fill("")
        with page.expect_navigation():
            page.get_by_role("button", name="Lưu", exact=True).click()
        stage.judge(page)
