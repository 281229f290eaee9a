"""The example series: six months of 2024 in full, and years from 2023 to 2026 over the mergers.

In December 2024 the year is under way: some have sent, one has miscounted, some have not begun.
What lies later than the day of the demo is there too, and shows when its day is moved on.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from congtac.accounts.queries import watching
from congtac.kernel.actor import SYSTEM, Actor
from congtac.notices.services import nobody_is_told
from congtac.organisations.models import Unit
from congtac.organisations.queries import predecessors
from congtac.statistics.examples.figures import (
    ADOPTIONS,
    AID,
    EXAMPLES,
    NOTARIES,
    NOTARIES_2025,
    RECORDS,
    as_of_2025,
    figures,
    joined,
    miscounted,
)
from congtac.statistics.examples.rounds import Hands, Round, Sheet, hands_of
from congtac.statistics.models import FormVersion, Opening, Period, PeriodKind, Remark, Submission
from congtac.statistics.queries.submissions import grid_of, reporters, revision
from congtac.statistics.rules.corrections import Mending
from congtac.statistics.rules.form_files import built_in_forms
from congtac.statistics.rules.grids import Grid
from congtac.statistics.rules.periods import Moving
from congtac.statistics.rules.submissions import ACCEPTED, DRAFT, RETURNED, SENT
from congtac.statistics.services import corrections
from congtac.statistics.services.calendars import load_calendars, move_due, open_period
from congtac.statistics.services.forms import load_forms

FIRST_DAY = date(2024, 1, 2)
BEFORE, AFTER = "tt-03-2019", "tt-17-2025"
LETTER = Moving(date(2024, 12, 20), "6021/BTP-KHTC", date(2024, 11, 25), "Nâng cấp phần mềm")
IN_POST = date(2024, 6, 3)
LATE_ONES, RETURNED_ONE = 9, "ca-mau.stp"  # every ninth Sở sends late
AT_WORK = "ninh-thuan.stp"  # the people of the entry page fill its forms in themselves
REASON = "Cột 2 cao bất thường so với các tỉnh cùng vùng, đề nghị soát lại."
CORRECTED_ONE = "lang-son.stp"
MISTAKE = "Bỏ sót 12 phiếu cấp tại bộ phận một cửa, đã đối chiếu với sổ."
SERIES = (NOTARIES, ADOPTIONS, AID)


def load_example(cast: Mapping[str, Actor], say: Callable[[str], None]) -> None:
    """Bring in the regimes and forms; let the Sở send what is due from 2023 to 2026."""
    if Period.objects.exists():
        return
    say("Nạp biểu mẫu thống kê, mở kỳ")
    load_calendars(SYSTEM)
    load_forms(SYSTEM, built_in_forms(), day=FIRST_DAY)
    if "duc" in cast:
        say("Các Sở Tư pháp gửi biểu thống kê từ năm 2023 đến năm 2026")
        Years(watching(cast["duc"], FIRST_DAY)).live()


class Years:
    """The rounds in turn, each held against the one that it is compared with."""

    def __init__(self, keeper: Actor) -> None:
        self.keeper, self.ministry = keeper, Unit.objects.get(key="btp")
        self.places: dict[int, int] = {}  # of a unit in the list of 2024
        self.hands: dict[int, Hands] = {}

    def live(self) -> None:
        """Write every round."""
        forms = FormVersion.objects.filter(code=AID).first()
        if forms is None:
            return
        half = self._open(BEFORE, "h1", 2024, date(2024, 5, 20))
        units = list(reporters(forms, half).order_by("key"))
        self.places = {it.pk: place for place, it in enumerate(units)}
        self.hands = hands_of(units, IN_POST)
        earlier = self._open(BEFORE, "year-p", 2023, date(2023, 11, 1))
        before = self._round(earlier, (NOTARIES, AID), units, date(2023, 11, 20), 1880)
        before.write()
        self._half_year(half, units)
        self._over_the_mergers(units, self._under_way(units, before))

    def _open(self, regime: str, kind: str, year: int, day: date) -> Period:
        kinds = PeriodKind.objects.select_related("regime").filter(regime__key=regime)
        return open_period(self.keeper, kinds.get(key=kind), year, day=day)

    def _new(self, period: Period) -> Round:
        return Round(period, self.keeper, self.ministry, self.hands)

    def _forms(self, period: Period, codes: Sequence[str]) -> list[FormVersion]:
        return list(FormVersion.objects.filter(code__in=codes, kinds=period.kind))

    def _known(self, units: Sequence[Unit]) -> list[tuple[int, Unit]]:
        return [(self.places[it.pk], it) for it in units if it.pk in self.hands]

    def _half_year(self, period: Period, units: Sequence[Unit]) -> None:
        """The six months: every ninth late, one returned with a remark at a cell."""
        half = self._new(period)
        for place, unit in self._known(units):
            sent = _sent_in_june(place)
            for form in self._forms(period, EXAMPLES):
                grid = figures(form.code, place, unit.name)
                is_back = unit.key == RETURNED_ONE and form.code == ADOPTIONS
                state = RETURNED if is_back else ACCEPTED
                half.sheets.append(Sheet(form, unit, grid, sent, state, REASON))
        half.write()
        for asked in (it for it in half.submissions if it.state == RETURNED):
            _remark(asked, self.keeper)
        for asked in half.submissions:
            if asked.unit.key == CORRECTED_ONE and asked.form.code == RECORDS:
                self._correct(asked)

    def _correct(self, asked: Submission) -> None:
        """One Sở found a mistake after its figures were taken."""
        hands = self.hands[asked.unit_id]
        before = grid_of(revision(asked)).cells["1", "x"]
        mending = Mending("1", "x", before, str(int(before) + 12), MISTAKE)
        with nobody_is_told():
            made = corrections.ask(hands.officer, asked, [mending], day=date(2024, 8, 5))
            corrections.check(hands.leader, made, day=date(2024, 8, 6))
            corrections.sign(hands.leader, made, day=date(2024, 8, 6))
            corrections.accept(self.keeper, made, day=date(2024, 8, 8))

    def _round(
        self, period: Period, codes: Sequence[str], units: Sequence[Unit], sent: date, base: int
    ) -> Round:
        """A round that all units sent in time."""
        made = self._new(period)
        for place, unit in self._known(units):
            for form in self._forms(period, codes):
                grid = figures(form.code, place, unit.name, _scale(base, place, period.year))
                day = sent + timedelta(days=place % 5)
                made.sheets.append(Sheet(form, unit, grid, day))
        return made

    def _under_way(self, units: Sequence[Unit], before: Round) -> Round:
        """The year 2024 in December: sent and taken, sent, miscounted, or not begun."""
        period = self._open(BEFORE, "year-p", 2024, date(2024, 11, 1))
        move_due(self.keeper, period, "department", LETTER, day=date(2024, 11, 26))
        made = self._round(period, (NOTARIES, AID), units, date(2024, 12, 2), 1980)
        made.sheets = [it for it in made.sheets if it.unit.key != AT_WORK and _begun(self, it)]
        made.sheets = [_as_far_as(self.places[it.unit.pk], it) for it in made.sheets]
        made.write(before)
        return made

    def _over_the_mergers(self, units: Sequence[Unit], under_way: Round) -> None:
        """2024 of 63 Sở, 2025 of 34, 2026 under the new regime."""
        period = self._open(BEFORE, "year", 2024, date(2025, 1, 6))
        last = self._round(period, SERIES, units, date(2025, 2, 10), 2030)
        last.write(under_way)
        period = self._open(BEFORE, "year", 2025, date(2026, 1, 5))
        self._merged(period, SERIES, date(2026, 2, 9), 2090).write(last)
        period = self._open(AFTER, "year-p", 2026, date(2026, 11, 2))
        self._merged(period, (NOTARIES_2025,), date(2026, 11, 12), 1800).write()

    def _merged(self, period: Period, codes: Sequence[str], sent: date, base: int) -> Round:
        """What the 34 Sở sent: of each the figures of the Sở that it was made of, together."""
        made, forms = self._new(period), self._forms(period, codes)
        for number, heir in enumerate(reporters(forms[0], period).order_by("key")):
            made_of = predecessors(heir, IN_POST, period.last_day)
            old = self._known([it for it in made_of if it.pk in self.places])
            if not old:
                continue
            self.hands[heir.pk] = self.hands[old[0][1].pk].at(heir)
            scales = {unit: _scale(base, place, period.year) for place, unit in old}
            for form in forms:
                grid = _together(form.code, old, scales)
                made.sheets.append(Sheet(form, heir, grid, sent + timedelta(days=number % 8)))
        return made


def _together(code: str, old: Sequence[tuple[int, Unit]], scales: Mapping[Unit, int]) -> Grid:
    asked = NOTARIES if code == NOTARIES_2025 else code
    parts = {_name(unit): figures(asked, place, unit.name, scales[unit]) for place, unit in old}
    return as_of_2025(joined(parts)) if code == NOTARIES_2025 else joined(parts)


def _begun(years: Years, sheet: Sheet) -> bool:
    return years.places[sheet.unit.pk] % 6 != 0


def _as_far_as(place: int, sheet: Sheet) -> Sheet:
    """How far a form of the year has come in December."""
    if place % 6 == 1:
        return Sheet(sheet.form, sheet.unit, miscounted(sheet.grid), sheet.sent, DRAFT)
    state = SENT if place % 6 == 2 else ACCEPTED
    return Sheet(sheet.form, sheet.unit, sheet.grid, sheet.sent, state)


def _sent_in_june(place: int) -> date:
    if place % LATE_ONES == 4:
        return date(2024, 6, 27) + timedelta(days=place % 5)
    return date(2024, 6, 14) + timedelta(days=place % 8)


def _scale(base: int, place: int, year: int) -> int:
    """A base with some per cent more or less; every sixteenth unit has a fourth more in 2024."""
    jump = 25 if place % 16 == 5 and year == 2024 else 0
    return base * (97 + (place * year) % 7 + jump) // 100


def _name(unit: Unit) -> str:
    return unit.name.removeprefix("Sở Tư pháp ")


def _remark(asked: Submission, keeper: Actor) -> None:
    day = date(2024, 6, 26)
    remark = Remark(submission=asked, revision=1, row="1", column="c2", made_on=day)
    remark.words, remark.person_name = "Soát lại số trẻ em dưới 01 tuổi.", keeper.name
    remark.save(force_insert=True)
    opening = Opening(submission=asked, until=date(2024, 12, 27), reason=REASON, made_on=day)
    opening.person_name = keeper.name
    opening.save(force_insert=True)
