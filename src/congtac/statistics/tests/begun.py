"""Forms, a period and a keeper for the tests of this area; all figures and forms are invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from congtac.accounts.models import Post, SigningPower
from congtac.kernel.actor import SYSTEM, Actor, Watch
from congtac.organisations.models import Oversight, Unit
from congtac.organisations.services import give_oversight
from congtac.statistics.models import FormVersion, Period, PeriodKind
from congtac.statistics.rules.form_files import form_of
from congtac.statistics.rules.forms import Form
from congtac.statistics.services import calendars
from congtac.statistics.services.forms import load_forms

Cast = Mapping[str, Actor]
DAY = date(2024, 6, 17)
CODE = "90/BTP/VD"


def said(**changes: Any) -> dict[str, Any]:
    """A form with two branches of heads, as a file says it."""
    return {
        "code": CODE,
        "name_vi": "Tình hình tiếp nhận hồ sơ nuôi con nuôi",
        "regulation": "Thông tư 03/2019/TT-BTP (20/03/2019)",
        "level": "tỉnh",
        "reporter_vi": "Sở Tư pháp",
        "receiver_vi": "Bộ Tư pháp",
        "periods": [{"key": "6T", "label_vi": "6 tháng"}, {"key": "NCT", "label_vi": "Năm"}],
        "columns": [
            {"code": "c1", "label_vi": "Tổng số", "unit": "hồ sơ"},
            {"code": "c2", "label_vi": "Nam", "unit": "hồ sơ", "group_vi": "Chia theo giới tính"},
            {"code": "c3", "label_vi": "Nữ", "unit": "hồ sơ", "group_vi": "Chia theo giới tính"},
            {"code": "c4", "label_vi": "Trong đó: trẻ em", "unit": "hồ sơ"},
        ],
        "relation_details": [
            {"expr": "c1 = c2 + c3", "severity": "error"},
            {"expr": "c4 <= c1", "severity": "warning", "note": "thuyết minh"},
        ],
        "status": "confirmed",
        **changes,
    }


def made_form(**changes: Any) -> Form:
    """The same as a value."""
    return form_of(said(**changes))


def as_keeper(cast: Cast) -> Actor:
    """Hà, whose unit watches the field of statistics."""
    return replace(cast["ha"], watches=(Watch(fields=frozenset({"thong-ke"})),))


def let_ha_keep() -> None:
    """Give the Ministry the field of statistics, so that Hà may keep it on the screens."""
    watching = Oversight(watcher=Unit.objects.get(key="btp"), fields=["thong-ke"], basis="QĐ 1")
    watching.since = date(2024, 1, 1)
    give_oversight(SYSTEM, watching, [])


def let_minh_sign() -> None:
    """Let Minh, the deputy, sign for the director."""
    post = Post.objects.get(person__username="minh")
    power = SigningPower(post=post, kind="KT", principal="Giám đốc", unit=post.unit)
    power.since = date(2023, 1, 1)
    power.save()


def kind_of(regime: str, key: str) -> PeriodKind:
    return PeriodKind.objects.select_related("regime").get(regime__key=regime, key=key)


def open_half_year(cast: Cast, **changes: Any) -> tuple[Period, FormVersion]:
    """The six months of 2024 with one form that every Sở Tư pháp owes."""
    calendars.load_calendars(SYSTEM)
    load_forms(SYSTEM, [made_form(**changes)], day=DAY)
    kind = kind_of("tt-03-2019", "h1")
    period = calendars.open_period(as_keeper(cast), kind, 2024, day=date(2024, 5, 20))
    return period, FormVersion.objects.get()
