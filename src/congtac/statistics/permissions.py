"""Who keeps the regime of statistics, who fills in, checks, signs and takes a form."""

from datetime import date

from django.utils.translation import gettext as _

from congtac.kernel.actor import Actor
from congtac.kernel.verdict import Verdict, allowed_if, refused
from congtac.organisations.models import Unit
from congtac.organisations.queries import MINISTRY_KEY
from congtac.statistics.models import FormVersion, Submission, SubmissionLine, Upload
from congtac.statistics.queries.submissions import receiver_key, signature_of
from congtac.statistics.rules.problems import SENTENCES
from congtac.statistics.rules.submissions import objection_to_person

FIELD = "thong-ke"  # the field of work whose watcher at the Ministry keeps the regime


def may_keep_statistics(actor: Actor) -> Verdict:
    """The unit of the Ministry that watches the field of statistics keeps periods and forms."""
    is_keeper = actor.has_role("ministry") and any(FIELD in it.fields for it in actor.watches)
    return allowed_if(
        is_keeper or actor.has_role("system"),
        _(
            "Chỉ đơn vị của Bộ Tư pháp được phân công theo dõi lĩnh vực thống kê "
            "mở kỳ, dời hạn và xác nhận biểu mẫu."
        ),
    )


def is_own(actor: Actor, unit_key: str) -> bool:
    """Say whether the actor works in the unit with a post that fills in forms."""
    return bool(actor.unit) and actor.unit == unit_key and actor.has_role("officer", "leader")


def may_fill(actor: Actor, unit_key: str, unit_name: str) -> Verdict:
    """Officers and leaders of the unit fill in its forms."""
    return allowed_if(
        is_own(actor, unit_key),
        _("Chỉ cán bộ, lãnh đạo của {unit} nhập và gửi biểu của đơn vị này.").format(
            unit=unit_name
        ),
    )


def may_write(actor: Actor, unit: Unit, form: FormVersion, asked: Submission | None) -> Verdict:
    """The unit itself; its receiver below the Ministry as long as the unit has saved nothing.

    So a Sở may bring the figures of communes that send them on paper or in a workbook.
    """
    own = may_fill(actor, unit.key, unit.name)
    receiver = receiver_key(form, unit.key)
    if own or receiver == MINISTRY_KEY or not is_own(actor, receiver):
        return own
    writers = asked.lines.filter(act="write") if asked else SubmissionLine.objects.none()
    is_theirs = writers.exclude(unit_name=actor.unit_name).exists()
    return allowed_if(not is_theirs, SENTENCES["STA-370"])


def may_bring_figures(actor: Actor) -> Verdict:
    """Officers and leaders bring workbooks; what each may change is asked sheet by sheet."""
    return allowed_if(
        is_own(actor, actor.unit), _("Chỉ cán bộ, lãnh đạo của đơn vị báo cáo đưa số liệu lên.")
    )


def may_see_upload(actor: Actor, found: Upload) -> Verdict:
    """Who brought a workbook looks at it and takes it; others bring their own."""
    return allowed_if(
        found.person == actor.person and found.unit == actor.unit,
        _("Chỉ {name}, người đã đưa tệp lên, xem và nhận tệp này.").format(name=found.person_name),
    )


def may_see_figures(actor: Actor, asked: Submission) -> Verdict:
    """The unit itself; what was sent, also the receiver and the Ministry."""
    if is_own(actor, asked.unit.key):
        return may_fill(actor, asked.unit.key, asked.unit_name)
    is_near = actor.has_role("ministry") or bool(may_take(actor, asked))
    if not is_near:
        return refused(
            _("Chỉ {unit}, nơi nhận và Bộ Tư pháp xem được biểu này.").format(unit=asked.unit_name)
        )
    return allowed_if(
        asked.sent_revision > 0,
        _("{unit} chưa gửi biểu này.").format(unit=asked.unit_name),
    )


def may_check(actor: Actor, asked: Submission) -> Verdict:
    """Someone of the unit other than who filled it in."""
    may = may_fill(actor, asked.unit.key, asked.unit_name)
    code = objection_to_person("check", person=actor.person, filled_by=asked.filled_by)
    return refused(SENTENCES[code]) if may and code else may


def may_sign(actor: Actor, asked: Submission, day: date) -> Verdict:
    """The head of the unit or who holds a power to sign on the day; not who filled it in."""
    may = may_fill(actor, asked.unit.key, asked.unit_name)
    if not may:
        return may
    code = objection_to_person("sign", person=actor.person, filled_by=asked.filled_by)
    if code:
        return refused(SENTENCES[code])
    return allowed_if(signature_of(actor, day) is not None, SENTENCES["STA-347"])


def adds_up_for(actor: Actor) -> str:
    """The body for which the actor adds forms up: the Ministry, or the actor's unit."""
    if actor.has_role("ministry"):
        return MINISTRY_KEY
    return actor.unit if is_own(actor, actor.unit) else ""


def may_take(actor: Actor, asked: Submission) -> Verdict:
    """The receiver: at the Ministry the unit that watches statistics, else the body itself."""
    if asked.receiver.key == MINISTRY_KEY:
        return may_keep_statistics(actor)
    return allowed_if(
        is_own(actor, asked.receiver.key),
        _("Chỉ {unit} tiếp nhận, trả lại hoặc mở khóa biểu này.").format(unit=asked.receiver.name),
    )
