"""The acts on forms: bringing in those that come with the site, new versions, confirming."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from congtac.documents.rules.fields import field_of
from congtac.ground.audit.services import record
from congtac.kernel.actor import Actor
from congtac.kernel.keys import search_key, sort_key
from congtac.kernel.subject import Subject
from congtac.organisations.models import Group
from congtac.statistics import permissions
from congtac.statistics.models import FormVersion, PeriodKind, Regime
from congtac.statistics.queries import forms as queries
from congtac.statistics.rules.definitions import (
    CONFIRMED,
    DRAFT,
    WITHDRAWN,
    as_stored,
    digest_of,
    objection_to_confirming,
)
from congtac.statistics.rules.forms import Form
from congtac.statistics.rules.problems import demand, problem
from congtac.statistics.rules.reporting import kinds_of, paper_of, reporting_of

INSPECTION = "thanh-tra"


class Desk:
    """What every new version is looked up in: regimes by paper, groups, kinds of period."""

    def __init__(self) -> None:
        self.regimes = {paper_of(it.basis) or it.basis: it for it in Regime.objects.all()}
        self.groups = {it.key: it for it in Group.objects.all()}
        self.kinds: Mapping[tuple[int, str], PeriodKind] = {
            (it.regime_id, it.key): it for it in PeriodKind.objects.all()
        }

    def kinds_of(self, version: FormVersion) -> list[PeriodKind]:
        """The kinds of period in which a version is due."""
        if version.regime is None:
            return []
        is_inspection = version.regime.key == INSPECTION
        keys = kinds_of(version.form, is_inspection=is_inspection)
        found = (self.kinds.get((version.regime.pk, key)) for key in keys)
        return [it for it in found if it is not None]


@transaction.atomic
def load_forms(actor: Actor, forms: Iterable[Form], *, day: date) -> int:
    """Bring in forms whose columns are known; what was there already stays as it is.

    A form that its file calls confirmed is confirmed, if its regime is known; others stay drafts.
    """
    permissions.may_keep_statistics(actor).demand()
    desk = Desk()
    known = set(FormVersion.objects.values_list("code", "digest"))
    codes = {code for code, _ in known}
    versions = [
        it
        for it in (_version(actor, form, desk, day) for form in forms if form.columns)
        if it.code not in codes
    ]
    for version in versions:
        if not version.form.is_draft and version.regime is not None:
            version.state, version.confirmed_on = CONFIRMED, day
            version.confirmed_by, version.confirmed_by_name = actor.person, actor.name
    made = FormVersion.objects.bulk_create(versions)
    _add_kinds(made, desk)
    if made:
        subject = Subject("statistics.forms", "built-in", "Biểu mẫu đi kèm")
        facts = {"forms": {it.code: [it.state, it.digest] for it in made}}
        record(actor, "statistics.forms.loaded", subject, facts)
    return len(made)


def _add_kinds(versions: Iterable[FormVersion], desk: Desk) -> None:
    through = FormVersion.kinds.through
    through.objects.bulk_create(
        through(formversion_id=version.pk, periodkind_id=kind.pk)
        for version in versions
        for kind in desk.kinds_of(version)
    )


def _version(actor: Actor, form: Form, desk: Desk, day: date) -> FormVersion:
    definition: dict[str, Any] = as_stored(form)
    reporting = reporting_of(form)
    regime = desk.regimes.get(paper_of(form.regulation))
    version = FormVersion(
        code=form.code[:80],
        name=form.name[:500],
        regime=regime,
        basis=form.regulation[:300],
        field=field_of(form.name),
        level=reporting.level,
        reporters=desk.groups.get(reporting.group),
        receiver=reporting.receiver,
        definition=definition,
        digest=digest_of(definition),
        columns_count=len(form.columns),
        made_by_name=actor.name,
        made_on=day,
    )
    if regime is not None:
        version.since, version.until = regime.since, regime.until
    words = f"{form.code} {form.name} {form.reporter} {form.regulation}"
    version.search_key, version.sort_key = search_key(words), sort_key(form.code)[:200]
    return version


def add_version(actor: Actor, form: Form, *, day: date) -> FormVersion:
    """Add a form, or a new version of one, as a draft; the versions before stay."""
    permissions.may_keep_statistics(actor).demand()
    demand(None if form.columns else "STA-321")
    desk = Desk()
    version = _version(actor, form, desk, day)
    before = queries.versions(version.code)
    if any(it.digest == version.digest for it in before):
        raise problem("STA-323")
    version.version = before[0].version + 1 if before else 1
    with transaction.atomic():
        version.save(force_insert=True)
        _add_kinds([version], desk)
        facts = {"version": version.version, "digest": version.digest}
        record(actor, "statistics.form.added", form_subject(version), facts)
    return version


def confirm_form(actor: Actor, version: FormVersion, *, since: date | None, day: date) -> None:
    """Confirm a draft from a day on; the version in force before ends on that day."""
    permissions.may_keep_statistics(actor).demand()
    has_regime = version.regime_id is not None
    demand(objection_to_confirming(version.form, state=version.state, has_regime=has_regime))
    version.since = since or version.since
    demand("STA-325" if _is_backward(version) else None)
    with transaction.atomic():
        _end_before(version)
        drafts = FormVersion.objects.filter(pk=version.pk, state=DRAFT)
        moved = drafts.update(
            state=CONFIRMED,
            since=version.since,
            confirmed_by=actor.person,
            confirmed_by_name=actor.name,
            confirmed_on=day,
        )
        demand(None if moved else "STA-320")
        version.refresh_from_db()
        facts = {"version": version.version, "since": version.since, "digest": version.digest}
        record(actor, "statistics.form.confirmed", form_subject(version), facts)


def _is_backward(version: FormVersion) -> bool:
    since, until = version.since, version.until
    return since is not None and until is not None and since >= until


def _end_before(version: FormVersion) -> None:
    """Let the versions in force end where this one begins; one that begins later is in the way."""
    for other in queries.overlapping(version):
        starts_first = version.since is not None and (
            other.since is None or other.since < version.since
        )
        demand(None if starts_first else "STA-324")
        FormVersion.objects.filter(pk=other.pk).update(until=version.since)


def withdraw_form(actor: Actor, version: FormVersion, *, reason: str) -> None:
    """Withdraw a version: no period uses it any more; what was filled in stays."""
    permissions.may_keep_statistics(actor).demand()
    demand(None if reason.strip() else "STA-326")
    with transaction.atomic():
        standing = FormVersion.objects.filter(pk=version.pk).exclude(state=WITHDRAWN)
        demand(None if standing.update(state=WITHDRAWN) else "STA-320")
        version.refresh_from_db()
        facts = {"version": version.version, "reason": reason.strip()}
        record(actor, "statistics.form.withdrawn", form_subject(version), facts)


def form_subject(version: FormVersion) -> Subject:
    """A version of a form as the log names it."""
    return Subject("statistics.form", str(version.pk), f"{version.code}, bản {version.version}")
