"""A form is printed with its digest, signed on paper, scanned; only the newest one is taken."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from congtac.kernel.actor import Actor
from congtac.kernel.problem import Problem
from congtac.kernel.verdict import Refused
from congtac.statistics.models import SignedPaper, Submission
from congtac.statistics.queries import submissions as queries
from congtac.statistics.rules.papers import short_code
from congtac.statistics.services import papers as services
from congtac.statistics.services import submissions
from congtac.statistics.tests.begun import DAY
from congtac.statistics.tests.inside import begun, checked, grid

Cast = Mapping[str, Actor]
PICTURE = b"\x89PNG\r\n\x1a\n" + b"scan" * 40


def pdf_with(line: str) -> bytes:
    """A PDF of one page that says a line of plain letters."""
    stream = f"BT /F1 11 Tf 40 700 Td ({line}) Tj ET".encode("latin-1")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 595 842] "
    page += b"/Resources << /Font << /F1 5 0 R >> >> >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font,
    ]
    made = b"%PDF-1.4\n"
    for number, part in enumerate(parts, start=1):
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return made + b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def asked(cast: Cast) -> Submission:
    return checked(cast, begun(cast))


def digest(asked: Submission, ordinal: int | None = None) -> str:
    made = queries.revision(asked, ordinal)
    assert made is not None
    return made.digest


def scan(asked: Submission, **changes: object) -> services.Scan:
    made = services.Scan(
        name="ban-ky.png",
        data=PICTURE,
        number="12/BC-STP",
        signed_on=DAY,
        signer_name="Phan Thị Giám Đốc",
        capacity="GIÁM ĐỐC",
        digest=short_code(digest(asked)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name, each of its own type


def test_a_paper_with_the_digest_of_the_newest_figures_signs_the_form(
    cast: Cast, asked: Submission
) -> None:
    paper = services.sign_on_paper(cast["lan"], asked, scan(asked), day=DAY)
    assert (asked.state, asked.is_on_paper, asked.signed_by) == ("signed", True, "")
    assert (asked.signed_by_name, asked.capacity) == ("Phan Thị Giám Đốc", ["GIÁM ĐỐC"])
    assert (paper.revision, paper.digest) == (1, digest(asked))
    assert "12/BC-STP" in asked.lines.get(act="sign").words
    submissions.send(cast["lan"], asked, day=DAY)
    assert asked.state == "sent"


def test_an_older_digest_is_refused_and_its_revision_named(cast: Cast, asked: Submission) -> None:
    submissions.redo(cast["minh"], asked, words="Sửa", day=DAY)
    old = digest(asked, 1)
    checked(cast, asked, grid(c2="69", c3="51"))
    lan = cast["lan"]
    for typed in (old, short_code(old)):
        with pytest.raises(Problem, match="mã của bản 1") as refused:
            services.sign_on_paper(lan, asked, scan(asked, digest=typed), day=DAY)
        assert refused.value.code == "STA-391"
    with pytest.raises(Problem, match="Không có bản nào"):
        services.sign_on_paper(lan, asked, scan(asked, digest="ab" * 8), day=DAY)
    with pytest.raises(Problem, match="STA-390"):
        services.sign_on_paper(lan, asked, scan(asked, digest="12/BC"), day=DAY)
    assert asked.state == "checked"
    assert not SignedPaper.objects.exists()


def test_the_text_of_a_pdf_is_compared_with_the_digest(cast: Cast, asked: Submission) -> None:
    right, wrong = short_code(digest(asked)), "ffff ffff ffff ffff"
    bad = scan(asked, name="a.pdf", data=pdf_with(f"M\xe3 ban: {wrong}"))
    with pytest.raises(Problem, match="STA-393"):
        services.sign_on_paper(cast["lan"], asked, bad, day=DAY)
    good = scan(asked, name="a.pdf", data=pdf_with(f"M\xe3 ban: {right}"))
    services.sign_on_paper(cast["lan"], asked, good, day=DAY)
    assert asked.state == "signed"


def test_what_is_no_scan_or_was_not_signed_rightly_is_refused(
    cast: Cast, asked: Submission
) -> None:
    lan = cast["lan"]
    refusals: dict[str, dict[str, object]] = {
        "STA-392": {"name": "a.txt", "data": b"chu"},
        "STA-343": {"signer_name": asked.filled_by_name.upper()},
        "STA-394": {"signed_on": date(2024, 6, 18)},
        "FIL-003": {"name": "a.png", "data": b"\0\1\2"},
    }
    for code, changes in refusals.items():
        with pytest.raises(Problem) as refused:
            services.sign_on_paper(lan, asked, scan(asked, **changes), day=DAY)
        assert refused.value.code == code
    for name in ("hoa", "ha"):
        with pytest.raises(Refused):
            services.sign_on_paper(cast[name], asked, scan(asked), day=DAY)
    services.sign_on_paper(cast["minh"], asked, scan(asked), day=DAY)
    with pytest.raises(Problem, match="STA-340"):
        services.sign_on_paper(lan, asked, scan(asked), day=DAY)


def test_later_figures_make_the_paper_sign_nothing_any_more(cast: Cast, asked: Submission) -> None:
    services.sign_on_paper(cast["lan"], asked, scan(asked), day=DAY)
    submissions.redo(cast["lan"], asked, words="Sửa", day=DAY)
    checked(cast, asked, grid(c2="69", c3="51"))
    assert (asked.signed_by_name, asked.is_on_paper) == ("", False)
    submissions.sign(cast["minh"], asked, day=DAY)
    assert (asked.signed_by, asked.is_on_paper) == ("minh", False)
    assert [it.revision for it in asked.papers.all()] == [1], "it stays in the history"


def test_the_database_takes_no_signature_without_a_name(cast: Cast, asked: Submission) -> None:
    services.sign_on_paper(cast["lan"], asked, scan(asked), day=DAY)
    for wrong in ({"signed_by_name": ""}, {"is_on_paper": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=asked.pk).update(**wrong)
    with pytest.raises(TypeError):
        SignedPaper.objects.get().save()


def test_it_is_put_up_and_seen_on_the_screens(
    cast: Cast,
    asked: Submission,
    client_of: Callable[[str], Client],
    on_day: Callable[[date], None],
) -> None:
    on_day(DAY)
    lan, hoa = client_of("lan"), client_of("hoa")
    one, code = f"/thong-ke/bieu/{asked.pk}/", short_code(digest(asked))
    assert code in lan.get(f"{one}in/").content.decode()

    def typed(**changes: str) -> dict[str, object]:
        picture = SimpleUploadedFile("ban-ky.png", PICTURE)
        facts = {"number": "12/BC", "signed_on": "17/06/2024", "signer_name": "Phan Thị Giám"}
        return {**facts, "capacity": "GIÁM ĐỐC", "digest": code, "file": picture, **changes}

    refused = lan.post(f"{one}ky-giay/", typed(digest="ffff ffff ffff ffff"))
    assert refused.status_code == 422
    assert "Phan Thị Giám" in refused.content.decode()
    lan.post(f"{one}ky-giay/", typed())
    paper = SignedPaper.objects.get()
    assert "12/BC" in lan.get(one).content.decode()
    assert "Đã ký trên giấy" in lan.get(f"{one}in/").content.decode()
    address = f"/thong-ke/ban-ky/{paper.pk}/"
    assert lan.get(address).content == PICTURE
    assert hoa.get(address).status_code == 403
    assert client_of("ha").get(address).status_code == 403, "it hasn't been sent"
    asked.refresh_from_db()
    submissions.send(cast["lan"], asked, day=DAY)
    assert client_of("ha").get(address).status_code == 200
