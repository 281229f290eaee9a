"""The table of docs/rules/signing.md."""

from datetime import date

import pytest

from congtac.accounts.rules.signing import Power, capacity, do_overlap, fault_of, has_inside

FIRST, LATER = date(2024, 1, 1), date(2024, 7, 1)
PAPER, CONTENT = "12/UQ-STP", "Ký báo cáo quý"


@pytest.mark.parametrize(
    ("kind", "principal", "papers", "until", "outcome"),
    [
        ("KT", "Giám đốc", ("", ""), None, None),
        ("TL", "Bộ trưởng", ("", ""), None, None),
        ("TUQ", "Giám đốc", (PAPER, CONTENT), LATER, None),
        ("TUQ", "Giám đốc", (PAPER, CONTENT), None, "ACC-012"),
        ("TUQ", "Giám đốc", ("", CONTENT), LATER, "ACC-012"),
        ("TUQ", "Giám đốc", (PAPER, ""), LATER, "ACC-012"),
        ("KT", "", ("", ""), None, "ACC-010"),
        ("QQ", "Giám đốc", ("", ""), None, "ACC-010"),
        ("KT", "Giám đốc", ("", ""), FIRST, "ACC-011"),
    ],
)
def test_the_table_holds(
    kind: str, principal: str, papers: tuple[str, str], until: date | None, outcome: str | None
) -> None:
    basis, matters = papers
    power = Power(kind, principal, "Phó Giám đốc", FIRST, until, matters=matters, basis=basis)
    assert fault_of(power) == outcome


def test_two_lines_stand_above_the_signature() -> None:
    assert capacity(Power("KT", "Giám đốc", "Phó Giám đốc", FIRST)) == (
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
    )


@pytest.mark.parametrize(
    ("since", "until", "outer", "is_inside"),
    [
        (FIRST, LATER, (FIRST, LATER), True),
        (FIRST, None, (FIRST, None), True),
        (FIRST, None, (FIRST, LATER), False),
        (FIRST, LATER, (date(2024, 1, 2), None), False),
        (FIRST, date(2024, 7, 2), (FIRST, LATER), False),
    ],
)
def test_days_lie_inside_others(
    since: date, until: date | None, outer: tuple[date, date | None], is_inside: bool
) -> None:
    assert has_inside(since, until, outer=outer) is is_inside


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((FIRST, LATER), (LATER, None), False),
        ((FIRST, None), (LATER, None), True),
        ((FIRST, LATER), (date(2024, 6, 30), None), True),
    ],
)
def test_half_open_days_that_touch_do_not_overlap(
    one: tuple[date, date | None], other: tuple[date, date | None], overlap: bool
) -> None:
    assert do_overlap(one, other) is overlap
    assert do_overlap(other, one) is overlap
