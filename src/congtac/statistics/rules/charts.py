"""Charts as drawings: bars in order, a line over periods; the template only writes them down."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 360
BAR, STEP, TOP = 14, 22, 4
NAMES, NUMBERS = 130, 62  # room left of the bars for names, right of them for numbers
HIGH, LOW, LEFT, RIGHT = 24, 130, 24, 336  # where the line is drawn
FOOT = 160


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, how long, and the number beside it."""

    name: str
    shown: str
    top: int
    length: int
    is_own: bool

    @property
    def base(self) -> int:
        """The height on which its words stand."""
        return self.top + BAR - 3

    @property
    def end(self) -> int:
        return NAMES + self.length + 5


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from the longest to the shortest."""

    bars: tuple[Bar, ...]
    height: int
    left: int = NAMES
    thick: int = BAR
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the line: the period, the number, its place, whether nobody is missing from it."""

    name: str
    shown: str
    x: int
    y: int
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A line over periods; periods without a number leave a gap between its stretches."""

    points: tuple[Point, ...]
    stretches: tuple[str, ...]
    names: tuple[tuple[int, str], ...]
    width: int = WIDTH
    height: int = FOOT + 8
    floor: int = LOW + 8
    foot: int = FOOT


def bars(rows: Sequence[tuple[str, Decimal, str, bool]], most: int) -> Bars:
    """The greatest values in order, and one's own if it isn't among them: name, value, words."""
    order = sorted(rows, key=lambda it: -it[1])
    shown = order[:most] + [it for it in order[most:] if it[3]]
    top = max((value for _name, value, _words, _own in shown), default=Decimal(0))
    room = WIDTH - NAMES - NUMBERS
    made = tuple(
        Bar(name, words, TOP + STEP * at, int(value * room / top) if top > 0 else 0, own)
        for at, (name, value, words, own) in enumerate(shown)
    )
    return Bars(made, TOP + STEP * len(made))


def line(rows: Sequence[tuple[str, Decimal | None, str]], partial: Collection[int] = ()) -> Line:
    """The line over periods in their order: name, value if there is one, words.

    Those whose places stand in `partial` lack units: they are points that nothing is joined to.
    """
    known = [value for _name, value, _words in rows if value is not None]
    top = max(known, default=Decimal(0)) or Decimal(1)
    step = (RIGHT - LEFT) / max(1, len(rows) - 1)
    places = [round(LEFT + step * at) if len(rows) > 1 else WIDTH // 2 for at in range(len(rows))]
    points: list[Point] = []
    stretches: list[list[Point]] = [[]]
    for at, (x, (name, value, words)) in enumerate(zip(places, rows, strict=True)):
        if value is not None:
            y = round(LOW - float(value / top) * (LOW - HIGH))
            points.append(Point(name, words, x, y, at not in partial))
        if value is None or at in partial:
            stretches.append([])
        else:
            stretches[-1].append(points[-1])
    drawn = tuple(" ".join(f"{it.x},{it.y}" for it in some) for some in stretches if len(some) > 1)
    names = tuple((x, name) for x, (name, _v, _w) in zip(places, rows, strict=True))
    return Line(tuple(points), drawn, names)
