"""The conditions of a saved filter, made plain. Source: docs/rules/saved-filters.md."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

from congtac.kernel.numbers import print_date

DAY = "ngay"  # lists show the day of today when none is asked for
LONGEST = 2000  # letters
PASSING = ("page", "trang", "csrfmiddlewaretoken")  # where one stands in a list is no condition


def plain(query: str, *, today: date) -> str:
    """Return the conditions in one order, without the page, empty ones, and the day of today."""
    try:
        said = parse_qsl(query.lstrip("?"), max_num_fields=50)
    except ValueError:
        return ""
    kept = {(key, value.strip()) for key, value in said if key not in PASSING and value.strip()}
    return urlencode(sorted(kept - {(DAY, print_date(today))}))
