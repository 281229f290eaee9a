"""The area of programmes, as Django knows it."""

from importlib import import_module

from django.apps import AppConfig

from congtac.kernel import panels as kernel
from congtac.kernel.acts import name_acts

ACTS = {
    "programmes.programme.accepted": "Tiếp nhận kế hoạch thành chương trình",
    "programmes.task.progress": "Cập nhật tiến độ nhiệm vụ",
    "programmes.task.complete": "Ghi nhiệm vụ hoàn thành",
    "programmes.task.reopen": "Mở lại nhiệm vụ",
}


class ProgrammesConfig(AppConfig):
    """Accepted plans and their tasks, followed until done."""

    name = "congtac.programmes"
    label = "programmes"
    verbose_name = "Nhiệm vụ"

    def ready(self) -> None:
        """Show on lower pages what becomes of a document; bring the examples."""
        name_acts(ACTS)
        panels = import_module("congtac.programmes.panels")
        examples = import_module("congtac.programmes.examples")
        kernel.register("document", panels.next_step)
        kernel.register("desk", panels.desk)
        kernel.register("search", panels.search)
        kernel.register_example(examples.load_example)
