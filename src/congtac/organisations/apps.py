"""The area `organisations` as a Django app."""

from django.apps import AppConfig

from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists


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
        name_lists({"organisations:list": "Đơn vị", "organisations:names": "Tên cơ quan"})
        name_acts(
            {
                "organisations.units.loaded": "Nạp danh mục đơn vị",
                "organisations.unit.renamed": "Đổi tên đơn vị",
                "organisations.unit.moved": "Chuyển đơn vị sang cấp trên khác",
                "organisations.unit.passed_on": "Ghi đơn vị kế thừa",
                "organisations.unit.changed": "Sửa thông tin đơn vị",
                "organisations.sheet.brought": "Nạp tệp danh mục đơn vị để đối chiếu",
                "organisations.sheet.taken": "Nhận tệp vào danh mục đơn vị",
                "organisations.cluster.formed": "Lập cụm thi đua",
                "organisations.oversight.given": "Phân công theo dõi",
                "organisations.oversight.ended": "Kết thúc phân công theo dõi",
                "organisations.handover.drawn_up": "Lập biên bản bàn giao",
                "organisations.handover.listed": "Cập nhật danh mục bàn giao",
                "organisations.handover.left_out": "Bỏ một việc khỏi danh mục bàn giao",
                "organisations.handover.signed": "Ký biên bản bàn giao",
                "organisations.handover.done": "Bàn giao xong",
                "organisations.handover.withdrawn": "Rút biên bản bàn giao",
                "organisations.name.doubted": "Ghi nhận tên cơ quan chưa rõ",
                "organisations.name.settled": "Quyết định tên cơ quan chưa rõ",
                "organisations.group.defined": "Định nghĩa lại nhóm đơn vị",
                "organisations.function.given": "Giao chức năng cho đơn vị",
                "organisations.function.ended": "Kết thúc chức năng của đơn vị",
            }
        )
