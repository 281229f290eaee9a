"""Who keeps the regime of statistics, who fills in, checks, signs and takes a form."""

from datetime import date

from django.utils.translation import gettext as _

from congtac.documents.models import Document
from congtac.documents.permissions import may_see as may_see_document
from congtac.kernel.actor import Actor
from congtac.kernel.verdict import ALLOWED, Verdict, allowed_if, refused
from congtac.organisations.models import Unit
from congtac.organisations.queries import MINISTRY_KEY, province_of
from congtac.statistics.models import (
    Correction,
    FeedRun,
    FormVersion,
    Part,
    Submission,
    SubmissionLine,
    Upload,
)
from congtac.statistics.queries import parts as part_queries
from congtac.statistics.queries.submissions import receiver_key, signature_of
from congtac.statistics.rules.parts import APPROVED
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


def may_keep_provisions(actor: Actor) -> Verdict:
    """The same unit writes down what an authority says of causes, reminders and norms."""
    return allowed_if(
        bool(may_keep_statistics(actor)),
        _(
            "Chỉ đơn vị của Bộ Tư pháp được phân công theo dõi lĩnh vực thống kê "
            "sửa danh mục nguyên nhân, mốc nhắc và định mức thống kê."
        ),
    )


def may_keep_indicators(actor: Actor) -> Verdict:
    """The same unit says what an indicator means and what it is to reach."""
    return allowed_if(
        bool(may_keep_statistics(actor)),
        _(
            "Chỉ đơn vị của Bộ Tư pháp được phân công theo dõi lĩnh vực thống kê "
            "định nghĩa chỉ tiêu thống kê và ghi mức phải đạt."
        ),
    )


def may_link_targets(actor: Actor, document: Document) -> Verdict:
    """The same unit links the targets of plans that it may see to indicators."""
    may = may_keep_indicators(actor)
    return may_see_document(actor, document) if may else may


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


def may_write(actor: Actor, asked: Submission) -> Verdict:
    """Who fills in the unit's forms, and whoever was given a part of this one."""
    may = may_fill(actor, asked.answering.key, asked.answering_name)
    return allowed_if(bool(may) or part_queries.has_part_at_work(actor, asked), may.reason)


def is_inside(actor: Actor, asked: Submission) -> bool:
    """Say whether the actor sees the form from inside: of the unit, or with a part of it."""
    return is_own(actor, asked.answering.key) or part_queries.has_part(actor, asked)


def may_see_part(actor: Actor, part: Part) -> Verdict:
    """The unit whose inside matter it is, and whose part it is."""
    is_near = is_own(actor, part.submission.answering.key) or is_holder(actor, part)
    return allowed_if(
        is_near, _("Phân công trong nội bộ một đơn vị chỉ người của đơn vị đó được xem.")
    )


def is_holder(actor: Actor, part: Part) -> bool:
    """Say whether a part is this person's."""
    if part.person:
        return actor.person == part.person
    return bool(actor.unit) and actor.unit == part.division


def may_do_part(actor: Actor, part: Part) -> Verdict:
    """Whose part it is."""
    return allowed_if(
        is_holder(actor, part), _("Phần này giao cho {name}.").format(name=part.holder)
    )


def may_approve_part(actor: Actor, part: Part) -> Verdict:
    """Someone of the unit other than whose part it is."""
    asked = part.submission
    may = may_fill(actor, asked.answering.key, asked.answering_name)
    is_own_part = actor.person == part.person
    return refused(SENTENCES["STA-389"]) if may and is_own_part else may


def may_bring(actor: Actor, unit: Unit, form: FormVersion, asked: Submission | None) -> Verdict:
    """The unit itself; its receiver below the Ministry as long as the unit has saved nothing.

    So a Sở may bring the figures of communes that send them on paper or in a workbook.
    """
    who = asked.answering if asked else unit
    own = may_fill(actor, who.key, who.name)
    receiver = receiver_key(form, unit.key)
    if own or receiver == MINISTRY_KEY or not is_own(actor, receiver):
        return own
    writers = asked.lines.filter(act="write") if asked else SubmissionLine.objects.none()
    is_theirs = writers.exclude(unit_name=actor.unit_name).exists()
    return allowed_if(not is_theirs, SENTENCES["STA-370"])


def may_save(actor: Actor, asked: Submission) -> Verdict:
    """Who fills the form in or has a part of it, and who may bring its figures in a workbook."""
    may = may_write(actor, asked)
    return may or may_bring(actor, asked.unit, asked.form, asked)


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
    """The unit itself and whoever has a part; what was sent, also the receiver, the Ministry."""
    if is_inside(actor, asked):
        return ALLOWED
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
    """Someone of the unit other than who filled it in, the whole or a part."""
    may = may_fill(actor, asked.answering.key, asked.answering_name)
    code = _objection_to_person("check", actor, asked)
    return refused(SENTENCES[code]) if may and code else may


def may_sign(actor: Actor, asked: Submission, day: date) -> Verdict:
    """The head of the unit or who holds a power to sign on the day; not who filled it in."""
    may = may_fill(actor, asked.answering.key, asked.answering_name)
    if not may:
        return may
    code = _objection_to_person("sign", actor, asked)
    if code:
        return refused(SENTENCES[code])
    return allowed_if(signature_of(actor, day) is not None, SENTENCES["STA-347"])


def adds_up_for(actor: Actor) -> str:
    """The body for which the actor adds forms up: the Ministry, or the actor's unit."""
    if actor.has_role("ministry"):
        return MINISTRY_KEY
    return actor.unit if is_own(actor, actor.unit) else ""


def may_check_correction(actor: Actor, made: Correction) -> Verdict:
    """Someone of the unit other than who asked for the correction."""
    asked = made.submission
    may = may_fill(actor, asked.answering.key, asked.answering_name)
    code = objection_to_person("check", person=actor.person, filled_by=made.asked_by)
    return refused(SENTENCES[code]) if may and code else may


def may_sign_correction(actor: Actor, made: Correction, day: date) -> Verdict:
    """The head of the unit or who may sign for it; not who asked for the correction."""
    may = may_check_correction(actor, made)
    return may and allowed_if(signature_of(actor, day) is not None, SENTENCES["STA-347"])


def _objection_to_person(act: str, actor: Actor, asked: Submission) -> str | None:
    """Why this person may not check or sign; a form given out in parts has many who filled it."""
    is_filler = asked.parts.filter(person=actor.person, state=APPROVED).exists()
    filled_by = actor.person if is_filler else asked.filled_by
    return objection_to_person(act, person=actor.person, filled_by=filled_by)


def may_take(actor: Actor, asked: Submission) -> Verdict:
    """The receiver: at the Ministry the unit that watches statistics, else the body itself."""
    if asked.receiver.key == MINISTRY_KEY:
        return may_keep_statistics(actor)
    return allowed_if(
        is_own(actor, asked.receiver.key),
        _("Chỉ {unit} tiếp nhận, trả lại hoặc mở khóa biểu này.").format(unit=asked.receiver.name),
    )


def may_see_board(actor: Actor, unit_key: str, unit_name: str) -> Verdict:
    """How a unit sends its forms: the unit itself, the Sở of its province, the Ministry."""
    above = {unit_key, f"{province_of(unit_key)}.stp"}
    return allowed_if(
        actor.has_role("ministry") or actor.unit in above,
        _("Chỉ {unit}, nơi nhận và Bộ Tư pháp xem được việc gửi biểu của đơn vị này.").format(
            unit=unit_name
        ),
    )


def may_urge(actor: Actor) -> Verdict:
    """The receiver: at the Ministry the unit that watches statistics, else officers of the body."""
    if actor.has_role("ministry"):
        return may_keep_statistics(actor)
    return allowed_if(
        is_own(actor, actor.unit),
        _("Chỉ cán bộ, lãnh đạo của nơi nhận biểu đôn đốc các đơn vị gửi."),
    )


def may_give_figures(actor: Actor) -> Verdict:
    """Officers of any unit, or a program with a key of the unit that may write."""
    return allowed_if(
        bool(actor.unit) and actor.has_role("officer", "leader", "api.write"),
        _("Chỉ cán bộ, lãnh đạo của đơn vị, hoặc phần mềm có khóa được ghi, đưa số liệu vào."),
    )


def may_see_run(actor: Actor, run: FeedRun) -> Verdict:
    """What came: the unit that gave it, and who keeps the statistics."""
    if may_keep_statistics(actor):
        return may_keep_statistics(actor)
    return allowed_if(
        is_own(actor, run.giver.key),
        _("Chỉ {unit} và đơn vị theo dõi thống kê của Bộ xem được lần nhận số liệu này.").format(
            unit=run.giver.name
        ),
    )


def may_read_by_key(actor: Actor, unit_key: str) -> Verdict:
    """A program reads the figures of its own unit, or of all if its key says so."""
    is_own = actor.has_role("api.read") and actor.unit == unit_key
    return allowed_if(
        is_own or actor.has_role("api.read_all"),
        _("Khóa này chỉ đọc được số liệu của {unit}.").format(unit=actor.unit_name),
    )
