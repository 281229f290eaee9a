"""The area of programmes, as Django knows it."""

from datetime import time
from importlib import import_module
from types import ModuleType

from django.apps import AppConfig

from congtac.kernel import panels as kernel
from congtac.kernel.acts import name_acts
from congtac.kernel.lists import name_lists
from congtac.kernel.words import gettext_noop
from congtac.notices.rules.kinds import DIGEST, NOW, offer_kind
from congtac.organisations.rules import belongings, settlings
from congtac.programmes.rules import tellings
from congtac.programmes.rules.reports import REPORT_ACTS
from congtac.programmes.rules.requests import REQUEST_ACTS

ACTS = {
    "programmes.programme.accepted": gettext_noop("Tiếp nhận kế hoạch thành chương trình"),
    "programmes.programme.made": gettext_noop("Lập chương trình của đơn vị"),
    "programmes.programme.imported": gettext_noop("Nhập nhiệm vụ từ Excel"),
    "programmes.task.progress": gettext_noop("Cập nhật tiến độ nhiệm vụ"),
    "programmes.task.complete": gettext_noop("Ghi nhiệm vụ hoàn thành"),
    "programmes.task.reopen": gettext_noop("Mở lại nhiệm vụ"),
    "programmes.task.accept": gettext_noop("Nhận nhiệm vụ"),
    "programmes.task.report": gettext_noop("Báo nhiệm vụ hoàn thành"),
    "programmes.task.confirm": gettext_noop("Xác nhận nhiệm vụ hoàn thành"),
    "programmes.task.return": gettext_noop("Trả lại nhiệm vụ"),
    "programmes.task.cancel": gettext_noop("Cho thôi nhiệm vụ"),
    "programmes.task.ask": gettext_noop("Đề nghị gia hạn"),
    "programmes.task.extend": gettext_noop("Đồng ý gia hạn"),
    "programmes.task.decline": gettext_noop("Không đồng ý gia hạn"),
    "programmes.task.gather": gettext_noop("Tổng hợp nhiệm vụ chung từ các đơn vị"),
    "programmes.task.members": gettext_noop("Cập nhật danh sách đơn vị của nhiệm vụ"),
    "programmes.task.assess": gettext_noop("Đánh giá nhiệm vụ theo kỳ"),
    "programmes.task.remark": gettext_noop("Ghi ý kiến về nhiệm vụ"),
    "programmes.task.evidence": gettext_noop("Thêm tệp minh chứng"),
    "programmes.difficulty.raise": gettext_noop("Nêu khó khăn, vướng mắc"),
    "programmes.difficulty.answer": gettext_noop("Trả lời khó khăn, vướng mắc"),
    "programmes.difficulty.pass": gettext_noop("Chuyển khó khăn, vướng mắc"),
    "programmes.difficulty.settle": gettext_noop("Kết thúc khó khăn, vướng mắc"),
    "programmes.difficulty.insist": gettext_noop("Nêu lại khó khăn, vướng mắc"),
    "programmes.difficulty.withdraw": gettext_noop("Rút khó khăn, vướng mắc"),
    "programmes.programme.passed": gettext_noop("Bàn giao chương trình"),
    "programmes.task.recognised": gettext_noop("Nhận ra đơn vị của nhiệm vụ"),
    "programmes.task.handover": gettext_noop("Bàn giao nhiệm vụ"),
    "programmes.difficulty.passed": gettext_noop("Bàn giao khó khăn, vướng mắc"),
    "programmes.part.give": gettext_noop("Giao phần việc trong đơn vị"),
    "programmes.part.note": gettext_noop("Ghi chú vào phần việc"),
    "programmes.part.send": gettext_noop("Trình duyệt phần việc"),
    "programmes.part.approve": gettext_noop("Duyệt phần việc"),
    "programmes.part.return": gettext_noop("Trả lại phần việc"),
    "programmes.part.drop": gettext_noop("Rút phần việc"),
}


ACTS |= {f"programmes.request.{act}": name for act, name in REQUEST_ACTS.items()}
ACTS["programmes.request.urge"] = gettext_noop("Đôn đốc gửi báo cáo")
ACTS |= {
    f"programmes.report.{act}": gettext_noop("Báo cáo: {name}").format(name=name)
    for act, name in REPORT_ACTS.items()
}

LISTS = {
    "programmes:tasks": gettext_noop("Nhiệm vụ"),
    "programmes:list": gettext_noop("Chương trình, kế hoạch"),
    "programmes:reports": gettext_noop("Báo cáo"),
    "programmes:difficulties": gettext_noop("Khó khăn, vướng mắc, kiến nghị"),
}


class ProgrammesConfig(AppConfig):
    """Accepted plans and their tasks, followed until done."""

    name = "congtac.programmes"
    label = "programmes"
    verbose_name = gettext_noop("Nhiệm vụ")

    def ready(self) -> None:
        """Show on lower pages what becomes of a document; bring the examples."""
        name_acts(ACTS)
        name_lists(LISTS)
        panels = import_module("congtac.programmes.panels")
        examples = import_module("congtac.programmes.examples.year")
        kernel.register("document", panels.next_step)
        kernel.register("desk-counts", panels.desk)
        kernel.register("desk-late", panels.late)
        kernel.register("desk-late", panels.late_reports)
        kernel.register("desk-late", panels.late_answers)
        kernel.register("desk-week", panels.due_soon)
        kernel.register("desk-week", panels.reports_due)
        for waiting in (panels.to_take, panels.to_confirm, panels.to_decide):
            kernel.register("desk", waiting)
        kernel.register("task", panels.cascade)
        kernel.register("task", panels.parts)
        kernel.register("task", panels.said)
        for page in ("document-foot", "programme-foot", "task"):
            kernel.register(page, panels.trail)
        kernel.register("desk", panels.my_parts)
        kernel.register("desk", panels.to_answer)
        kernel.register("desk", panels.reports)
        kernel.register("programme-foot", panels.requests)
        kernel.register("programme-foot", panels.plan_targets)
        kernel.register("document-foot", panels.requests_from)
        kernel.register("task", panels.told_in)
        kernel.register("report-request", panels.received)
        kernel.register("report-side", panels.paper)
        kernel.register("report", panels.figures)
        kernel.register("search", panels.search)
        kernel.register("search", panels.search_programmes)
        kernel.register("search", panels.search_reports)
        _tell()
        settlings.register(import_module("congtac.programmes.services.names").take_up)
        _hand_over(import_module("congtac.programmes.services.handing_over"))
        kernel.register_example(examples.load_example)


def _tell() -> None:
    """Offer the kinds of notices, and look every morning for what falls due."""
    for key, title in tellings.KIND_TITLES.items():
        offer_kind(key, title, way=NOW if key in tellings.AT_ONCE else DIGEST)
    jobs = import_module("congtac.programmes.jobs")
    daily = import_module("congtac.ground.jobs.services").daily
    daily(jobs.DUE, at=time(6, 30), workdays_only=True)
    daily(jobs.FOLLOWING, at=time(6, 40), workdays_only=True)


def _hand_over(acts: ModuleType) -> None:
    """Say what passes to another unit when one ends."""
    belongings.register(
        acts.PROGRAMME,
        gettext_noop("Chương trình theo dõi"),
        acts.open_programmes,
        acts.pass_programmes,
    )
    belongings.register(acts.TASK, gettext_noop("Nhiệm vụ"), acts.open_tasks, acts.pass_tasks)
    belongings.register(
        acts.DIFFICULTY,
        gettext_noop("Khó khăn, vướng mắc phải trả lời"),
        acts.open_difficulties,
        acts.pass_difficulties,
    )
    belongings.register(
        acts.REQUEST, gettext_noop("Yêu cầu báo cáo"), acts.open_requests, acts.pass_requests
    )
    belongings.register(acts.REPORT, gettext_noop("Báo cáo"), acts.open_reports, acts.pass_reports)
