"""What the passkey screens read from a request: the site's own origin, and the key's answer."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from congtac.kernel.problem import Problem


def origin_of(request: HttpRequest) -> str:
    """Return the origin of this site as the browser sees it: "https://congtac.example.vn"."""
    return f"{request.scheme}://{request.get_host()}"


def answer_of(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON that a page script sent."""
    try:
        answer = json.loads(request.body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Problem("ACC-035", _("Trình duyệt gửi khóa truy cập mà máy chủ không đọc được."))
    return answer
