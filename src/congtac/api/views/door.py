"""The door of the API: a key lets a program in, every refusal is JSON that says why."""

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from congtac.accounts.services.keys import actor_of_key
from congtac.api.forms import HINTS
from congtac.kernel.actor import Actor
from congtac.kernel.guard import Rule, opens_to
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.rules.problems import SENTENCES, problem_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
NOT_ALLOWED = 405
RULES: dict[str, Rule] = {}  # who may open each endpoint, by its name
STATUSES = {"STA-522": 404, "STA-523": 413, "STA-524": 415}  # of problems; all others are 422
log = logging.getLogger(__name__)


class Key(HttpBearer):
    """A key of a unit in the head `Authorization: Bearer …`; a session opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = actor_of_key(token)
        if actor is not None:
            request.actor = actor  # type: ignore[attr-defined]  # read through kernel.guard.actor_of
        return actor


api = NinjaAPI(
    title="Congtac",
    version="1",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    auth=Key(),
)


def with_key(view: View[P]) -> View[P]:
    """Let a program in by its key, never by a session; refusals and problems come as JSON."""

    @csrf_exempt
    @wraps(view)
    def keyed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if Key()(request) is None:
            return _no_key(request, None)
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            return _problem(request, problem)

    return keyed


def keyed(rule: Rule, asked: type[Schema] | None = None) -> Callable[[View[P]], View[P]]:
    """Open an endpoint to keys with a right; what its schema doesn't know is refused by name."""
    known = set(asked.model_fields) if asked else set()

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def strict(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            _demand_known(request, known)
            return view(request, *args, **kwargs)

        RULES[view.__name__] = rule
        return opens_to(rule)(strict)

    return guard


def _demand_known(request: HttpRequest, known: set[str]) -> None:
    unknown = [name for name in request.GET if name not in known]
    twice = [name for name, values in request.GET.lists() if len(values) > 1]
    if unknown or twice:
        named = ", ".join(it[:40] for it in (*unknown, *twice)[:5])
        raise problem_of("STA-521", names=named, known=", ".join(sorted(known)) or "–")


def guard(patterns: Sequence[Any]) -> list[Any]:
    """The addresses of the endpoints; each declares who may open it, as its operation does."""
    found = [it for it in patterns if it.name in RULES]  # none of the library's own
    for it in found:
        it.callback = _declared(it.callback, RULES[it.name])
    return found


def _declared(view: Callable[..., HttpResponse], rule: Rule) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != NOT_ALLOWED:
            return answer
        told = refusal(NOT_ALLOWED, "STA-525", SENTENCES["STA-525"].format(ways=answer["Allow"]))
        told["Allow"] = answer["Allow"]
        return told

    answered.access = rule  # type: ignore[attr-defined]  # read by kernel.guard.access_of
    return answered


def refusal(status: int, code: str, sentence: str) -> JsonResponse:
    """A "no" as JSON: the code for the program, the sentence for who looks after it."""
    said = {"code": code, "message": sentence}
    return JsonResponse({"error": said}, status=status, json_dumps_params={"ensure_ascii": False})


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, _error: object) -> HttpResponse:
    answer = refusal(401, "KER-001", _("Khóa thiếu, sai, hết hạn hoặc đã thu hồi."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    status = 403 if isinstance(problem, Refused) else STATUSES.get(problem.code, 422)
    return refusal(status, problem.code, problem.sentence)


@api.exception_handler(ValidationError)
def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields that can't be used, and how each is written."""
    names = dict.fromkeys(str(it["loc"][-1]) for it in error.errors)
    hints = "; ".join(f"{it}: {_(HINTS[it])}" for it in names if it in HINTS)
    said = problem_of("STA-520", names=", ".join(names), hints=hints or "–")
    return _problem(request, said)


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, _error: object) -> HttpResponse:
    return _problem(request, problem_of("STA-523", most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20))


@api.exception_handler(SuspiciousOperation)
@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, _error: object) -> HttpResponse:
    return _problem(request, problem_of("STA-524"))


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """The log keeps what broke; the program is told no more than that it did."""
    log.error("an endpoint broke: %s", request.path, exc_info=error)
    return refusal(500, "STA-526", SENTENCES["STA-526"])
