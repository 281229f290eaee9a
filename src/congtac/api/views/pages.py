"""The page that tells how programs call, and the document for programs."""

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtac.api.views.door import api
from congtac.api.views.listing import endpoints
from congtac.kernel.guard import public

OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS  # statuses are numbers


@require_GET
@public
def index(request: HttpRequest) -> HttpResponse:
    """Every endpoint with what it takes, what it answers and an example."""
    site = request.build_absolute_uri("/").rstrip("/")
    return render(request, "api/index.html", {"endpoints": endpoints(site)})


@require_GET
@public
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    said = orjson.dumps(api.get_openapi_schema(path_prefix="/api/"), option=OPTIONS)
    return HttpResponse(said, content_type="application/json")
