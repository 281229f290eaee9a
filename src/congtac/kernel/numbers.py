"""Numbers and days as a Vietnamese office writes them: 1.234,5 and 31/12/2024."""

import re
from datetime import date
from decimal import Decimal

from congtac.kernel.problem import Problem
from congtac.kernel.words import gettext as _

NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3}){1,12}|\d{1,40})(?:,(\d{1,40}))?", re.ASCII)
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def print_number(value: int | Decimal, places: int | None = None) -> str:
    """Write a number with a dot between thousands and a decimal comma; `places` pads or rounds."""
    number = Decimal(value)
    shown = f"{number:,f}" if places is None else f"{number:,.{places}f}"
    return shown.translate({ord(","): ".", ord("."): ","})


def parse_number(text: str) -> Decimal:
    """Read a number written the Vietnamese way; spaces around it don't matter."""
    match = NUMBER.fullmatch(text.strip().replace("\u2212", "-"))
    if not match:
        raise Problem(
            "KER-002",
            _("“{text}” không phải là số. Viết như 1.234,5.").format(text=text.strip()[:40]),
        )
    sign, whole, fraction = match.groups()
    written = sign + whole.replace(".", "")
    return Decimal(f"{written}.{fraction}" if fraction else written)


def print_date(day: date) -> str:
    """Write a day as 31/12/2024."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def parse_date(text: str) -> date:
    """Read a day written as 31/12/2024, 31-12-2024 or 31.12.2024."""
    match = DAY.fullmatch(text.strip())
    try:
        day, month, year = map(int, match.groups()) if match else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        raise Problem(
            "KER-003",
            _("“{text}” không phải là một ngày. Viết như 31/12/2024.").format(
                text=text.strip()[:40]
            ),
        ) from None
