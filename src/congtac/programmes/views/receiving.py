"""Screens of the unit that receives reports: the board of a request, letters that urge."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from congtac.documents import queries as document_queries
from congtac.documents.forms import LetterForm
from congtac.documents.rules.letters import Head, day_words
from congtac.ground.calendars.queries import today
from congtac.kernel.guard import actor_of, opens_to, signed_in
from congtac.kernel.numbers import print_date
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.kernel.words import as_written, gettext_noop
from congtac.kernel.words import gettext as _
from congtac.organisations.queries import unit as unit_of
from congtac.programmes import permissions
from congtac.programmes.forms.counting import DayForm
from congtac.programmes.models import ReportRequest
from congtac.programmes.queries import receiving as queries
from congtac.programmes.queries import reports as report_queries
from congtac.programmes.queries import requests as request_queries
from congtac.programmes.queries.receiving import BoardRow, Sought
from congtac.programmes.rules import letters, sheet
from congtac.programmes.rules import receiving as rules
from congtac.programmes.rules.letters import Matter, Urged
from congtac.programmes.services import receiving as services
from congtac.programmes.views.tasks import EXCEL
from vanban import write

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = (
    (gettext_noop("STT"), 6),
    (gettext_noop("Đơn vị"), 44),
    (gettext_noop("Gửi qua"), 30),
    (gettext_noop("Tình trạng"), 24),
    (gettext_noop("Hạn gửi"), 12),
    (gettext_noop("Ngày gửi lần đầu"), 16),
    (gettext_noop("Số ngày muộn"), 13),
    (gettext_noop("Số lần đôn đốc"), 14),
    (gettext_noop("Đôn đốc gần nhất"), 16),
)


def request_to_receive(request: HttpRequest, number: int) -> ReportRequest:
    found = request_queries.request(number)
    if found is None:
        raise Http404
    permissions.may_receive(actor_of(request), found).demand()
    return found


def _day(request: HttpRequest) -> tuple[DayForm, date]:
    form = DayForm(request.GET if "ngay" in request.GET else None, day=today())
    return form, form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else today()


def _sought(request: HttpRequest, found: ReportRequest) -> Sought:
    place = request.GET.get("tinh_trang", "")
    through = queries.portion_of(found, actor_of(request).unit)
    words = request.GET.get("q", "").strip()
    return Sought(words, place if place in rules.PLACES else "", through)


@require_GET
@opens_to(signed_in)
def board(request: HttpRequest, number: int) -> HttpResponse:
    """Who has sent, late, not at all, as of any day."""
    found, (form, day) = request_to_receive(request, number), _day(request)
    sought = _sought(request, found)
    shown = queries.board(found, day, sought)
    may_act = permissions.may_gather(actor_of(request), found)
    facts: dict[str, Any] = {
        "asked": found,
        "form": form,
        "day": day,
        "board": shown,
        "sought": sought,
        "is_tiles": request.GET.get("kieu") == "o",
        "places": [(code, rules.PLACES[code], rules.COLOURS[code], count)
                   for code, count in shown.counts.items()],
        "urgings": queries.urgings_of(found),
        "may_act": may_act,
        "may_urge": bool(may_act) and day == today() and any(it.may_urge for it in shown.rows),
    }  # fmt: skip
    return render(request, "programmes/received.html", facts, status=422 if form.errors else 200)


@require_GET
@opens_to(signed_in)
@as_written()
def board_sheet(request: HttpRequest, number: int) -> HttpResponse:
    """The same board, narrowed the same way, as an Excel file."""
    found, (_form, day) = request_to_receive(request, number), _day(request)
    shown = queries.board(found, day, _sought(request, found))
    said = _("{title}: tình hình gửi báo cáo, tính đến ngày {day}")
    title = said.format(title=found.title, day=print_date(day))
    rows = (_cells(it, shown.due_on) for it in shown.rows)
    columns = [(_(name), width) for name, width in COLUMNS]
    book = sheet.workbook(title, rows, columns=columns, name=_("Theo dõi báo cáo"))
    headers = {"Content-Disposition": 'attachment; filename="theo-doi-bao-cao.xlsx"'}
    return HttpResponse(book, content_type=EXCEL, headers=headers)


def _cells(row: BoardRow, due_on: date | None) -> list[Any]:
    through = row.report.through.name if row.report.through else ""
    stood = row.stood
    return [
        row.report.unit_name, through, _(row.place), due_on, stood.first_sent_on, stood.late,
        row.urged, row.urged_on,
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(signed_in)
def urge(request: HttpRequest, number: int) -> HttpResponse:
    """Draft a letter to the units chosen; sending it out tells each of them."""
    found, day = request_to_receive(request, number), today()
    permissions.may_gather(actor_of(request), found).demand()
    rows = _chosen(request, found, day)
    if not rows:
        messages.error(request, _("Chọn ít nhất một đơn vị chưa gửi báo cáo."))
        return redirect("programmes:received", number=number)
    head = document_queries.head_of(unit_of(actor_of(request).unit), day)
    form = LetterForm(request.POST or None, initial=_drafted(request, found, rows, head))
    if request.method == "POST" and form.is_valid():
        made = _urged(request, found, rows, form, head)
        if made is not None:
            return made
    facts = {"asked": found, "rows": rows, "form": form, "head": head, "day": day}
    return render(request, "programmes/urge.html", facts, status=422 if form.errors else 200)


def _urged(
    request: HttpRequest, found: ReportRequest, rows: list[BoardRow], form: LetterForm, head: Head
) -> HttpResponse | None:
    numbers = [row.report.pk for row in rows]
    try:
        letter = form.letter(head)
        made = services.urge(actor_of(request), found, numbers, letter, day=today())
    except Refused:
        raise
    except Problem as refusal:
        form.add_error(None, refusal.sentence)
        return None
    said = _("Đã đôn đốc {count} đơn vị; mỗi đơn vị nhận được thông báo. Tải công văn để ký, gửi.")
    messages.success(request, said.format(count=len(rows)))
    return redirect("programmes:urging", number=made.pk)


def _chosen(request: HttpRequest, found: ReportRequest, day: date) -> list[BoardRow]:
    """The rows that were ticked; all that are late for "tất cả đơn vị quá hạn"."""
    asked = request.POST if request.method == "POST" else request.GET
    numbers = {int(it[:9]) for it in asked.getlist("bao_cao") if it.isdecimal()}
    sought = Sought(through=queries.portion_of(found, actor_of(request).unit))
    rows = [row for row in queries.board(found, day, sought).rows if row.may_urge]
    if asked.get("tat_ca"):
        return [row for row in rows if row.stood.place == rules.IS_OVERDUE]
    return [row for row in rows if row.report.pk in numbers]


def _drafted(
    request: HttpRequest, found: ReportRequest, rows: list[BoardRow], head: Head
) -> dict[str, Any]:
    actor, day = actor_of(request), today()
    matter = Matter(
        issuer=actor.unit_name,
        asker=found.unit_name,
        title=found.title,
        asked_on=found.issued_on or day,
        cut_off=found.cut_off,
        due_on=found.due_on,
    )
    urged = [_name(row) for row in rows]
    lines = report_queries.signature_of(actor, day)
    return {
        "symbol": head.symbol,
        "place": head.place,
        "day": day,
        "subject": letters.subject_of(matter),
        "addressees": "\n".join(letters.addressees_of(urged)),
        "text": letters.text_of(matter, urged, day=day, send_by=document_queries.send_by(day)),
        "recipients": "\n".join(head.recipients),
        "capacity": " ".join(lines) if lines else "",
        "signer": actor.name if lines else "",
    }


def _name(row: BoardRow) -> Urged:
    is_returned = row.stood.place == rules.IS_RETURNED
    return Urged(row.report.unit_name, 0 if is_returned else row.stood.late, is_returned)


@require_GET
@opens_to(signed_in)
def urging(request: HttpRequest, number: int) -> HttpResponse:
    """One letter as it went out, and whom it urged."""
    found = queries.urging(number)
    if found is None:
        raise Http404
    permissions.may_receive(actor_of(request), found.request).demand()
    facts = {
        "urging": found,
        "asked": found.request,
        "paper": found.letter,
        "paper_day": day_words(found.letter),
    }
    return render(request, "programmes/urging.html", facts)


@require_GET
@opens_to(signed_in)
def urging_word(request: HttpRequest, number: int) -> HttpResponse:
    """The letter as a Word file."""
    found = queries.urging(number)
    if found is None:
        raise Http404
    permissions.may_receive(actor_of(request), found.request).demand()
    return word_answer(write(found.letter), f"cong-van-don-doc-{found.pk}.docx")


def word_answer(data: bytes, name: str) -> HttpResponse:
    """A Word file to download."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=WORD, headers=headers)
