"""The language of a page, default deny, and problems that become pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from congtac.config import failures
from congtac.kernel.guard import access_of
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def speak_the_chosen_language(get_response: GetResponse) -> GetResponse:
    """Make each page in the language that the visitor chose; the browser's wish doesn't count."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


class DenyByDefault:
    """Refuses views without a declared access and shows the problems of the others."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if access_of(view) is None:
            return failures.undeclared(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return failures.refusal(request, exception)
        if isinstance(exception, Problem):
            return failures.failure(request, exception)
        return None
