"""The area `accounts` as a Django app."""

import datetime as dt

from django.apps import AppConfig

from congtac.kernel import panels
from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop

ACTS = {
    "accounts.person.added": gettext_noop("Thêm người dùng"),
    "accounts.person.changed": gettext_noop("Sửa thông tin người dùng"),
    "accounts.person.acting": gettext_noop("Chọn tư cách làm việc"),
    "accounts.entry.locked": gettext_noop("Tạm khóa vì nhập sai nhiều lần"),
    "accounts.entry.unlocked": gettext_noop("Mở khóa tài khoản"),
    "accounts.phone_code.added": gettext_noop("Bật mã trên điện thoại"),
    "accounts.recovery_codes.renewed": gettext_noop("Tạo lại mã dự phòng"),
    "accounts.second_step.dropped": gettext_noop("Tắt bước đăng nhập thứ hai"),
    "accounts.passkey.added": gettext_noop("Thêm khóa truy cập"),
    "accounts.passkey.dropped": gettext_noop("Bỏ khóa truy cập"),
    "accounts.api_key.given": gettext_noop("Cấp khóa cho phần mềm"),
    "accounts.api_key.revoked": gettext_noop("Thu hồi khóa của phần mềm"),
    "accounts.filter.kept": gettext_noop("Lưu bộ lọc"),
    "accounts.filter.renamed": gettext_noop("Đổi tên bộ lọc"),
    "accounts.filter.removed": gettext_noop("Xóa bộ lọc"),
    "accounts.sign_on.added": gettext_noop("Thêm đăng nhập của cơ quan"),
    "accounts.sign_on.changed": gettext_noop("Sửa đăng nhập của cơ quan"),
    "accounts.sign_on.linked": gettext_noop("Liên kết với tài khoản cơ quan"),
    "accounts.sign_on.unlinked": gettext_noop("Bỏ liên kết với tài khoản cơ quan"),
    "accounts.sign_on.refused": gettext_noop("Từ chối người vào bằng tài khoản cơ quan"),
    "accounts.sessions.swept": gettext_noop("Dọn phiên đăng nhập đã hết hạn"),
    "accounts.sessions.ended": gettext_noop("Đăng xuất khỏi mọi máy"),
    "accounts.sheet.brought": gettext_noop("Nạp tệp người dùng để đối chiếu"),
    "accounts.sheet.taken": gettext_noop("Nhận tệp vào danh sách người dùng"),
    "accounts.post.corrected": gettext_noop("Đính chính chức vụ"),
    "accounts.post.ended": gettext_noop("Kết thúc chức vụ"),
    "accounts.power.given": gettext_noop("Ghi quyền ký"),
    "accounts.power.ended": gettext_noop("Kết thúc quyền ký"),
    "accounts.password.set": gettext_noop("Đặt lại mật khẩu"),
    "accounts.password.reset": gettext_noop("Cấp mật khẩu dùng một lần"),
    "accounts.password.changed": gettext_noop("Đổi mật khẩu của mình"),
    "accounts.person.appointed": gettext_noop("Giao chức vụ"),
    "accounts.person.signed_in": gettext_noop("Đăng nhập"),
    "accounts.person.signed_out": gettext_noop("Đăng xuất"),
    "accounts.person.stepped_in": gettext_noop("Vào bản trình diễn"),
}


class AccountsConfig(AppConfig):
    name = "congtac.accounts"
    label = "accounts"

    def ready(self) -> None:
        from congtac.accounts.examples import load_example
        from congtac.accounts.panels import (
            ending_posts,
            holders,
            saved_filters,
            search,
            to_keep,
        )
        from congtac.accounts.services.sessions import SWEEPING
        from congtac.ground.jobs.services import daily

        panels.register_example(load_example)
        panels.register("unit", holders)
        panels.register("search", search)
        panels.register("filters", saved_filters)
        panels.register("desk", to_keep)
        panels.register("desk-week", ending_posts)
        name_lists({"accounts:people": gettext_noop("Người dùng")})
        daily(SWEEPING, at=dt.time(2))
        name_acts(ACTS)
