"""The screen of keys for programs, for leaders of their unit and for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtac.accounts import queries
from congtac.accounts.forms import KeyForm, day_after
from congtac.accounts.permissions import may_see_keys
from congtac.accounts.services.keys import give_key, revoke_key
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to
from congtac.kernel.problem import Problem
from congtac.organisations.queries import units_on


@require_http_methods(["GET", "POST"])
@opens_to(may_see_keys)
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys, and give a new one, which the page shows once."""
    actor = actor_of(request)
    form = KeyForm(request.POST or None, initial={"unit": actor.unit})
    facts: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            facts["made"], facts["secret"] = _give(request, form)
        except Problem as problem:
            form.add_error(None, problem.sentence)
        else:
            facts["form"] = KeyForm(initial={"unit": actor.unit})
    facts["keys"] = list(queries.keys_seen_by(actor))
    facts["units"] = units_on(today()).values_list("key", "name")
    response = render(request, "accounts/keys.html", facts, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@opens_to(may_see_keys)
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take a key back."""
    actor = actor_of(request)
    key = get_object_or_404(queries.keys_seen_by(actor), pk=number)
    revoke_key(actor, key)
    messages.success(request, _("Đã thu hồi khóa {key}.").format(key=key))
    return redirect("accounts:keys")


def _give(request: HttpRequest, form: KeyForm) -> tuple[object, str]:
    given = form.cleaned_data
    return give_key(
        actor_of(request),
        given["unit"],
        name=given["name"],
        rights=given["rights"],
        until=day_after(given["last_day"]),
    )
