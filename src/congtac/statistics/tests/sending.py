"""Figures that went the whole way for the tests: filled in by Lan, checked and signed by Minh."""

from collections.abc import Mapping
from datetime import date

from congtac.kernel.actor import Actor
from congtac.statistics.models import Period, Submission
from congtac.statistics.queries import forms as form_queries
from congtac.statistics.rules.grids import Grid
from congtac.statistics.services import submissions as services
from congtac.statistics.services.indicators import Meant
from congtac.statistics.services.submissions import Returning
from congtac.statistics.tests.begun import DAY, as_keeper, let_minh_sign

Cast = Mapping[str, Actor]
WOMEN = Meant(
    name="Tỷ lệ hồ sơ của nữ",
    definition="Hồ sơ của nữ trên tổng số.",
    numerator="[90/BTP/VD].c3",
    denominator="[90/BTP/VD].c1",
    per=100,
    unit="%",
    source="Biểu 90",
    since=date(2020, 1, 1),
)


def send_figures(
    cast: Cast, period: Period, cells: Mapping[str, str], *, day: date = DAY
) -> Submission:
    """The only form of a period, filled in with these cells and sent by Lan's Sở."""
    let_minh_sign()
    [form] = form_queries.forms_of(period)
    asked = services.begin(cast["lan"], form, period, day=day)
    return _sent(cast, asked, cells, day)


def _sent(cast: Cast, asked: Submission, cells: Mapping[str, str], day: date) -> Submission:
    grid = Grid((), {("1", column): value for column, value in cells.items()})
    services.write(cast["lan"], asked, grid, seen=asked.revisions_count, day=day)
    services.submit(cast["lan"], asked, day=day)
    services.check(cast["minh"], asked, day=day)
    services.sign(cast["minh"], asked, day=day)
    services.send(cast["lan"], asked, day=day)
    return asked


def accept(cast: Cast, asked: Submission) -> None:
    """The Ministry takes the form."""
    services.accept(as_keeper(cast), asked, day=DAY)


def send_again(cast: Cast, asked: Submission, cells: Mapping[str, str], *, day: date = DAY) -> None:
    """The Ministry returns the form, and the Sở sends a new revision."""
    services.give_back(as_keeper(cast), asked, Returning("Soát lại"), day=day)
    _sent(cast, asked, cells, day)
