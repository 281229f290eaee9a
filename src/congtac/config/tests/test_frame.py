"""The frame of every page: safe headers, no inline scripts, the menu of the actor."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import formats

from congtac.config.settings import PACKAGE

Enter = Callable[[str], Client]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)
PAGES = [
    "/",
    "/don-vi/",
    "/don-vi/ninh-thuan/",
    "/tim/?q=so",
    "/khong-co/",
    "/tai-khoan/dang-nhap/",
]


def drawn(source: str, **facts: object) -> str:
    request = RequestFactory().get("/?q=một&page=2")
    return Template(source).render(Context({"request": request, **facts}))


@pytest.mark.parametrize("address", PAGES)
def test_pages_carry_a_strict_policy_and_nothing_that_breaks_it(
    client_of: Enter, address: str
) -> None:
    answer = client_of("lan").get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert not INLINE.search(answer.content.decode())
    assert answer["X-Frame-Options"] == "DENY"


def test_no_template_holds_anything_inline_or_from_elsewhere() -> None:
    sources = {path: path.read_text("utf-8") for path in PACKAGE.glob("**/templates/**/*.html")}
    assert len(sources) > 10
    wrong = [str(path) for path, text in sources.items() if INLINE.search(text)]
    wrong += [
        str(path) for path, text in sources.items() if re.search(r"(src|href)=.https?:", text)
    ]
    assert not wrong


def test_the_menu_shows_what_opens_to_the_actor_and_lights_where_we_are(client_of: Enter) -> None:
    page = client_of("an").get("/nhat-ky/").content.decode()
    here = re.findall(r'href="([^"]+)" aria-current="page"', page)
    assert here == ["/nhat-ky/"]
    assert 'href="/don-vi/"' in page


def test_every_icon_that_is_drawn_is_on_the_sheet() -> None:
    sheet = set(
        re.findall(r'id="i-([a-z]+)"', (PACKAGE / "templates/icons.html").read_text("utf-8"))
    )
    used = {
        name
        for path in PACKAGE.glob("**/templates/**/*.html")
        for name in re.findall(r'(?:{% icon |icon_name=)"([a-z]+)"', path.read_text("utf-8"))
    }
    assert {"home", "search"} <= sheet
    assert used <= sheet


def test_numbers_and_days_are_written_as_an_office_does() -> None:
    assert drawn("{{ n|number }}", n=Decimal("1234.5")) == "1.234,5"
    assert drawn("{{ d|day }} {{ d|last_day }}", d=date(2024, 12, 31)) == "31/12/2024 30/12/2024"
    assert drawn("{{ m|moment }}", m=datetime(2024, 12, 31, 18, tzinfo=UTC)) == "01:00 01/01/2025"
    assert drawn("{{ x|number }}{{ x|day }}{{ x|moment }}{{ x|last_day }}", x=None) == ""


def test_djangos_own_formats_agree() -> None:
    assert formats.date_format(date(2024, 12, 31), "SHORT_DATE_FORMAT") == "31/12/2024"
    assert formats.number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True) == "1.234,5"


def test_links_to_other_pages_keep_the_filters() -> None:
    assert drawn("{% query page=3 %}") == "?q=m%E1%BB%99t&amp;page=3"
    assert drawn("{% query page='' %}") == "?q=m%E1%BB%99t"


def test_the_vietnamese_given_name_stands_last() -> None:
    assert drawn("{{ n|given_name }}{{ n|initial }}", n="Trần Thị Ánh") == "ÁnhÁ"
    assert drawn("{{ n|given_name }}{{ n|initial }}", n="") == ""


def test_an_act_is_told_in_words() -> None:
    assert drawn("{{ a|act_name }}", a="accounts.person.signed_in") == "Đăng nhập"
    assert drawn("{{ a|act_name }}", a="unknown.thing.done") == "unknown.thing.done"


def test_the_font_has_a_file_for_every_weight_and_script() -> None:
    css = (PACKAGE / "static" / "fonts.css").read_text("utf-8")
    files = re.findall(r'url\("([^"]+)"\)', css)
    assert len(files) == 12
    missing = [name for name in files if not Path(PACKAGE / "static" / name).exists()]
    assert not missing
