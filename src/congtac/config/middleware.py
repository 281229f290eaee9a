"""Default deny: a view that doesn't declare who may open it stays shut; problems become pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from congtac.config import failures
from congtac.kernel.guard import access_of
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused


class DenyByDefault:
    """Refuses views without a declared access and shows the problems of the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
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
