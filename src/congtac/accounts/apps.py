"""The area `accounts` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts


class AccountsConfig(AppConfig):
    name = "congtac.accounts"
    label = "accounts"

    def ready(self) -> None:
        name_acts(
            {
                "accounts.person.added": "Thêm người dùng",
                "accounts.password.set": "Đặt lại mật khẩu",
                "accounts.person.appointed": "Giao chức vụ",
                "accounts.person.signed_in": "Đăng nhập",
                "accounts.person.signed_out": "Đăng xuất",
                "accounts.person.stepped_in": "Vào bản trình diễn",
            }
        )
