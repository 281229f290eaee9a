"""A page with one form: shown, or the act that a good form asks for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from congtac.accounts.models import Person
from congtac.ground.calendars.queries import today
from congtac.kernel.problem import Problem
from congtac.organisations.queries import units_on


@dataclass(frozen=True, slots=True)
class Page:
    """A page with one form: its title, what its button says, whom it is about, what to know."""

    title: str
    act: str
    person: Person | None = None
    note: str = ""
    above: str = ""  # the page above this one: its address and its title
    above_title: str = ""


def ask(
    request: HttpRequest, form: Form, page: Page, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Do the act that a good form asks for; else show the form, with what stands in the way."""
    if form.is_valid():
        try:
            return act()
        except Problem as problem:
            form.add_error(None, problem.sentence)
    facts: dict[str, object] = {"form": form, "page": page}
    if "unit" in form.fields:
        facts["units"] = units_on(today()).values_list("key", "name")
    return render(request, "accounts/form.html", facts, status=422 if form.errors else 200)
