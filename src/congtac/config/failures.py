"""The pages that say no: what happened, why, and what to do."""

from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from congtac.kernel.guard import actor_of
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.kernel.words import gettext_noop

NOT_FOUND = gettext_noop("Địa chỉ này không có hoặc đã được chuyển đi.")
BROKEN = gettext_noop(
    "Máy chủ gặp lỗi khi làm việc này. Lỗi đã được ghi lại; hãy thử lại sau ít phút."
)
BAD_REQUEST = gettext_noop(
    "Trình duyệt gửi lên nội dung mà máy chủ không hiểu. Hãy quay lại và làm lại."
)
CSRF_FAILED = gettext_noop(
    "Phiên làm việc của trang đã cũ hoặc trình duyệt chặn cookie. "
    "Hãy quay lại, tải lại trang rồi gửi lần nữa."
)
UNDECLARED = gettext_noop(
    "Trang này chưa khai ai được mở, nên không ai được mở. Hãy báo cho quản trị hệ thống."
)
FORBIDDEN = gettext_noop("Bạn không có quyền mở trang này.")


def refusal(request: HttpRequest, problem: Refused) -> HttpResponse:
    """Answer a refused actor: a stranger is asked to sign in, others see the reason."""
    if not actor_of(request).is_signed_in:
        return _to_the_door(request)
    return _page(request, 403, _("Không được phép"), problem.sentence, problem.code)


def failure(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Answer an act that could not be done with its sentence."""
    return _page(request, 422, _("Chưa làm được"), problem.sentence, problem.code)


def undeclared(request: HttpRequest) -> HttpResponse:
    """Answer for a view that doesn't say who may open it: nobody may."""
    return _page(request, 403, _("Không được phép"), _(UNDECLARED))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, _("Yêu cầu không hợp lệ"), _(BAD_REQUEST))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, _("Không được phép"), _(FORBIDDEN))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, _("Không tìm thấy trang"), _(NOT_FOUND))


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, _("Có lỗi xảy ra"), _(BROKEN))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, _("Chưa gửi được"), _(CSRF_FAILED))


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and from there back to the page; a fragment moves the whole page."""
    door = resolve_url("accounts:sign_in")
    if _is_fragment(request):
        response = HttpResponse()
        wanted = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        response["HX-Redirect"] = redirect_to_login(wanted, door).url
        return response
    wanted = request.get_full_path() if request.method == "GET" else "/"
    return redirect_to_login(wanted, door)


def _is_fragment(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _page(
    request: HttpRequest, status: int, title: str, sentence: str, code: str = ""
) -> HttpResponse:
    facts = {"status": status, "title": title, "sentence": sentence, "code": code}
    if _is_fragment(request):
        response = render(request, "frame/failure.html", facts, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML show:top"
        return response
    return render(request, "failure.html", facts, status=status)
