"""The endpoints as the page lists them: read from the document, so that both say the same."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congtac.api.views.door import api
from congtac.kernel.words import gettext_noop

EXAMPLES = {
    "forms_listed": "?regime=tt-03-2019&limit=20",
    "form_defined": "?form=02/XLD",
    "periods_listed": "?year=2024",
    "figures": "?form=02/XLD&period=2024-H1&format=csv",
    "series": "?indicator=ho-so&period=2024-H1&on=2025-07-01",
    "findings": "?number=12",
    "check": "?as_of=2025-03-03",
}
BODY = '-H "Content-Type: text/csv" --data-binary @so-lieu.csv '
PAGED = ("limit", "offset")  # they stand last
RIGHTS = {True: gettext_noop("Kiểm tra số liệu gửi kèm"), False: gettext_noop("Đọc số liệu")}
FEED = gettext_noop(
    "Đưa số liệu của một hệ thống khác vào một kỳ (JSON hoặc CSV): số liệu được đề nghị với đơn "
    "vị, chưa ghi vào biểu cho tới khi có người lấy."
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of the address."""

    name: str
    words: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address with all that its user has to know."""

    key: str
    way: str
    address: str
    title: str
    words: str
    right: str
    parameters: tuple[Parameter, ...]
    example: str


def endpoints(site: str) -> list[Endpoint]:
    """The endpoints in the order of the document, then the one of the feeds."""
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema(path_prefix="/api/")["paths"]
    found = [
        _endpoint(site, address, way, said)
        for address, ways in paths.items()
        for way, said in ways.items()
    ]
    return [*found, _feed(site)]


def _endpoint(site: str, address: str, way: str, said: dict[str, Any]) -> Endpoint:
    key = next(it for it in EXAMPLES if said["operationId"].endswith(it))
    is_post = way == "post"
    parameters = sorted(
        (
            Parameter(it["name"], _(it["schema"]["description"]), it["required"])
            for it in said.get("parameters", ())
        ),
        key=lambda it: (not it.is_required, it.name in PAGED),
    )
    example = _example(f"{site}{address}{EXAMPLES[key]}", is_post=is_post)
    right = _(RIGHTS[is_post])
    title, words = _(said["summary"]), _(said["description"])
    return Endpoint(key, way.upper(), address, title, words, right, tuple(parameters), example)


def _feed(site: str) -> Endpoint:
    address = reverse("api:feed", args=["nguon-vi-du"])
    shown = address.replace("nguon-vi-du", "{code}")
    asked = (Parameter("ky", _("mã kỳ, như 2024-H1"), True),)
    title, right = _("Đưa số liệu từ hệ thống khác vào"), _("Đưa số liệu vào")
    example = _example(f"{site}{address}?ky=2024-H1", is_post=True)
    return Endpoint("feed", "POST", shown, title, _(FEED), right, asked, example)


def _example(address: str, *, is_post: bool) -> str:
    body = BODY if is_post else ""
    return f'curl -H "Authorization: Bearer $KEY" {body}"{address}"'
