"""Asking a sign-on over the wire: short, without redirects, JSON or nothing."""

import base64
import json
import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext as _

from congtac.accounts.rules.sign_on import is_safe
from congtac.kernel.problem import Problem

logger = logging.getLogger("congtac.sign_on")

PATIENCE = 10  # seconds
MOST = 1024 * 1024  # bytes of an answer


class _NoRedirects(HTTPRedirectHandler):
    """An address that leads elsewhere is none of those that were checked."""

    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


def ask(address: str) -> dict[str, Any]:
    """Return the JSON that stands at an address; a `Problem` (ACC-050) if there is none."""
    return _answer_to(address)


def send_form(
    address: str, form: dict[str, str], *, client: str = "", secret: str = ""
) -> dict[str, Any]:
    """Send a form, with the name and the secret of this site if given; return the JSON answer."""
    both = f"{quote(client, safe='')}:{quote(secret, safe='')}"
    basic = {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}
    return _answer_to(address, urlencode(form).encode(), basic if secret else {})


def _answer_to(
    address: str, sent: bytes | None = None, headers: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    if not is_safe(address):
        raise _unanswered(address, "not https")
    told = {"Accept": "application/json", **headers}
    request = Request(address, data=sent, headers=told)  # noqa: S310 - is_safe knows no other scheme
    try:
        with build_opener(_NoRedirects).open(request, timeout=PATIENCE) as answer:
            said = json.loads(answer.read(MOST + 1)[:MOST])
    except (URLError, OSError, ValueError) as error:
        raise _unanswered(address, str(error)) from error
    if not isinstance(said, dict):
        raise _unanswered(address, "not an object")
    return said


def _unanswered(address: str, reason: str) -> Problem:
    logger.warning("sign-on at %s did not answer: %s", address, reason)
    return Problem(
        "ACC-050",
        _(
            "Chưa hỏi được hệ thống đăng nhập của cơ quan. Hãy thử lại sau ít phút; "
            "nếu vẫn vậy, báo quản trị kiểm tra địa chỉ, bí mật và đường mạng."
        ),
    )
