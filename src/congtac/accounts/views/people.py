"""Screens of people: the list, one person with posts by date, and what administrators change."""

from datetime import date

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtac.accounts import queries
from congtac.accounts.forms import (
    EndForm,
    NewPersonForm,
    OwnPasswordForm,
    PersonForm,
    PostForm,
    PowerForm,
    day_after,
)
from congtac.accounts.models import Person, Post, SigningPower
from congtac.accounts.permissions import is_self, may_keep_people, may_see_keys, may_see_private
from congtac.accounts.rules.signing import capacity
from congtac.accounts.services import people as services
from congtac.accounts.services.entry import minutes_locked, move_entry
from congtac.accounts.views.asking import Page, ask
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in

PAGE = 50


@require_GET
@opens_to(signed_in)
def people(request: HttpRequest) -> HttpResponse:
    """List people by given name with the posts of today; searched without tone marks."""
    search = request.GET.get("q", "")
    found = queries.people(
        today(),
        search,
        request.GET.get("don_vi", ""),
        without_post=request.GET.get("chuc_vu") == "khong",
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "search": search, "may_keep": may_keep_people(actor_of(request))}
    return render(request, "accounts/people.html", facts)


@require_GET
@opens_to(signed_in)
def person(request: HttpRequest, username: str) -> HttpResponse:
    """Show a person with all posts by date and the powers to sign that go with them."""
    shown, actor, day = _person(username), actor_of(request), today()
    facts: dict[str, object] = {
        "person": shown,
        "posts": [_post_row(post, day) for post in queries.posts_of(shown)],
        "may_keep": may_keep_people(actor),
        "may_see_private": may_see_private(actor, shown),
        "is_self": is_self(actor, shown),
        "may_see_keys": may_see_keys(actor),
        "here": request.session.get("post"),
        "signing": request.session.get("power"),
    }
    if facts["may_keep"]:
        facts["minutes_locked"] = minutes_locked(shown.username)
        facts["has_second_step"] = queries.has_second_step(shown)
        facts["links"] = queries.links_of(shown)
    return render(request, "accounts/person.html", facts)


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def add(request: HttpRequest) -> HttpResponse:
    """Add a person with a password for one sign-in, which the next page shows once."""
    form = NewPersonForm(request.POST or None)
    page = Page(_("Thêm người dùng"), _("Thêm và cấp mật khẩu lần đầu"))
    return ask(request, form, page, lambda: _add(request, form))


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def change(request: HttpRequest, username: str) -> HttpResponse:
    """Change a name or an address, or shut someone out."""
    shown = _person(username)
    now = {"name": shown.name, "email": shown.email, "is_active": shown.is_active}
    form = PersonForm(request.POST or None, initial=now)

    def save() -> HttpResponse:
        services.change_person(actor_of(request), shown, **form.cleaned_data)
        messages.success(request, _("Đã lưu thông tin của {name}.").format(name=shown.name))
        return redirect("accounts:person", shown.username)

    return ask(
        request,
        form,
        Page(_("Sửa thông tin: {name}").format(name=shown.name), _("Lưu thông tin"), shown),
        save,
    )


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def give_post(request: HttpRequest, username: str) -> HttpResponse:
    """Give a person a post."""
    shown = _person(username)
    form = PostForm(request.POST or None, initial={"since": today()})

    def save() -> HttpResponse:
        post = services.appoint(actor_of(request), form.post_of(shown))
        messages.success(
            request,
            _("{name} giữ chức vụ {title} tại {unit}.").format(
                name=shown.name, title=post.title, unit=post.unit.name
            ),
        )
        return redirect("accounts:person", shown.username)

    return ask(
        request,
        form,
        Page(_("Giao chức vụ: {name}").format(name=shown.name), _("Giao chức vụ"), shown),
        save,
    )


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def end_post(request: HttpRequest, number: int) -> HttpResponse:
    """End a post; what was done in it stays."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=number)
    form = EndForm(request.POST or None, initial={"last_day": today()})

    def save() -> HttpResponse:
        services.end_post(actor_of(request), post, **form.cleaned_data)
        messages.success(
            request, _("Chức vụ {title} kết thúc sau ngày đã chọn.").format(title=post.title)
        )
        return redirect("accounts:person", post.person.username)

    note = _("Sau ngày này người giữ chức vụ không còn làm việc và ký với chức vụ này nữa.")
    title = _("Kết thúc chức vụ: {title}, {unit}").format(title=post.title, unit=post.unit.name)
    return ask(request, form, Page(title, _("Kết thúc chức vụ"), post.person, note), save)


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def give_power(request: HttpRequest, number: int) -> HttpResponse:
    """Give a post a power to sign."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=number)
    form = PowerForm(request.POST or None, initial={"since": today(), "unit": post.unit.key})

    def save() -> HttpResponse:
        given = dict(form.cleaned_data)
        power = SigningPower(post=post, until=day_after(given.pop("last_day")), **given)
        services.give_power(actor_of(request), power)
        messages.success(request, _("Đã ghi quyền ký {power}.").format(power=power))
        return redirect("accounts:person", post.person.username)

    note = _(
        "Quyền ký theo Nghị định 30/2020/NĐ-CP, Điều 13; người được ủy quyền không ủy quyền lại."
    )
    page = Page(
        _("Quyền ký của {title}").format(title=post.title), _("Ghi quyền ký"), post.person, note
    )
    return ask(request, form, page, save)


@require_http_methods(["GET", "POST"])
@opens_to(may_keep_people)
def end_power(request: HttpRequest, number: int) -> HttpResponse:
    """End a power to sign."""
    found = SigningPower.objects.select_related("post__person", "unit")
    power = get_object_or_404(found, pk=number)
    form = EndForm(request.POST or None, initial={"last_day": today()})
    del form.fields["basis"]
    holder = power.post.person

    def save() -> HttpResponse:
        services.end_power(actor_of(request), power, last_day=form.cleaned_data["last_day"])
        messages.success(
            request, _("Quyền ký {power} kết thúc sau ngày đã chọn.").format(power=power)
        )
        return redirect("accounts:person", holder.username)

    return ask(
        request,
        form,
        Page(_("Kết thúc quyền ký: {power}").format(power=power), _("Kết thúc quyền ký"), holder),
        save,
    )


@require_POST
@opens_to(may_keep_people)
def reset_password(request: HttpRequest, username: str) -> HttpResponse:
    """Give a person a password for one sign-in, shown once; one changes one's own elsewhere."""
    shown = _person(username)
    if is_self(actor_of(request), shown):
        return redirect("accounts:own_password")  # it would end this session, and be seen by nobody
    password = services.reset_password(actor_of(request), shown)
    return _show_password(request, shown, password)


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def own_password(request: HttpRequest) -> HttpResponse:
    """Let a person change their own password; this session goes on, others end."""
    form = OwnPasswordForm(request.POST or None)

    def save() -> HttpResponse:
        actor = actor_of(request)
        me = queries.person_named(actor.person)
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        services.change_own_password(actor, me, old=old, new=new)
        before = request.session.session_key or ""
        update_session_auth_hash(request, me)
        request.session.save()
        move_entry(before, request.session.session_key or "")
        messages.success(request, _("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."))
        return redirect("accounts:person", me.username)

    return ask(request, form, Page(_("Đổi mật khẩu"), _("Đổi mật khẩu")), save)


@require_POST
@opens_to(signed_in)
def act_as(request: HttpRequest) -> HttpResponse:
    """Choose the post in which, or the power with which, a person goes on working."""
    actor, day = actor_of(request), today()
    post, power = _number(request, "post"), _number(request, "power")
    held = queries.posts_on(day).filter(person__username=actor.person)
    request.session["post"] = post if post is not None and held.filter(pk=post).exists() else None
    powers = {it.pk for it in queries.powers_of(actor, day)}
    request.session["power"] = power if power in powers else None
    now = queries.actor_on(queries.person_named(actor.person), day, post_id=post, power_id=power)
    services.note_acting(now)
    said = now.on_behalf_of or f"{now.post}, {now.unit_name}"
    messages.success(request, _("Từ bây giờ bạn làm việc với tư cách: {said}.").format(said=said))
    return redirect("accounts:person", actor.person)


def _add(request: HttpRequest, form: NewPersonForm) -> HttpResponse:
    made = services.add_person(actor_of(request), **form.cleaned_data)
    password = services.reset_password(actor_of(request), made)
    return _show_password(request, made, password)


def _show_password(request: HttpRequest, shown: Person, password: str) -> HttpResponse:
    facts = {"person": shown, "password": password}
    response = render(request, "accounts/password_once.html", facts)
    response["Cache-Control"] = "no-store"
    return response


def _person(username: str) -> Person:
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 12 else None


def _post_row(post: Post, day: date) -> dict[str, object]:
    powers = [
        {
            "power": power,
            "capacity": capacity(power.as_rule),
            "is_now": power.since <= day and (power.until is None or day < power.until),
        }
        for power in post.powers.all()
    ]
    is_now = post.since <= day and (post.until is None or day < post.until)
    return {"post": post, "powers": powers, "is_now": is_now, "is_to_come": post.since > day}
