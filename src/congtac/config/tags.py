"""Filters and tags that every template has: numbers, days, icons, panels, addresses."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congtac.kernel import acts, numbers
from congtac.kernel.guard import actor_of
from congtac.kernel.panels import Panel, of

register = template.Library()


@register.filter
def number(value: int | Decimal | None) -> str:
    """Write a number as 1.234,5, on an English page as 1,234.5; nothing for None."""
    if value is None:
        return ""
    return f"{Decimal(value):,f}" if get_language() == "en" else numbers.print_number(value)


@register.filter
def day(value: date | None) -> str:
    """Write a day as 31/12/2024; nothing for None."""
    return "" if value is None else numbers.print_date(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as 14:05 31/12/2024, in the time of Vietnam."""
    if value is None:
        return ""
    local = timezone.localtime(value)  # noqa: TID251 - converts a given moment, asks no clock
    return f"{local:%H:%M} {numbers.print_date(local.date())}"


@register.filter
def breakable(value: str) -> SafeString:
    """A code such as 12b/BTP/BTTP/CC, which a narrow column breaks only behind a stroke."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((it,) for it in value.split("/")))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sheet in `icons.html`; it is decoration, words stand beside it."""
    return format_html(
        '<svg class="icon-line" aria-hidden="true"><use href="#i-{}"></use></svg>', name
    )


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """Draw the options of a select, (value, words) each; fast, for there may be hundreds."""
    drawn = (
        f'<option value="{escape(str(value))}"{" selected" if str(value) == str(chosen) else ""}>'
        f"{escape(str(words))}</option>"
        for value, words in choices
    )
    return SafeString("".join(drawn))


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: object) -> str:
    """Return the query of this page with some values changed; an empty value goes away."""
    asked = context["request"].GET.copy()
    for key, value in changes.items():
        asked.pop(key, None)
        if value not in (None, ""):
            asked[key] = str(value)
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def draw(context: Mapping[str, Any], panel: Panel) -> SafeString:
    """Draw a panel: its template gets the panel, and its facts by their names."""
    return render_to_string(panel.template, {"panel": panel, **panel.facts}, context["request"])


@register.simple_tag(takes_context=True)
def panels(context: Mapping[str, Any], kind: str, subject: object = None) -> SafeString:
    """Draw what upper areas have to show about a subject."""
    found = of(kind, actor_of(context["request"]), subject)
    return format_html_join("", "{}", ((draw(context, panel),) for panel in found))


@register.filter
def initial(name: str) -> str:
    """Return the first letter of a given name: a Vietnamese name ends with it."""
    return name.split()[-1][0].upper() if name.split() else ""


@register.filter
def given_name(name: str) -> str:
    """Return the given name, the last word of a Vietnamese name."""
    return name.split()[-1] if name.split() else ""


@register.filter
def last_day(end: date | None) -> str:
    """Write the last day before an exclusive end."""
    return "" if end is None else numbers.print_date(end - timedelta(days=1))


@register.filter
def act_name(act: str) -> str:
    """Say an act of the log in words; an act without words shows its code."""
    return _(acts.WORDS[act]) if act in acts.WORDS else act
