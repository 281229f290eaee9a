"""The area `organisations` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop

ACTS = {
    "organisations.units.loaded": gettext_noop("Nạp danh mục đơn vị"),
    "organisations.unit.renamed": gettext_noop("Đổi tên đơn vị"),
    "organisations.unit.moved": gettext_noop("Chuyển đơn vị sang cấp trên khác"),
    "organisations.unit.passed_on": gettext_noop("Ghi đơn vị kế thừa"),
    "organisations.unit.changed": gettext_noop("Sửa thông tin đơn vị"),
    "organisations.sheet.brought": gettext_noop("Nạp tệp danh mục đơn vị để đối chiếu"),
    "organisations.sheet.taken": gettext_noop("Nhận tệp vào danh mục đơn vị"),
    "organisations.cluster.formed": gettext_noop("Lập cụm thi đua"),
    "organisations.oversight.given": gettext_noop("Phân công theo dõi"),
    "organisations.oversight.ended": gettext_noop("Kết thúc phân công theo dõi"),
    "organisations.handover.drawn_up": gettext_noop("Lập biên bản bàn giao"),
    "organisations.handover.listed": gettext_noop("Cập nhật danh mục bàn giao"),
    "organisations.handover.left_out": gettext_noop("Bỏ một việc khỏi danh mục bàn giao"),
    "organisations.handover.signed": gettext_noop("Ký biên bản bàn giao"),
    "organisations.handover.done": gettext_noop("Bàn giao xong"),
    "organisations.handover.withdrawn": gettext_noop("Rút biên bản bàn giao"),
    "organisations.name.doubted": gettext_noop("Ghi nhận tên cơ quan chưa rõ"),
    "organisations.name.settled": gettext_noop("Quyết định tên cơ quan chưa rõ"),
    "organisations.group.defined": gettext_noop("Định nghĩa lại nhóm đơn vị"),
    "organisations.function.given": gettext_noop("Giao chức năng cho đơn vị"),
    "organisations.function.ended": gettext_noop("Kết thúc chức năng của đơn vị"),
}


class OrganisationsConfig(AppConfig):
    name = "congtac.organisations"
    label = "organisations"

    def ready(self) -> None:
        from congtac.kernel import panels
        from congtac.organisations.examples import load_example
        from congtac.organisations.panels import doubtful_names, search, waiting_for_signature

        panels.register("desk", waiting_for_signature)
        panels.register("desk", doubtful_names)
        panels.register("search", search)
        panels.register_example(load_example)
        name_lists(
            {
                "organisations:list": gettext_noop("Đơn vị"),
                "organisations:names": gettext_noop("Tên cơ quan"),
            }
        )
        name_acts(ACTS)
