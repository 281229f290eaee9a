"""A target read in a plan is linked to an indicator, judged on both pages, and unlinked."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.documents.models import Document
from congtac.ground.audit.models import Line
from congtac.ground.lineage.models import Link
from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import IndicatorVersion, Period, TargetLink
from congtac.statistics.queries import indicators
from congtac.statistics.queries import targets as queries
from congtac.statistics.rules.targets import Named, proposed
from congtac.statistics.services import targets as services
from congtac.statistics.services.indicators import Aim, add_indicator
from congtac.statistics.tests.begun import DAY, as_keeper, let_ha_keep, open_half_year
from congtac.statistics.tests.planned import plan
from congtac.statistics.tests.sending import WOMEN, send_figures
from congtac.statistics.tests.tables import table

Cast = Mapping[str, Actor]
AIM = Aim(2024, ">=", Decimal(38), "12/KH-BTP", "ninh-thuan")


@pytest.fixture
def period(cast: Cast) -> Period:
    return open_half_year(cast)[0]


@pytest.fixture
def women(cast: Cast, period: Period) -> IndicatorVersion:
    return add_indicator(as_keeper(cast), "nu", WOMEN, day=DAY)


@pytest.fixture
def document(cast: Cast) -> Document:
    return plan(cast["ha"])


def linked(cast: Cast, document: Document, made: IndicatorVersion, aim: Aim = AIM) -> TargetLink:
    place = queries.place(document, "g1")
    assert place is not None
    return services.link_target(as_keeper(cast), place, made, aim, day=DAY)


@pytest.mark.parametrize("row", table("statistics-indicators.md", "a plan says"))
def test_an_indicator_is_proposed_by_its_words(row: list[str]) -> None:
    known = [
        Named("dung-han", "Tỷ lệ phiếu lý lịch tư pháp cấp đúng hạn", "%"),
        Named("hoa-giai", "Tỷ lệ vụ việc hòa giải thành", "%"),
        Named("phieu", "Số phiếu lý lịch tư pháp đã cấp", "phiếu"),
    ]
    assert ", ".join(proposed(row[0], row[1], known)) == row[2]


def test_a_link_sets_the_target_and_keeps_the_place_in_the_text(
    cast: Cast, document: Document, women: IndicatorVersion
) -> None:
    kept = linked(cast, document, women)
    reading = document.readings.get()
    assert reading.text[kept.start : kept.end] == kept.quote
    assert (kept.reading, kept.path, kept.item) == (1, "1", "g1")
    found = indicators.targets(women.indicator, 2024)["ninh-thuan"]
    assert (found.words, found.basis) == ("từ 38 trở lên", "12/KH-BTP")
    [made] = Link.objects.filter(upper_kind="indicator", ended_at=None)
    assert (made.lower_area, made.lower_key) == ("documents", str(document.pk))
    assert Line.objects.filter(act="statistics.target.linked").count() == 1


def test_a_place_is_linked_once_until_the_link_ends(
    cast: Cast, document: Document, women: IndicatorVersion
) -> None:
    kept = linked(cast, document, women)
    with pytest.raises(Problem, match="STA-535"):
        linked(cast, document, women)
    services.end_link(as_keeper(cast), kept, day=DAY)
    with pytest.raises(Problem, match="STA-536"):
        services.end_link(as_keeper(cast), kept, day=DAY)
    assert indicators.targets(women.indicator, 2024) == {}
    assert len(indicators.all_targets(women.indicator)) == 1
    assert not Link.objects.filter(upper_kind="indicator", ended_at=None).exists()
    linked(cast, document, women)
    assert indicators.targets(women.indicator, 2024)


@pytest.mark.parametrize("said", [("500", "met"), ("300", "missed")])
def test_the_target_of_a_plan_is_judged(
    cast: Cast, document: Document, women: IndicatorVersion, period: Period, said: tuple[str, str]
) -> None:
    c3, verdict = said
    figures = {"c1": "1234", "c2": str(1234 - int(c3)), "c3": c3, "c4": "-"}
    send_figures(cast, period, figures)
    kept = linked(cast, document, women)
    [found] = queries.standings(as_keeper(cast), [kept])
    assert (found.judged.verdict, found.period) == (verdict, period)
    assert found.scope == "Tỉnh Ninh Thuận"


def test_only_the_keeper_links_and_nobody_else_unlinks(
    cast: Cast, document: Document, women: IndicatorVersion
) -> None:
    kept, place = linked(cast, document, women), queries.place(document, "g2")
    assert place is not None
    for name in ("lan", "minh", "hoa"):
        with pytest.raises(Refused):
            services.link_target(cast[name], place, women, AIM, day=DAY)
        with pytest.raises(Refused):
            services.end_link(cast[name], kept, day=DAY)


def test_the_database_keeps_links_whole(
    cast: Cast, document: Document, women: IndicatorVersion
) -> None:
    kept = linked(cast, document, women)
    for wrong in ({"ended_on": DAY}, {"quote": ""}, {"end": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TargetLink.objects.filter(pk=kept.pk).update(**wrong)


def test_a_target_is_proposed_linked_and_judged_on_the_screens(
    cast: Cast,
    document: Document,
    women: IndicatorVersion,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    let_ha_keep()
    send_figures(cast, Period.objects.get(), {"c1": "1234", "c2": "734", "c3": "500", "c4": "-"})
    ha, of_plan = client_of("ha"), f"/thong-ke/chi-tieu-van-ban/{document.pk}/"
    assert "12/KH-BTP" in ha.get("/thong-ke/chi-tieu-van-ban/").content.decode()
    assert "chưa nối" in ha.get(of_plan).content.decode()
    form = ha.get(f"{of_plan}g1/")
    assert form.context["form"].initial["indicator"] == "nu"
    given = {"indicator": "nu", "year": "2024", "scope": "ninh-thuan", "comparison": ">="}
    given |= {"value": "38", "basis": "12/KH-BTP"}
    wrong = ha.post(f"{of_plan}g1/", {**given, "value": "x"})
    assert wrong.status_code == 422
    assert 'value="x"' in wrong.content.decode()
    ha.post(f"{of_plan}g1/", given)
    for address in (of_plan, f"/van-ban/{document.pk}/"):
        shown = ha.get(address).content.decode()
        assert "Tỷ lệ hồ sơ của nữ" in shown
        assert "Đạt" in shown
    page = ha.get("/thong-ke/chi-tieu/nu/").content.decode()
    assert "Phấn đấu từ 38% hồ sơ của nữ trở lên" in page
    lan = client_of("lan")
    assert lan.get(of_plan).status_code == 403
    assert lan.get(f"{of_plan}g1/").status_code == 403
    kept = TargetLink.objects.get()
    assert lan.post(f"/thong-ke/chi-tieu-van-ban/noi/{kept.pk}/bo/").status_code == 403
    ha.post(f"/thong-ke/chi-tieu-van-ban/noi/{kept.pk}/bo/")
    assert "chưa nối" in ha.get(of_plan).content.decode()
