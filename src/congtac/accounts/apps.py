"""The area `accounts` as a Django app."""

import datetime as dt

from django.apps import AppConfig

from congtac.kernel import panels
from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists

ACTS = {
    "accounts.person.added": "Thêm người dùng",
    "accounts.person.changed": "Sửa thông tin người dùng",
    "accounts.person.acting": "Chọn tư cách làm việc",
    "accounts.entry.locked": "Tạm khóa vì nhập sai nhiều lần",
    "accounts.entry.unlocked": "Mở khóa tài khoản",
    "accounts.phone_code.added": "Bật mã trên điện thoại",
    "accounts.recovery_codes.renewed": "Tạo lại mã dự phòng",
    "accounts.second_step.dropped": "Tắt bước đăng nhập thứ hai",
    "accounts.passkey.added": "Thêm khóa truy cập",
    "accounts.passkey.dropped": "Bỏ khóa truy cập",
    "accounts.api_key.given": "Cấp khóa cho phần mềm",
    "accounts.api_key.revoked": "Thu hồi khóa của phần mềm",
    "accounts.filter.kept": "Lưu bộ lọc",
    "accounts.filter.renamed": "Đổi tên bộ lọc",
    "accounts.filter.removed": "Xóa bộ lọc",
    "accounts.sign_on.added": "Thêm đăng nhập của cơ quan",
    "accounts.sign_on.changed": "Sửa đăng nhập của cơ quan",
    "accounts.sign_on.linked": "Liên kết với tài khoản cơ quan",
    "accounts.sign_on.unlinked": "Bỏ liên kết với tài khoản cơ quan",
    "accounts.sign_on.refused": "Từ chối người vào bằng tài khoản cơ quan",
    "accounts.sessions.swept": "Dọn phiên đăng nhập đã hết hạn",
    "accounts.sessions.ended": "Đăng xuất khỏi mọi máy",
    "accounts.sheet.brought": "Nạp tệp người dùng để đối chiếu",
    "accounts.sheet.taken": "Nhận tệp vào danh sách người dùng",
    "accounts.post.corrected": "Đính chính chức vụ",
    "accounts.post.ended": "Kết thúc chức vụ",
    "accounts.power.given": "Ghi quyền ký",
    "accounts.power.ended": "Kết thúc quyền ký",
    "accounts.password.set": "Đặt lại mật khẩu",
    "accounts.password.reset": "Cấp mật khẩu dùng một lần",
    "accounts.password.changed": "Đổi mật khẩu của mình",
    "accounts.person.appointed": "Giao chức vụ",
    "accounts.person.signed_in": "Đăng nhập",
    "accounts.person.signed_out": "Đăng xuất",
    "accounts.person.stepped_in": "Vào bản trình diễn",
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
        name_lists({"accounts:people": "Người dùng"})
        daily(SWEEPING, at=dt.time(2))
        name_acts(ACTS)
