"""The areas of the platform, lowest first, and the menu: one row gives an area its place."""

from dataclasses import dataclass

from congtac.kernel.words import gettext_noop


@dataclass(frozen=True, slots=True)
class Area:
    """An installed area; its addresses begin with the prefix, None if it has none."""

    app: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link of the side bar; it shows to those whom its screen opens to."""

    title: str
    icon: str
    address: str  # name of the address: "documents:list"
    prefix: str  # the link is lit on addresses that begin so


AREAS = (
    Area("congtac.ground.audit"),
    Area("congtac.ground.files"),
    Area("congtac.ground.jobs", prefix="viec/"),
    Area("congtac.ground.calendars", prefix="ngay-nghi/"),
    Area("congtac.ground.lineage"),
    Area("congtac.organisations", prefix="don-vi/"),
    Area("congtac.accounts", prefix="tai-khoan/"),
    Area("congtac.notices", prefix="thong-bao/"),
    Area("congtac.documents", prefix="van-ban/"),
    Area("congtac.statistics", prefix="thong-ke/"),
    Area("congtac.programmes", prefix="nhiem-vu/"),
    Area("congtac.api", prefix="api/"),
    Area("congtac.home", prefix=""),
)

MENU = (
    MenuEntry(gettext_noop("Bàn làm việc"), "home", "home:desk", "/"),
    MenuEntry(gettext_noop("Văn bản"), "file", "documents:list", "/van-ban/"),
    MenuEntry(gettext_noop("Nhiệm vụ"), "task", "programmes:tasks", "/nhiem-vu/"),
    MenuEntry(gettext_noop("Báo cáo"), "report", "programmes:reports", "/nhiem-vu/bao-cao/"),
    MenuEntry(gettext_noop("Thống kê"), "chart", "statistics:mine", "/thong-ke/"),
    MenuEntry(gettext_noop("Đơn vị"), "building", "organisations:list", "/don-vi/"),
    MenuEntry(gettext_noop("Người dùng"), "user", "accounts:people", "/tai-khoan/nguoi/"),
    MenuEntry(gettext_noop("Nhật ký"), "history", "home:log", "/nhat-ky/"),
)
